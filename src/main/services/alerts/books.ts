import { msOf } from "#shared/kernel/date.ts";
import type { Alert } from "#shared/contract/alert.ts";
import { backupPlan, lastBackup } from "#main/journal/device/backups.ts";
import { heldAtCentre, link } from "#main/journal/device/link.ts";
import { booksSince, unconfirmed, waitingFacts } from "#main/journal/read/alerts.ts";
import { openExceptions } from "#main/journal/read/exceptions.ts";
import type { Book } from "#main/journal/book.ts";
import type { IncidentKind } from "#main/replication/centre.ts";
import { byLimit, type AlertReader, type Situation } from "./alert.ts";

export const healthAlerts: AlertReader = (_book, { health }) =>
  health
    .filter((check) => !check.ok)
    .map(({ name, detail }) => ({
      kind: "health",
      severity: "alarm",
      link: "health",
      check: name,
      detail,
    }));

/** By kind: one line, whatever number of facts. What to do about each is on their own screen. */
export const exceptionAlerts: AlertReader = (book, { business }) => {
  if (business !== null) return [];
  return openExceptions(book).map(({ kind, count }) => ({
    kind: "exception",
    severity: "warning",
    link: `exceptions?kind=${kind}`,
    exception: kind,
    count,
  }));
};

/** Books that lie on this device alone, without a good copy for some days (a setting). */
export const backupAlerts: AlertReader = (book, { now, business }) => {
  // A centre holds them too; and one business alone has no copy of its own.
  if (business !== null || book.get("SELECT 1 FROM link") !== undefined) return [];
  const { warnDays } = backupPlan(book);
  const last = lastBackup(book);
  const since = last?.at ?? booksSince(book);
  if (since === undefined || msOf(now) - msOf(since) < warnDays * 86_400_000) return [];
  const day = last?.day ?? null;
  return [{ kind: "backup.overdue", severity: "warning", link: "backups", last: day }];
};

/** Facts that the centre has not confirmed for long or does not count, and facts of others that nobody can apply. */
export const heldBackAlerts: AlertReader = (book, situation) => {
  const alerts: Alert[] = [];
  const waiting = waitingFacts(book);
  if (waiting > 0) {
    alerts.push({ kind: "facts.waiting", severity: "warning", link: "audit", count: waiting });
  }
  const mine = unconfirmed(book);
  // They wait together, whichever business they are of: the shortest limit holds.
  const hours = Math.min(...byLimit(situation, "unconfirmedHours").map(([limit]) => limit));
  if (mine !== undefined && msOf(situation.now) - msOf(mine.since) >= hours * 3_600_000) {
    const figures = { count: mine.count, hours };
    alerts.push({ kind: "facts.unconfirmed", severity: "alarm", link: "health", ...figures });
  } else {
    alerts.push(...quietHere(book, situation, hours));
  }
  const incident = link(book)?.incident;
  if (isIncident(incident)) {
    const severity = incident === "rollback" ? "warning" : "alarm";
    alerts.push({ kind: "till.incident", severity, link: "tills", till: null, incident });
  }
  const held = heldAtCentre(book);
  if (held > 0) {
    alerts.push({ kind: "facts.held", severity: "alarm", link: "tills", count: held, till: null });
  }
  return alerts;
};

/** All that was made here is there, but what others did has not come for long. */
function quietHere(book: Book, { now }: Situation, hours: number): Alert[] {
  const since = link(book)?.lastContact ?? null;
  if (since === null || msOf(now) - msOf(since) < hours * 3_600_000) return [];
  return [{ kind: "till.quiet", severity: "warning", link: "tills", till: null, since, hours }];
}

const isIncident = (kind: string | null | undefined): kind is IncidentKind =>
  kind === "rollback" || kind === "fork" || kind === "conflict";
