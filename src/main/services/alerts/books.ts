import { msOf } from "#shared/kernel/date.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
import { backupPlan, lastBackup } from "#main/journal/device/backups.ts";
import { booksSince, unconfirmed, waitingFacts } from "#main/journal/read/alerts.ts";
import { openExceptions } from "#main/journal/read/exceptions.ts";
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

/** What merged books can break (see `noteExceptions`), in the owner's words. */
const EXCEPTIONS: Readonly<Record<string, (count: number) => string>> = {
  "customer.phone_twice": (n) =>
    `${counted(n, "phone number")} of two customers: two tills wrote them down.`,
  "mpesa.code_twice": (n) => `${counted(n, "M-Pesa code")} paid twice, at two tills.`,
  "mpesa.matched_twice": (n) => `${counted(n, "M-Pesa payment")} matched twice, at two places.`,
  "stock.oversold": (n) => `${counted(n, "time")} two tills sold the same last goods.`,
  "refund.exceeds_sale": (n) => `${counted(n, "refund")} beyond what was sold, at two tills.`,
};

/** By kind: one line, whatever number of facts. What to do about each is on their own screen. */
export const exceptionAlerts: AlertReader = (book, { business }) => {
  if (business !== null) return [];
  return openExceptions(book).map(({ kind, count }): Alert => {
    const text =
      EXCEPTIONS[kind]?.(count) ?? `${counted(count, "act")} of two tills that do not go together.`;
    const todo = "See what to do about each, and settle it";
    return alert(`exception.${kind}`, "warning", text, todo, `exceptions?kind=${kind}`);
  });
};

/** Books that lie on this device alone, without a good copy for some days (a setting). */
export const backupAlerts: AlertReader = (book, { now, business }) => {
  // A centre holds them too; and one business alone has no copy of its own.
  if (business !== null || book.get("SELECT 1 FROM link") !== undefined) return [];
  const { warnDays } = backupPlan(book);
  const last = lastBackup(book);
  const since = last?.at ?? booksSince(book);
  if (since === undefined || msOf(now) - msOf(since) < warnDays * 86_400_000) return [];
  const text =
    last === undefined
      ? "There is no copy of the books: what this computer loses is lost."
      : `The last good copy of the books is of ${dayWords(last.day)}.`;
  return [alert("backup.overdue", "warning", text, "Choose a folder and copy them", "backups")];
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
