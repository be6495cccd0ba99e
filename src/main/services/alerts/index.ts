import { alertLimits } from "#shared/businesses/alert-limits.ts";
import type { Alert } from "#shared/contract/alert.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { businessesSeen } from "../act.ts";
import { quickChecks } from "../office/health.ts";
import { moneyNow } from "../office/money-now.ts";
import type { Parts } from "../parts.ts";
import type { AlertReader, Situation } from "./alert.ts";
import { backupAlerts, exceptionAlerts, healthAlerts, heldBackAlerts } from "./books.ts";
import {
  claimedAlerts,
  debtAlerts,
  drawerAlerts,
  fullDrawerAlerts,
  moneyAlerts,
  unmatchedAlerts,
} from "./money.ts";
import {
  asideAlerts,
  batchAlerts,
  belowCostAlerts,
  creditAlerts,
  cylinderAlerts,
  jobAlerts,
  licenceAlerts,
  shiftAlerts,
  stockAlerts,
} from "./trade.ts";

/** Everything that is looked at for the one list of alerts. */
const READERS: readonly AlertReader[] = [
  healthAlerts,
  exceptionAlerts,
  heldBackAlerts,
  backupAlerts,
  moneyAlerts,
  drawerAlerts,
  fullDrawerAlerts,
  unmatchedAlerts,
  claimedAlerts,
  stockAlerts,
  belowCostAlerts,
  batchAlerts,
  creditAlerts,
  debtAlerts,
  cylinderAlerts,
  asideAlerts,
  licenceAlerts,
  jobAlerts,
  shiftAlerts,
];

const RANK = { alarm: 0, warning: 1, info: 2 } as const satisfies Record<Alert["severity"], number>;

/** What waits for the owner, the urgent first; each leads to where it ends. */
export function alertsOf(book: Book, now: Omit<Situation, "limits">): Alert[] {
  const limits = new Map(businesses(book).map(({ id, settings }) => [id, alertLimits(settings)]));
  return READERS.flatMap((reader) => reader(book, { ...now, limits })).toSorted(
    (a, b) => RANK[a.severity] - RANK[b.severity],
  );
}

export function listAlerts(parts: Parts): Handler<"alert.list"> {
  return ({ business }, caller) =>
    parts.journal.readTogether((book) => {
      const now = parts.now();
      const today = nairobiDay(now);
      const seen = businessesSeen(caller, businesses(book));
      const within = business === null ? seen : seen.filter((each) => each === business);
      const money = moneyNow(book, today, business);
      const health = quickChecks(book);
      return done({ alerts: alertsOf(book, { business, within, today, now, health, ...money }) });
    });
}
