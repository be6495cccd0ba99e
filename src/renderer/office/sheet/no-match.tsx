import { Button } from "@mantine/core";
import { IconZoomQuestion } from "@tabler/icons-react";
import { EmptyState } from "../../ui/states.tsx";

/** There is something, but not under these filters. */
export function NoMatch({
  what,
  onClear,
}: {
  readonly what: string;
  readonly onClear: () => void;
}) {
  return (
    <EmptyState
      title={`No ${what} match`}
      icon={<IconZoomQuestion size={40} stroke={1.4} aria-hidden />}
      action={
        <Button variant="default" size="sm" onClick={onClear} data-testid="clear-filters">
          Clear the filters
        </Button>
      }
    >
      Nothing is filed under what was asked for.
    </EmptyState>
  );
}
