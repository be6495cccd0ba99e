import { Alert, Button, Group, Text } from "@mantine/core";
import { IconInfoCircle, IconPlugConnectedX } from "@tabler/icons-react";
import type { Problem } from "../rpc/problem.ts";
import { refusalWords } from "../rpc/refusal-words.ts";
import { t } from "../text/text.ts";

interface RefusalAlertProps {
  readonly problem: Problem | undefined;
  /** Offered where the program did not answer. */
  readonly onRetry?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** A refusal in words, beside the thing that was refused. Draws nothing where there is none. */
export function RefusalAlert({ problem, onRetry, onClose }: RefusalAlertProps) {
  const silent = problem?.code === "program.silent";
  return (
    <div role="alert" aria-live="assertive">
      {problem !== undefined && (
        <Alert
          color={silent ? "orange" : "red"}
          variant="light"
          icon={silent ? <IconPlugConnectedX aria-hidden /> : <IconInfoCircle aria-hidden />}
          withCloseButton={onClose !== undefined}
          closeButtonLabel={t("Dismiss")}
          {...(onClose === undefined ? {} : { onClose })}
          data-testid="refusal"
          data-code={problem.code}
        >
          <Group justify="space-between" gap="sm">
            <Text size="md" style={{ flex: 1 }}>
              {refusalWords(problem)}
            </Text>
            {onRetry !== undefined && silent && (
              <Button variant="default" size="sm" onClick={onRetry}>
                {t("Try again")}
              </Button>
            )}
          </Group>
        </Alert>
      )}
    </div>
  );
}
