import { Text } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { businessDay } from "#shared/kernel/date.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import { Paper } from "../sheet/paper.tsx";
import { week } from "./job-policies.tsx";
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";

type Changes = Reply<"business.rules">["changes"];

const fieldNames = (): Readonly<Record<string, string>> => ({
  active: t("Open"),
  name: t("Name"),
  mpesaTill: t("M-Pesa till number"),
  mpesaStore: t("M-Pesa store number"),
  cashRounding: t("Rounding of cash, cents"),
  negativeStock: t("More sold than in stock"),
  vatRegistered: t("Registered for VAT"),
  ageingDays: t("Reminders after days"),
  recognition: t("Revenue is earned when"),
  collectWithBalance: t("Collect while owing"),
  colour: t("Colour"),
  "jobs.expressBasisPoints": t("Express surcharge, per cent"),
  "jobs.expressHours": t("Express is ready in hours"),
  "jobs.turnaroundHours": t("Otherwise ready in hours"),
  "jobs.depositBasisPoints": t("Deposit at intake, per cent at least"),
  "jobs.opens": t("Opens"),
  "jobs.closes": t("Closes"),
  "jobs.closedDays": t("Closed on"),
  "jobs.notice": t("Text to a customer whose work is ready"),
  "jobs.racks": t("Racks"),
  "alerts.claimedDays": t("M-Pesa code not seen, days"),
  "alerts.debtDays": t("Owed on account, days"),
  "alerts.expiryDays": t("Before a batch expires, days"),
  "alerts.asideDays": t("A cylinder set aside, days"),
  "alerts.testDays": t("Before a cylinder's test, days"),
  "alerts.licenceDays": t("Before a licence ends, days"),
  "alerts.shiftHours": t("Shift still open, hours"),
  "alerts.unconfirmedHours": t("Not at the centre, hours"),
  "alerts.drawerCash": t("Most cash in one drawer"),
  "receipt.title": t("Title of the receipt"),
  "receipt.pin": "KRA PIN",
  "receipt.address": t("Address"),
  "receipt.contact": t("Phone or mail"),
  "receipt.footer": t("Last line of the receipt"),
  "receipt.paper": t("Paper, mm"),
  "receipt.language": t("Language of receipts and papers"),
});

/** A field as a person calls it: "taxRates.B 2027-01-01" is its letter and day. */
function fieldWords(field: string): string {
  if (field.startsWith("taxRates.")) {
    const [letter = "", from = ""] = field.slice("taxRates.".length).split(" ");
    return t("Tax {letter} from {from}", { letter, from });
  }
  if (field.startsWith("excise.")) {
    return t("Excise a litre from {from}", { from: dayWords(businessDay(field.slice(7))) });
  }
  if (field.startsWith("jobs.turnaround.")) return t("Hours that one service takes");
  if (field.startsWith("licences.")) return field.slice("licences.".length);
  return (
    fieldNames()[field] ??
    field
      .replaceAll(".", ", ")
      .replaceAll(/([A-Z])/g, " $1")
      .toLowerCase()
  );
}

/** A value as the form shows it: nobody reads how the program writes one down. */
function said(field: string, text: string): string {
  if (field === "receipt.language") return text === "sw" ? t("Swahili") : t("English");
  if (text === "" || text === "null") return t("nothing");
  if (text === "true") return t("yes");
  if (text === "false") return t("no");
  if (field === "negativeStock") {
    return text === "refuse" ? t("Refuse the sale") : t("Sell, and show it to me");
  }
  if (field === "recognition") return text === "ready" ? t("A · ready") : t("B · collected");
  if (field === "jobs.closedDays") {
    return text
      .split(", ")
      .map((day) => week()[Number(day) - 1] ?? day)
      .join(", ");
  }
  if (field === "alerts.drawerCash" || field.startsWith("excise.")) {
    return formatMoney(cents(Number(text)));
  }
  // A rate is kept in hundredths of a per cent.
  const rate = field.startsWith("taxRates.") || field.endsWith("BasisPoints");
  return rate ? `${formatMoney(cents(Number(text)))} %` : text;
}

/** Who changed what: every change of settings is a fact, and stays. */
export function SettingsHistory({ changes }: { readonly changes: Changes }) {
  return (
    <Paper title={t("What was changed")} padded testid="settings-history">
      {changes.length === 0 ? (
        <Text c="dimmed">{t("Nothing since the business began.")}</Text>
      ) : (
        <table className={classes.history}>
          <thead>
            <tr>
              <th>{t("When")}</th>
              <th>{t("Who")}</th>
              <th>{t("What")}</th>
              <th>{t("Before")}</th>
              <th>{t("Now")}</th>
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
