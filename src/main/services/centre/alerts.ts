import { alertLimits, USUAL_ALERTS } from "#shared/businesses/alert-limits.ts";
import type { Alert } from "#shared/contract/alert.ts";
import { isUndecided } from "#shared/contract/centre.ts";
import { msOf, type Instant } from "#shared/kernel/date.ts";
import { done } from "#shared/kernel/result.ts";
import { backupPlan } from "#main/journal/device/backups.ts";
import { businesses } from "#main/journal/read/business.ts";
import type { Safety, TillRow } from "#main/replication/centre.ts";
import type { Link } from "#main/replication/link.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { isLate, safetyOf } from "./safety.ts";
import { asked } from "./trouble.ts";

/** What the worries about other tills are measured by. */
export interface Measures {
  /** The till that asks: its own worries are in its own list. */
  readonly here: string;
  readonly now: Instant;
  /** Hours that a till may be unheard of, by business; the shortest of its own holds. */
  readonly hours: ReadonlyMap<string, number>;
  /** Days that the centre may be without a new backup. */
  readonly days: number;
}

/**
 * What only the centre knows, so it is asked beside the list of alerts, which does not wait for it.
 * Nothing where it is away, or where this is no office of all businesses: it would not answer.
 */
export function alertsAtCentre(
  parts: Pick<Parts, "journal" | "now">,
  link: Link,
): Handler<"centre.alerts"> {
  return async () => {
    const address = link.address();
    if (address?.kind !== "office" || address.scope !== "*") return done({ alerts: [] });
    const tills = await asked(() => link.ask((centre) => centre.tills()));
    if (!tills.ok) return done({ alerts: [] });
    const { book } = parts.journal;
    const measures = {
      here: address.till,
      now: parts.now(),
      hours: new Map(
        businesses(book).map(({ id, settings }) => [id, alertLimits(settings).unconfirmedHours]),
      ),
      days: backupPlan(book).warnDays,
    };
    const alerts = [
      ...tills.value.flatMap((till) => alertsOfTill(till, measures)),
      ...alertsOfSafety(await safetyOf(link), measures),
    ];
    return done({ alerts });
  };
}

/** Of one till: what its owner has to decide or look at, the worst first. */
export function alertsOfTill(row: TillRow, measures: Measures): Alert[] {
  const { till } = row;
  if (till === measures.here) return [];
  const link = "tills";
  const alerts: Alert[] = [];
  for (const { kind: incident, decision } of row.incidents) {
    // One that went back in time has lost nothing; two copies go on selling.
    const severity = incident === "rollback" ? "warning" : "alarm";
    const alert: Alert = { kind: "till.incident", severity, link, till, incident };
    const told = alerts.some((each) => each.kind === alert.kind && each.incident === incident);
    if (decision === null && !told) alerts.push(alert);
  }
  if (row.chainEqual === false) {
    alerts.push({ kind: "till.differs", severity: "alarm", link, till });
  }
  const count = row.held.filter(isUndecided).length;
  if (count > 0) alerts.push({ kind: "facts.held", severity: "alarm", link, count, till });
  // A till that was shut out is meant to be silent; one that never came has its words on Tills.
  const { lastContact: since } = row;
  const hours = hoursOf(row, measures.hours);
  if (row.active && since !== null && msOf(measures.now) - msOf(since) >= hours * 3_600_000) {
    alerts.push({ kind: "till.quiet", severity: "warning", link, till, since, hours });
  }
  return alerts;
}

/** The centre holds all books of all tills: where it is lost without a backup, tills fill a new one. */
export function alertsOfSafety(safety: Safety | null, { now, days }: Measures): Alert[] {
  if (safety === null || !isLate(safety, days, now)) return [];
  const severity = "warning";
  return [{ kind: "centre.backup", severity, link: "tills", last: safety.backup, days }];
}

function hoursOf({ scope }: TillRow, hours: Measures["hours"]): number {
  const own = [...hours].filter(([business]) => scope === "*" || scope.includes(business));
  const limits = own.map(([, limit]) => limit);
  return limits.length === 0 ? USUAL_ALERTS.unconfirmedHours : Math.min(...limits);
}
