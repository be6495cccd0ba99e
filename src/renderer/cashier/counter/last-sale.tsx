import { Button, Text } from "@mantine/core";
import { IconShoppingCart } from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { momentWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { receiptWords } from "../receipt/receipt-words.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./counter.module.css";

interface LastSaleProps {
  readonly last: Reply<"sale.last">["sale"];
  readonly onReceipt: (sale: string) => void;
}

/** An empty cart shows what was committed last: after a crash it is the first thing to know. */
export function LastSale({ last, onReceipt }: LastSaleProps) {
  return (
    <div className={classes.lastSale}>
      <IconShoppingCart size={40} stroke={1.3} aria-hidden />
      <Text size="lg" c="var(--mantine-color-text)" fw={600}>
        {t("Nothing in this sale yet")}
      </Text>
      <Text>{t("Scan, find or tap an item.")}</Text>
      {last !== null && (
        <div data-testid="last-sale">
          <Text mt="lg">
            {t("Last sale {number}, {at}", { number: last.number, at: momentWords(last.at) })}
          </Text>
          <Text>
            {rich("{total} — change {change} — receipt {receipt}", {
              total: <MoneyText amount={last.total} currency fw={600} />,
              change: <MoneyText amount={last.change} />,
              receipt: receiptWords()[last.receipt],
            })}
          </Text>
          <Button variant="subtle" mt={4} onClick={() => onReceipt(last.sale)}>
            {t("Show its receipt")}
          </Button>
        </div>
      )}
    </div>
  );
}
