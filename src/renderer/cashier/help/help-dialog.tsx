import { FocusTrap, Modal, SimpleGrid, Text } from "@mantine/core";
import { Key } from "../../ui/key.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import classes from "./help.module.css";

const KEYS = [
  ["F1", "This help"],
  ["F2", "Find an item"],
  ["F3", "Customer"],
  ["F4", "Park the sale"],
  ["F6", "Recall a parked sale"],
  ["F7", "Open the drawer (logged)"],
  ["F8", "Discount"],
  ["F9", "Pay; then exact cash"],
  ["F10", "Cashier menu"],
  ["Esc", "One step back; never clears a sale"],
  ["Ctrl 1 … 4", "Another business"],
  ["Alt 1 … 5", "Another way to pay"],
  ["↑ ↓", "Another line, or result"],
  ["+ −", "One more or less of the line"],
  ["Del", "Remove the line"],
  ["Ctrl Z", "Take back the last change"],
  ["Alt N, Alt J", "New job; the board of jobs"],
  ["3 *", "Then scan or find: three of it"],
  ["Enter", "Take the marked item; complete"],
] as const;

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  useScanner(() => false);
  return (
    <Modal opened onClose={onClose} title="Keys of the counter" size="xl">
      <FocusTrap.InitialFocus />
      <SimpleGrid cols={2} spacing="xl" verticalSpacing="sm" data-testid="help">
        {KEYS.map(([key, what]) => (
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
