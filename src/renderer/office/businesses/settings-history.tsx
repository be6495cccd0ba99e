import { Text } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { momentWords } from "#shared/kernel/day-words.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import { Paper } from "../sheet/paper.tsx";
import classes from "./businesses.module.css";

type Changes = Reply<"business.rules">["changes"];

const FIELDS: Readonly<Record<string, string>> = {
  active: "Open",
  name: "Name",
  mpesaTill: "M-Pesa till number",
  mpesaStore: "M-Pesa store number",
  cashRounding: "Rounding of cash, cents",
  negativeStock: "More sold than in stock",
  vatRegistered: "Registered for VAT",
  ageingDays: "Reminders after days",
  recognition: "Revenue is earned when",
  collectWithBalance: "Collect while owing",
  "receipt.title": "Title of the receipt",
  "receipt.pin": "KRA PIN",
  "receipt.address": "Address",
  "receipt.contact": "Phone or mail",
  "receipt.footer": "Last line of the receipt",
  "receipt.paper": "Paper, mm",
};

/** A field as a person calls it: "taxRates.B 2027-01-01" is its letter and day. */
function fieldWords(field: string): string {
  if (field.startsWith("taxRates.")) {
    const [letter = "", from = ""] = field.slice("taxRates.".length).split(" ");
    return `Tax ${letter} from ${from}`;
  }
  return (
    FIELDS[field] ??
    field
      .replaceAll(".", ", ")
      .replaceAll(/([A-Z])/g, " $1")
      .toLowerCase()
  );
}

/** A rate is kept in hundredths of a per cent. */
function said(field: string, text: string): string {
  if (text === "") return "nothing";
  return field.startsWith("taxRates.") ? `${formatMoney(cents(Number(text)))} %` : text;
}

/** Who changed what: every change of settings is a fact, and stays. */
export function SettingsHistory({ changes }: { readonly changes: Changes }) {
  return (
    <Paper title="What was changed" padded testid="settings-history">
      {changes.length === 0 ? (
        <Text c="dimmed">Nothing since the business began.</Text>
      ) : (
        <table className={classes.history}>
          <thead>
            <tr>
              <th>When</th>
              <th>Who</th>
              <th>What</th>
              <th>Before</th>
              <th>Now</th>
            </tr>
          </thead>
          <tbody>
            {changes.flatMap(({ at, by, changes: fields }) =>
              fields.map(({ field, before, after }) => (
                <tr key={`${at} ${field}`}>
                  <td>{momentWords(at)}</td>
                  <td>{by}</td>
                  <td>{fieldWords(field)}</td>
                  <td>{said(field, before)}</td>
                  <td>{said(field, after)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
    </Paper>
  );
}
