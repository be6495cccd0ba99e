import { Button, Group, Modal, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { less, type Money, ZERO } from "#shared/kernel/money.ts";
import { pieces, type Quantity } from "#shared/kernel/quantity.ts";
import { MoneyInput, QuantityInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { percentOf } from "../cart/cart-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

interface DiscountDialogProps {
  /** The line's name, or null for the whole sale. */
  readonly line: string | null;
  readonly lineAmount: Money | null;
  readonly saleAmount: Money;
  readonly current: Money;
  /** The cashier may not: a manager will be asked when it is paid. */
  readonly needsApproval: boolean;
  readonly onDone: (target: "line" | "sale", discount: Money) => void;
  readonly onClose: () => void;
}

const PERCENTS = [5, 10, 15, 20] as const;

export function DiscountDialog(props: DiscountDialogProps) {
  const { line, lineAmount, saleAmount, needsApproval, onDone, onClose } = props;
  const [target, setTarget] = useState<"line" | "sale">(line === null ? "sale" : "line");
  const [as, setAs] = useState<"money" | "percent">("money");
  const [money, setMoney] = useState<Money | null>(null);
  const [percent, setPercent] = useState<Quantity | null>(null);
  useScanner(() => false);
  const amount = target === "line" && lineAmount !== null ? lineAmount : saleAmount;
  const meant = as === "money" ? money : percent === null ? null : percentOf(amount, percent);
  const tooMuch = meant !== null && meant > amount;
  return (
    <Modal opened onClose={onClose} title={t("Discount")} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (meant !== null && !tooMuch) onDone(target, meant);
        }}
      >
        <Stack gap="md">
          {line !== null && (
            <SegmentedControl
              fullWidth
              size="md"
              value={target}
              onChange={(to) => setTarget(to === "line" ? "line" : "sale")}
              data={[
                { value: "line", label: line },
                { value: "sale", label: t("The whole sale") },
              ]}
            />
          )}
          <Group align="flex-end" wrap="nowrap">
            {as === "money" ? (
              <MoneyInput
                key={`money-${target}`}
                label={t("Amount off")}
                size="lg"
                style={{ flex: 1 }}
                data-autofocus
                value={money}
                onChange={setMoney}
                error={tooMuch ? t("More than the price") : undefined}
                data-testid="discount-amount"
              />
            ) : (
              <QuantityInput
                label={t("Per cent off")}
                size="lg"
                style={{ flex: 1 }}
                value={percent}
                onChange={setPercent}
                error={tooMuch ? t("More than the price") : undefined}
                data-testid="discount-percent"
              />
            )}
            <SegmentedControl
              size="lg"
              aria-label={t("Amount or per cent")}
              value={as}
              onChange={(to) => setAs(to === "money" ? "money" : "percent")}
              data={[
                { value: "money", label: "KES" },
                { value: "percent", label: "%" },
              ]}
            />
          </Group>
          <Group gap="xs" grow preventGrowOverflow={false}>
            {PERCENTS.map((each) => (
              <Button
                key={each}
                variant="default"
                size="lg"
                px={4}
                onClick={() => onDone(target, percentOf(amount, pieces(each)))}
              >
                {each} %
              </Button>
            ))}
            <Button
              variant="default"
              size="lg"
              px={4}
              style={{ flexShrink: 0 }}
              onClick={() => onDone(target, ZERO)}
              disabled={props.current === 0}
            >
              {t("None")}
            </Button>
          </Group>
          <Group justify="space-between">
            <Text c="dimmed">
              {rich("{amount} becomes", { amount: <MoneyText amount={amount} /> })}
            </Text>
            <Text size="xl" fw={700} aria-live="polite">
              <MoneyText
                amount={meant === null || tooMuch ? amount : less(amount, meant)}
                currency
              />
            </Text>
          </Group>
          {needsApproval && (
            <Text c="dimmed">{t("A manager will be asked to approve when it is paid.")}</Text>
          )}
          <Button
            type="submit"
            size="lg"
            disabled={meant === null || tooMuch}
            rightSection={<Key>Enter</Key>}
            data-testid="discount-done"
          >
            {t("Give the discount")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
