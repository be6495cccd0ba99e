import { Badge, Button, Group, Modal, Stack } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import classes from "./receipt.module.css";
import { receiptWords } from "./receipt-words.ts";
import { t } from "../../text/text.ts";

interface ReceiptDialogProps {
  /** The sale, refund or closed shift. */
  readonly of: string;
  readonly title?: string;
  /** A job's tags, instead of its ticket. */
  readonly tags?: boolean;
  readonly onClose: () => void;
}

export function ReceiptDialog({ of, title = t("Receipt"), tags, onClose }: ReceiptDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} size="lg" data-testid="receipt-dialog">
      <ReceiptView of={of} tags={tags ?? false} />
    </Modal>
  );
}

/** The picture of a receipt, as it prints, with a button that prints it. */
export function ReceiptView({
  of,
  tags = false,
  anew = false,
}: {
  readonly of: string;
  readonly tags?: boolean;
  /** Drawn anew each time, so that no print of it is a copy of another. */
  readonly anew?: boolean;
}) {
  const { value, problem, reload } = useQuery("receipt.get", { of, tags });
  const [refused, setRefused] = useState<Problem | undefined>(undefined);
  if (value === undefined) {
    return problem === undefined ? (
      <LoadingState label={t("Drawing the receipt")} />
    ) : (
      <ErrorState problem={problem} onRetry={reload} />
    );
  }
  const print = async () => {
    const answer = await call("receipt.print", { of, tags });
    setRefused(answer.ok ? undefined : answer.refusal);
    reload();
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Badge
          variant="light"
          color="gray"
          size="lg"
          fz="md"
          fw={500}
          tt="none"
          data-testid="receipt-state"
        >
          {receiptWords()[value.state]}
        </Badge>
        <Button
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => void print()}
          data-testid="receipt-print"
        >
          {anew || value.state === "none" ? t("Print") : t("Print a copy")}
        </Button>
      </Group>
      <RefusalAlert problem={refused} />
      {/* It scrolls, so it can be reached without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.paper} role="region" aria-label={t("The paper")} tabIndex={0}>
        {/* As an image, nothing inside the picture can run or reach out. */}
        <img
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(value.svg)}`}
          alt={value.text === "" ? `${value.title} ${value.number}` : value.text}
          className={classes.picture}
          data-testid="receipt-picture"
        />
      </div>
    </Stack>
  );
}
