import { VisuallyHidden } from "@mantine/core";
import { CartPanel } from "../cart/cart-panel.tsx";
import classes from "./counter.module.css";
import { CounterDialogs } from "./counter-dialogs.tsx";
import { LastSale } from "./last-sale.tsx";
import { LeftZone } from "./left-zone.tsx";
import { NoticeBar } from "./notice-bar.tsx";
import { Screens } from "./screens.tsx";
import { type TillParts, useTill } from "./use-till.ts";
import { t } from "../../text/text.ts";

/** The two zones of the business that is served, or the screen that takes their place. */
export function DeskView(parts: TillParts) {
  const till = useTill(parts);
  const { desk, dialog, setDialog } = till;
  return (
    <>
      {till.view.kind === "sell" ? (
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
      {dialog !== null && <CounterDialogs till={till} dialog={dialog} />}
      <NoticeBar notice={till.noticed} onGone={till.unnotice} screen={till.view.kind !== "sell"} />
      <VisuallyHidden role="status" aria-live="polite" data-testid="spoken">
        {till.spoken}
      </VisuallyHidden>
    </>
  );
}
