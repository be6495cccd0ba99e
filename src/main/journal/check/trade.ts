import type { AnyFact } from "#shared/facts/index.ts";
import type { MpesaMatched } from "#shared/facts/mpesa.ts";
import type { CreditPaidOut, CustomerPaid } from "#shared/facts/payments.ts";
import type { RefundBody, SaleBody } from "#shared/facts/selling.ts";
import type { ProductionRecorded } from "#shared/facts/stock.ts";
import { agreedLines } from "../apply/reconciliation.ts";
import { stockActOf } from "../apply/stock-acts.ts";
import type { Book } from "../book.ts";
import { checkNamed, type Check } from "./check.ts";
import { returnablesOf } from "../apply/positions.ts";

/** Sums over what facts say, by what they are sums of. */
type Sums = Map<string, number>;

/**
 * Sales, tenders, drawers and M-Pesa codes against the facts they come from: how many there are
 * and what they come to. (`rebuild --check` compares every row to the byte.)
 */
export interface TradeCheck {
  fact(fact: AnyFact): void;
  end(book: Book): Check;
}

export function tradeIsItsFacts(): TradeCheck {
  const said: Sums = new Map();
  const opened = new Set<string>();
  const closed = new Set<string>();
  const undone = new Set<string>();
  const add = (name: string, amount: number): void => {
    said.set(name, (said.get(name) ?? 0) + amount);
  };
  return {
    fact(fact) {
      addReturnables(add, fact);
      switch (fact.kind) {
        case "sale.posted":
          return addSale(add, fact.business, "sale", fact.body);
        case "sale.refunded":
          return addSale(add, fact.business, "refund", fact.body);
        case "cash.moved":
          add(`cash ${fact.body.direction}`, fact.body.amount);
          return add("cash movements", 1);
        case "shift.opened":
          opened.add(fact.id);
          add("shifts", 1);
          return add("floats", fact.body.float);
        case "shift.closed":
          // Closed twice, by a till and by its restored copy: the first closing stands. Closed
          // where its opening is not here: that is an exception, and no shift's closing.
          if (closed.has(fact.body.shift) || !opened.has(fact.body.shift)) return;
          closed.add(fact.body.shift);
          add("closed shifts", 1);
          return add("variances", fact.body.variance + fact.body.mpesaVariance);
        case "customer.paid":
          for (const part of fact.body.settles) add("settled", part.amount);
          return addPayment(add, "paid", fact.body);
        case "credit.paidOut":
          return addPayment(add, "paid out", fact.body);
        case "mpesa.received":
          add("M-Pesa without a sale", fact.body.amount);
          return add("M-Pesa in", fact.body.amount);
        case "mpesa.matched":
          return addMatch(add, fact.body);
        case "exception.settled":
          return add("exceptions settled", 1);
        case "reconciliation.done":
          for (const line of agreedLines(fact.body)) add("reconciled", line.amount);
          add("reconciled to", fact.body.closing - fact.body.opening);
          return add("reconciliations", 1);
        case "reconciliation.undone":
          if (undone.has(fact.body.reconciliation)) return;
          undone.add(fact.body.reconciliation);
          return add("reconciliations undone", 1);
        case "entry.recorded":
          for (const part of fact.body.settles ?? []) add("settled", part.amount);
          return;
        case "production.recorded":
          return addRun(add, fact);
        case "production.reversed":
          return add("runs taken back", 1);
        case "deposit.returned":
          for (const tender of fact.body.tenders) {
            add(`tenders ${tender.kind}`, -tender.amount);
            if (tender.kind === "mpesa") add("M-Pesa out", tender.amount);
          }
          return;
        case "job.received":
        case "job.paid":
        case "job.collected":
          return addTenders(add, "in", fact.body.tenders);
        case "job.cancelled":
        case "job.compensated":
          return addTenders(add, "out", fact.body.tenders);
        default:
          return addAct(add, stockActOf(fact));
      }
    },
    end(book) {
      const kept = sumsKept(book);
      const names = new Set([...said.keys(), ...kept.keys()]);
      const wrong = [...names].filter((name) => (said.get(name) ?? 0) !== (kept.get(name) ?? 0));
      return checkNamed(
        "trade",
        wrong,
        `${names.size} sums of sales, tenders, drawers and codes are those of their facts`,
      );
    },
  };
}

function addSale(
  add: (name: string, amount: number) => void,
  business: string | null,
  kind: "sale" | "refund",
  body: SaleBody | RefundBody,
): void {
  add(`${kind}s of ${business}`, 1);
  add(`${kind} totals of ${business}`, body.total);
  add(`${kind} tax of ${business}`, body.tax);
  for (const line of body.lines) {
    add(`${kind} quantities`, line.quantity);
    add(`${kind} lines`, line.gross);
    add(`${kind} discounts`, line.discount);
    for (const issue of line.issues) add(`${kind} costs`, issue.cost);
  }
  addTenders(add, kind === "sale" ? "in" : "out", body.tenders);
}

function addTenders(
  add: (name: string, amount: number) => void,
  direction: "in" | "out",
  tenders: SaleBody["tenders"],
): void {
  for (const tender of tenders) {
    add(`tenders ${tender.kind}`, direction === "in" ? tender.amount : -tender.amount);
    if (tender.kind === "mpesa") add(`M-Pesa ${direction}`, tender.amount);
  }
}

function addMatch(
  add: (name: string, amount: number) => void,
  { to, amount }: MpesaMatched["body"],
): void {
  if (to.kind === "customer") for (const part of to.settles) add("settled", part.amount);
  if (to.kind === "returned") add("M-Pesa out", amount);
}

function addPayment(
  add: (name: string, amount: number) => void,
  kind: "paid" | "paid out",
  { amount, shift, tender }: CustomerPaid["body"] | CreditPaidOut["body"],
): void {
  add(`payments ${kind}`, amount);
  add("payments", 1);
  if (shift !== null) add(`tenders ${tender.kind}`, kind === "paid" ? amount : -amount);
  if (tender.kind === "mpesa") add(kind === "paid" ? "M-Pesa in" : "M-Pesa out", amount);
}

function addRun(add: (name: string, amount: number) => void, fact: ProductionRecorded): void {
  const { body } = fact;
  add(`runs of ${fact.business}`, 1);
  add("produced", body.good);
  add("lost", body.normal + body.abnormal);
  add("production cost", body.output.cost + body.abnormalCost + (body.excise?.amount ?? 0));
}

function addAct(
  add: (name: string, amount: number) => void,
  act: ReturnType<typeof stockActOf>,
): void {
  if (act === null) return;
  add(`${act.kind}s of ${act.business}`, act.lines);
  add(`${act.kind} values`, act.value);
}

function addReturnables(add: (name: string, amount: number) => void, fact: AnyFact): void {
  const { moves, deposits } = returnablesOf(fact);
  for (const move of moves) {
    add("returnables moved", move.count);
    add(`returnables to ${move.to}`, move.count);
  }
  for (const change of deposits) {
    add(`deposits ${change.how}`, change.amount);
    add(`on deposit ${change.how}`, change.count);
    add(`on loan ${change.how}`, change.cost);
  }
}

const KEPT = `
  SELECT kind || 's of ' || business AS name, count(*) AS amount FROM sale GROUP BY kind, business
  UNION ALL SELECT kind || ' totals of ' || business, sum(total) FROM sale GROUP BY kind, business
  UNION ALL SELECT kind || ' tax of ' || business, sum(tax) FROM sale GROUP BY kind, business
  UNION ALL SELECT kind || ' discounts', sum(discount) FROM sale GROUP BY kind
  UNION ALL SELECT kind || ' costs', sum(cost) FROM sale GROUP BY kind
  UNION ALL SELECT s.kind || ' quantities', sum(l.quantity)
    FROM sale_line l JOIN sale s ON s.seq = l.sale GROUP BY s.kind
  UNION ALL SELECT s.kind || ' lines', sum(l.gross)
    FROM sale_line l JOIN sale s ON s.seq = l.sale GROUP BY s.kind
  UNION ALL SELECT 'tenders ' || kind, sum(amount) FROM tender GROUP BY kind
  UNION ALL SELECT 'M-Pesa ' || direction, sum(amount) FROM mpesa_receipt GROUP BY direction
  UNION ALL SELECT 'M-Pesa of another day than its entry', count(*)
    FROM mpesa_receipt m JOIN entry e ON e.seq = m.seq WHERE m.day <> e.business_day
  UNION ALL SELECT 'cash ' || direction, sum(amount) FROM cash_move GROUP BY direction
  UNION ALL SELECT 'payments ' || kind, sum(amount) FROM payment GROUP BY kind
  UNION ALL SELECT 'M-Pesa without a sale', sum(amount) FROM mpesa_received
  UNION ALL SELECT 'reconciled', sum(amount) FROM reconciled_line
  UNION ALL SELECT 'reconciled to', sum(closing - opening) FROM reconciliation
  UNION ALL SELECT 'exceptions settled', count(*) FROM exception_settled
  UNION ALL SELECT 'reconciliations', count(*) FROM reconciliation
  UNION ALL SELECT 'reconciliations undone', count(undone_seq) FROM reconciliation
  UNION ALL SELECT 'payments', count(*) FROM payment
  UNION ALL SELECT 'settled', sum(amount) FROM settlement
  UNION ALL SELECT 'returnables moved', sum(count) FROM returnable_move
  UNION ALL SELECT 'returnables to ' || target, sum(count) FROM returnable_move GROUP BY target
  UNION ALL SELECT 'deposits ' || how, sum(amount) FROM deposit_change GROUP BY how
  UNION ALL SELECT 'on deposit ' || how, sum(count) FROM deposit_change GROUP BY how
  UNION ALL SELECT 'on loan ' || how, sum(cost) FROM deposit_change GROUP BY how
  UNION ALL SELECT 'cash movements', count(*) FROM cash_move
  UNION ALL SELECT 'runs of ' || business, count(*) FROM production_run GROUP BY business
  UNION ALL SELECT 'produced', sum(good) FROM production_run
  UNION ALL SELECT 'lost', sum(normal + abnormal) FROM production_run
  UNION ALL SELECT 'production cost', sum(cost + abnormal_cost + excise) FROM production_run
  UNION ALL SELECT 'runs taken back', (SELECT count(reversed_seq) FROM production_run)
    + (SELECT count(*) FROM exception
      WHERE kind IN ('run.taken_back_twice', 'run.unknown'))
  UNION ALL SELECT kind || 's of ' || business, sum(lines) FROM stock_act GROUP BY kind, business
  UNION ALL SELECT kind || ' values', sum(value) FROM stock_act GROUP BY kind
  UNION ALL SELECT 'shifts', count(*) FROM shift
  UNION ALL SELECT 'floats', sum(float) FROM shift
  UNION ALL SELECT 'closed shifts', count(closed_seq) FROM shift
  UNION ALL SELECT 'variances', sum(variance + mpesa_variance) FROM shift`;

function sumsKept(book: Book): Sums {
  const rows = book.all<{ name: string; amount: number | null }>(KEPT);
  return new Map(rows.map((row) => [row.name, row.amount ?? 0]));
}
