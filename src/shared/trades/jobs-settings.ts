import type { BusinessSettings } from "../facts/master.ts";
import type { JobSettings } from "../facts/jobs.ts";
import {
  addDays,
  instantFromMs,
  msOf,
  nairobiClock,
  weekday,
  type BusinessDay,
  type Instant,
} from "../kernel/date.ts";
import { cents, share, type Money } from "../kernel/money.ts";
import type { Language } from "../kernel/text.ts";

/** What is told to a customer whose work is ready, until the owner words it otherwise. */
const USUAL_NOTICES: Readonly<Record<Language, string>> = {
  en: "Hello {name}, your job {number} is ready. {due} Thank you, {shop}.",
  sw: "Habari {name}, kazi yako {number} iko tayari. {due} Asante, {shop}.",
};

/** How a business takes in work until its owner says otherwise. */
export const USUAL_JOBS: JobSettings = {
  expressBasisPoints: 5000,
  expressHours: 6,
  depositBasisPoints: 0,
  turnaroundHours: 48,
  turnaround: [],
  opens: "08:00",
  closes: "18:00",
  closedDays: [7],
  notice: USUAL_NOTICES.en,
  racks: [],
  accounts: { deposits: 2230, badDebts: 5840, forfeited: 4910, claims: 5880, express: null },
};

/**
 * The settings of a business's jobs; books from before they were asked for have the usual ones. A
 * notice that nobody worded anew is in the language of the business's papers.
 */
export function jobSettings(settings: Pick<BusinessSettings, "jobs" | "receipt">): JobSettings {
  const own = { ...USUAL_JOBS, ...settings.jobs };
  const usual = Object.values(USUAL_NOTICES).includes(own.notice);
  return usual ? { ...own, notice: USUAL_NOTICES[settings.receipt.language ?? "en"] } : own;
}

const HOUR_MS = 3_600_000;

/** The hours that the slowest of these services takes. */
export function hoursFor(
  settings: JobSettings,
  items: readonly string[],
  express: boolean,
): number {
  if (express) return settings.expressHours;
  const own = new Map(settings.turnaround.map(({ item, hours }) => [item, hours]));
  const hours = items.map((item) => own.get(item) ?? settings.turnaroundHours);
  return hours.length === 0 ? settings.turnaroundHours : Math.max(...hours);
}

/**
 * When work that begins now can be fetched: so many hours later, and if the shop is closed then,
 * when it next opens. A shop that is closed on all days of the week has none left out.
 */
export function promisedAt(settings: JobSettings, from: Instant, hours: number): Instant {
  const done = instantFromMs(Math.ceil((msOf(from) + hours * HOUR_MS) / 60_000) * 60_000);
  const { day, time } = nairobiClock(done);
  const clock = time.slice(0, 5);
  if (isOpen(settings, day) && clock <= settings.closes) {
    return clock >= settings.opens ? done : at(day, settings.opens);
  }
  let next = clock < settings.opens ? day : addDays(day, 1);
  while (!isOpen(settings, next)) next = addDays(next, 1);
  return at(next, settings.opens);
}

function isOpen({ closedDays }: JobSettings, day: BusinessDay): boolean {
  return new Set(closedDays).size >= 7 || !closedDays.includes(weekday(day));
}

/** A wall-clock time of Nairobi, which is three hours before Greenwich's all year. */
export function at(day: BusinessDay, clock: string): Instant {
  const [hours = "0", minutes = "0"] = clock.split(":");
  const midnight = msOf(`${day}T00:00:00.000Z` as Instant);
  return instantFromMs(midnight + (Number(hours) - 3) * HOUR_MS + Number(minutes) * 60_000);
}

/** What a notice says; a placeholder that is not known stays as it was typed. */
export interface NoticeFacts {
  readonly name: string;
  readonly number: string;
  readonly due: string;
  readonly shop: string;
  readonly rack: string;
}

/** The text for a customer whose work is ready, to be copied into a message. */
export function noticeText(template: string, facts: NoticeFacts): string {
  const filled = template.replaceAll(/\{(name|number|due|shop|rack)\}/g, (_, key: string) =>
    String(facts[key as keyof NoticeFacts]),
  );
  return filled.replaceAll(/ {2,}/g, " ").trim();
}

/** The least deposit for a price, in whole shillings and never more than the price. */
export function leastDeposit({ depositBasisPoints }: JobSettings, total: Money): Money {
  const exact = share(total, depositBasisPoints, 10_000);
  return cents(Math.min(total, Math.ceil(exact / 100) * 100));
}
