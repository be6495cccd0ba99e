import { Button, Loader, Stack, Text, Title } from "@mantine/core";
import { IconInbox, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Problem } from "../rpc/problem.ts";
import { refusalWords } from "../rpc/refusal-words.ts";
import { t } from "../text/text.ts";

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
}

/** Nothing yet, or nothing that matches: said calmly, with what can be done about it. */
export function EmptyState({ title, children, icon, action }: EmptyStateProps) {
  return (
    <Stack align="center" justify="center" gap="xs" p="xl" ta="center" mih={160}>
      <Text c="dimmed" lh={0}>
        {icon ?? <IconInbox size={40} stroke={1.4} aria-hidden />}
      </Text>
      <Title order={3} size="lg">
        {title}
      </Title>
      {children !== undefined && (
        <Text c="dimmed" maw={420}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}

interface ErrorStateProps {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
}

/** A screen that could not be filled, and a way to try again. */
export function ErrorState({ problem, onRetry }: ErrorStateProps) {
  return (
    <Stack align="center" justify="center" gap="sm" p="xl" ta="center" mih={160} role="alert">
      <Text c="var(--mantine-color-error)" lh={0}>
        <IconPlugConnectedX size={40} stroke={1.4} aria-hidden />
      </Text>
      <Text size="lg" maw={460}>
        {refusalWords(problem)}
      </Text>
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          {t("Try again")}
        </Button>
      )}
    </Stack>
  );
}

export function LoadingState({ label = t("One moment") }: { readonly label?: string }) {
  return (
    <Stack align="center" justify="center" gap="sm" p="xl" mih={160} role="status">
      <Loader size="sm" aria-hidden />
      <Text c="dimmed">{label}</Text>
    </Stack>
  );
}
