import { type Dispatch, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { less } from "#shared/kernel/money.ts";
import { pieces, sumQuantities, type Quantity } from "#shared/kernel/quantity.ts";
import { type BusinessCard, may, todayOf, useProgram, useSession } from "../../rpc/program.tsx";
import { call } from "../../rpc/call.ts";
import type { Command } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { creditHere } from "../customer/credit-here.ts";
import { useCustomerDisplay } from "../../ui/customer-display.ts";
import { moneyWords } from "../../ui/money-text.tsx";
import { quantityWords } from "../../ui/quantity-text.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { beep } from "../../ui/sound.ts";
import { useStable } from "../../ui/use-stable.ts";
import type { Approval } from "../approval/approval-dialog.tsx";
import { soldOf, type TillItem, type TillReturnable, totals } from "../cart/cart-model.ts";
import { leftWords } from "../cart/left-words.ts";
import type { SearchControl } from "../find/search-field.tsx";
import { byCode, readSearch } from "../find/find-model.ts";
import { saleOfReceipt } from "../sales/receipt-scan.ts";
import { receiptNumber } from "../sales/sales-model.ts";
import { METHODS, type PayEvent, type Tender, verdict } from "../pay/pay-model.ts";
import type { Desk, DeskEvent, PostedSale } from "./counter-model.ts";
import type { Dialog, View } from "./dialog.ts";
import { displayed } from "./displayed.ts";
import { useEarlyScans, useHere, useKeptScans } from "./early-scans.ts";
import type { KeyAct } from "./keys.ts";
import type { Notice, OpenShift, Till } from "./till.ts";
import { type Catalogs, type CatalogState, leftIfBeyond } from "./use-catalogs.ts";
import { useKeys } from "./use-keys.ts";
import { t } from "../../text/text.ts";

export interface TillParts {
  readonly business: BusinessCard;
  readonly desk: Desk;
  readonly state: CatalogState;
  readonly catalogs: Catalogs;
  readonly shift: OpenShift | null | undefined;
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly dialog: Dialog | null;
  /** Of this business, also while another one was served meanwhile. */
  readonly sale: Command<"sale.post">;
  readonly setDialog: (dialog: Dialog | null) => void;
  readonly reloadShifts: () => void;
  readonly onBusinessKey: (at: number) => void;
  readonly send: Dispatch<DeskEvent>;
}

/** What the counter knew is not so any longer. */
const STALE: ReadonlySet<string> = new Set(["price.changed", "returnable.deposit_changed"]);
const NO_RETURNABLES: readonly TillReturnable[] = [];
const NO_ITEMS: ReadonlyMap<string, TillItem> = new Map();

/** Gathers what the counter's parts need, and ties keys and scanner to it. */
export function useTill(parts: TillParts): Till {
  const { business, desk, state, catalogs, sale, send, setView, setDialog } = parts;
  const session = useSession();
  const { status } = useProgram();
  const code = business.id;
  const items = state.catalog?.index.byId ?? NO_ITEMS;
  const returnables = state.catalog?.reply.returnables ?? NO_RETURNABLES;
  const sums = useMemo(() => totals(desk.cart, items), [desk.cart, items]);
  const [spoken, setSpoken] = useState("");
  const [noticed, setNoticed] = useState<Notice | null>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const searchControl = useRef<SearchControl>(null);
  const last = useQuery("sale.last", {});
  const parked = useQuery("draft.parked", { business: code });
  const early = useEarlyScans();
  const openEarly = early.open;
  const here = useHere();
  const { customer, reload: reloadCustomer } = useCustomer(
    (desk.stage.at === "done" ? desk.stage.sold : desk.cart).customer,
  );
  const cashRounding = state.catalog?.reply.cashRounding ?? 100;
  const bill = useMemo(
    () => ({
      total: sums.total,
      cashRounding,
      customer:
        customer === null
          ? null
          : {
              mayOwe: less(customer.creditLimit, customer.owed),
              credit: creditHere(customer, code),
              creditInAll: customer.credit,
            },
    }),
    [sums.total, cashRounding, customer, code],
  );

  const notice = useCallback((text: string, tone: Notice["tone"] = "good") => {
    setNoticed({ text, tone });
  }, []);
  const unnotice = useCallback(() => setNoticed(null), []);

  // The same words twice are silence: a blank at their end makes them new.
  const say = useCallback(
    (words: string) => setSpoken((before) => (before === words ? `${words}\u00a0` : words)),
    [],
  );
  // Stable: the tiles hang on it, and no scan need draw them all.
  const addExactly = useStable((item: TillItem, amount: Quantity) => {
    const words = t("{amount} {name} added", {
      amount: quantityWords(amount, item.unit),
      name: item.name,
    });
    // Said when the cart first goes beyond what is left, and not at each further one.
    const before = soldOf(desk.cart, item.id);
    const left = leftIfBeyond(state.catalog, item.id, sumQuantities([before, amount]));
    const told = leftIfBeyond(state.catalog, item.id, before) !== undefined;
    send({ type: "added", item, quantity: amount });
    say(left === undefined || told ? words : `${words}: ${leftWords(left, item.unit)}`);
  });
  const leftOf = useCallback(
    (item: string) => leftIfBeyond(state.catalog, item, soldOf(desk.cart, item)),
    [desk.cart, state.catalog],
  );

  const add = useCallback(
    (item: TillItem, times: Quantity | null) => {
      const type = returnables.find(({ id }) => id === item.id);
      if (type !== undefined) {
        const count = Math.max(1, Math.floor((times ?? 1000) / 1000));
        setDialog({ kind: "returnable", type, serialOut: "", count });
        return;
      }
      const broken = times !== null && !item.fractional && times % 1000 !== 0;
      if ((times === null && item.fractional) || broken) {
        setDialog({ kind: "quantity", item, line: null });
      } else addExactly(item, times ?? pieces(1));
    },
    [addExactly, returnables, setDialog],
  );

  const reloadCatalog = useCallback(() => void catalogs.reload(code), [catalogs, code]);
  const next = useStable((typed: string) => {
    flushSync(() => send({ type: "next" }));
    searchControl.current?.put(typed);
    searchInput.current?.focus();
  });

  const complete = useCallback(
    async (tenders: readonly Tender[], approval?: Approval) => {
      const { cart } = desk;
      const answer = await sale.send({
        business: code,
        lines: cart.lines,
        discount: cart.discount,
        customer: cart.customer,
        tenders: [...tenders],
        ...(cart.exchange === undefined ? {} : { exchange: cart.exchange.refund }),
        ...(approval === undefined ? {} : { approval }),
      });
      if (answer === undefined) return;
      openEarly();
      // Another business is served by now: its dialogs are not this one's.
      const away = !here.current;
      if (answer.ok) {
        if (!away) setDialog(null);
        send({ type: "sold", sale: answer.value });
        // Here, where listeners are already: what comes with a new panel is not always read out.
        say(soldWords(answer.value));
        last.reload();
        // What is full on the shelf changed too.
        if (cart.lines.some((line) => line.returnable !== undefined)) reloadCatalog();
        else void catalogs.refreshStock(code, soldItems(cart.lines, items));
      } else if (answer.refusal.code === "approval.required" && approval === undefined) {
        if (away) return;
        const { permission } = answer.refusal;
        sale.clear();
        setDialog({ kind: "approval", permission: permission as never, tenders });
      } else if (STALE.has(answer.refusal.code)) reloadCatalog();
    },
    [catalogs, code, desk, here, items, last, openEarly, reloadCatalog, sale, say, send, setDialog],
  );

  const till: Omit<Till, "act"> = {
    business,
    session,
    today: todayOf(status),
    desk,
    state,
    items,
    leftOf,
    shift: parts.shift,
    customer,
    sums,
    bill,
    last,
    parked,
    sale,
    searchInput,
    searchControl,
    view: parts.view,
    setView,
    dialog: parts.dialog,
    setDialog,
    send,
    add,
    addExactly,
    complete,
    next,
    reloadCatalog,
    reloadShifts: parts.reloadShifts,
    reloadCustomer,
    notice,
    noticed,
    unnotice,
    spoken,
  };
  const act = useStable((key: KeyAct) => perform(key, till, parts.onBusinessKey));
  useKeys({
    off: parts.dialog !== null || parts.view.kind !== "sell",
    lineKeys: () => desk.stage.at === "selling" && nothingTyped(searchInput.current),
    onAct: act,
    onText: () => searchInput.current?.focus(),
  });
  // A dialog that has gone gives the keyboard back to what is typed next.
  const free = parts.dialog === null && parts.view.kind === "sell";
  const stage = desk.stage.at;
  useEffect(() => {
    if (!free || stage === "done") return undefined;
    const frame = requestAnimationFrame(() => {
      const next = searchInput.current ?? document.querySelector<HTMLElement>("[data-pay-first]");
      next?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [free, stage]);
  useScanner((scanned) => {
    if (parts.dialog !== null) return false;
    // The next customer's goods, before the program has said that the last one has paid.
    if (sale.sending && parts.view.kind === "sell") return early.keep(scanned);
    return takeScan(scanned, till);
  });
  useKeptScans(early, (scanned) => {
    if (parts.dialog !== null) return beep("refused");
    // The change screen makes way before anybody has seen it.
    if (desk.stage.at === "done") notice(soldWords(desk.stage.sale));
    takeScan(scanned, till);
    return undefined;
  });
  const shown = useMemo(
    () => displayed({ business, desk, items, state }),
    [business, desk, items, state],
  );
  useCustomerDisplay(shown);
  return { ...till, act };
}

function soldWords({ total, change }: PostedSale): string {
  return t("Sold for {total}. Change {change}", {
    total: moneyWords(total),
    change: moneyWords(change),
  });
}

/** Components of what was sold are not known here, so a refill's cap shows at the next look. */
function soldItems(lines: readonly { item: string }[], items: ReadonlyMap<string, TillItem>) {
  return lines.map((line) => line.item).filter((item) => items.get(item)?.stock !== null);
}

function useCustomer(id: string | null): Pick<Till, "customer"> & { readonly reload: () => void } {
  const { value, reload } = useQuery("customer.statement", id === null ? null : { customer: id });
  return { customer: id !== null && value?.customer.id === id ? value.customer : null, reload };
}

/** Whether +, − and Del are free for the lines: no input has the keyboard, or an empty search. */
function nothingTyped(search: HTMLInputElement | null): boolean {
  const focused = document.activeElement;
  return focused === search ? search?.value === "" : !(focused instanceof HTMLInputElement);
}

/** True: taken, or refused with its own sound and words. False: heard, and nothing else. */
function takeScan(scanned: string, till: Omit<Till, "act">): boolean {
  const { desk, state, shift } = till;
  if (till.view.kind !== "sell") return false;
  if (receiptNumber(scanned) !== undefined) {
    void takeReceipt(scanned, till);
    return true;
  }
  if (shift === null || shift === undefined || state.catalog === undefined) {
    beep("refused");
    till.notice(
      shift === null ? t("Open a shift, then scan again.") : t("Not ready yet: scan again."),
      "odd",
    );
    return true;
  }
  // The input itself, not its state: it has just been given back what stood there before the scan.
  const before = till.searchInput.current?.value ?? "";
  // A scanner that stumbled left its first characters in the search: together they are the code.
  const { index } = state.catalog;
  const item = byCode(index, scanned) ?? byCode(index, before + scanned);
  if (item === undefined && state.catalog.reply.returnables.some((each) => each.serialised)) {
    void takeSerial(scanned, till);
    return true;
  }
  if (item === undefined) {
    beep("refused");
    till.notice(t("No item has the code {scanned}. The sale is as it was.", { scanned }), "odd");
    return true;
  }
  beep("added");
  if (desk.stage.at === "paying") {
    till.setDialog({ kind: "scanned", item });
    return true;
  }
  const { times } = readSearch(before);
  till.searchControl.current?.put("");
  till.add(item, times);
  return true;
}

/** A receipt that is brought back opens its sale; what is in the cart stays there. */
async function takeReceipt(scanned: string, till: Omit<Till, "act">): Promise<void> {
  const sale = await saleOfReceipt(scanned);
  const odd =
    sale === null
      ? t("No receipt here has the number {scanned}.", { scanned })
      : sale.business !== till.business.id
        ? t("{number} is a receipt of another business: switch to it, then scan again.", {
            number: sale.number,
          })
        : till.desk.stage.at === "paying"
          ? t("That is a receipt. Finish paying, then scan it again.")
          : null;
  if (odd !== null || sale === null) {
    beep("refused");
    return till.notice(odd ?? "", "odd");
  }
  beep("added");
  if (till.desk.stage.at === "done") till.send({ type: "next" });
  till.setView({ kind: "sales", first: sale.sale });
}

/** A serial starts an exchange where it is full, and a deposit's return where it is out. */
async function takeSerial(scanned: string, till: Omit<Till, "act">): Promise<void> {
  const business = till.business.id;
  const answer = await call("returnable.serial", { business, serial: scanned });
  const found = answer.ok ? answer.value.found : null;
  const type = till.state.catalog?.reply.returnables.find(({ id }) => id === found?.type);
  if (till.desk.stage.at === "paying" || found === null || type === undefined) {
    beep("refused");
    till.notice(t("No item has the code {scanned}. The sale is as it was.", { scanned }), "odd");
  } else if (found.place === "full") {
    beep("added");
    till.setDialog({ kind: "returnable", type, serialOut: found.serial, count: 1 });
  } else if (found.deposit !== null) {
    beep("added");
    till.setDialog({ kind: "deposit", found: found.deposit });
  } else {
    beep("refused");
    till.notice(
      t("{name} {serial} is not on the shelf, and no deposit is held.", {
        name: type.name,
        serial: found.serial,
      }),
      "odd",
    );
  }
}

/** What would change a sale that is being written down this very moment. */
const WAITS: ReadonlySet<KeyAct["act"]> = new Set(["search", "customer", "back", "method"]);

function perform(key: KeyAct, till: Omit<Till, "act">, onBusiness: (at: number) => void): void {
  const { desk, send, setDialog } = till;
  if (till.sale.sending && WAITS.has(key.act)) return undefined;
  const selling = desk.stage.at === "selling" && till.shift !== null;
  const lines = desk.cart.lines.length > 0;
  switch (key.act) {
    case "help":
    case "menu":
    case "switch":
      return setDialog({ kind: key.act });
    case "intake":
    case "jobs":
      if (!till.business.trades.includes("jobs") || desk.stage.at === "paying") return undefined;
      return till.setView(key.act === "jobs" ? { kind: "jobs", first: null } : { kind: "intake" });
    case "search":
      if (desk.stage.at === "paying") send({ type: "back" });
      if (desk.stage.at === "done") till.next("");
      return focusSoon(till.searchInput);
    case "customer":
      return desk.stage.at === "done" ? undefined : setDialog({ kind: "customer" });
    case "park":
      return selling && lines ? setDialog({ kind: "park" }) : undefined;
    case "recall":
      return desk.stage.at === "paying" ? undefined : setDialog({ kind: "recall" });
    case "drawer":
      return till.shift !== null ? openDrawer(till) : undefined;
    case "discount":
      return selling && lines ? setDialog({ kind: "discount", line: desk.selected }) : undefined;
    case "pay":
      return pay(till);
    case "undo":
      return send({ type: "undone" });
    case "back":
      if (desk.stage.at === "paying") send({ type: "back" });
      return focusSoon(till.searchInput);
    case "business":
      return onBusiness(key.at);
    case "method": {
      const method = METHODS[key.at];
      if (desk.stage.at !== "paying" || method === undefined) return undefined;
      return paying(till, { type: "method", method });
    }
    case "move":
      return send({ type: "moved", by: key.by });
    case "step":
      return send({ type: "stepped", by: key.by });
    case "remove":
      return send({ type: "removed" });
  }
}

/** What was refused a moment ago is no longer asked; what may have happened stays said. */
export function paying(till: Omit<Till, "act">, event: PayEvent): void {
  const refused = till.sale.problem?.code;
  const stands = refused === "program.silent" || refused === "price.changed";
  if (refused !== undefined && !stands) till.sale.clear();
  till.send({ type: "paying", event });
}

function openDrawer(till: Omit<Till, "act">): void {
  if (may(till.session, "drawer.open", till.business.id)) till.setDialog({ kind: "drawer" });
}

/** F9 opens payment; in payment it is the exact cash, or what Enter would do. */
function pay(till: Omit<Till, "act">): void {
  const { desk, bill, send } = till;
  if (desk.stage.at === "selling" && till.shift !== null) {
    till.sale.clear(); // what was said about an earlier try says nothing about this one
    return send({ type: "pay" });
  }
  if (desk.stage.at !== "paying" || till.sale.sending) return undefined;
  const exact = desk.pay.method === "cash" ? { ...desk.pay, amount: null } : desk.pay;
  const decided = verdict(exact, bill);
  if (decided.kind === "complete") void till.complete(decided.tenders);
  return undefined;
}

function focusSoon(input: Till["searchInput"]): void {
  requestAnimationFrame(() => input.current?.focus());
}
