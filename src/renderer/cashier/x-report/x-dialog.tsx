import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useState } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { ReceiptView } from "../receipt/receipt-dialog.tsx";
import { TotalsTable } from "./totals-table.tsx";
import { t } from "../../text/text.ts";

interface XDialogProps {
  readonly shift: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** A look at the running shift. It does not tell what should be in the drawer: the count is blind. */
export function XDialog({ shift, name, onClose }: XDialogProps) {
  const { value, problem, reload } = useQuery("shift.x", { shift });
  const [paper, setPaper] = useState(false);
  useScanner(() => false);
  return (
    <Modal opened onClose={onClose} title={t("X report — {name}", { name })} size="md">
      {paper ? (
        <ReceiptView of={shift} anew />
      ) : value === undefined ? (
        problem ? (
          <ErrorState problem={problem} onRetry={reload} />
        ) : (
          <LoadingState />
        )
      ) : (
        <Stack gap="sm" data-testid="x-report">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text c="dimmed">
              {t("Shift {number} of {day}, opened by {openedBy}. As of {at}.", {
                number: value.shift.number,
                day: dayWords(value.shift.day),
                openedBy: value.shift.openedBy,
                at: momentWords(value.at),
              })}
            </Text>
            <Button
              variant="default"
              style={{ flexShrink: 0 }}
              leftSection={<IconReceipt size={18} aria-hidden />}
              onClick={() => setPaper(true)}
              data-testid="x-receipt"
            >
              {t("Show and print")}
            </Button>
          </Group>
          <TotalsTable float={value.float} totals={value.totals} />
        </Stack>
      )}
    </Modal>
  );
}
