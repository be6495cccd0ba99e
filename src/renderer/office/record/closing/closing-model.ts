import type { RequestInput } from "#shared/contract/index.ts";
import { monthWords } from "../../../text/day-words.ts";
import {
  type BusinessDay,
  type Month,
  month,
  monthOf,
  previousMonth,
} from "#shared/kernel/date.ts";
import { type Money, parseMoney } from "#shared/kernel/money.ts";

export type Closing = RequestInput<"entry.close">["closing"];
export type Kind = Closing["kind"];

export interface ClosingDraft {
  readonly kind: Kind;
  readonly business: string;
  readonly month: Month;
  readonly year: number;
  /** Per cent, as typed: "1.5". */
  readonly rate: string;
  readonly day: BusinessDay | null;
  readonly person: string;
  readonly gross: Money | null;
}

/** Months that may be closed: those that are over, latest first. */
export function monthsBefore(today: BusinessDay, count: number): readonly Month[] {
  const months: Month[] = [];
  let at = previousMonth(monthOf(today));
  for (let n = 0; n < count; n += 1) {
    months.push(at);
    at = previousMonth(at);
  }
  return months;
}

export function monthChoices(today: BusinessDay): { value: string; label: string }[] {
  return monthsBefore(today, 24).map((each) => ({ value: each, label: monthWords(each) }));
}

/** Years that are over, latest first. */
export function yearChoices(today: BusinessDay): { value: string; label: string }[] {
  const running = Number(today.slice(0, 4));
  return [1, 2, 3, 4, 5, 6].map((back) => {
    const year = String(running - back);
    return { value: year, label: year };
  });
}

/** Hundredths of a per cent of "1.5"; undefined where it is no rate up to 20 %. */
export function rateOf(text: string): number | undefined {
  const basisPoints = parseMoney(text);
  const fits = basisPoints !== undefined && basisPoints >= 1 && basisPoints <= 2000;
  return fits ? basisPoints : undefined;
}

/** What is asked for, once enough of it is typed. */
export function closingOf(draft: ClosingDraft): Closing | undefined {
  const { kind, day, gross } = draft;
  switch (kind) {
    case "vat":
      return { kind, month: month(draft.month) };
    case "turnover": {
      const basisPoints = rateOf(draft.rate);
      return basisPoints === undefined ? undefined : { kind, month: draft.month, basisPoints };
    }
    case "year":
      return { kind, year: draft.year };
    case "payroll": {
      const person = draft.person.trim();
      if (day === null || person === "" || gross === null || gross === 0) return undefined;
      return { kind, day, person, gross };
    }
  }
}
