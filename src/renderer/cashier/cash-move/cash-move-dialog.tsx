import { Button, Modal, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Money } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { t } from "../../text/text.ts";
import { accountName } from "../../ui/names.ts";

interface CashMoveDialogProps {
  readonly business: string;
  readonly shift: string;
  readonly onMoved: (direction: "in" | "out", amount: Money) => void;
  readonly onClose: () => void;
}

/** Cash into or out of the drawer that is no sale: float from the safe, a bought broom, drawings. */
export function CashMoveDialog({ business, shift, onMoved, onClose }: CashMoveDialogProps) {
  const [direction, setDirection] = useState<"in" | "out">("out");
  const [amount, setAmount] = useState<Money | null>(null);
  const [account, setAccount] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const accounts = useQuery("shift.accounts", { business, direction });
  const { send, sending, problem } = useCommand("shift.moveCash");
  useScanner(() => false);
  const options = (accounts.value?.accounts ?? []).map((each) => ({
    value: String(each.number),
    label: `${accountName(each.name)} (${each.number})`,
  }));
  const ready = amount !== null && amount > 0 && account !== null && reason.trim() !== "";
  const move = async () => {
    if (amount === null || account === null) return;
    const request = { shift, direction, amount, account: Number(account), reason: reason.trim() };
    const answer = await send(request);
    if (answer?.ok === true) onMoved(direction, amount);
  };
  return (
    <Modal opened onClose={onClose} title={t("Cash in or out")} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void move();
        }}
      >
        <Stack gap="md">
          <SegmentedControl
            fullWidth
            size="lg"
            value={direction}
            onChange={(to) => {
              setDirection(to === "in" ? "in" : "out");
              setAccount(null);
            }}
            data={[
              { value: "out", label: t("Take out") },
              { value: "in", label: t("Put in") },
            ]}
            data-testid="cash-direction"
          />
          <MoneyInput
            label={t("Amount")}
            size="lg"
            data-autofocus
            value={amount}
            onChange={setAmount}
            data-testid="cash-amount"
          />
          <Select
            label={direction === "out" ? t("What for") : t("Where from")}
            placeholder={accounts.loading ? t("One moment") : t("Choose")}
            size="lg"
            searchable
            data={options}
            value={account}
            onChange={setAccount}
            data-testid="cash-account"
          />
          <TextInput
            label={t("Reason")}
            size="lg"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-testid="cash-reason"
          />
          <RefusalAlert problem={problem ?? accounts.problem} onRetry={() => void move()} />
          <Button
            type="submit"
            size="lg"
            loading={sending}
            disabled={!ready}
            rightSection={<Key>Enter</Key>}
            data-testid="cash-move"
          >
            {direction === "out" ? t("Take it out") : t("Put it in")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
