import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { price } from "#shared/kernel/money.ts";
import { quantity, type Quantity } from "#shared/kernel/quantity.ts";
import { QuantityInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { quantityWords, unitWords } from "../../ui/quantity-text.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import type { TillItem } from "../cart/cart-model.ts";
import { MOST_AT_ONCE } from "../find/find-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

/** Weights that are asked for most: the usual cylinders, and a load of laundry. */
const QUICK: Readonly<Record<string, readonly number[]>> = {
  kg: [1000, 3000, 6000, 13_000],
  litre: [1000, 5000, 10_000, 20_000],
  piece: [2000, 3000, 6000, 12_000],
  bundle: [1000, 2000, 3000, 5000],
};

interface QuantityDialogProps {
  readonly item: TillItem;
  readonly current: Quantity | null;
  readonly onDone: (amount: Quantity) => void;
  readonly onClose: () => void;
}

/** How many, or how much: asked for what is weighed, and when a line is corrected. */
export function QuantityDialog({ item, current, onDone, onClose }: QuantityDialogProps) {
  const [amount, setAmount] = useState<Quantity | null>(null);
  useScanner(() => false);
  const broken = amount !== null && !item.fractional && amount % 1000 !== 0;
  // While a scan types its digits here, before it is known for one, they are no quantity either.
  const tooMuch = amount !== null && amount > MOST_AT_ONCE;
  const ready = amount !== null && amount > 0 && !broken && !tooMuch;
  return (
    <Modal opened onClose={onClose} title={item.name} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onDone(amount);
        }}
      >
        <Stack gap="md">
          <QuantityInput
            label={
              item.unit === "piece"
                ? t("How many pieces?")
                : t("How many ({unit})?", { unit: unitWords(item.unit) })
            }
            description={
              current === null
                ? undefined
                : t("Now {current}", { current: quantityWords(current, item.unit) })
            }
            size="xl"
            data-autofocus
            value={amount}
            onChange={setAmount}
            error={
              broken
                ? t("Sold in whole pieces only")
                : tooMuch
                  ? t("More than can be sold at once")
                  : undefined
            }
            data-testid="quantity-input"
          />
          <Group gap="xs" grow>
            {(QUICK[item.unit] ?? []).map((each) => (
              <Button
                key={each}
                variant="default"
                size="lg"
                px={4}
                onClick={() => onDone(quantity(each))}
                data-testid={`quantity-${each / 1000}`}
              >
                {quantityWords(quantity(each), item.unit)}
              </Button>
            ))}
          </Group>
          <Group justify="space-between" align="baseline">
            <Text c="dimmed">
              {rich("{price} per {unit}", {
                price: <MoneyText amount={item.price} />,
                unit: unitWords(item.unit),
              })}
            </Text>
            <Text size="xl" fw={700} aria-live="polite">
              {ready ? <MoneyText amount={price(item.price, amount)} currency /> : "—"}
            </Text>
          </Group>
          <Button
            type="submit"
            size="lg"
            disabled={!ready}
            rightSection={<Key>Enter</Key>}
            data-testid="quantity-done"
          >
            {current === null ? t("Add to the sale") : t("Change it")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
