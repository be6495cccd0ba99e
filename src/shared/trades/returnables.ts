import {
  INSIDE,
  type DepositChange,
  type ReturnableMove,
  type ReturnablePlace,
  type ReturnableType,
  type SoldAs,
  type SoldReturnable,
} from "../facts/returnables.ts";
import type { StockIssue } from "../facts/layers.ts";
import { cents, share, type Money } from "../kernel/money.ts";
import { quantity, type Quantity } from "../kernel/quantity.ts";
import type { Refusal } from "../kernel/refusal.ts";
import { done, refuse, type Result } from "../kernel/result.ts";
import { costOf } from "./stock-taking.ts";

/** A type with its deposit of the day; null where none was ever set. */
export interface TypeOnDay extends ReturnableType {
  readonly deposit: Money | null;
}

/** What is left of a deposit record. */
export interface OpenDeposit {
  readonly id: string;
  readonly type: string;
  readonly serial: string | null;
  readonly customer: string | null;
  readonly account: number;
  readonly loan: number | null;
  readonly count: number;
  readonly amount: Money;
  readonly cost: Money;
  /**
   * Nobody can say by the register which cylinder this customer holds: two tills lent the recorded
   * one apart, and it is not with customers any more, or another open deposit names it too.
   */
  readonly astray: boolean;
}

/** Where the register has a cylinder. */
export interface Registered {
  readonly type: string;
  readonly place: string;
}

/** What the cashier says about a line: what goes out, what comes in, what it costs beside. */
export interface AskedReturnable {
  readonly as: SoldAs;
  readonly count: number;
  readonly serialOut: string;
  readonly serialIn: string;
  readonly seal: string;
  /** The deposit the cashier saw, signed cents. */
  readonly deposit: number;
}

/** What the books say about it. */
export interface ReturnableContext {
  readonly out: TypeOnDay;
  /** What comes back, where it is not of the same type. */
  readonly into: TypeOnDay | null;
  /** The deposit that is held for what comes back, if any. */
  readonly record: OpenDeposit | null;
  /** The id of the record that a new deposit gets. */
  readonly newDeposit: string;
  readonly customer: string | null;
  /** Takes so many from a place, one line of the sale after another; a refusal where short. */
  readonly leave: (type: TypeOnDay, place: ReturnablePlace, count: number) => Result<null>;
  /** Where a serial is: its type and place; undefined where it was never seen. */
  readonly whereIs: (serial: string) => Registered | undefined;
  /** Takes an owned container from stock. */
  readonly lend: (item: string, count: number) => Result<StockIssue[]>;
}

/** Letters and digits as they are stamped: no blanks, capitals. */
export function serialOf(typed: string): string {
  return typed.replaceAll(/\s+/g, "").toUpperCase();
}

/** How much of its content one piece holds: a cylinder its kilograms, a container one piece. */
export function contentOf(type: Pick<ReturnableType, "kind" | "size">, count: number): Quantity {
  return quantity(type.kind === "cylinder" ? type.size * count : 1000 * count);
}

/**
 * The deposit of an act in signed cents: all of it without an empty, nothing for the same type,
 * the difference for another (worked journals J13, J14, J16, J16u). A record counts with what it
 * holds, not with today's deposit.
 */
export function depositCharge(
  as: SoldAs,
  count: number,
  out: { readonly id: string; readonly deposit: Money | null },
  into: { readonly id: string; readonly deposit: Money | null } | null,
  record: { readonly amount: Money } | null,
): number {
  const whole = (out.deposit ?? 0) * count;
  if (as === "deposit") return whole;
  if (as === "outright" || into === null || into.id === out.id) return 0;
  return whole - (record === null ? (into.deposit ?? 0) * count : record.amount);
}

/**
 * One line of a sale that goes with cylinders or containers: an exchange (full −1, empty +1), one
 * on deposit, or one sold outright. Refuses another brand or size than a rule allows, serials that
 * are missing or elsewhere, more than is there, and a deposit other than the cashier saw.
 */
export function soldReturnable(
  asked: AskedReturnable,
  context: ReturnableContext,
): Result<SoldReturnable> {
  const { out } = context;
  const into = asked.as === "exchange" ? (context.into ?? out) : null;
  const named = checkSerials(asked, out, into, context);
  if (!named.ok) return named;
  if (into !== null && into.id !== out.id && !out.accepts.includes(into.id)) {
    return refuse({ code: "returnable.not_exchanged", out: out.name, into: into.name });
  }
  const { record } = context;
  const charge = depositCharge(asked.as, asked.count, out, into, record);
  const fits = checkDeposit(asked, context, into, charge);
  if (!fits.ok) return fits;
  const lent = out.empty === null ? done([]) : context.lend(out.empty, asked.count);
  if (!lent.ok) return lent;
  const going = goingOut(asked, context, into, charge);
  // What a record is open for comes back whatever the levels say.
  const left = context.leave(out, going.from, going.count);
  if (!left.ok) return left;
  const came = into === null ? [] : comingBack(into, asked.count, record, asked.serialIn, context);
  return done({
    type: out.id,
    name: out.name,
    kind: out.kind,
    brand: out.brand,
    as: asked.as,
    count: asked.count,
    serialOut: asked.serialOut,
    serialIn: asked.serialIn,
    seal: asked.seal,
    inName: into === null || into.id === out.id ? "" : into.name,
    moves: [...came, going],
    deposit: changeOf(asked, context, charge, lent.value),
    lent: lent.value,
  });
}

function checkSerials(
  asked: AskedReturnable,
  out: TypeOnDay,
  into: TypeOnDay | null,
  { record, whereIs }: ReturnableContext,
): Result<null> {
  const elsewhere = (serial: string, place: string): Result<never, Refusal> =>
    refuse({ code: "returnable.serial_elsewhere", serial, place });
  if (out.serialised) {
    if (asked.count !== 1) return refuse({ code: "returnable.one_by_one", name: out.name });
    if (asked.serialOut === "")
      return refuse({ code: "returnable.serial_required", name: out.name });
    const there = whereIs(asked.serialOut);
    if (there === undefined) return elsewhere(asked.serialOut, "unknown");
    if (there.type !== out.id || there.place !== "full")
      return elsewhere(asked.serialOut, there.place);
  }
  if (into?.serialised !== true) return done(null);
  if (asked.count !== 1) return refuse({ code: "returnable.one_by_one", name: into.name });
  if (asked.serialIn === "") return refuse({ code: "returnable.serial_required", name: into.name });
  const came = whereIs(asked.serialIn);
  if (came !== undefined && !mayComeIn(into, record, asked.serialIn, came)) {
    return elsewhere(asked.serialIn, came.place);
  }
  return done(null);
}

/** What customers have by the register is of a deposit; the rest of these is with us. */
const COUNTED: ReadonlySet<string> = new Set(INSIDE);

/**
 * A customer brings what is recorded, or what the register has neither here nor with another. Where
 * the recorded one is astray, one that the register has here may really be what was lent.
 */
function mayComeIn(
  type: { readonly id: string },
  record: OpenDeposit | null,
  serialIn: string,
  came: Registered,
): boolean {
  const recorded = record !== null && record.serial === serialIn;
  if (came.type !== type.id || came.place === "customer") return recorded;
  return record?.astray === true || !COUNTED.has(came.place);
}

function checkDeposit(
  asked: AskedReturnable,
  { out, record }: ReturnableContext,
  into: TypeOnDay | null,
  charge: number,
): Result<null> {
  const other = into !== null && into.id !== out.id;
  const needed = asked.as === "deposit" || other;
  const missing = [out, ...(other && record === null ? [into] : [])].find(
    (each) => each.deposit === null,
  );
  if (needed && missing !== undefined) {
    return refuse({ code: "returnable.no_deposit", name: missing.name });
  }
  if (record !== null && (record.type !== into?.id || record.count !== asked.count)) {
    return refuse({ code: "deposit.other", name: into?.name ?? out.name });
  }
  // Money goes back against a record alone.
  if (charge < 0 && record === null) return refuse({ code: "deposit.required", name: out.name });
  if (out.empty !== null && asked.as !== "deposit") {
    return refuse({ code: "returnable.only_on_deposit", name: out.name });
  }
  if (asked.deposit === charge) return done(null);
  return refuse({ code: "returnable.deposit_changed", name: out.name, deposit: cents(charge) });
}

/** What leaves with the customer. */
function goingOut(
  asked: AskedReturnable,
  { out, record }: ReturnableContext,
  into: TypeOnDay | null,
  charge: number,
): ReturnableMove {
  // What customers swap one for one stays theirs; what a deposit is held for stays ours.
  const held = asked.as === "deposit" || record !== null || charge > 0;
  return {
    type: out.id,
    from: out.empty === null ? "full" : "stock",
    to: asked.as === "outright" ? "sold" : held ? "customer" : "traded",
    count: asked.count,
    serial: out.serialised ? asked.serialOut : null,
  };
}

/**
 * An empty from a customer; where another serial comes than the one recorded, they were swapped.
 * Where the recorded one is astray, one less is with customers, whichever it is: that move has no
 * serial, and what comes in goes on from where the register has it.
 */
function comingBack(
  type: Pick<ReturnableType, "id" | "serialised" | "empty">,
  count: number,
  record: OpenDeposit | null,
  serialIn: string,
  { whereIs }: Pick<ReturnableContext, "whereIs">,
): ReturnableMove[] {
  const to: ReturnablePlace = type.empty === null ? "empty" : "stock";
  const move = (source: ReturnablePlace, target: ReturnablePlace, serial: string | null) => ({
    type: type.id,
    from: source,
    to: target,
    count,
    serial,
  });
  if (!type.serialised) return [move(record === null ? "traded" : "customer", to, null)];
  if (record === null) return [move("traded", to, serialIn)];
  const came = whereIs(serialIn);
  const stands = came?.type === type.id ? INSIDE.find((place) => place === came.place) : undefined;
  if (stands === "customer") return [move("customer", to, serialIn)];
  if (!record.astray) {
    return [move("customer", "traded", record.serial), move("traded", to, serialIn)];
  }
  // Under this serial there is one here already, or one of another kind.
  if (stands === to || (came !== undefined && came.type !== type.id)) {
    return [move("customer", to, null)];
  }
  const through = stands ?? "traded";
  return [move("customer", through, null), move(through, to, serialIn)];
}

function changeOf(
  asked: AskedReturnable,
  { out, record, newDeposit, customer }: ReturnableContext,
  charge: number,
  lent: readonly StockIssue[],
): DepositChange | null {
  const serial = out.serialised ? asked.serialOut : null;
  const { held, loan } = out.accounts;
  if (record !== null) {
    const { id, account, customer: whose } = record;
    const same = { deposit: id, account, customer: whose, loan: record.loan };
    return { ...same, how: "changed", type: out.id, serial, count: 0, amount: charge, cost: 0 };
  }
  if (charge <= 0) return null;
  return {
    deposit: newDeposit,
    how: "taken",
    type: out.id,
    serial,
    customer,
    account: held,
    count: asked.count,
    amount: charge,
    cost: costOf(lent),
    loan: lent.length === 0 ? null : loan,
  };
}

/** What comes back of a deposit, and what it is worth: once, at the recorded amount (J13b, J15). */
export interface Returned {
  readonly deposit: DepositChange;
  readonly moves: readonly ReturnableMove[];
}

/**
 * Takes back so many of a record. A part gives back its share of what is held, the last one all
 * the rest. Refuses more than is out, and a serial that is missing, or elsewhere by the register
 * while the recorded one is not astray.
 */
export function returnedDeposit(
  type: ReturnableType,
  record: OpenDeposit,
  back: { readonly count: number; readonly serialIn: string; readonly lent: readonly StockIssue[] },
  whereIs: ReturnableContext["whereIs"],
): Result<Returned> {
  const { count, serialIn } = back;
  if (count > record.count) {
    return refuse({ code: "deposit.closed", name: type.name, left: record.count });
  }
  if (type.serialised) {
    if (serialIn === "") return refuse({ code: "returnable.serial_required", name: type.name });
    const came = whereIs(serialIn);
    if (came !== undefined && !mayComeIn(type, record, serialIn, came)) {
      return refuse({ code: "returnable.serial_elsewhere", serial: serialIn, place: came.place });
    }
  }
  return done({
    deposit: {
      deposit: record.id,
      how: "returned",
      type: record.type,
      serial: record.serial,
      customer: record.customer,
      account: record.account,
      count: -count,
      amount: -share(record.amount, count, record.count),
      cost: -costOf(back.lent),
      loan: record.loan,
    },
    moves: comingBack(type, count, record, serialIn, { whereIs }),
  });
}

/** What never came back: all that is left of the record ends, and what it was for is lost. */
export function forfeitedDeposit(type: ReturnableType, record: OpenDeposit): Returned {
  return {
    deposit: {
      deposit: record.id,
      how: "forfeited",
      type: record.type,
      serial: record.serial,
      customer: record.customer,
      account: record.account,
      count: -record.count,
      amount: -record.amount,
      cost: -record.cost,
      loan: record.loan,
    },
    moves: [
      {
        type: type.id,
        from: "customer",
        to: "lost",
        count: record.count,
        // One that is astray is not what was lost: the register keeps it where it is.
        serial: type.serialised && !record.astray ? record.serial : null,
      },
    ],
  };
}

/**
 * Takes back what a line of a sale did, where the sale is refunded: all of it, as long as what
 * left is still where the sale left it and the deposit is whole. An exchange that changed a
 * deposit's amount is undone by exchanging again.
 */
export function undoneReturnable(
  sold: SoldReturnable,
  record: OpenDeposit | null,
  whereIs: ReturnableContext["whereIs"],
): Result<SoldReturnable> {
  const { deposit } = sold;
  const no = refuse({ code: "refund.returnable", name: sold.name });
  if (deposit?.how === "changed" && deposit.amount !== 0) return no;
  if (deposit !== null) {
    const whole =
      record !== null && record.count === sold.count && record.serial === deposit.serial;
    if (!whole || (deposit.how === "taken" && record.amount !== deposit.amount)) return no;
  }
  for (const { serial, to } of sold.moves) {
    if (serial !== null && whereIs(serial)?.place !== to) return no;
  }
  const moves = sold.moves.map((move) => ({ ...move, from: move.to, to: move.from })).toReversed();
  return done({ ...sold, moves, deposit: undoneChange(sold) });
}

function undoneChange({ deposit, moves }: SoldReturnable): DepositChange | null {
  if (deposit === null) return null;
  const { count, amount, cost } = deposit;
  // An exchange gave the record another kind or serial; what it was held for comes back.
  const { type, serial } = moves.find(({ from }) => from === "customer") ?? deposit;
  return {
    ...deposit,
    how: "undone",
    type,
    serial,
    count: -count,
    amount: -amount,
    cost: -cost,
  };
}
