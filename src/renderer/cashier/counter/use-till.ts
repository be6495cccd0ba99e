import { type Dispatch, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { less, sum, ZERO } from "#shared/kernel/money.ts";
import { pieces, sumQuantities, type Quantity } from "#shared/kernel/quantity.ts";
import { type BusinessCard, todayOf, useProgram, useSession } from "../../rpc/program.tsx";
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
import { type Tender, worth } from "../pay/pay-model.ts";
import {
  type Desk,
  type DeskEvent,
  forgetsMoney,
  moneyThere,
  type PostedSale,
} from "./counter-model.ts";
import type { Dialog, View } from "./dialog.ts";
import { displayed } from "./displayed.ts";
import { useEarlyScans, useHere, useKeptScans } from "./early-scans.ts";
import type { KeyAct } from "./keys.ts";
import { perform } from "./perform.ts";
import { takeScan } from "./take-scan.ts";
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
  /** The shift or the catalogue has been asked for and is not here yet: a reload, a new cashier. */
  readonly reading: boolean;
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly dialog: Dialog | null;
  /** Of this business, also while another one was served meanwhile. */
  readonly sale: Command<"sale.post">;
  readonly receive: Command<"job.receive">;
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
  const { business, desk, state, catalogs, sale } = parts;
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
  const here = useHere();
  // An answer that comes when another business is served opens nothing there.
  const setDialog = useStable((dialog: Dialog | null) => {
    if (here.current) parts.setDialog(dialog);
  });
  const setView = useStable((view: View) => {
    if (here.current) parts.setView(view);
  });
  const { customer, reload: reloadCustomer } = useCustomer(
    (desk.stage.at === "done" ? desk.stage.sold : desk.cart).customer,
  );
  const cashRounding = state.catalog?.reply.cashRounding ?? 100;
  const ready = desk.cart.exchange?.cash ?? ZERO;
  const bill = useMemo(
    () => ({
      total: sums.total,
      cashRounding,
      ready,
      customer:
        customer === null
          ? null
          : {
              mayOwe: less(customer.creditLimit, customer.owed),
              credit: creditHere(customer, code),
              creditInAll: customer.credit,
            },
    }),
    [sums.total, cashRounding, ready, customer, code],
  );

  const notice = useCallback((text: string, tone: Notice["tone"] = "good") => {
    setNoticed({ text, tone });
  }, []);
  const unnotice = useCallback(() => setNoticed(null), []);
  // What would make the till forget money is refused in words; the desk stays as it is.
  const send = useStable((event: DeskEvent) => {
    if (!forgetsMoney(desk, event)) return parts.send(event);
    beep("refused");
    const { taken } = event.type === "work" ? desk.work.pay : desk.pay;
    if (taken.length === 0) {
      const amount = moneyWords(moneyThere(desk));
      return notice(
        t("{amount} lie ready for this sale: “Hand it back” first.", { amount }),
        "odd",
      );
    }
    const amount = moneyWords(sum(taken.map(worth)));
    return notice(t("Give back {amount} first: F9, then × at each part.", { amount }), "odd");
  });

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
      if (answer.ok) {
        setDialog(null);
        send({ type: "sold", sale: answer.value });
        // Here, where listeners are already: what comes with a new panel is not always read out.
        say(soldWords(answer.value));
        last.reload();
        // What is full on the shelf changed too.
        if (cart.lines.some((line) => line.returnable !== undefined)) reloadCatalog();
        else void catalogs.refreshStock(code, soldItems(cart.lines, items));
      } else if (answer.refusal.code === "approval.required" && approval === undefined) {
        const { permission } = answer.refusal;
        sale.clear();
        setDialog({ kind: "approval", permission: permission as never, tenders });
      } else if (STALE.has(answer.refusal.code)) reloadCatalog();
    },
    [catalogs, code, desk, items, last, reloadCatalog, sale, say, send, setDialog],
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
    receive: parts.receive,
    searchInput,
    searchControl,
    view: parts.view,
    setView,
    dialog: parts.dialog,
    setDialog,
    send,
    add,
    addExactly,
    complete: (tenders, approval) => early.until(complete(tenders, approval)),
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
  const take = (scanned: string): boolean => {
    const taken = takeScan(scanned, till);
    if (typeof taken === "boolean") return taken;
    void early.until(taken);
    return true;
  };
  // The next customer's goods, before the program has said that the last one has paid, what there
  // is to sell, or what a serial is; the kept ones wait for what a dialog asks, too.
  const selling = parts.view.kind === "sell";
  const unsure = sale.sending || parts.reading;
  useScanner((scanned) => {
    if (parts.dialog !== null) return false;
    return selling && (unsure || early.waits()) ? early.keep(scanned) : take(scanned);
  });
  useKeptScans(early, selling && !unsure && parts.dialog === null, (scanned) => {
    // The change screen makes way before anybody has seen it.
    if (desk.stage.at === "done") notice(soldWords(desk.stage.sale));
    take(scanned);
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
