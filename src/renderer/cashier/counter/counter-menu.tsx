import { call } from "../../rpc/call.ts";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { may, signOut, useProgram } from "../../rpc/program.tsx";
import { saveAll } from "../../rpc/unsaved.ts";
import { useOtherLanguage } from "../../ui/language-switch.tsx";
import { DISPLAY_ROUTE, go } from "../../ui/route.ts";
import { type MenuAct, MenuDialog } from "../menu/menu-dialog.tsx";
import { practise } from "./practised.ts";
import type { Till } from "./till.ts";

/** The cashier menu with what this person may do at this moment. */
export function CounterMenu({ till }: { readonly till: Till }) {
  const { reload, status } = useProgram();
  const language = useOtherLanguage();
  const pick = (act: MenuAct) => {
    till.setDialog(null);
    switch (act) {
      case "switch":
      case "cash":
      case "x":
      case "help":
      case "desk":
        return till.setDialog({ kind: act });
      case "deposit":
        return till.setDialog({ kind: act, found: null });
      case "payment":
        return till.setDialog({ kind: act, customer: till.desk.cart.customer });
      case "sales":
        return till.setView({ kind: "sales", first: null });
      case "production":
      case "close":
        return till.setView({ kind: act });
      case "empty":
        return till.send({ type: "emptied" });
      case "language":
        return language.choose();
      case "office":
        return go("/office");
      case "display":
        return openCustomerDisplay();
      case "training":
        return void train();
      case "lock":
        return void signOut(reload);
    }
  };
  // The real cart is with the real books before other books answer.
  const train = async () => {
    await saveAll();
    practise(till.business.id);
    const answer = await call("training.start", {});
    if (answer.ok) reload();
    else till.notice(refusalWords(answer.refusal), "odd");
  };
  return (
    <MenuDialog
      offered={offered(till, status.training)}
      onPick={pick}
      onClose={() => till.setDialog(null)}
    />
  );
}

/** One window, however often it is asked for. */
function openCustomerDisplay(): void {
  window.open(`#${DISPLAY_ROUTE}`, "tomtin-customer-display", "popup,width=1280,height=720");
}

function offered(till: Till, training: boolean): ReadonlySet<MenuAct> {
  const { session, business, desk } = till;
  const open = till.shift !== null && till.shift !== undefined;
  const acts: [MenuAct, boolean][] = [
    ["switch", true],
    ["sales", true],
    ["payment", open && may(session, "sell", business.id)],
    [
      "deposit",
      open &&
        may(session, "sell", business.id) &&
        (till.state.catalog?.reply.returnables.length ?? 0) > 0,
    ],
    ["cash", open && may(session, "cash.move", business.id)],
    ["x", open && may(session, "shift.close", business.id)],
    ["close", open && may(session, "shift.close", business.id)],
    ["production", business.trades.includes("production") && may(session, "produce", business.id)],
    ["empty", desk.stage.at === "selling" && desk.cart.lines.length > 0],
    ["office", may(session, "reports.read")],
    ["help", true],
    ["lock", true],
    // The desktop program shows it by itself where a second screen is.
    ["desk", true],
    ["language", true],
    ["training", !training],
    ["display", window.tomtin === undefined],
  ];
  return new Set(acts.filter(([, yes]) => yes).map(([act]) => act));
}
