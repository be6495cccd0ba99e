import { Modal, SimpleGrid, Text, UnstyledButton } from "@mantine/core";
import {
  IconBottle,
  IconBuildingBank,
  IconCash,
  IconDeviceDesktop,
  IconChartBar,
  IconCoins,
  IconHelp,
  IconLanguage,
  IconLock,
  IconLockOpen,
  IconReceipt,
  IconSchool,
  IconTrash,
  IconUsers,
  IconVolume,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { useOtherLanguage } from "../../ui/language-switch.tsx";
import { Key } from "../../ui/key.tsx";
import { t } from "../../text/text.ts";
import classes from "./menu.module.css";

export type MenuAct =
  | "switch"
  | "sales"
  | "payment"
  | "deposit"
  | "cash"
  | "x"
  | "close"
  | "production"
  | "empty"
  | "office"
  | "display"
  | "training"
  | "desk"
  | "language"
  | "help"
  | "lock";

type Language = ReturnType<typeof useOtherLanguage>["other"];

interface Entry {
  readonly act: MenuAct;
  readonly title: string;
  readonly what: string;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
}

const entriesOf = (other: Language): readonly Entry[] => [
  { act: "switch", title: t("Switch cashier"), what: t("The sale stays (Alt S)"), icon: IconUsers },
  {
    act: "sales",
    title: t("Sales and refunds"),
    what: t("Find, reprint, refund"),
    icon: IconReceipt,
  },
  {
    act: "payment",
    title: t("Customer pays"),
    what: t("A debt, or credit in or out"),
    icon: IconCoins,
  },
  {
    act: "deposit",
    title: t("Deposit back"),
    what: t("A cylinder or bottle returns"),
    icon: IconBottle,
  },
  { act: "cash", title: t("Cash in or out"), what: t("With account and reason"), icon: IconCash },
  { act: "x", title: t("X report"), what: t("A look at the running shift"), icon: IconChartBar },
  { act: "close", title: t("Close the shift"), what: t("Count, then Z"), icon: IconLockOpen },
  {
    act: "production",
    title: t("Production"),
    what: t("What was filled, and what was lost"),
    icon: IconBottle,
  },
  { act: "empty", title: t("Clear this sale"), what: t("Ctrl Z brings it back"), icon: IconTrash },
  { act: "office", title: t("Office"), what: t("Books and reports"), icon: IconBuildingBank },
  { act: "help", title: t("Keys"), what: t("All keys of the counter"), icon: IconHelp },
  { act: "lock", title: t("Lock the till"), what: t("Sign out; the sale stays"), icon: IconLock },
  {
    act: "display",
    title: t("Customer display"),
    what: t("Drag it to the second screen"),
    icon: IconDeviceDesktop,
  },
  { act: "language", title: other.name, what: other.change, icon: IconLanguage },
  {
    act: "desk",
    title: t("Sound, lock and scanner"),
    what: t("Of this desk; check it"),
    icon: IconVolume,
  },
  { act: "training", title: t("Practise"), what: t("Sell what is not real"), icon: IconSchool },
];

interface MenuDialogProps {
  readonly offered: ReadonlySet<MenuAct>;
  readonly onPick: (act: MenuAct) => void;
  readonly onClose: () => void;
}

/** F10: everything a cashier does that is not selling. Digits pick, so no key needs a modifier. */
export function MenuDialog({ offered, onPick, onClose }: MenuDialogProps) {
  useScanner(() => false);
  const entries = entriesOf(useOtherLanguage().other).filter((entry) => offered.has(entry.act));
  // Everything in sight at once, on the smallest screen too.
  const many = entries.length > 12;
  return (
    <Modal opened onClose={onClose} title={t("Cashier menu")} size={many ? "66rem" : "xl"}>
      <SimpleGrid
        cols={many ? 3 : 2}
        spacing="sm"
        pt={4}
        onKeyDown={(event) => {
          const entry = /^[0-9]$/.test(event.key)
            ? entries[event.key === "0" ? 9 : Number(event.key) - 1]
            : undefined;
          if (entry === undefined) return;
          event.preventDefault();
          onPick(entry.act);
        }}
        data-testid="menu"
      >
        {entries.map(({ act, title, what, icon: Icon }, index) => (
          <UnstyledButton
            key={act}
            className={classes.entry}
            data-autofocus={index === 0 ? true : undefined}
            onClick={() => onPick(act)}
            data-testid={`menu-${act}`}
          >
            <Icon size={24} stroke={1.6} />
            <span className={classes.words}>
              <Text fw={600} size="lg" lh={1.2}>
                {title}
              </Text>
              <Text c="dimmed" lh={1.25}>
                {what}
              </Text>
            </span>
            {index < 10 && <Key>{String((index + 1) % 10)}</Key>}
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
