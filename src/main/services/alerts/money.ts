import { addDays } from "#shared/kernel/date.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import { claimedBefore } from "#main/journal/read/alerts.ts";
import { cashBelowZero } from "#main/journal/read/reports.ts";
import { alert, counted, type AlertReader } from "./alert.ts";

export const moneyAlerts: AlertReader = (_book, { money }) => {
  const below = money
    .filter((place) => place.balance < 0)
    .map((place) => {
      const text = `${place.name} is below zero by KES ${formatMoney(cents(-place.balance))}.`;
      const todo = "Find what was recorded twice, or not at all";
      return alert("money.below", "alarm", text, todo, `ledger/${place.account}`);
    });
  const transit = money
    .filter((place) => place.kind === "transit" && place.balance > 0)
    .map((place) => {
      const text = `KES ${formatMoney(place.balance)} is on its way: ${place.name}.`;
      const todo = "Record it when it has arrived";
      return alert("money.transit", "info", text, todo, `ledger/${place.account}`);
    });
  return [...below, ...transit];
};

export const drawerAlerts: AlertReader = (book, { business }) =>
  cashBelowZero(book, business).map(({ name, account, party, balance }) => {
    const place = party === "SAFE" ? "safe" : `drawer of till ${party}`;
    const amount = formatMoney(cents(-balance));
    const text = `${name}: by the books the ${place} holds KES ${amount} less than nothing.`;
    return alert(
      "cash.below",
      "alarm",
      text,
      "Count it, and correct the books",
      `ledger/${account}`,
    );
  });

export const unmatchedAlerts: AlertReader = (_book, { unallocated }) => {
  if (unallocated <= 0) return [];
  const text = `KES ${formatMoney(cents(unallocated))} came by M-Pesa and belongs to no sale yet.`;
  const todo = "Say whose it is, or send it back";
  return [alert("mpesa.unallocated", "warning", text, todo, "mpesa?tab=unmatched")];
};

/** Days after which a claimed code should have been seen on a message or statement. */
const CLAIMED_DAYS = 2;

export const claimedAlerts: AlertReader = (book, { within, today }) => {
  const { count, amount } = claimedBefore(book, within, addDays(today, -CLAIMED_DAYS));
  if (count === 0) return [];
  const text =
    `${counted(count, "M-Pesa code")}, KES ${formatMoney(amount)} together, ` +
    `claimed for more than ${CLAIMED_DAYS} days and on no statement.`;
  const todo = "Compare them with the statement";
  return [alert("mpesa.claimed", "warning", text, todo, "mpesa?tab=claimed")];
};
