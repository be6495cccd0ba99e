import { assert } from "./assert.ts";

/**
 * Days, months and instants as text that sorts by itself. All arithmetic is on whole numbers of
 * the proleptic Gregorian calendar, years 0001 to 9999: no Intl, no local time, so that a till
 * whose Windows believes to be in Seattle still closes its day in Nairobi.
 */

declare const brand: unique symbol;

/** 'YYYY-MM-DD', a real day. The day the shop calls it, confirmed at the open shift. */
export type BusinessDay = string & { readonly [brand]: "day" };

/** 'YYYY-MM'. */
export type Month = string & { readonly [brand]: "month" };

/** A moment in UTC, 'YYYY-MM-DDTHH:mm:ss.sssZ', always with three decimals. */
export type Instant = string & { readonly [brand]: "instant" };

const DAY_MS = 86_400_000;
/** East Africa Time: UTC+3 the whole year, and there has been no summer time since 1960. */
const NAIROBI_MS = 3 * 3_600_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$/;

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function civilOf(text: string): Civil | undefined {
  const match = DAY.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12) return undefined;
  return day >= 1 && day <= daysInMonth(year, month) ? { year, month, day } : undefined;
}

function mustCivil(day: BusinessDay): Civil {
  const civil = civilOf(day);
  assert(civil !== undefined, `'${day}' is not a day`);
  return civil;
}

function dayText({ year, month, day }: Civil): BusinessDay {
  assert(year >= 1 && year <= 9999, `year ${year} is out of the calendar`);
  const text = [String(year).padStart(4, "0"), two(month), two(day)].join("-");
  return text as BusinessDay;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

/**
 * Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its
 * year and months have a regular length: day 153·m/5 begins month m.
 */
function serialOf({ year, month, day }: Civil): number {
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** The inverse of `serialOf`. */
function civilFromSerial(serial: number): Civil {
  const shifted = serial + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const before = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - before;
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Is this text a real day, 29 February of a leap year included? */
export function isBusinessDay(text: string): text is BusinessDay {
  return civilOf(text) !== undefined;
}

/** Text as a day. Text that is no day is our bug: ask `isBusinessDay` where a person typed it. */
export function businessDay(text: string): BusinessDay {
  assert(isBusinessDay(text), `'${text}' is not a day`);
  return text;
}

export function isMonth(text: string): text is Month {
  return isBusinessDay(`${text}-01`);
}

export function month(text: string): Month {
  assert(isMonth(text), `'${text}' is not a month`);
  return text;
}

export function isInstant(text: string): text is Instant {
  const match = INSTANT.exec(text);
  if (match === null || !isBusinessDay(match[1] ?? "")) return false;
  return Number(match[2]) < 24 && Number(match[3]) < 60 && Number(match[4]) < 60;
}

/** Text as an instant. Another shape than 'YYYY-MM-DDTHH:mm:ss.sssZ' is our bug. */
export function instant(text: string): Instant {
  assert(isInstant(text), `'${text}' is not an instant`);
  return text;
}

/** Milliseconds since 1970 as an instant: for the one place that reads the clock. */
export function instantFromMs(ms: number): Instant {
  assert(Number.isSafeInteger(ms), `${ms} is not a whole number of milliseconds`);
  const serial = Math.floor(ms / DAY_MS);
  const rest = ms - serial * DAY_MS;
  const thousandths = String(rest % 1000).padStart(3, "0");
  return `${dayText(civilFromSerial(serial))}T${clockText(rest)}.${thousandths}Z` as Instant;
}

/** Milliseconds since 1970. */
export function msOf(at: Instant): number {
  const match = INSTANT.exec(at);
  assert(match !== null, `'${at}' is not an instant`);
  const serial = serialOf(mustCivil(businessDay(match[1] ?? "")));
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4]);
  return serial * DAY_MS + seconds * 1000 + Number(match[5]);
}

/** The calendar day in Nairobi at this moment: what the shift suggests, never what it decides. */
export function nairobiDay(at: Instant): BusinessDay {
  return nairobiClock(at).day;
}

/** Day and wall-clock time in Nairobi, time as 'HH:mm:ss': for receipts and lists. */
export function nairobiClock(at: Instant): { readonly day: BusinessDay; readonly time: string } {
  const local = msOf(at) + NAIROBI_MS;
  const serial = Math.floor(local / DAY_MS);
  return { day: dayText(civilFromSerial(serial)), time: clockText(local - serial * DAY_MS) };
}

function clockText(msOfDay: number): string {
  const seconds = Math.floor(msOfDay / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return clock.map(two).join(":");
}

/** `days` later, or earlier where negative. */
export function addDays(day: BusinessDay, days: number): BusinessDay {
  assert(Number.isSafeInteger(days), `${days} is not a whole number of days`);
  return dayText(civilFromSerial(serialOf(mustCivil(day)) + days));
}

/** The same day of another month; 31 January plus one month is the last of February. */
export function addMonths(day: BusinessDay, months: number): BusinessDay {
  assert(Number.isSafeInteger(months), `${months} is not a whole number of months`);
  const civil = mustCivil(day);
  const count = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(count / 12);
  const inMonth = count - year * 12 + 1;
  return dayText({ year, month: inMonth, day: Math.min(civil.day, daysInMonth(year, inMonth)) });
}

/** Days from `a` to `b`: 1 from today to tomorrow, negative where `b` is the earlier. */
export function daysBetween(a: BusinessDay, b: BusinessDay): number {
  return serialOf(mustCivil(b)) - serialOf(mustCivil(a));
}

export function monthOf(day: BusinessDay): Month {
  return day.slice(0, 7) as Month;
}

export function firstDay(of: Month): BusinessDay {
  return businessDay(`${of}-01`);
}

export function lastDay(of: Month): BusinessDay {
  const civil = mustCivil(firstDay(of));
  return dayText({ ...civil, day: daysInMonth(civil.year, civil.month) });
}

export function nextMonth(of: Month): Month {
  return monthOf(addMonths(firstDay(of), 1));
}

export function previousMonth(of: Month): Month {
  return monthOf(addMonths(firstDay(of), -1));
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: BusinessDay): number {
  const sinceMonday = (serialOf(mustCivil(day)) + 3) % 7; // 1970-01-01 was a Thursday
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}

/** For sorting: negative, zero or positive. */
export function compareDays(a: BusinessDay, b: BusinessDay): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
