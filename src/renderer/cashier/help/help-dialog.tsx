import { FocusTrap, Modal, SimpleGrid, Text } from "@mantine/core";
import { Key } from "../../ui/key.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { t } from "../../text/text.ts";
import classes from "./help.module.css";

const keys = () =>
  [
    ["F1", t("This help")],
    ["F2", t("Find an item")],
    ["F3", t("Customer")],
    ["F4", t("Park the sale")],
    ["F6", t("Recall a parked sale")],
    ["F7", t("Open the drawer (logged)")],
    ["F8", t("Discount")],
    ["F9", t("Pay; then exact cash")],
    ["F10", t("Cashier menu")],
    ["Esc", t("One step back; never clears a sale")],
    [t("Ctrl 1 … 4"), t("Another business")],
    [t("Alt 1 … 5"), t("Another way to pay")],
    ["↑ ↓", t("Another line, or result")],
    ["+ −", t("One more or less of the line")],
    ["Del", t("Remove the line")],
    [t("Ctrl Z"), t("Take back the last change")],
    [t("Alt S"), t("Another cashier; the sale stays")],
    [t("Alt N, Alt J"), t("New job; the board of jobs")],
    ["3 *", t("Then scan or find: three of it")],
    ["Enter", t("Take the marked item; complete")],
  ] as const;

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  useScanner(() => false);
  return (
    <Modal opened onClose={onClose} title={t("Keys of the counter")} size="xl">
      <FocusTrap.InitialFocus />
      <SimpleGrid cols={2} spacing="xl" verticalSpacing="sm" data-testid="help">
        {keys().map(([key, what]) => (
          <div key={key} className={classes.row}>
            <span className={classes.key}>
              <Key>{key}</Key>
            </span>
            <Text>{what}</Text>
          </div>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
