import { contract, type Reply, type Request, type RequestInput } from "#shared/contract/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import { instantFromMs, msOf, type BusinessDay, type Instant } from "#shared/kernel/date.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import type { Caller, Handler, Handlers } from "#main/rpc/handlers.ts";
import type { Actor } from "#main/services/act.ts";
import { catalogHandlers } from "#main/services/catalog.ts";
import { customerHandlers } from "#main/services/customers.ts";
import { getJobSettings, saveJobSettings } from "#main/services/jobs/job-settings.ts";
import { mergeCustomers } from "#main/services/merge-customers.ts";
import { confirmReceipts } from "#main/services/mpesa/receipts.ts";
import { matchMoney, receiveMoney } from "#main/services/mpesa/received.ts";
import { recordExpense } from "#main/services/office/expense.ts";
import { recordManual } from "#main/services/office/manual.ts";
import { recordOpening } from "#main/services/office/opening.ts";
import { paySupplier } from "#main/services/office/pay-supplier.ts";
import { reverseEntry } from "#main/services/office/reverse.ts";
import { receiveStock } from "#main/services/office/receive-stock.ts";
import { saveSupplier } from "#main/services/office/suppliers.ts";
import { recordCapital, transferMoney } from "#main/services/office/transfer.ts";
import type { Parts } from "#main/services/parts.ts";
import { recordRun } from "#main/services/production/run.ts";
import { reconciliationHandlers } from "#main/services/reconciliation/index.ts";
import { forfeitDeposit, openDeposit } from "#main/services/returnables/deposit-office.ts";
import { listDeposits, returnDeposit } from "#main/services/returnables/deposits.ts";
import { moveReturnables, saveCylinder } from "#main/services/returnables/moves.ts";
import { saveType } from "#main/services/returnables/types.ts";
import { quoteRefund } from "#main/services/refund-sale.ts";
import { closeShift } from "#main/services/shift/close-shift.ts";
import { moveCash } from "#main/services/shift/move-cash.ts";
import { stockHandlers } from "#main/services/stock/index.ts";
import { openShiftNow } from "#main/services/shift/open-shift.ts";
import type { Chance } from "./random.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
}

/**
 * The books as the demo shop's people use them: the program's own services, called at times of
 * day that are made up. A refusal where none was expected is our bug.
 */
export interface DemoBooks {
  readonly parts: Parts;
  readonly chance: Chance;
  /** Under this the services gather; always the writer's view. */
  readonly book: Book;
  /** What the clock on the wall says from here on. */
  at(day: BusinessDay, secondOfDay: number): void;
  now(): Instant;
  newId(): string;
  /** Does as a person what a screen would do, defaults filled in as at the door. */
  call<Name extends keyof DemoHandlers>(
    who: Person,
    name: Name,
    request: Omit<RequestInput<Name>, "command">,
  ): Reply<Name>;
  /** Many acts in one transaction, each at its own time. */
  inBulk(write: () => void): void;
}

const NAIROBI_OFFSET = "00:00:00.000+03:00";

/** Opens the demo's view of a program's parts: a clock and ids of its own, nothing else changed. */
export function openDemoBooks(parts: Parts, chance: Chance): DemoBooks {
  let clock = msOf(parts.now());
  const now = (): Instant => instantFromMs(clock);
  const newId = (): string => chance.id(clock);
  const own: Parts = { ...parts, now, newId, paper: () => undefined, committed: () => undefined };
  const handlers = demoHandlers(own);
  return {
    parts: own,
    chance,
    get book() {
      return own.journal.book;
    },
    at(day, secondOfDay) {
      clock = Date.parse(`${day}T${NAIROBI_OFFSET}`) + secondOfDay * 1000;
    },
    now,
    newId,
    call(who, name, request) {
      const handler = handlers[name] as Handler<typeof name>;
      const command = contract[name].kind === "command" ? { command: newId() } : {};
      const parsed = contract[name].request.parse({ ...command, ...request });
      const outcome = handler(parsed as Request<typeof name>, callerOf(who));
      assert(!(outcome instanceof Promise), `${name} cannot be done inside a transaction`);
      return expectDone(name, outcome);
    },
    inBulk: (write) => parts.journal.inBulk(write, now),
  };
}

/** The services that can be used inside a transaction; a sale's have no waiting decider either. */
function demoHandlers(parts: Parts) {
  return {
    ...reconciliationHandlers(parts),
    ...stockHandlers(parts),
    "catalog.saveItem": catalogHandlers(parts)["catalog.saveItem"],
    "customer.merge": mergeCustomers(parts),
    "customer.save": customerHandlers(parts)["customer.save"],
    "entry.capital": recordCapital(parts),
    "entry.expense": recordExpense(parts),
    "entry.manual": recordManual(parts),
    "entry.opening": recordOpening(parts),
    "entry.reverse": reverseEntry(parts),
    "entry.transfer": transferMoney(parts),
    "job.saveSettings": saveJobSettings(parts),
    "job.settings": getJobSettings(parts),
    "mpesa.confirm": confirmReceipts(parts),
    "mpesa.match": matchMoney(parts),
    "mpesa.receive": receiveMoney(parts),
    "production.record": recordRun(parts),
    "deposit.forfeit": forfeitDeposit(parts),
    "deposit.list": listDeposits(parts),
    "deposit.open": openDeposit(parts),
    "deposit.return": returnDeposit(parts),
    "returnable.move": moveReturnables(parts),
    "returnable.saveCylinder": saveCylinder(parts),
    "returnable.saveType": saveType(parts),
    "sale.quoteRefund": quoteRefund(parts),
    "shift.close": closeShift(parts),
    "shift.moveCash": moveCash(parts),
    "shift.open": openShiftNow(parts),
    "stock.receive": receiveStock(parts),
    "supplier.pay": paySupplier(parts),
    "supplier.save": saveSupplier(parts),
  } satisfies Partial<Handlers>;
}

type DemoHandlers = ReturnType<typeof demoHandlers>;

/** What came of an act that the demo's people would not try if it could be refused. */
export function expectDone<T>(what: string, outcome: Result<T>): T {
  assert(outcome.ok, `${what} was refused: ${outcome.ok ? "" : JSON.stringify(outcome.refusal)}`);
  return outcome.value;
}

/** The demo's people know their rights; what they may not do they do not try. */
function callerOf({ id: user, name }: Person): Caller {
  return {
    session: { user, name, access: [] },
    connection: "demo",
    may: () => true,
    sees: () => true,
  };
}

export function actorOf({ id: user }: Person): Actor {
  return {
    user,
    may: () => true,
    author: (reason = null) => ({ user, approver: null, reason }),
  };
}
