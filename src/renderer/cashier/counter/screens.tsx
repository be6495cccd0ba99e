import { may } from "../../rpc/program.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { CloseShiftScreen } from "../close-shift/close-shift-screen.tsx";
import { ProductionScreen } from "../production/production-screen.tsx";
import { byCode } from "../find/find-model.ts";
import { IntakeScreen } from "../jobs/intake-screen.tsx";
import { moneyTaken } from "../jobs/intake-model.ts";
import { takenFor } from "../jobs/job-payment-model.ts";
import { JobsScreen } from "../jobs/jobs-screen.tsx";
import { RefundScreen } from "../refund/refund-screen.tsx";
import { SalesScreen } from "../sales/sales-screen.tsx";
import { LoadingState } from "../../ui/states.tsx";
import { moneyThere } from "./counter-model.ts";
import { SELL, type View } from "./dialog.ts";
import type { Till } from "./till.ts";
import { t } from "../../text/text.ts";

interface ScreensProps {
  readonly till: Till;
  readonly view: Exclude<View, { kind: "sell" }>;
}

/** What fills the window instead of the two zones. */
export function Screens({ till, view }: ScreensProps) {
  const { business } = till;
  const leave = () => till.setView(SELL);
  switch (view.kind) {
    case "sales":
      return (
        <SalesScreen
          business={business.id}
          name={business.name}
          today={till.today}
          first={view.first}
          mayRefund={till.shift !== null && till.shift !== undefined}
          onRefund={(sale) => till.setView({ kind: "refund", sale })}
          onLeave={leave}
        />
      );
    case "jobs":
      // A payment that was begun before is there first.
      return !till.desk.restored ? (
        <LoadingState />
      ) : (
        <JobsScreen
          till={till}
          first={view.first}
          onNew={() => till.setView({ kind: "intake" })}
          onLeave={leave}
        />
      );
    case "intake":
      // What was begun before is there first.
      return !till.desk.restored ? (
        <LoadingState />
      ) : (
        <IntakeScreen
          till={till}
          onBoard={(first) => till.setView({ kind: "jobs", first })}
          onLeave={leave}
        />
      );
    case "refund":
      return (
        <RefundScreen
          sale={view.sale}
          shelved={(item) => till.items.get(item)?.stock !== null}
          itemOf={(code) => {
            const index = till.state.catalog?.index;
            return index === undefined ? undefined : byCode(index, code)?.id;
          }}
          onRefunded={(refund) => {
            till.last.reload();
            till.reloadCatalog();
            till.notice(
              t("Refunded {total} with {number}.", {
                total: moneyWords(refund.total),
                number: refund.number,
              }),
            );
            till.setView({ kind: "sales", first: refund.sale });
          }}
          mayCreate={may(till.session, "customers.edit", business.id)}
          exchanging={till.desk.cart.exchange !== undefined}
          onExchange={(exchange, customer) => {
            till.last.reload();
            till.reloadCatalog();
            till.reloadCustomer();
            till.send({ type: "exchanging", exchange, customer });
            till.notice(
              t("Taken back with {number}. Now what is taken for it.", { number: exchange.number }),
            );
            till.setView(SELL);
          }}
          onLeave={() => till.setView({ kind: "sales", first: view.sale.sale })}
        />
      );
    case "production":
      return (
        <ProductionScreen
          business={business.id}
          name={business.name}
          day={till.today}
          onRecorded={till.reloadCatalog}
          onLeave={leave}
        />
      );
    case "close":
      // What is parked is known before anybody begins to count, unless it cannot be read.
      if (till.parked.value === undefined && till.parked.problem === undefined) {
        return <LoadingState />;
      }
      return till.shift === undefined ? null : (
        <CloseShiftScreen
          shift={till.shift?.id ?? ""}
          name={business.name}
          waiting={{
            running: till.desk.cart.lines.length > 0 || moneyThere(till.desk) > 0,
            intake: moneyTaken(till.desk.work) > 0,
            job: takenFor(till.desk.jobPayment) > 0,
            parked: till.parked.value?.drafts.length ?? 0,
          }}
          onRefused={till.parked.reload}
          onClosed={till.reloadShifts}
          onLeave={leave}
          onIntake={() => till.setView({ kind: "intake" })}
          onJob={() => till.setView({ kind: "jobs", first: null })}
          onParked={() => till.setDialog({ kind: "recall" })}
        />
      );
  }
}
