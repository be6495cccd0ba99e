import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../../rpc/use-command.ts";
import { Key } from "../../ui/key.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { t } from "../../text/text.ts";

interface DrawerDialogProps {
  readonly business: string;
  readonly onOpened: () => void;
  readonly onClose: () => void;
}

const usual = () => [t("Change for a note"), t("Check the cash"), t("Wrong change given")] as const;

/** Opens the drawer without a sale. It is logged with its reason. */
export function DrawerDialog({ business, onOpened, onClose }: DrawerDialogProps) {
  const [reason, setReason] = useState("");
  const { send, sending, problem } = useCommand("drawer.open");
  useScanner(() => false);
  const open = async (why: string) => {
    const answer = await send({ business, reason: why });
    if (answer?.ok === true) onOpened();
  };
  return (
    <Modal opened onClose={onClose} title={t("Open the drawer")} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") void open(reason.trim());
        }}
      >
        <Stack gap="md">
          <Group gap="xs">
            {usual().map((each) => (
              <Button
                key={each}
                variant="default"
                disabled={sending}
                onClick={() => void open(each)}
              >
                {each}
              </Button>
            ))}
          </Group>
          <TextInput
            label={t("Why is it opened?")}
            description={t("Written down with your name and the time")}
            size="lg"
            data-autofocus
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-testid="drawer-reason"
          />
          <RefusalAlert problem={problem} onRetry={() => void open(reason.trim())} />
          <Button
            type="submit"
            size="lg"
            loading={sending}
            disabled={reason.trim() === ""}
            rightSection={<Key>Enter</Key>}
            data-testid="drawer-open"
          >
            {t("Open the drawer")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
