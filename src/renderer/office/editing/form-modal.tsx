import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Problem } from "../../rpc/problem.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { t } from "../../text/text.ts";
import classes from "./form-modal.module.css";

interface FormModalProps {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly size?: "md" | "lg" | "xl";
  readonly children: ReactNode;
}

/** The dialog in which one thing is made or changed. Its fields begin anew each time it opens. */
export function FormModal({ title, opened, onClose, size = "lg", children }: FormModalProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={
        <Text span fw={600} size="lg">
          {title}
        </Text>
      }
      size={size}
    >
      {opened && children}
    </Modal>
  );
}

interface FormBodyProps {
  readonly children: ReactNode;
  readonly ready: boolean;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly onSave: () => Promise<void>;
  readonly onCancel?: () => void;
  readonly action?: string;
}

export function FormBody(props: FormBodyProps) {
  const { children, ready, sending, problem, onSave, onCancel, action = t("Save") } = props;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void onSave();
      }}
    >
      <Stack gap="sm">
        {children}
        <RefusalAlert problem={problem} onRetry={() => void onSave()} />
        <Group justify="flex-end" className={classes.foot}>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t("Cancel")}
            </Button>
          )}
          <Button type="submit" loading={sending} disabled={!ready} data-testid="save">
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
