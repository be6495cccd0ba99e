import type { Alert } from "#shared/contract/alert.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { t } from "../../text/text.ts";
import { checkWords } from "../health/check-words.ts";

/** An alert in the reader's language. */
export interface AlertWords {
  readonly text: string;
  /** What ends it, in a few words. */
  readonly todo: string;
}

type Kind = Alert["kind"];
type Words = { readonly [K in Kind]: (alert: Extract<Alert, { kind: K }>) => AlertWords };

const WORDS: Words = {
  health: ({ check: name, detail }) => ({
    text: t("{check}: the books differ. {detail}", {
      check: checkWords({ name, ok: false, detail }).title,
      detail,
    }),
    todo: t("See every check; keep a copy of the file"),
  }),
  exception: ({ exception, count }) => ({
    text: exceptionText(exception, count),
    todo: t("See what to do about each, and settle it"),
  }),
  "facts.waiting": ({ count }) => ({
    text: t(
      count === 1
        ? "One fact of another till cannot be read by this program yet."
        : "{count} facts of other tills cannot be read by this program yet.",
      { count },
    ),
    todo: t("Bring this program up to date"),
  }),
  "facts.unconfirmed": ({ count, hours }) => ({
    text: t(
      count === 1
        ? "One fact of this till is not at the centre, for more than {hours} hours."
        : "{count} facts of this till are not at the centre, for more than {hours} hours.",
      { count, hours },
    ),
    todo: t("Bring this till online"),
  }),
  "facts.held": ({ count, till }) => ({
    text:
      till === null
        ? t(
            count === 1
              ? "The centre has one act of this till and does not count it yet."
              : "The centre has {count} acts of this till and does not count them yet.",
            { count },
          )
        : t(
            count === 1
              ? "The centre has one act of till {till} and does not count it yet."
              : "The centre has {count} acts of till {till} and does not count them yet.",
            { count, till },
          ),
    todo: t("See at the office, under Tills, what each lacks"),
  }),
  "till.quiet": ({ till, since, hours }) => {
    const figures = { since: momentWords(since), hours };
    return till === null
      ? {
          text: t(
            "This till has not reached the centre since {since}, for more than {hours} hours.",
            figures,
          ),
          todo: t("Bring it online: prices and goods of the office do not arrive"),
        }
      : {
          text: t("Till {till} was last heard of {since}, more than {hours} hours ago.", {
            ...figures,
            till,
          }),
          todo: t("See whether it is on and online; what it sells stays on it"),
        };
  },
  "till.differs": ({ till }) => ({
    text: t("Till {till}: its books are not those that the centre has of it.", { till }),
    todo: t("Stop selling there, and have its disk looked at"),
  }),
  "till.incident": ({ till, incident }) =>
    till === null
      ? { text: incidentsHere()[incident], todo: t("Tell the office, which decides under Tills") }
      : {
          text: incidentsAt(till)[incident],
          todo: t("Read what happened, and decide"),
        },
  "centre.backup": ({ last, days }) => ({
    text:
      last === null
        ? t("The centre was never backed up, and is more than {days} days old.", { days })
        : t("The centre was last backed up {last}, more than {days} days ago.", {
            last: momentWords(last),
            days,
          }),
    todo: t("Have “tomtin central backup” run every night"),
  }),
  "backup.overdue": ({ last }) => ({
    text:
      last === null
        ? t("There is no copy of the books: what this computer loses is lost.")
        : t("The last good copy of the books is of {day}.", { day: dayWords(last) }),
    todo: t("Choose a folder and copy them"),
  }),
  "money.below": ({ place, amount }) => ({
    text: t("{place} is below zero by KES {amount}.", { place, amount: formatMoney(amount) }),
    todo: t("Find what was recorded twice, or not at all"),
  }),
  "money.transit": ({ place, amount }) => ({
    text: t("KES {amount} is on its way: {place}.", { place, amount: formatMoney(amount) }),
    todo: t("Record it when it has arrived"),
  }),
  "cash.below": ({ business, till, amount }) => ({
    text:
      till === null
        ? t("{business}: by the books the safe holds KES {amount} less than nothing.", {
            business,
            amount: formatMoney(amount),
          })
        : t(
            "{business}: by the books the drawer of till {till} holds KES {amount} less than nothing.",
            {
              business,
              till,
              amount: formatMoney(amount),
            },
          ),
    todo: t("Count it, and correct the books"),
  }),
  "cash.above": ({ business, till, amount }) => ({
    text: t("{business}: the drawer of till {till} holds KES {amount}.", {
      business,
      till,
      amount: formatMoney(amount),
    }),
    todo: t("Take some to the safe, at the till"),
  }),
  "mpesa.unallocated": ({ amount }) => ({
    text: t("KES {amount} came by M-Pesa and belongs to no sale yet.", {
      amount: formatMoney(amount),
    }),
    todo: t("Say whose it is, or send it back"),
  }),
  "mpesa.claimed": ({ count, amount, days }) => ({
    text: t(
      count === 1
        ? "One M-Pesa code, KES {amount}, claimed for more than {days} days and on no statement."
        : "{count} M-Pesa codes, KES {amount} together, claimed for more than {days} days and on no statement.",
      { count, amount: formatMoney(amount), days },
    ),
    todo: t("Compare them with the statement"),
  }),
  "stock.oversold": ({ count }) => ({
    text: t(
      count === 1
        ? "One item sold beyond what is there."
        : "{count} items sold beyond what is there.",
      { count },
    ),
    todo: t("Record the delivery, or count"),
  }),
  "stock.low": ({ count }) => ({
    text: t(
      count === 1
        ? "One item at or below the reorder level."
        : "{count} items at or below the reorder level.",
      { count },
    ),
    todo: t("Order more"),
  }),
  "price.below_cost": ({ names, more }) => ({
    text:
      more === 0
        ? t("Sold for less than the last delivery cost: {names}.", { names: names.join(", ") })
        : t("Sold for less than the last delivery cost: {names} and {more} more.", {
            names: names.join(", "),
            more,
          }),
    todo: t("Change the price"),
  }),
  "batch.expires": ({ count, item, expires, past }) => ({
    text: past
      ? t(
          count === 1
            ? "One batch on the shelf expired: {item} on {day}."
            : "{count} batches on the shelf expired, the first {item} on {day}.",
          { count, item, day: dayWords(expires) },
        )
      : t(
          count === 1
            ? "One batch on the shelf will expire: {item} on {day}."
            : "{count} batches on the shelf will expire, the first {item} on {day}.",
          { count, item, day: dayWords(expires) },
        ),
    todo: past ? t("Write them off") : t("Sell them first"),
  }),
  "customer.over": ({ name, owed, limit }) => ({
    text: t("{name} owes KES {owed}; the limit is KES {limit}.", {
      name,
      owed: formatMoney(owed),
      limit: formatMoney(limit),
    }),
    todo: t("Ask for payment, or raise it"),
  }),
  "customers.over": ({ count }) => ({
    text: t("{count} customers owe more than their limit.", { count }),
    todo: t("Ask for payment, or raise it"),
  }),
  "customer.late": ({ name, amount, days }) => ({
    text: t("{name} owes KES {amount} for more than {days} days.", {
      name,
      amount: formatMoney(amount),
      days,
    }),
    todo: t("Ask for payment"),
  }),
  "customers.late": ({ count, amount, days }) => ({
    text: t("{count} customers owe KES {amount} for more than {days} days.", {
      count,
      amount: formatMoney(amount),
      days,
    }),
    todo: t("Ask for payment"),
  }),
  "cylinder.test": ({ count, past, days }) => ({
    text:
      past === 0
        ? t(
            count === 1
              ? "One cylinder due for a test within {days} days."
              : "{count} cylinders due for a test within {days} days.",
            { count, days },
          )
        : t(
            count === 1
              ? "One cylinder overdue for its test."
              : "{count} cylinders due for a test within {days} days, {past} of them overdue.",
            { count, past, days },
          ),
    todo: t("Out of sale until tested"),
  }),
  "cylinder.aside": ({ count, days }) => ({
    text: t(
      count === 1
        ? "One cylinder is set aside for more than {days} days."
        : "{count} cylinders are set aside for more than {days} days.",
      { count, days },
    ),
    todo: t("Give them back to the supplier, release them or write them off"),
  }),
  "licence.ends": ({ business, licence, until, past }) => {
    const figures = { business, licence, day: dayWords(until) };
    return {
      text: past
        ? t("{business}: {licence} ended on {day}.", figures)
        : t("{business}: {licence} ends on {day}.", figures),
      todo: t("Renew it, and write its new day into the settings"),
    };
  },
  "job.unclaimed": ({ count, due, ages }) => ({
    text: withDue(
      withAges(
        t(
          count === 1
            ? "One job ready and not fetched for long"
            : "{count} jobs ready and not fetched for long",
          { count },
        ),
        ages,
      ),
      due,
    ),
    todo: t("Call the customers"),
  }),
  "job.unpaid": ({ count, due, ages }) => ({
    text: withDue(
      withAges(
        t(count === 1 ? "One job fetched and still owed" : "{count} jobs fetched and still owed", {
          count,
        }),
        ages,
      ),
      due,
    ),
    todo: t("Ask for payment"),
  }),
  "job.late": ({ count, due }) => ({
    text: withDue(
      t(count === 1 ? "One job promised and not ready" : "{count} jobs promised and not ready", {
        count,
      }),
      due,
    ),
    todo: t("Do them first, or call the customers"),
  }),
  "shift.open": ({ business, till, day }) => ({
    text: t("{business}: the shift of {day} at till {till} is still open.", {
      business,
      till,
      day: dayWords(day),
    }),
    todo: t("Count it and close it at the till"),
  }),
  "shift.variance": ({ business, day, variance }) => {
    const figures = {
      business,
      day: dayWords(day),
      amount: formatMoney(cents(Math.abs(variance))),
    };
    return {
      text:
        variance < 0
          ? t("{business}: the drawer was KES {amount} short on {day}.", figures)
          : t("{business}: the drawer was KES {amount} over on {day}.", figures),
      todo: t("Ask the cashier; see the Z"),
    };
  },
};

const incidentsHere = () =>
  ({
    rollback: t("This till was put back to an earlier state. Nothing is lost."),
    fork: t("There are two copies of this till. What one of them sold is not counted yet."),
    conflict: t("One number of this till stands for two different acts."),
  }) as const;

const incidentsAt = (till: string) =>
  ({
    rollback: t("Till {till} was put back to an earlier state. Nothing is lost.", { till }),
    fork: t("Two copies of till {till} went on, or it was put back to an earlier day.", { till }),
    conflict: t("One number of till {till} stands for two different acts.", { till }),
  }) as const;

/** The oldest first: "3 for 90 days or more, 2 for 60 days or more". */
const withAges = (
  text: string,
  ages: readonly { readonly days: number; readonly count: number }[],
): string => `${text}: ${ages.map((age) => t("{count} for {days} days or more", age)).join(", ")}`;

const withDue = (text: string, due: number): string =>
  due > 0 ? t("{text}; KES {due} is due.", { text, due: formatMoney(cents(due)) }) : `${text}.`;

/** The exceptions that come most have a sentence; what each is about stands on their own screen. */
function exceptionText(kind: string, count: number): string {
  switch (kind) {
    case "customer.phone_twice":
      return t("Two customers with one phone number, written down at two tills: {count}.", {
        count,
      });
    case "customer.changed_twice":
      return t("Customers changed at two tills that did not know of each other: {count}.", {
        count,
      });
    case "mpesa.code_twice":
      return t("M-Pesa codes that paid twice, at two tills: {count}.", { count });
    case "mpesa.matched_twice":
      return t("M-Pesa payments matched twice, at two places: {count}.", { count });
    case "stock.oversold":
      return t("The same last goods sold by two tills: {count}.", { count });
    case "refund.exceeds_sale":
      return t("Refunds beyond what was sold, at two tills: {count}.", { count });
    default:
      return t("Acts of two tills that do not go together: {count}.", { count });
  }
}

/** What is the matter, and what ends it. */
export function alertWords(alert: Alert): AlertWords {
  const words = WORDS[alert.kind] as (alert: Alert) => AlertWords;
  return words(alert);
}

/** Its kind to the tests, that of the exception where it is one. */
export const alertKind = (alert: Alert): string =>
  alert.kind === "exception" ? `exception.${alert.exception}` : alert.kind;
