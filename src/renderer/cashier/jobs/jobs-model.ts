import type { Reply } from "#shared/contract/index.ts";
import {
  type BusinessDay,
  type Instant,
  instant,
  isInstant,
  nairobiClock,
} from "#shared/kernel/date.ts";
import { price, share, sum, type Money } from "#shared/kernel/money.ts";
import { NONE, pieces, type Quantity } from "#shared/kernel/quantity.ts";
import type { JobStatus } from "#shared/facts/jobs.ts";
import { isForward, previousStatus } from "#shared/trades/jobs-board.ts";
import { at } from "#shared/trades/jobs-settings.ts";
import type { TillItem } from "../cart/cart-model.ts";

export type JobCard = Reply<"job.board">["columns"][number]["jobs"][number];
export type JobDetail = Reply<"job.get">;
export type Board = Reply<"job.board">["columns"];

/** One service with the pieces it is done to, while it is being written down. */
export interface IntakeLine {
  readonly item: string;
  readonly quantity: Quantity;
  /** The price the cashier saw. */
  readonly unitPrice: Money;
  readonly pieces: number;
  readonly what: string;
  readonly colour: string;
  readonly brand: string;
  readonly defects: string;
}

export function lineAmount(line: Pick<IntakeLine, "unitPrice" | "quantity">): Money {
  return price(line.unitPrice, line.quantity);
}

/** As the books will price it: each line, and the surcharge on each. */
export function intakeTotals(
  lines: readonly IntakeLine[],
  express: number,
): { readonly total: Money; readonly surcharge: Money; readonly pieces: number } {
  const gross = lines.map(lineAmount);
  const surcharge = sum(gross.map((amount) => share(amount, express, 10_000)));
  return {
    total: sum([...gross, surcharge]),
    surcharge,
    pieces: lines.reduce((count, line) => count + line.pieces, 0),
  };
}

/** Whole pieces by default: as many tags as pieces; a bag weighed or bundled is one until counted. */
export function usualPieces(item: TillItem, quantity: Quantity): number {
  return item.unit === "piece" ? Math.max(1, Math.floor(quantity / 1000)) : 1;
}

export function usualQuantity(item: TillItem): Quantity {
  return item.fractional ? NONE : pieces(1);
}

/** Services whose name has a word that begins so; those that begin with it first. */
export function matchServices(items: readonly TillItem[], typed: string): TillItem[] {
  const text = typed.trim().toLowerCase();
  const services = items.filter((item) => item.kind === "service");
  if (text === "") return services;
  const starts = (item: TillItem) => item.name.toLowerCase().startsWith(text);
  return services
    .filter((item) => ` ${item.name.toLowerCase()}`.includes(` ${text}`))
    .toSorted((a, b) => Number(starts(b)) - Number(starts(a)));
}

/** Day and time as they are typed, each null while it is none. */
export interface Promised {
  readonly day: BusinessDay | null;
  readonly time: string | null;
}

/** What the inputs of day and time show, and what they mean in Nairobi. */
export function promisedFor(moment: string): Promised {
  const { day, time } = nairobiClock(instant(moment));
  return { day, time: time.slice(0, 5) };
}

export function momentOf({ day, time }: Promised): Instant | undefined {
  if (day === null || time === null) return undefined;
  const moment = at(day, time);
  return isInstant(moment) ? moment : undefined;
}

/** What a job's dialog is about: the job itself, or one act on it. */
export type Mode =
  | "view"
  | "washing"
  | "ready"
  | "pay"
  | "collect"
  | "back"
  | "cancel"
  | "compensate"
  | "writeOff";

/** What leads from a status to the column where a card was dropped; a look at it where nothing does. */
export function modeFor(from: JobStatus, to: JobStatus): Mode {
  if (to === previousStatus(from)) return "back";
  if (to === "collected") return from === "ready" ? "collect" : "view";
  return (to === "washing" || to === "ready") && isForward(from, to) ? to : "view";
}

/** A place on the board. */
export interface Spot {
  readonly column: number;
  readonly row: number;
}

/** Where an arrow leads: to the nearest card there is; past empty columns. */
export function moveSpot(board: Board, spot: Spot, key: string): Spot {
  const size = (column: number): number => board[column]?.jobs.length ?? 0;
  if (key === "ArrowDown") return { ...spot, row: Math.min(spot.row + 1, size(spot.column) - 1) };
  if (key === "ArrowUp") return { ...spot, row: Math.max(spot.row - 1, 0) };
  const by = key === "ArrowRight" ? 1 : -1;
  for (let column = spot.column + by; column >= 0 && column < board.length; column += by) {
    if (size(column) > 0) return { column, row: Math.min(spot.row, size(column) - 1) };
  }
  return spot;
}

export function spotOf(board: Board, job: string | null): Spot | undefined {
  for (const [column, { jobs }] of board.entries()) {
    const row = jobs.findIndex((card) => card.job === job);
    if (row >= 0) return { column, row };
  }
  return undefined;
}

/** 5000 hundredths of a per cent as "50 %". */
export function percentWords(basisPoints: number): string {
  return `${String(basisPoints / 100)} %`;
}
