import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { t } from "../../text/text.ts";

/** Prints what is on the page, without the window around it. */
export function PrintButton() {
  return (
    <Button
      size="sm"
      variant="default"
      leftSection={<IconPrinter size={16} aria-hidden />}
      onClick={() => window.print()}
      data-testid="print-page"
    >
      {t("Print")}
    </Button>
  );
}
