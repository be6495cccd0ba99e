import { templates } from "#shared/businesses/index.ts";
import {
  contract,
  type ProcedureName,
  type Reply,
  type Request,
  type RequestInput,
} from "#shared/contract/index.ts";
import { instant, type BusinessDay, type Instant } from "#shared/kernel/date.ts";
import { countCash, DENOMINATIONS } from "#shared/kernel/denomination.ts";
import { cents, price, share, type Money } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { items, type ItemRow } from "#main/journal/read/catalog.ts";
import { accountBalance } from "#main/journal/read/chart.ts";
import { customersNamed, partyBalance, standing } from "#main/journal/read/customers.ts";
import { lastSaleHere } from "#main/journal/read/sales.ts";
import { openShift } from "#main/journal/read/shifts.ts";
import type { Caller, Handler, Handlers } from "#main/rpc/handlers.ts";
import { counterHandlers } from "#main/services/index.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import type { Parts } from "#main/services/parts.ts";
import { UNTIED } from "#main/replication/link.ts";
import type { ActOf } from "./acts.ts";

export const SHOPS = ["WATER", "LAUNDRY", "RETAIL"] as const;
export type Shop = (typeof SHOPS)[number];

export const shopAt = (at: number): Shop => SHOPS[at % SHOPS.length] ?? "WATER";
export const at = <T>(list: readonly T[], index: number): T | undefined =>
  list[index % list.length];

/** As few notes and coins as whole shillings take. */
function coins(amount: number): Record<string, number> {
  const counts: Record<string, number> = {};
  let left = Math.max(0, Math.floor(amount / 100));
  for (const each of DENOMINATIONS) {
    if (left >= each) counts[each] = Math.floor(left / each);
    left %= each;
  }
  return counts;
}

/** Somebody with every right at the counter: tries what they are told, and is sometimes refused. */
export class Teller {
  protected readonly parts: Parts;
  protected readonly handlers: Partial<Handlers>;
  protected readonly caller: Caller;
  /** How often each act was done, and which refusals each met. */
  readonly done = new Map<string, number>();
  readonly refused = new Map<string, number>();
  protected day: BusinessDay;
  protected minute = 0;
  protected codes = 0;

  constructor(
    parts: Parts,
    user: { readonly id: string; readonly name: string },
    day: BusinessDay,
  ) {
    this.parts = { ...parts, now: () => this.now() };
    this.handlers = {
      ...counterHandlers(this.parts),
      ...officeHandlers(this.parts, { verify: () => [], link: UNTIED }),
    };
    this.caller = {
      session: { user: user.id, name: user.name, access: [] },
      connection: "clerk",
      may: () => true,
      sees: () => true,
    };
    this.day = day;
  }

  /** A minute later with each act: eight in the morning in Nairobi is five in the world. */
  now(): Instant {
    const hour = String(5 + Math.floor(this.minute / 60)).padStart(2, "0");
    const minute = String(this.minute % 60).padStart(2, "0");
    return instant(`${this.day}T${hour}:${minute}:00.000Z`);
  }

  protected get book(): Book {
    return this.parts.journal.book;
  }

  async call<Name extends ProcedureName>(
    name: Name,
    request: Omit<RequestInput<Name>, "command">,
  ): Promise<Result<Reply<Name>>> {
    const command = contract[name].kind === "command" ? { command: this.parts.newId() } : {};
    const parsed = contract[name].request.parse({ ...command, ...request }) as Request<Name>;
    return (this.handlers[name] as Handler<Name>)(parsed, this.caller);
  }

  protected async try<Name extends ProcedureName>(
    name: Name,
    request: Omit<RequestInput<Name>, "command">,
  ): Promise<void> {
    const outcome = await this.call(name, request);
    const [into, key] = outcome.ok
      ? [this.done, name]
      : [this.refused, `${name} ${outcome.refusal.code}`];
    into.set(key, (into.get(key) ?? 0) + 1);
  }

  protected inDrawer(shop: Shop): Money {
    return partyBalance(this.book, templates[shop].accounts.cash, shop, this.parts.journal.till());
  }

  protected async open(shop: Shop, extra: number): Promise<void> {
    const counts = coins(Math.max(0, this.inDrawer(shop)) + extra * 100);
    await this.try("shift.open", {
      business: shop,
      day: this.day,
      counts,
      fromSafe: cents(extra * 50),
    });
  }

  protected async close(
    shop: Shop,
    off: number,
    mpesaOff: number | null,
    keep: number,
  ): Promise<void> {
    const open = openShift(this.book, this.parts.journal.till(), shop);
    if (open === undefined) return;
    const counts = coins(this.inDrawer(shop) + off * 100);
    const held = accountBalance(this.book, templates[shop].accounts.mpesa, shop);
    await this.try("shift.close", {
      shift: open.id,
      counts,
      note: "",
      mpesaCounted: mpesaOff === null ? null : cents(Math.max(0, held + mpesaOff * 100)),
      leaveInDrawer: cents(Math.min(countCash(counts), keep * 100)),
    });
  }

  protected sellable(shop: Shop): ItemRow[] {
    return this.items(shop).filter((item) => item.sellable && item.price !== null);
  }

  protected items(shop: Shop): ItemRow[] {
    return items(this.book, this.day, {
      business: shop,
      within: [shop],
      text: "",
      filter: "active",
      offset: 0,
      limit: 500,
    }).items;
  }

  protected code(): string {
    this.codes += 1;
    return `TQ${String(this.codes).padStart(8, "0")}`;
  }

  protected async sell(act: ActOf<"sale">): Promise<void> {
    const shop = shopAt(act.shop);
    const sellable = this.sellable(shop);
    const lines = act.lines.flatMap((wanted) => {
      const item = at(sellable, wanted.item);
      if (item === undefined) return [];
      const amount = quantity(item.fractional ? wanted.grams : wanted.units * 1000);
      const unitPrice = cents(wanted.price ?? item.price ?? 0);
      const discount = share(price(unitPrice, amount), wanted.discount, 100);
      return [{ item: item.id, quantity: amount, unitPrice, discount }];
    });
    const worth = lines.reduce(
      (total, line) => total + price(line.unitPrice, line.quantity) - line.discount,
      0,
    );
    const discount = cents(Math.min(act.discount, worth));
    const due = cents(worth - discount);
    const customers = customersNamed(this.book, "", 50);
    const customer = act.customer === null ? null : (at(customers, act.customer)?.id ?? null);
    const tenders = this.tenders(act, due, customer, shop);
    await this.try("sale.post", { business: shop, lines, discount, customer, tenders });
  }

  protected tenders(
    act: ActOf<"sale">,
    due: Money,
    customer: string | null,
    shop: Shop,
  ): RequestInput<"sale.post">["tenders"] {
    const cash = { kind: "cash" as const, tendered: cents(Math.ceil(due / 100) * 100 + act.over) };
    const half = cents(Math.floor(due / 200) * 100);
    const mpesa = { kind: "mpesa" as const, code: this.code() };
    const rest = { ...cash, tendered: cents(Math.ceil((due - half) / 100) * 100) };
    switch (act.pay) {
      case "mpesa":
        return due > 0 && due % 100 === 0 ? [{ ...mpesa, amount: due }] : [cash];
      case "split":
        return half > 0 ? [{ ...mpesa, amount: half }, rest] : [cash];
      case "account":
        return customer === null || due === 0 ? [cash] : [{ kind: "account", amount: due }];
      case "bank":
        return due === 0 ? [cash] : [{ kind: "bank", amount: due, reference: "EFT" }];
      case "credit": {
        if (customer === null) return [cash];
        const held = cents(
          -partyBalance(this.book, templates[shop].accounts.storeCredit, shop, customer),
        );
        const part = cents(Math.min(held, due));
        if (part <= 0) return [cash];
        return [
          { kind: "credit", amount: part },
          { kind: "cash", tendered: cents(Math.ceil((due - part) / 100) * 100) },
        ];
      }
      case "cash":
        return [cash];
    }
    throw new Error(`nobody pays by ${act.pay}`);
  }

  protected async refund(act: ActOf<"refund">): Promise<void> {
    const last = lastSaleHere(this.book, this.parts.journal.till());
    if (last === undefined) return;
    const sold = this.book.all<{ id: string }>(
      "SELECT id FROM sale WHERE kind = 'sale' ORDER BY seq DESC LIMIT 60",
    );
    const sale = at(sold, act.sale);
    const detail = await this.call("sale.get", { sale: sale?.id ?? "" });
    if (!detail.ok) return;
    const line = at(detail.value.lines, act.line);
    if (line === undefined || line.left <= 0) return;
    const part = Math.max(1, Math.floor((line.left * act.percent) / 100));
    const back = quantity(line.unit === "kg" ? part : Math.max(1, Math.round(part / 1000)) * 1000);
    const lines = [{ no: line.no, quantity: back }];
    const quoted = await this.call("sale.quoteRefund", { sale: detail.value.sale, lines });
    if (!quoted.ok) return;
    const tenders = quoted.value.tenders
      .filter((each) => each.amount > 0)
      .map(({ kind, amount }) => ({
        kind,
        amount,
        code: kind === "mpesa" ? this.code() : "",
      }));
    if (tenders.length === 0) return;
    await this.try("sale.refund", {
      sale: detail.value.sale,
      reason: "Brought back",
      tenders,
      lines: lines.map((each) => ({ ...each, restock: act.restock })),
    });
  }

  protected async moveCash(act: ActOf<"cash">): Promise<void> {
    const business = shopAt(act.shop);
    const open = openShift(this.book, this.parts.journal.till(), business);
    const offered = await this.call("shift.accounts", { business, direction: act.direction });
    const account = offered.ok ? at(offered.value.accounts, act.account) : undefined;
    if (open === undefined || account === undefined) return;
    const amount = cents(Math.ceil(act.amount / 100) * 100);
    await this.try("shift.moveCash", {
      shift: open.id,
      direction: act.direction,
      amount,
      account: account.number,
      reason: "Errand",
    });
  }

  protected async customerPays(act: ActOf<"customer-pays">): Promise<void> {
    const business = shopAt(act.shop);
    const customers = customersNamed(this.book, "", 50);
    const owing = customers.filter((each) => standing(this.book, each.id).owed > 0);
    const customer = at(owing.length > 0 ? owing : customers, act.customer);
    if (customer === undefined) return;
    const amount = cents(Math.ceil(act.amount / 100) * 100);
    const payment =
      act.by === "cash"
        ? { kind: act.by, amount }
        : act.by === "mpesa"
          ? { kind: act.by, amount, code: this.code() }
          : { kind: act.by, amount, reference: "EFT" };
    await this.try("customer.pay", { business, customer: customer.id, payment });
  }
}
