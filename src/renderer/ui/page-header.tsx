import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./page-header.module.css";

interface PageHeaderProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Buttons, on the right. */
  readonly children?: ReactNode;
}

export function PageHeader({ title, subtitle, children }: PageHeaderProps) {
  return (
    <Group
      className={classes.head}
      justify="space-between"
      align="flex-end"
      wrap="nowrap"
      gap="md"
      mb="md"
    >
      <Stack gap={2} miw={0}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {subtitle !== undefined && <Text c="dimmed">{subtitle}</Text>}
      </Stack>
      {children !== undefined && (
        <Group className={classes.tools} gap="xs" wrap="nowrap">
          {children}
        </Group>
      )}
    </Group>
  );
}
