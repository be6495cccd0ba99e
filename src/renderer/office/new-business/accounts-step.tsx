import { NumberInput, TextInput } from "@mantine/core";
import type { AccountUse } from "#shared/ledger/new-business.ts";
import classes from "./new-business.module.css";
import type { AccountsProps } from "./step.ts";
import { t } from "../../text/text.ts";

const purposeWords = (): Readonly<Record<AccountUse, string>> => ({
  cash: t("Cash in its drawer and safe"),
  mpesa: t("Money on its M-Pesa till"),
  inventory: t("Goods in stock, at cost"),
  materials: t("Materials in stock, at cost"),
  receivable: t("What customers owe it"),
  heading: t("Heading of its sales"),
  goods: t("Sales of goods"),
  services: t("Sales of services"),
  returns: t("Returned and discounted"),
  cost: t("What was sold had cost"),
});

/** Where it posts. The numbers follow a rule and may be changed now; later they are permanent. */
export function AccountsStep({ form, rows, wrong, set }: AccountsProps) {
  const change = (use: AccountUse, to: { number?: number | null; name?: string }) =>
    set({ accounts: { ...form.accounts, [use]: { ...form.accounts[use], ...to } } });
  return (
    <table className={classes.table} data-testid="new-accounts">
      <thead>
        <tr>
          <th style={{ width: 120 }}>{t("Number")}</th>
          <th>{t("Name")}</th>
          <th style={{ width: "34%" }}>{t("What it is for")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ use, number, name }) => (
          <tr key={use}>
            <td>
              <NumberInput
                size="sm"
                aria-label={t("Number of {name}", { name })}
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
                aria-label={t("Name of account {number}", { number: number ?? "" })}
                maxLength={80}
                value={name}
                error={name.trim() === ""}
                onChange={(event) => change(use, { name: event.currentTarget.value })}
              />
            </td>
            <td className={classes.use} data-wrong={wrong[use] !== undefined || undefined}>
              {wrong[use] ?? purposeWords()[use]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
