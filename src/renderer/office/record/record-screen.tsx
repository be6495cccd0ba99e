import type { ReactNode } from "react";
import { EmptyState } from "../../ui/states.tsx";
import { href } from "../route/route.ts";
import { travelling, useRoute } from "../route/use-route.ts";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { CapitalForm } from "./capital/capital-form.tsx";
import { ClosingForm } from "./closing/closing-form.tsx";
import { CustomerPaymentForm } from "./customer-payment/customer-payment-form.tsx";
import { ExpenseForm } from "./expense/expense-form.tsx";
import { ManualForm } from "./manual/manual-form.tsx";
import { MoveGoodsForm } from "./move-goods/move-goods-form.tsx";
import { OpeningForm } from "./opening/opening-form.tsx";
import { PaySupplierForm } from "./pay-supplier/pay-supplier-form.tsx";
import { PriceListForm } from "./price-list/price-list-form.tsx";
import { ReceiveForm } from "./receive/receive-form.tsx";
import { recordKinds } from "./record-nav.ts";
import classes from "./record.module.css";
import { SendBackForm } from "./send-back/send-back-form.tsx";
import { TransferForm } from "./transfer/transfer-form.tsx";
import { WriteOffForm } from "./write-off/write-off-form.tsx";
import { t } from "../../text/text.ts";

const FORMS: Readonly<Record<string, () => ReactNode>> = {
  expense: () => <ExpenseForm />,
  receive: () => <ReceiveForm />,
  "write-off": () => <WriteOffForm />,
  "send-back": () => <SendBackForm />,
  "move-goods": () => <MoveGoodsForm />,
  "price-list": () => <PriceListForm />,
  "pay-supplier": () => <PaySupplierForm />,
  "customer-payment": () => <CustomerPaymentForm />,
  transfer: () => <TransferForm />,
  capital: () => <CapitalForm />,
  opening: () => <OpeningForm />,
  closing: () => <ClosingForm />,
  manual: () => <ManualForm />,
};

/** Everything that is recorded by hand, one form at a time. */
export function RecordScreen() {
  const { arg, query } = useRoute();
  const { may } = useOffice();
  const kinds = recordKinds().filter((each) => may(each.needs));
  const chosen = kinds.find((each) => each.kind === arg) ?? kinds[0];
  return (
    <Page
      testid="record"
      title={t("Record")}
      subtitle={t("Sales and shifts record themselves. What happens beside them is recorded here.")}
    >
      {chosen === undefined ? (
        <Paper>
          <EmptyState title={t("Nothing to record")}>
            {t("Your role may look but not record.")}
          </EmptyState>
        </Paper>
      ) : (
        <div className={classes.split}>
          <nav className={classes.kinds} aria-label={t("What to record")}>
            {kinds.map((each) => (
              <a
                key={each.kind}
                className={classes.kind}
                href={href("record", each.kind, travelling(query))}
                data-here={each === chosen || undefined}
                aria-current={each === chosen ? "page" : undefined}
                data-testid={`record-${each.kind}`}
              >
                <each.icon size={19} stroke={1.7} aria-hidden />
                <span>
                  <strong>{each.title}</strong>
                  <small>{each.hint}</small>
                </span>
              </a>
            ))}
          </nav>
          <div className={classes.form} key={chosen.kind}>
            {FORMS[chosen.kind]?.()}
          </div>
        </div>
      )}
    </Page>
  );
}
