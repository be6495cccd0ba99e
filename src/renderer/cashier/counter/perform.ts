import { may } from "../../rpc/program.tsx";
import { METHODS, type PayEvent, verdict } from "../pay/pay-model.ts";
import type { KeyAct } from "./keys.ts";
import type { Till } from "./till.ts";

/** What would change a sale that is being written down this very moment. */
const WAITS: ReadonlySet<KeyAct["act"]> = new Set(["search", "customer", "back", "method"]);

/** Does what a key asks for, where that can be done just now. */
export function perform(
  key: KeyAct,
  till: Omit<Till, "act">,
  onBusiness: (at: number) => void,
): void {
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
