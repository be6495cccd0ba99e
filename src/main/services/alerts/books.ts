import { msOf } from "#shared/kernel/date.ts";
import { exceptions, unconfirmed, waitingFacts } from "#main/journal/read/alerts.ts";
import { alert, counted, type Alert, type AlertReader } from "./alert.ts";

export const healthAlerts: AlertReader = (_book, { health }) =>
  health
    .filter((check) => !check.ok)
    .map((check) =>
      alert(
        "health",
        "alarm",
        `${check.name}: ${check.detail}`,
        "See every check; keep a copy of the file",
        "health",
      ),
    );

interface Words {
  readonly text: (count: number) => string;
  readonly todo: string;
  readonly link: (detail: Readonly<Record<string, string | number>>) => string;
}

/** What merged books can break (see `noteExceptions`), in the owner's words. */
const EXCEPTIONS: Readonly<Record<string, Words>> = {
  "customer.phone_twice": {
    text: (n) => `${counted(n, "phone number")} of two customers: two tills wrote them down.`,
    todo: "Open the customer and merge the two",
    link: ({ customer, other }) => `customer/${customer}?merge=${other}`,
  },
  "mpesa.code_twice": {
    text: (n) => `${counted(n, "M-Pesa code")} paid twice, at two tills.`,
    todo: "Find which sale the money was for, refund the other",
    link: () => "mpesa?tab=all",
  },
  "mpesa.matched_twice": {
    text: (n) => `${counted(n, "M-Pesa payment")} matched twice, at two places.`,
    todo: "Correct one of the two entries",
    link: () => "ledger/2120",
  },
  "reconciliation.line_twice": {
    text: (n) => `${counted(n, "reconciliation")} agreed on money that another had agreed on.`,
    todo: "Undo the later one and reconcile again",
    link: () => "reconcile",
  },
  "stock.oversold": {
    text: (n) => `${counted(n, "time")} two tills sold the same last goods.`,
    todo: "Count these items",
    link: () => "items?filter=oversold",
  },
  "refund.exceeds_sale": {
    text: (n) => `${counted(n, "refund")} beyond what was sold, at two tills.`,
    todo: "Ask for the money back, or write it off",
    link: () => "sales?kind=refund",
  },
};

/** By kind: one line, whatever number of facts. */
export const exceptionAlerts: AlertReader = (book, { business }) => {
  if (business !== null) return [];
  return exceptions(book).map(({ kind, count, detail }): Alert => {
    const words = EXCEPTIONS[kind];
    if (words === undefined) {
      const text = `${counted(count, "fact")} of other tills break a rule (${kind}).`;
      return alert(`exception.${kind}`, "warning", text, "Look at the facts named", "audit");
    }
    const of = JSON.parse(detail) as Readonly<Record<string, string | number>>;
    return alert(`exception.${kind}`, "warning", words.text(count), words.todo, words.link(of));
  });
};

/** Hours after which facts that the centre does not hold are worth a word. */
const UNCONFIRMED_HOURS = 24;

/** Facts that the centre has not confirmed for long, and facts of others that nobody can apply. */
export const heldBackAlerts: AlertReader = (book, { now }) => {
  const alerts: Alert[] = [];
  const waiting = waitingFacts(book);
  if (waiting > 0) {
    const text = `${counted(waiting, "fact")} of other tills cannot be read by this program yet.`;
    alerts.push(alert("facts.waiting", "warning", text, "Bring this program up to date", "audit"));
  }
  const mine = unconfirmed(book);
  if (mine !== undefined && msOf(now) - msOf(mine.since) >= UNCONFIRMED_HOURS * 3_600_000) {
    const text = `${counted(mine.count, "fact")} of this till are not at the centre, for more than ${UNCONFIRMED_HOURS} hours.`;
    alerts.push(alert("facts.unconfirmed", "alarm", text, "Bring this till online", "health"));
  }
  return alerts;
};
