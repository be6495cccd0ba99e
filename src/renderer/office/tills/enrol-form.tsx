import {
  Button,
  Checkbox,
  CopyButton,
  Group,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import { t } from "../../text/text.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { useOffice } from "../shell/office-context.tsx";
import type { Till } from "./tills-model.ts";
import classes from "./tills.module.css";
import { useAct } from "./use-act.ts";

type Made = Reply<"centre.enrol">;

interface EnrolFormProps {
  /** Undefined: a till that is not there yet. */
  readonly till: Till | undefined;
  readonly taken: readonly string[];
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/**
 * A new till's code; or, of a till that is there, what it serves. More businesses it gets with the
 * code that it has, fewer with another one.
 */
export function EnrolForm({ till, taken, onChanged, onClose }: EnrolFormProps) {
  const { businesses } = useOffice();
  const [name, setName] = useState(till?.till ?? "");
  const [scope, setScope] = useState<string[]>(
    till === undefined || till.scope === "*" ? [] : [...till.scope],
  );
  const [made, setMade] = useState<Made>();
  const { busy, problem, run } = useAct(onChanged);
  const again = till === undefined && taken.includes(name);

  const [anew, setAnew] = useState(false);
  // With the code that it has, a till gets more businesses, never fewer.
  const kept = till?.active === true && till.scope !== "*" ? till.scope : null;
  const widens = kept !== null && !anew;
  const more = scope.filter((each) => kept?.includes(each) !== true);

  const widen = async () => {
    run(async () => {
      const answer = await call("centre.widen", { till: name, scope: more });
      if (answer.ok) onClose();
      return answer;
    });
  };
  const make = async () => {
    run(async () => {
      const answer = await call("centre.enrol", { till: name, scope });
      if (answer.ok) setMade(answer.value);
      return answer;
    });
  };

  if (made !== undefined) return <MadeCode till={name} made={made} onClose={onClose} />;
  return (
    <FormBody
      ready={widens ? more.length > 0 : name !== "" && scope.length > 0 && !again}
      sending={busy}
      problem={undefined}
      onSave={widens ? widen : make}
      onCancel={onClose}
      action={
        widens
          ? t("Let it serve them")
          : till === undefined
            ? t("Make its code")
            : t("Make a new code")
      }
    >
      {till === undefined ? (
        <TextInput
          label={t("Code of the till")}
          description={t(
            "One to four capital letters and digits. It stands on every receipt, and stays.",
          )}
          value={name}
          onChange={(event) =>
            setName(
              event.currentTarget.value
                .toUpperCase()
                .replaceAll(/[^A-Z0-9]/g, "")
                .slice(0, 4),
            )
          }
          error={again ? t("There is a till with this code. Choose it in the list.") : undefined}
          data-autofocus
          data-testid="enrol-till"
        />
      ) : (
        !widens && (
          <Text>
            {t(
              "With a new code the earlier one is worth nothing any more, and the till is cut off until somebody pastes the new one there. What it sold meanwhile is kept on it.",
            )}
          </Text>
        )
      )}
      <Checkbox.Group
        label={t("Businesses")}
        description={
          widens
            ? t("What you tick comes to the till at once, by the code that it has.")
            : t("It receives and keeps the books of these, and of no other.")
        }
        value={scope}
        onChange={setScope}
      >
        <Stack gap="xs" mt="xs">
          {businesses
            .filter((each) => each.active)
            .map((each) => (
              <Checkbox
                key={each.id}
                value={each.id}
                label={each.name}
                disabled={widens && kept.includes(each.id)}
                data-testid={`enrol-${each.id}`}
              />
            ))}
        </Stack>
      </Checkbox.Group>
      {kept !== null && (
        <Switch
          label={t("Another code, for fewer businesses or where somebody else may know it")}
          checked={anew}
          onChange={(event) => {
            setAnew(event.currentTarget.checked);
            setScope([...kept]);
          }}
          data-testid="enrol-anew"
        />
      )}
      <RefusalAlert problem={problem} />
      {till?.active === true && (
        <ShutOut till={till.till} busy={busy} run={run} onClose={onClose} />
      )}
    </FormBody>
  );
}

interface ShutOutProps {
  readonly till: string;
  readonly busy: boolean;
  readonly run: ReturnType<typeof useAct>["run"];
  readonly onClose: () => void;
}

/** For a till that was stolen or lost; a second press, because it cuts off whoever sells there. */
function ShutOut({ till, busy, run, onClose }: ShutOutProps) {
  const [sure, setSure] = useState(false);
  const shut = async () => {
    const answer = await call("centre.shutOut", { till });
    if (answer.ok) onClose();
    return answer;
  };
  return (
    <Group justify="space-between" className={classes.shutOut}>
      <Text size="sm" c="dimmed">
        {t("Stolen or lost? Shut out, it sends and receives nothing any more.")}
      </Text>
      <Button
        color="red"
        variant={sure ? "filled" : "light"}
        loading={busy}
        onClick={() => (sure ? run(shut) : setSure(true))}
        data-testid="shut-out"
      >
        {sure ? t("Yes, shut out {till}", { till }) : t("Shut it out")}
      </Button>
    </Group>
  );
}

interface MadeCodeProps {
  readonly till: string;
  readonly made: Made;
  readonly onClose: () => void;
}

/** Shown this once: nobody keeps it, not even the centre. */
function MadeCode({ till, made, onClose }: MadeCodeProps) {
  const { code, once } = made;
  return (
    <Stack gap="sm">
      <Textarea
        label={t("Code of till {till}", { till })}
        description={t(
          "On the new till choose “Connect to a centre” and paste it. It is shown this once.",
        )}
        value={code}
        readOnly
        rows={5}
        classNames={{ input: classes.code ?? "" }}
        onFocus={(event) => event.currentTarget.select()}
        data-testid="enrol-code"
      />
      <Text className={classes.secret}>
        {once
          ? t(
              "Whoever has it before the till does can connect in its place: bring it by hand or by a message that only the right person reads. Once the till is connected nobody else can connect with it. It also carries the key to your phone numbers, so delete it then.",
            )
          : t(
              "It carries the key to your phone numbers and the till’s password, which stays good until you make a new code: keep it like a key. Bring it by hand or by a message that only the right person reads, and delete it once the till is connected.",
            )}
      </Text>
      <Group justify="flex-end">
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={
                copied ? <IconCheck size={17} aria-hidden /> : <IconCopy size={17} aria-hidden />
              }
            >
              {copied ? t("Copied") : t("Copy the code")}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose} data-testid="enrol-done">
          {t("Done")}
        </Button>
      </Group>
    </Stack>
  );
}
