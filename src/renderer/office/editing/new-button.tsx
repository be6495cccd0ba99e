import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";

interface NewButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly testid: string;
}

export function NewButton({ label, onClick, testid }: NewButtonProps) {
  return (
    <Button
      size="sm"
      leftSection={<IconPlus size={17} aria-hidden />}
      onClick={onClick}
      data-testid={testid}
    >
      {label}
    </Button>
  );
}
