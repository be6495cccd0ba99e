import { Button, Group, Modal, Text } from "@mantine/core";
import { t } from "../../text/text.ts";

interface DiscardDialogProps {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** There is no undo for it, so it is asked once. */
export function DiscardDialog({ onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <Modal opened onClose={onKeep} title={t("Throw this intake away?")}>
      <Text>{t("Customer, pieces and damage would have to be written down again.")}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" h={44} data-autofocus onClick={onKeep}>
          {t("Keep it")}
        </Button>
        <Button color="red" h={44} onClick={onDiscard} data-testid="intake-discard-yes">
          {t("Discard")}
        </Button>
      </Group>
    </Modal>
  );
}
