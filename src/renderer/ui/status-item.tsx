import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface StatusItemProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly alarming?: boolean;
  readonly title?: string;
  readonly testid?: string;
}

/** One thing worth knowing, in the line at the foot of a window. */
export function StatusItem({ children, icon, alarming, title, testid }: StatusItemProps) {
  return (
    <Group gap={6} wrap="nowrap" title={title} data-testid={testid} data-alarming={alarming}>
      {icon}
      <Text size="sm" truncate>
        {children}
      </Text>
    </Group>
  );
}
