import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { href } from "../route/route.ts";
import { go } from "../route/use-route.ts";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";

interface Props {
  readonly entry: Reply<"report.entry">;
  readonly onReversed: () => void;
}

/** Undoes an entry by its mirror image, once, with a day and a reason. */
export function ReverseButton({ entry, onReversed }: Props) {
  const { today } = useOffice();
  const [opened, setOpened] = useState(false);
  const [day, setDay] = useState<BusinessDay | null>(today);
  const [reason, setReason] = useState("");
  const { send, sending, problem, clear } = useCommand("entry.reverse");
  const reverse = async () => {
    if (day === null) return;
    const answer = await send({ entry: entry.entry, day, reason: reason.trim() });
    if (answer?.ok !== true) return;
    setOpened(false);
    onReversed();
    go(href("entry", answer.value.entry));
  };
  const close = () => {
    setOpened(false);
    clear();
  };
  return (
    <>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconArrowBackUp size={17} aria-hidden />}
        onClick={() => setOpened(true)}
        data-testid="reverse"
      >
        {t("Reverse")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={
          <Text span fw={600} size="lg">
            {t("Reverse entry {entry}", { entry: entry.entry })}
          </Text>
        }
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (day !== null && reason.trim() !== "") void reverse();
          }}
        >
          <Stack gap="md">
            <Text>
              {t(
                "A mirrored entry is posted; this one stays as it is and points to it. An entry can be reversed once.",
              )}
            </Text>
            <DayInput label={t("Business day of the reversal")} value={day} onChange={setDay} />
            <TextInput
              label={t("Why")}
              data-autofocus
              required
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-testid="reverse-reason"
            />
            <RefusalAlert problem={problem} onRetry={() => void reverse()} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t("Keep it")}
              </Button>
              <Button
                type="submit"
                loading={sending}
                disabled={day === null || reason.trim() === ""}
                data-testid="reverse-confirm"
              >
                {t("Reverse it")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
