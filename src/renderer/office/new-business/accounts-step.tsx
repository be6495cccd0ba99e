import { NumberInput, TextInput } from "@mantine/core";
import type { AccountUse } from "#shared/ledger/new-business.ts";
import classes from "./new-business.module.css";
import type { AccountsProps } from "./step.ts";

const USE_WORDS: Readonly<Record<AccountUse, string>> = {
  cash: "Cash in its drawer and safe",
  mpesa: "Money on its M-Pesa till",
  inventory: "Goods in stock, at cost",
  materials: "Materials in stock, at cost",
  receivable: "What customers owe it",
  heading: "Heading of its sales",
  goods: "Sales of goods",
  services: "Sales of services",
  returns: "Returned and discounted",
  cost: "What was sold had cost",
};

/** Where it posts. The numbers follow a rule and may be changed now; later they are permanent. */
export function AccountsStep({ form, rows, wrong, set }: AccountsProps) {
  const change = (use: AccountUse, to: { number?: number | null; name?: string }) =>
    set({ accounts: { ...form.accounts, [use]: { ...form.accounts[use], ...to } } });
  return (
    <table className={classes.table} data-testid="new-accounts">
      <thead>
        <tr>
          <th style={{ width: 120 }}>Number</th>
          <th>Name</th>
          <th style={{ width: "34%" }}>What it is for</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ use, number, name }) => (
          <tr key={use}>
            <td>
              <NumberInput
                size="sm"
                aria-label={`Number of ${name}`}
                hideControls
                allowDecimal={false}
                allowNegative={false}
                maxLength={5}
                value={number ?? ""}
                error={wrong[use] !== undefined}
                onChange={(next) => change(use, { number: typeof next === "number" ? next : null })}
                data-testid={`account-${use}`}
              />
            </td>
            <td>
              <TextInput
                size="sm"
                aria-label={`Name of account ${number ?? ""}`}
                maxLength={80}
                value={name}
                error={name.trim() === ""}
                onChange={(event) => change(use, { name: event.currentTarget.value })}
              />
            </td>
            <td className={classes.use} data-wrong={wrong[use] !== undefined || undefined}>
              {wrong[use] ?? USE_WORDS[use]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
