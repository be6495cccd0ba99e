import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface StatusItemProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly alarming?: boolean;
  readonly title?: string;
  readonly testid?: string;
  /** Never shortened: where there is too little room, the others give way. */
  readonly whole?: boolean;
}

/** One thing worth knowing, in the line at the foot of a window. */
export function StatusItem({ children, icon, alarming, title, testid, whole }: StatusItemProps) {
  return (
    <Group
      gap={6}
      wrap="nowrap"
      flex={whole === true ? "none" : undefined}
      miw={0}
      title={title}
      data-testid={testid}
      data-alarming={alarming}
    >
      {icon}
      <Text truncate>{children}</Text>
    </Group>
  );
}
