import { Button, Text } from "@mantine/core";
import { IconShoppingCart } from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { momentWords } from "#shared/kernel/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { RECEIPT_WORDS } from "../receipt/receipt-words.ts";
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
        Nothing in this sale yet
      </Text>
      <Text>Scan, find or tap an item.</Text>
      {last !== null && (
        <div data-testid="last-sale">
          <Text mt="lg">
            Last sale {last.number}, {momentWords(last.at)}
          </Text>
          <Text>
            <MoneyText amount={last.total} currency fw={600} /> — change{" "}
            <MoneyText amount={last.change} /> — receipt {RECEIPT_WORDS[last.receipt]}
          </Text>
          <Button variant="subtle" mt={4} onClick={() => onReceipt(last.sale)}>
            Show its receipt
          </Button>
        </div>
      )}
    </div>
  );
}
