import { MantineThemeProvider, VisuallyHidden } from "@mantine/core";
import { CartPanel } from "../cart/cart-panel.tsx";
import classes from "./counter.module.css";
import { CounterDialogs } from "./counter-dialogs.tsx";
import { LastSale } from "./last-sale.tsx";
import { LeftZone } from "./left-zone.tsx";
import { NoticeBar } from "./notice-bar.tsx";
import { Screens } from "./screens.tsx";
import { type TillParts, useTill } from "./use-till.ts";
import { t } from "../../text/text.ts";

/** Over the left zone, so that the sale, its total and Pay stay in sight. */
const BESIDE_THE_SALE = {
  components: { Modal: { classNames: { inner: classes.besideSale ?? "" } } },
};
const ANYWHERE = {};

/** The two zones of the business that is served, or the screen that takes their place. */
export function DeskView(parts: TillParts) {
  const till = useTill(parts);
  const { desk, dialog, setDialog } = till;
  const selling = till.view.kind === "sell";
  return (
    <>
      {selling ? (
        <main className={classes.zones}>
          <section className={classes.left} aria-label={t("Items and payment")}>
            <LeftZone till={till} />
          </section>
          <CartPanel
            desk={desk}
            items={till.items}
            known={till.state.catalog !== undefined}
            leftOf={till.leftOf}
            customerName={till.customer?.name ?? null}
            mayPay={till.shift !== null && till.shift !== undefined}
            whenEmpty={
              <LastSale
                last={till.last.value?.sale ?? null}
                onReceipt={(of) => setDialog({ kind: "receipt", of })}
              />
            }
            send={till.send}
            onQuantity={(line) => {
              const item = till.items.get(desk.cart.lines[line]?.item ?? "");
              const alone = desk.cart.lines[line]?.returnable === undefined;
              if (item !== undefined && alone) setDialog({ kind: "quantity", item, line });
            }}
            onDiscount={(line) => setDialog({ kind: "discount", line })}
            onCustomer={() => setDialog({ kind: "customer" })}
            onPay={() => till.act({ act: "pay" })}
          />
        </main>
      ) : (
        <Screens till={till} view={till.view} />
      )}
      {dialog !== null && (
        <MantineThemeProvider inherit theme={selling ? BESIDE_THE_SALE : ANYWHERE}>
          <CounterDialogs till={till} dialog={dialog} />
        </MantineThemeProvider>
      )}
      <NoticeBar notice={till.noticed} onGone={till.unnotice} screen={till.view.kind !== "sell"} />
      <VisuallyHidden role="status" aria-live="polite" data-testid="spoken">
        {till.spoken}
      </VisuallyHidden>
    </>
  );
}
