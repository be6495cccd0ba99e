import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { Money } from "#shared/kernel/money.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import classes from "./proof.module.css";

interface ProofProps {
  readonly left: { readonly name: string; readonly amount: Money };
  readonly right: { readonly name: string; readonly amount: Money };
}

/** Shows that two sides which must be equal are, or by how much they are not. */
export function Proof({ left, right }: ProofProps) {
  const equal = left.amount === right.amount;
  return (
    <div className={classes.proof} data-equal={equal || undefined} data-testid="proof">
      {equal ? (
        <IconCircleCheck size={18} aria-hidden />
      ) : (
        <IconAlertTriangle size={18} aria-hidden />
      )}
      <span>
        {left.name} <MoneyText amount={left.amount} fw={600} /> {equal ? "=" : "≠"} {right.name}{" "}
        <MoneyText amount={right.amount} fw={600} />
      </span>
    </div>
  );
}
