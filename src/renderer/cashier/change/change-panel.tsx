import { Button, Text } from "@mantine/core";
import { IconCheck, IconCoin, IconPrinter, IconPrinterOff, IconReceipt } from "@tabler/icons-react";
import { useEffect } from "react";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import type { PostedSale } from "../counter/counter-model.ts";
import { receiptWords } from "../receipt/receipt-words.ts";
import { printerWords } from "../../ui/printer-words.ts";
import { useReceiptFate } from "../receipt/use-receipt-fate.ts";
import { t } from "../../text/text.ts";
import classes from "./change.module.css";

interface ChangePanelProps {
  readonly sale: PostedSale;
  /** Starts the next sale, its search holding what was typed to start it. */
  readonly onNext: (typed: string) => void;
  readonly onReceipt: () => void;
  readonly onPrint: () => Promise<void>;
  /** The customer is gone and the change still lies there. */
  readonly onLeft: () => void;
  /** A dialog lies over it: keys are the dialog's. */
  readonly still: boolean;
}

/** A held Enter, or the second half of a double press, is not yet the next customer. */
const HANDS_OFF_MS = 500;
/** A scanner's next character comes sooner; nothing is drawn anew in the middle of a burst. */
const TYPED_MS = 70;

/** Without scrolling to it: at 200 % the change would leave the screen, and that is what is read. */
const takesTheKeyboard = (button: HTMLButtonElement | null) =>
  button?.focus({ preventScroll: true });

/** Stays until the next scan, key or tap, which starts the next sale. */
export function ChangePanel({ sale, onNext, onReceipt, onPrint, onLeft, still }: ChangePanelProps) {
  const fate = useReceiptFate(sale);
  useEffect(() => {
    if (still) return undefined;
    const shown = performance.now();
    const settled = () => performance.now() - shown > HANDS_OFF_MS;
    let typed = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent) => {
      const alone = !event.ctrlKey && !event.altKey && !event.metaKey;
      const text = alone && [...event.key].length === 1;
      const confirms = event.key === "Enter" || event.key === " " || event.key === "Escape";
      if (event.repeat || !(text || confirms)) return;
      if (!settled()) {
        if (confirms) event.preventDefault(); // the button that has the keyboard says the same
        return;
      }
      if (onButton(event.target) && confirms) return;
      event.preventDefault();
      if (confirms) return onNext("");
      typed += event.key;
      clearTimeout(timer);
      timer = setTimeout(() => onNext(typed), TYPED_MS);
    };
    window.addEventListener("keydown", onKey);
    return () => {
      clearTimeout(timer); // it was a scan, which has started the next sale already
      window.removeEventListener("keydown", onKey);
    };
  }, [onNext, still]);

  return (
    // The whole panel may be tapped; the button inside says the same to those who cannot.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      className={classes.panel}
      onClick={(event) => {
        if (!onButton(event.target)) onNext("");
      }}
      data-testid="change-panel"
    >
      <div className={classes.said}>
        <span className={classes.tick}>
          <IconCheck size={30} stroke={2.4} aria-hidden />
        </span>
        <Text size="xl">
          {sale.number} · <MoneyText amount={sale.total} currency />
        </Text>
      </div>
      <div className={classes.change} role="status" aria-live="assertive">
        <span className={classes.label}>{t("Change")}</span>
        <span
          className={classes.amount}
          data-testid="change"
          aria-label={t("Change {change}", { change: moneyWords(sale.change) })}
        >
          <MoneyText amount={sale.change} />
        </span>
      </div>
      <div role="status" className={classes.fate} data-testid="receipt-fate">
        <Text c="dimmed" size="lg">
          {t("Receipt: {state}", { state: receiptWords()[fate.state] })}
        </Text>
        {fate.problem !== "" && (
          <Text size="lg" className={classes.problem}>
            <IconPrinterOff size={20} aria-hidden /> {printerWords(fate.problem)}
          </Text>
        )}
      </div>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="lg"
          leftSection={<IconReceipt size={20} aria-hidden />}
          onClick={onReceipt}
          data-testid="show-receipt"
        >
          {t("Show the receipt")}
        </Button>
        <Button
          variant="default"
          size="lg"
          leftSection={<IconPrinter size={20} aria-hidden />}
          onClick={() => void onPrint().then(fate.look)}
          data-testid="print-receipt"
        >
          {t("Print")}
        </Button>
        {sale.change > 0 && (
          <Button
            variant="default"
            size="lg"
            leftSection={<IconCoin size={20} aria-hidden />}
            onClick={onLeft}
            data-testid="change-left"
          >
            {t("Customer left it")}
          </Button>
        )}
        <Button size="lg" ref={takesTheKeyboard} onClick={() => onNext("")} data-testid="next-sale">
          {t("Next sale")}
        </Button>
      </div>
      <Text c="dimmed">{t("The next scan, key or tap starts the next sale.")}</Text>
    </div>
  );
}

function onButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button") !== null;
}
