import { Button } from "@mantine/core";
import { IconZoomQuestion } from "@tabler/icons-react";
import { EmptyState } from "../../ui/states.tsx";
import { t } from "../../text/text.ts";

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
      title={t("No {what} match", { what })}
      icon={<IconZoomQuestion size={40} stroke={1.4} aria-hidden />}
      action={
        <Button variant="default" size="sm" onClick={onClear} data-testid="clear-filters">
          {t("Clear the filters")}
        </Button>
      }
    >
      {t("Nothing is filed under what was asked for.")}
    </EmptyState>
  );
}
