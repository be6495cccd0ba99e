import { type Money, sum, ZERO } from "#shared/kernel/money.ts";
import type { Kept, TillItem } from "../cart/cart-model.ts";
import {
  type Pay,
  type PayEvent,
  START,
  type Tender,
  update as updatePay,
  worth,
} from "../pay/pay-model.ts";
import type { IntakeLine, Promised } from "./jobs-model.ts";

export type KeptIntake = NonNullable<Kept["intake"]>;
type KeptTender = NonNullable<KeptIntake["taken"]>[number];

/** The line that is being typed. */
export type Entry = KeptIntake["entry"];

/** What a customer brings in, as far as it is written down. */
export interface Intake {
  readonly customer: string | null;
  readonly lines: readonly IntakeLine[];
  readonly entry: Entry;
  readonly express: boolean;
  /** Null: as turnaround and opening hours have it. */
  readonly promised: Promised | null;
  /** Null: the least that is taken. */
  readonly deposit: Money | null;
  readonly note: string;
  readonly acknowledged: boolean;
}

/** An intake and the payment of its deposit: it lies there until it is taken in, or thrown away. */
export interface Work {
  readonly intake: Intake;
  /** Kept when the cashier steps back to the lines: a code that was typed is not typed twice. */
  readonly pay: Pay;
  readonly paying: boolean;
}

export type WorkEvent =
  | { readonly type: "changed"; readonly to: Partial<Intake> }
  | { readonly type: "repriced"; readonly items: ReadonlyMap<string, TillItem> }
  | { readonly type: "pay" }
  | { readonly type: "back" }
  /** `amount`: the deposit that is being paid. */
  | { readonly type: "paying"; readonly event: PayEvent; readonly amount: Money }
  | { readonly type: "discarded" }
  | { readonly type: "received" };

export const NO_ENTRY: Entry = {
  text: "",
  item: null,
  quantity: null,
  pieces: null,
  what: "",
  colour: "",
  brand: "",
  defects: "",
};

const NOTHING: Intake = {
  customer: null,
  lines: [],
  entry: NO_ENTRY,
  express: false,
  promised: null,
  deposit: null,
  note: "",
  acknowledged: false,
};

export const NO_WORK: Work = { intake: NOTHING, pay: START, paying: false };

/** Whether there is something to go on with. */
export function isBegun({ intake, pay }: Work): boolean {
  if (pay.taken.length > 0 || intake.lines.length > 0) return true;
  const { entry } = intake;
  const said = [entry.text, entry.what, entry.colour, entry.brand, entry.defects, intake.note];
  const chosen = [intake.customer, intake.promised, intake.deposit];
  return said.some((text) => text !== "") || chosen.some((each) => each !== null) || intake.express;
}

/** What the customer has given for it so far. */
export function moneyTaken({ pay }: Pick<Work, "pay">): Money {
  return sum([ZERO, ...pay.taken.map(worth)]);
}

/**
 * Whether an event would take the last line from below money that was taken for it, or throw away
 * what was paid for: the money would be forgotten. It is given back first.
 */
export function forgetsDeposit(work: Work, event: WorkEvent): boolean {
  if (work.pay.taken.length === 0) return false;
  if (event.type === "discarded") return true;
  return event.type === "changed" && event.to.lines?.length === 0;
}

export function update(work: Work, event: WorkEvent): Work {
  if (forgetsDeposit(work, event)) return work;
  const { intake, pay } = work;
  switch (event.type) {
    case "changed":
      return { ...work, intake: { ...intake, ...event.to } };
    case "repriced": {
      const lines = intake.lines.map((line) => ({
        ...line,
        unitPrice: event.items.get(line.item)?.price ?? line.unitPrice,
      }));
      return { ...work, intake: { ...intake, lines } };
    }
    case "pay":
      return { ...work, paying: true };
    case "back":
      return { ...work, paying: false };
    case "paying": {
      // What the parts are parts of does not move under them.
      const deposit = event.event.type === "took" ? event.amount : intake.deposit;
      return { ...work, intake: { ...intake, deposit }, pay: updatePay(pay, event.event) };
    }
    case "discarded":
    case "received":
      return NO_WORK;
  }
}

/** What a crash must not cost; undefined where there is nothing yet. */
export function keptIntake(intake: Intake, taken: Pay["taken"]): KeptIntake | undefined {
  if (!isBegun({ intake, pay: { ...START, taken }, paying: false })) return undefined;
  const kept = { ...intake, lines: [...intake.lines] };
  if (taken.length === 0) return kept;
  return { ...kept, taken: jobTenders(taken) as KeptTender[] };
}

/** It comes back; half paid, to where the rest is paid. */
export function resumed({ taken = [], ...intake }: KeptIntake): Work {
  return { intake, pay: { ...START, taken }, paying: taken.length > 0 };
}

/** A job is never paid "on account": what is not paid is due. */
export function jobTenders(tenders: readonly Tender[]): Exclude<Tender, { kind: "account" }>[] {
  return tenders.filter((tender) => tender.kind !== "account");
}
