import { Button, Group, Text } from "@mantine/core";
import { momentWords } from "../../text/day-words.ts";
import { call } from "../../rpc/call.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { Paper } from "../sheet/paper.tsx";
import { factWords } from "../words/fact-words.ts";
import {
  heldWords,
  incidentTitles,
  incidentWords,
  mayHelpToTryAgain,
  parkedWords,
  type Held,
  type Incident,
  type Parked,
  type Till,
} from "./tills-model.ts";
import { t } from "../../text/text.ts";
import classes from "./tills.module.css";
import { useAct } from "./use-act.ts";

interface AttentionProps {
  readonly tills: readonly Till[];
  readonly parked: readonly Parked[];
  readonly onDone: () => void;
}

/** What waits for somebody: incidents to decide, facts held back, facts not applied here. */
export function Attention({ tills, parked, onDone }: AttentionProps) {
  const open = tills.flatMap((till) =>
    till.incidents
      .filter((incident) => incident.decision === null)
      .map((incident) => ({ till: till.till, incident })),
  );
  const held = tills.flatMap((till) => till.held.map((fact) => ({ till: till.till, fact })));
  if (open.length + held.length + parked.length === 0) return null;
  return (
    <Paper title={t("Needs a look")} testid="attention">
      <ul className={classes.tasks}>
        {open.map(({ till, incident }) => (
          <IncidentTask key={incident.no} till={till} incident={incident} onDone={onDone} />
        ))}
        {held.map(({ till, fact }) => (
          <HeldTask key={fact.id} till={till} fact={fact} onDone={onDone} />
        ))}
        {parked.map((fact) => (
          <li key={fact.id}>
            <Text fw={500}>
              {t("Received from till {till}, not applied here", { till: fact.till })}
            </Text>
            <Text c="dimmed">{parkedWords()[fact.reason] ?? fact.detail}</Text>
          </li>
        ))}
      </ul>
    </Paper>
  );
}

/** The id that two facts claim: for whoever looks into it; the words stand above. */
const claimed = ({ kind, detail }: Incident): string => {
  const id = kind === "conflict" ? /[\da-f]{8}-[\da-f-]{27}/.exec(detail)?.[0] : undefined;
  return id === undefined ? "" : ` ${id}.`;
};

interface IncidentTaskProps {
  readonly till: string;
  readonly incident: Incident;
  readonly onDone: () => void;
}

function IncidentTask({ till, incident, onDone }: IncidentTaskProps) {
  const { busy, problem, run } = useAct(onDone);
  const decide = (decision: "accept" | "dismiss") =>
    run(() => call("centre.decide", { incident: incident.no, decision }));
  const waits = incident.waiting > 0;
  return (
    <li data-testid={`incident-${incident.kind}`}>
      <Text fw={500}>
        {t("Till {till}: {kind}", { till, kind: incidentTitles()[incident.kind] })}
      </Text>
      <Text c="dimmed">{incidentWords()[incident.kind]}</Text>
      <Text size="sm" c="dimmed">
        {momentWords(incident.at)}.{claimed(incident)}
        {waits && t(" {waiting} waiting.", { waiting: incident.waiting })}
      </Text>
      <RefusalAlert problem={problem} />
      <Group gap="sm" mt={6}>
        <Button size="sm" loading={busy} onClick={() => decide("accept")} data-testid="accept">
          {waits ? t("They happened: count them") : t("I have seen it")}
        </Button>
        {waits && (
          <Button
            size="sm"
            variant="default"
            loading={busy}
            onClick={() => decide("dismiss")}
            data-testid="dismiss"
          >
            {t("Set them aside")}
          </Button>
        )}
      </Group>
    </li>
  );
}

interface HeldTaskProps {
  readonly till: string;
  readonly fact: Held;
  readonly onDone: () => void;
}

function HeldTask({ till, fact, onDone }: HeldTaskProps) {
  const { busy, problem, run } = useAct(onDone);
  return (
    <li data-testid={`held-${fact.id}`}>
      <Text fw={500}>
        {t("Till {till}: {kind} {state}", {
          till,
          kind: factWords(fact.kind),
          state: fact.state === "waiting" ? t("is waiting") : t("is held back"),
        })}
      </Text>
      <Text c="dimmed">{heldWords(fact.reason)}</Text>
      <Text size="sm" c="dimmed">
        {t("Received {at}; it is kept whatever happens.", { at: momentWords(fact.at) })}
      </Text>
      <RefusalAlert problem={problem} />
      {mayHelpToTryAgain(fact) && (
        <Group mt={6}>
          <Button
            size="sm"
            variant="default"
            loading={busy}
            onClick={() => run(() => call("centre.retry", { fact: fact.id }))}
            data-testid="try-again"
          >
            {t("Try again")}
          </Button>
        </Group>
      )}
    </li>
  );
}
