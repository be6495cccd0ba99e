import {
  Chip,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";
import { Turnaround } from "./turnaround.tsx";

type Policies = Reply<"job.settings">;

/** How a business takes in work, and when it counts as earned. */
export function JobPolicies({ business, onSaved }: { business: string; onSaved: () => void }) {
  const answer = useQuery("job.settings", { business });
  const saved = () => {
    answer.reload();
    onSaved();
  };
  return (
    <Paper
      title={t("Jobs")}
      aside={t("Jobs taken in before keep their policy")}
      padded
      testid="job-policies"
    >
      <Answered query={answer}>
        {(policies) => <Form business={business} policies={policies} onSaved={saved} />}
      </Answered>
    </Paper>
  );
}

interface FormProps {
  readonly business: string;
  readonly policies: Policies;
  readonly onSaved: () => void;
}

function Form({ business, policies, onSaved }: FormProps) {
  const { send, sending, problem } = useCommand("job.saveSettings");
  const { expressAccount: _, ageingDays, ...rest } = policies;
  const [draft, setDraft] = useState(rest);
  const [days, setDays] = useState(ageingDays.join(", "));
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const ageing = daysOf(days);
  const hours = {
    opens: CLOCK.test(draft.opens) ? undefined : t("As 08:00"),
    closes: !CLOCK.test(draft.closes)
      ? t("As 18:00")
      : draft.closes <= draft.opens
        ? t("After it opens")
        : undefined,
  };
  const ready = ageing !== undefined && hours.opens === undefined && hours.closes === undefined;
  const save = async () => {
    if (ageing === undefined) return;
    if ((await send({ business, ...draft, ageingDays: ageing }))?.ok === true) onSaved();
  };
  return (
    <FormBody ready={ready} sending={sending} problem={problem} onSave={save}>
      <div className={classes.policies}>
        <Stack gap={4}>
          <Text fw={500}>{t("Revenue is earned when the work is")}</Text>
          <SegmentedControl
            size="sm"
            value={draft.recognition}
            onChange={(recognition) => set({ recognition })}
            data={[
              { value: "ready", label: t("A · ready") },
              { value: "collected", label: t("B · collected") },
            ]}
            data-testid="recognition"
          />
        </Stack>
        <TextInput
          label={t("Reminders after days")}
          description={t("Ready and not fetched, or not paid")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={days}
          error={ageing === undefined ? t("Days with commas between: 14, 30") : undefined}
          onChange={(event) => setDays(event.currentTarget.value)}
          data-testid="ageing-days"
        />
        <NumberInput
          label={t("Express surcharge, per cent")}
          min={0}
          max={1000}
          value={draft.expressBasisPoints / 100}
          onChange={(next) =>
            set({ expressBasisPoints: Math.round((typeof next === "number" ? next : 0) * 100) })
          }
        />
        <NumberInput
          label={t("Express is ready in hours")}
          min={1}
          max={2000}
          allowDecimal={false}
          value={draft.expressHours}
          onChange={(next) => set({ expressHours: typeof next === "number" ? next : 1 })}
        />
        <NumberInput
          label={t("Otherwise ready in hours")}
          min={1}
          max={2000}
          allowDecimal={false}
          value={draft.turnaroundHours}
          onChange={(next) => set({ turnaroundHours: typeof next === "number" ? next : 1 })}
        />
        <NumberInput
          label={t("Deposit at intake, per cent at least")}
          min={0}
          max={100}
          value={draft.depositBasisPoints / 100}
          onChange={(next) =>
            set({ depositBasisPoints: Math.round((typeof next === "number" ? next : 0) * 100) })
          }
          data-testid="least-deposit"
        />
        <div className={classes.hours}>
          <TextInput
            label={t("Opens")}
            value={draft.opens}
            error={hours.opens}
            onChange={(event) => set({ opens: event.currentTarget.value })}
            data-testid="opens"
          />
          <TextInput
            label={t("Closes")}
            value={draft.closes}
            error={hours.closes}
            onChange={(event) => set({ closes: event.currentTarget.value })}
            data-testid="closes"
          />
        </div>
      </div>
      <div className={classes.halves}>
        <Stack gap="sm">
          <Stack gap={4}>
            <Text fw={500} id="closed-days">
              {t("Closed on")}
            </Text>
            <Chip.Group
              multiple
              value={draft.closedDays.map(String)}
              onChange={(days) => set({ closedDays: days.map(Number).toSorted() })}
            >
              <Group gap={6} role="group" aria-labelledby="closed-days">
                {week().map((name, at) => (
                  <Chip key={name} value={String(at + 1)} size="sm">
                    {name}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Stack>
          <TagsInput
            label={t("Racks")}
            description={t("Offered when work is ready; Enter after each")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            maxTags={200}
            value={draft.racks}
            onChange={(racks) => set({ racks: racks.map((rack) => rack.slice(0, 40)) })}
            data-testid="racks"
          />
        </Stack>
        <Turnaround
          business={business}
          own={draft.turnaround}
          usual={draft.turnaroundHours}
          onChange={(turnaround) => set({ turnaround })}
        />
      </div>
      <Switch
        label={t("Work may be collected while something is still owed for it")}
        checked={draft.collectWithBalance}
        onChange={(event) => set({ collectWithBalance: event.currentTarget.checked })}
        data-testid="collect-with-balance"
      />
      <Textarea
        label={t("Text to a customer whose work is ready")}
        description={t("{holes} and {last} are filled in", {
          holes: "{name}, {number}, {due}, {shop}",
          last: "{rack}",
        })}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autosize
        maxLength={300}
        value={draft.notice}
        onChange={(event) => set({ notice: event.currentTarget.value })}
      />
    </FormBody>
  );
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export const week = () =>
  [t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun")] as const;

/** "14, 30" as days; undefined where it is something else. */
function daysOf(text: string): number[] | undefined {
  const days = text
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(Number);
  const fit = days.every((day) => Number.isSafeInteger(day) && day >= 1 && day <= 3650);
  return fit && days.length > 0 && days.length <= 8 ? days : undefined;
}
