import { v7 as uuidv7 } from "uuid";
import { moneyWords } from "../../ui/money-text.tsx";
import { call } from "../../rpc/call.ts";
import { may } from "../../rpc/program.tsx";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { LoadingState } from "../../ui/states.tsx";
import { ChangePanel } from "../change/change-panel.tsx";
import { FindPanel } from "../find/find-panel.tsx";
import { IntakeWaits, PaymentWaits } from "../jobs/waits.tsx";
import { isBegun } from "../jobs/intake-model.ts";
import { takenFor } from "../jobs/job-payment-model.ts";
import { OpenShiftPanel } from "../open-shift/open-shift-panel.tsx";
import { PayPanel } from "../pay/pay-panel.tsx";
import { ActionBar } from "./action-bar.tsx";
import type { Till } from "./till.ts";
import { paying } from "./perform.ts";
import { t } from "../../text/text.ts";

/** Choosing, paying or giving change; before all of them, a shift. */
export function LeftZone({ till }: { readonly till: Till }) {
  const { desk, business, send, setDialog } = till;
  const { stage } = desk;
  if (stage.at === "done") {
    const { sale } = stage;
    const print = async () => {
      const answer = await call("receipt.print", { of: sale.sale });
      till.notice(answer.ok ? t("Sent to the printer.") : refusalWords(answer.refusal));
    };
    const left = async () => {
      const answer = await call("shift.keepChange", { command: uuidv7(), sale: sale.sale });
      if (!answer.ok) return till.notice(refusalWords(answer.refusal), "odd");
      till.notice(
        t("{amount} stay in the drawer, beside the sale.", {
          amount: moneyWords(answer.value.amount),
        }),
      );
      return till.next("");
    };
    return (
      <ChangePanel
        sale={sale}
        onNext={till.next}
        onReceipt={() => setDialog({ kind: "receipt", of: sale.sale })}
        onPrint={print}
        onLeft={() => void left()}
        still={till.dialog !== null}
      />
    );
  }
  if (till.shift === undefined) return <LoadingState />;
  if (till.shift === null) {
    return (
      <OpenShiftPanel
        business={business.id}
        name={business.name}
        mayOpen={may(till.session, "shift.open", business.id)}
        onOpened={() => {
          till.reloadShifts();
          till.notice(t("The shift of {name} is open.", { name: business.name }));
        }}
      />
    );
  }
  if (stage.at === "paying") {
    return (
      <PayPanel
        pay={desk.pay}
        bill={till.bill}
        today={till.today}
        mpesaTill={till.state.catalog?.reply.mpesaTill ?? ""}
        sending={till.sale.sending}
        problem={till.sale.problem}
        send={(event) => paying(till, event)}
        onBack={() => till.act({ act: "back" })}
        onCustomer={() => setDialog({ kind: "customer" })}
        onComplete={(tenders) => void till.complete(tenders)}
        onReprice={() => {
          send({ type: "repriced", items: till.items });
          till.sale.clear();
        }}
      />
    );
  }
  return (
    <>
      <FindPanel
        state={till.state}
        onPick={till.add}
        onRetry={till.reloadCatalog}
        input={till.searchInput}
        control={till.searchControl}
      />
      {isBegun(desk.work) && (
        <IntakeWaits work={desk.work} onGoOn={() => till.act({ act: "intake" })} />
      )}
      {takenFor(desk.jobPayment) > 0 && (
        <PaymentWaits payment={desk.jobPayment} onGoOn={() => till.act({ act: "jobs" })} />
      )}
      <ActionBar
        parked={till.parked.value?.drafts.length ?? 0}
        empty={desk.cart.lines.length === 0}
        jobs={business.trades.includes("jobs")}
        begun={isBegun(desk.work)}
        paying={takenFor(desk.jobPayment) > 0}
        mayOpenDrawer={may(till.session, "drawer.open", business.id)}
        onAct={till.act}
      />
    </>
  );
}
