import type { Alert } from "#shared/contract/alert.ts";
import { addDays, instantFromMs, msOf } from "#shared/kernel/date.ts";
import { customersOver } from "#main/journal/read/alerts.ts";
import { businesses } from "#main/journal/read/business.ts";
import {
  countDifferences,
  forgottenShifts,
  stockAlerts as readStock,
} from "#main/journal/read/reports.ts";
import { jobsToSee, type AgedJobs } from "../jobs/job-alerts.ts";
import { setAside, testsDue } from "#main/journal/read/returnables.ts";
import { batchesExpiring } from "#main/journal/read/stock.ts";
import { belowCost } from "../stock/below-cost.ts";
import { byLimit, type AlertReader } from "./alert.ts";

export const stockAlerts: AlertReader = (book, { business }) => {
  const { oversold, low } = readStock(book, business);
  const alerts: Alert[] = [];
  if (oversold > 0) {
    const link = "items?filter=oversold";
    alerts.push({ kind: "stock.oversold", severity: "alarm", link, count: oversold });
  }
  if (low > 0) {
    const link = "items?filter=low";
    alerts.push({ kind: "stock.low", severity: "warning", link, count: low });
  }
  return alerts;
};

const NAMED = 3;

export const belowCostAlerts: AlertReader = (book, { within, today }) => {
  const items = belowCost(book, businesses(book), within, today);
  if (items.length === 0) return [];
  const names = items.slice(0, NAMED).map((item) => item.name);
  const more = items.length - names.length;
  const link = "stock?view=below-cost";
  return [{ kind: "price.below_cost", severity: "warning", link, names, more }];
};

/** Batches that are, or soon will be, too old to sell. */
export const batchAlerts: AlertReader = (book, situation) =>
  byLimit(situation, "expiryDays").flatMap(([days, within]) => {
    const old = batchesExpiring(book, within, addDays(situation.today, days));
    const [first] = old;
    if (first === undefined) return [];
    const { name: item, expires } = first;
    const past = expires < situation.today;
    const severity = past ? "alarm" : "warning";
    const link = "production?view=runs";
    return [{ kind: "batch.expires", severity, link, count: old.length, item, expires, past }];
  });

/** Each customer by name as long as they are few: a limit is about one person. */
export const creditAlerts: AlertReader = (book, { business }) => {
  if (business !== null) return [];
  const over = customersOver(book);
  if (over.length > NAMED) {
    return [{ kind: "customers.over", severity: "info", link: "ageing", count: over.length }];
  }
  return over.map(({ id, name, owed, limit }) => {
    const link = `customer/${id}`;
    return { kind: "customer.over", severity: "info", link, name, owed, limit };
  });
};

export const cylinderAlerts: AlertReader = (book, situation) =>
  byLimit(situation, "testDays").flatMap(([days, within]) => {
    const by = addDays(situation.today, days);
    const { count, past } = testsDue(book, within, by, situation.today);
    if (count === 0) return [];
    const severity = past > 0 ? "warning" : "info";
    const link = `returnables?view=register&due=${by}`;
    return [{ kind: "cylinder.test", severity, link, count, past, days }];
  });

/** What leaks or is damaged is worth nothing until somebody decides about it. */
export const asideAlerts: AlertReader = (book, situation) =>
  byLimit(situation, "asideDays").flatMap(([days, within]) => {
    const since = instantFromMs(msOf(situation.now) - days * 24 * 3600_000);
    const count = setAside(book, within, since);
    const link = "returnables?view=register&place=quarantine";
    return count === 0 ? [] : [{ kind: "cylinder.aside", severity: "warning", link, count, days }];
  });

/** Licences that end soon or have ended: each by name, for each is renewed elsewhere. */
export const licenceAlerts: AlertReader = (book, { within, limits, today }) =>
  businesses(book)
    .filter((place) => place.active && within.includes(place.id))
    .flatMap(({ id, name: business, settings }) => {
      const soon = addDays(today, limits.get(id)?.licenceDays ?? 0);
      const link = `businesses?b=${id}`;
      return (settings.licences ?? [])
        .filter(({ until }) => until <= soon)
        .map(({ name: licence, until }): Alert => {
          const past = until < today;
          const severity = past ? "alarm" : "warning";
          return { kind: "licence.ends", severity, link, business, licence, until, past };
        });
    });

export const jobAlerts: AlertReader = (book, { within, now }) => {
  const alerts: Alert[] = [];
  const severity = "warning";
  const { unclaimed, owed, late } = jobsToSee(book, now, within);
  if (unclaimed.count > 0) {
    alerts.push({
      kind: "job.unclaimed",
      severity,
      link: "jobs?list=unclaimed",
      ...told(unclaimed),
    });
  }
  if (owed.count > 0) {
    alerts.push({ kind: "job.unpaid", severity, link: "jobs?list=unpaid", ...told(owed) });
  }
  if (late.count > 0) {
    alerts.push({ kind: "job.late", severity, link: "jobs?list=late", ...late });
  }
  return alerts;
};

const told = ({ ages, ...jobs }: AgedJobs) => ({ ...jobs, ages: [...ages] });

const DAYS_BACK = 7;

export const shiftAlerts: AlertReader = (book, situation) => {
  const { business: only, today, now } = situation;
  const open = byLimit(situation, "shiftHours").flatMap(([hours, within]) =>
    forgottenShifts(book, within, instantFromMs(msOf(now) - hours * 3_600_000)).map(
      ({ name: business, till, day }): Alert => ({
        kind: "shift.open",
        severity: "warning",
        link: "shifts",
        business,
        till,
        day,
      }),
    ),
  );
  const differences = countDifferences(book, only, addDays(today, -DAYS_BACK)).map(
    ({ name: business, day, variance }): Alert => ({
      kind: "shift.variance",
      severity: variance < 0 ? "warning" : "info",
      link: "shifts",
      business,
      day,
      variance,
    }),
  );
  return [...open, ...differences];
};
