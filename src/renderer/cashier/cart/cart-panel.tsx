import { ActionIcon, Button, Text, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconTrash,
  IconUser,
  IconX,
} from "@tabler/icons-react";
import { type Dispatch, memo, type ReactNode, useEffect, useRef } from "react";
import { sum } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { QuantityText, unitWords } from "../../ui/quantity-text.tsx";
import { useStable } from "../../ui/use-stable.ts";
import type { Desk, DeskEvent } from "../counter/counter-model.ts";
import { type Cart, type Line, lineFull, lineTotal, type TillItem, totals } from "./cart-model.ts";
import { useLanguage } from "../../text/language.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import { worth } from "../pay/pay-model.ts";
import { leftWords } from "./left-words.ts";
import classes from "./cart.module.css";

interface CartPanelProps {
  readonly desk: Desk;
  readonly items: ReadonlyMap<string, TillItem>;
  /** Whether the catalogue is here: before that, an item that is not known says nothing. */
  readonly known: boolean;
  /** What is left of an item that the cart sells beyond; undefined where there is enough. */
  readonly leftOf: (item: string) => Quantity | undefined;
  readonly customerName: string | null;
  readonly mayPay: boolean;
  /** What stands in an empty cart: the last sale. */
  readonly whenEmpty: ReactNode;
  readonly send: Dispatch<DeskEvent>;
  readonly onQuantity: (at: number) => void;
  readonly onDiscount: (at: number | null) => void;
  readonly onCustomer: () => void;
  readonly onPay: () => void;
}

/** The right side of the counter: what is being sold, what it comes to, and Pay. */
export function CartPanel(props: CartPanelProps) {
  const { desk, items, send } = props;
  const done = desk.stage.at === "done" ? desk.stage : undefined;
  const cart = done?.sold ?? desk.cart;
  const selling = desk.stage.at === "selling";
  const onQuantity = useStable(props.onQuantity);
  const onDiscount = useStable(props.onDiscount);
  return (
    <aside
      className={classes.panel}
      aria-label={t("This sale")}
      data-done={done !== undefined}
      data-testid="cart"
    >
      <CustomerRow
        name={props.customerName}
        chosen={cart.customer !== null}
        fixed={done !== undefined}
        mayUndo={selling && desk.past.length > 0}
        onPick={props.onCustomer}
        onDrop={() => send({ type: "customer", customer: null })}
        onUndo={() => send({ type: "undone" })}
      />
      <Lines cart={cart} empty={props.whenEmpty}>
        {(line, at) => (
          <CartLine
            key={`${line.item}-${at}`}
            line={line}
            item={items.get(line.item)}
            known={props.known}
            left={done === undefined ? props.leftOf(line.item) : undefined}
            type={items.get(line.returnable?.type ?? "")}
            selected={selling && desk.selected === at}
            still={!selling}
            at={at}
            send={send}
            onQuantity={onQuantity}
            onDiscount={onDiscount}
          />
        )}
      </Lines>
      <Foot {...props} cart={cart} />
    </aside>
  );
}

function Foot({ cart, ...props }: CartPanelProps & { readonly cart: Cart }) {
  const { desk } = props;
  const sums = totals(cart, props.items);
  const done = desk.stage.at === "done" ? desk.stage.sale : undefined;
  const given = sum(desk.pay.taken.map(worth));
  return (
    <div className={classes.foot}>
      {sums.discount > 0 && (
        <div className={classes.sum}>
          <span>{t("Discount")}</span>
          <span>
            −<MoneyText amount={sums.discount} />
          </span>
        </div>
      )}
      {sums.deposits !== 0 && (
        <div className={classes.sum} data-testid="deposits">
          <span>{sums.deposits > 0 ? t("Deposits") : t("Deposit given back")}</span>
          <MoneyText amount={sums.deposits} />
        </div>
      )}
      {sums.tax > 0 && (
        <div className={classes.sum}>
          <span>{t("VAT included")}</span>
          <MoneyText amount={sums.tax} />
        </div>
      )}
      <div className={classes.total}>
        <span>{done === undefined ? t("Total") : t("Paid")}</span>
        <MoneyText amount={done?.total ?? sums.total} currency testid="total" />
      </div>
      {cart.exchange !== undefined && (
        <Exchanged
          exchange={cart.exchange}
          fixed={desk.stage.at !== "selling"}
          onHandBack={() => props.send({ type: "handed-back" })}
        />
      )}
      {desk.stage.at === "selling" && given > 0 && (
        <div className={classes.sum} data-testid="given">
          <span>{t("Paid so far")}</span>
          <MoneyText amount={given} />
        </div>
      )}
      {desk.stage.at === "selling" && (
        <Button
          fullWidth
          className={classes.pay}
          disabled={!props.mayPay || cart.lines.length === 0}
          onClick={props.onPay}
          rightSection={<Key>F9</Key>}
          data-testid="pay"
        >
          {t("Pay")}
        </Button>
      )}
    </div>
  );
}

interface ExchangedProps {
  readonly exchange: NonNullable<Cart["exchange"]>;
  readonly fixed: boolean;
  readonly onHandBack: () => void;
}

/** The goods that came back for these, and what of their price lies in the drawer for them. */
function Exchanged({ exchange, fixed, onHandBack }: ExchangedProps) {
  const { cash, number } = exchange;
  return (
    <div className={classes.exchange} data-testid="exchange">
      <span>
        {t("In exchange, refund {number}", { number })}
        {cash > 0 && (
          <>{rich(": {cash} lie ready", { cash: <MoneyText amount={cash} currency /> })}</>
        )}
      </span>
      {!fixed && (
        <Button
          variant="subtle"
          h={44}
          px="sm"
          onClick={onHandBack}
          data-testid="exchange-hand-back"
        >
          {cash > 0 ? t("Hand it back") : t("No exchange")}
        </Button>
      )}
    </div>
  );
}

interface CustomerRowProps {
  readonly name: string | null;
  readonly chosen: boolean;
  readonly fixed: boolean;
  readonly mayUndo: boolean;
  readonly onPick: () => void;
  readonly onDrop: () => void;
  readonly onUndo: () => void;
}

function CustomerRow(props: CustomerRowProps) {
  const { name, chosen, fixed, onPick, onDrop } = props;
  return (
    <div className={classes.customer}>
      <UnstyledButton
        className={classes.customerButton}
        onClick={onPick}
        disabled={fixed}
        data-testid="customer"
      >
        <IconUser size={20} aria-hidden />
        <Text fw={chosen ? 600 : 400} truncate>
          {chosen ? (name ?? "…") : t("No customer")}
        </Text>
        {!fixed && <Key>F3</Key>}
      </UnstyledButton>
      {chosen && !fixed && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t("Sell without a customer")}
          onClick={onDrop}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
      {!fixed && (
        <button
          type="button"
          className={classes.undo}
          disabled={!props.mayUndo}
          onClick={props.onUndo}
          data-testid="undo"
        >
          <IconArrowBackUp size={18} aria-hidden />
          {t("Undo")}
          <Key>{t("Ctrl Z")}</Key>
        </button>
      )}
    </div>
  );
}

interface LinesProps {
  readonly cart: Cart;
  readonly empty: ReactNode;
  readonly children: (line: Line, at: number) => ReactNode;
}

function Lines({ cart, empty, children }: LinesProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("[data-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  if (cart.lines.length === 0) return <div className={classes.lines}>{empty}</div>;
  return (
    <div className={classes.lines} ref={box} role="list" aria-label={t("Lines")} tabIndex={-1}>
      {cart.lines.map(children)}
    </div>
  );
}

interface CartLineProps {
  readonly line: Line;
  readonly item: TillItem | undefined;
  readonly known: boolean;
  /** What is left, where the cart sells more than that. */
  readonly left: Quantity | undefined;
  /** The tile of the cylinder or container that goes with it. */
  readonly type: TillItem | undefined;
  readonly selected: boolean;
  readonly still: boolean;
  readonly at: number;
  readonly send: Dispatch<DeskEvent>;
  readonly onQuantity: (at: number) => void;
  readonly onDiscount: (at: number) => void;
}

/** Memoised: a scan into a long sale draws one line, not fifty. */
const CartLine = memo(function CartLine(props: CartLineProps) {
  useLanguage(); // memoised
  const { line, item, type, selected, at, send } = props;
  const { returnable } = line;
  const name = type?.name ?? item?.name ?? (props.known ? t("Item no longer sold") : "…");
  return (
    <div
      className={classes.line}
      role="listitem"
      data-selected={selected}
      data-testid="cart-line"
      data-sku={item?.sku}
    >
      <UnstyledButton
        className={classes.lineFace}
        disabled={props.still}
        onClick={() => send({ type: "selected", at })}
        aria-pressed={selected}
      >
        <span className={classes.quantity}>
          <QuantityText amount={line.quantity} unit={item?.unit ?? "piece"} />
        </span>
        <span className={classes.lineName}>
          {name}
          <span className={classes.each}>
            <MoneyText amount={line.unitPrice} />{" "}
            {item === undefined || item.unit === "piece"
              ? t("each")
              : t("per {unit}", { unit: unitWords(item.unit) })}
            {line.discount > 0 && (
              <span className={classes.off}>
                {" "}
                − <MoneyText amount={line.discount} />
              </span>
            )}
            {item !== undefined && item.price !== line.unitPrice && (
              <span className={classes.off}>
                {" "}
                {rich("now {price}", { price: <MoneyText amount={item.price} /> })}
              </span>
            )}
            {props.left !== undefined && (
              <span className={classes.short} data-testid="line-short">
                <IconAlertTriangle size={16} aria-hidden />
                {leftWords(props.left, item?.unit ?? "piece")}
              </span>
            )}
            {returnable !== undefined && <GoesWith returnable={returnable} />}
          </span>
        </span>
        <span className={classes.lineTotal} data-struck={line.discount > 0}>
          {line.discount > 0 && (
            <s>
              <MoneyText amount={lineFull(line)} />
            </s>
          )}
          <MoneyText amount={lineTotal(line)} />
        </span>
      </UnstyledButton>
      {selected && <LineTools name={name} {...props} />}
    </div>
  );
});

const soldAs = () => ({
  exchange: t("exchange"),
  deposit: t("on deposit"),
  outright: t("sold outright"),
});

/** What goes out and comes in with a line, and its deposit. */
function GoesWith({ returnable }: { readonly returnable: NonNullable<Line["returnable"]> }) {
  const { as, count, serialOut, serialIn, seal, deposit } = returnable;
  const said = [
    count === 1 ? soldAs()[as] : `${count} ${soldAs()[as]}`,
    serialOut === "" ? "" : t("out {serialOut}", { serialOut }),
    serialIn === "" ? "" : t("in {serialIn}", { serialIn }),
    seal === "" ? "" : t("seal {seal}", { seal }),
  ];
  return (
    <span className={classes.goesWith} data-testid="goes-with">
      {said.filter((each) => each !== "").join(" · ")}
      {deposit !== 0 && (
        <>
          {" · "}
          {rich("deposit {deposit}", { deposit: <MoneyText amount={deposit} /> })}
        </>
      )}
    </span>
  );
}

/**
 * Plain buttons: a scan draws them anew for its line, and five of the library's cost as much as all
 * the rest of the line.
 */
function LineTools({ name, at, send, ...props }: CartLineProps & { readonly name: string }) {
  return (
    <div className={classes.tools}>
      <button
        type="button"
        className={classes.tool}
        data-square
        aria-label={t("One less of {name}", { name })}
        onClick={() => send({ type: "stepped", by: -1 })}
        data-testid="line-less"
      >
        <Key>−</Key>
      </button>
      <button
        type="button"
        className={classes.tool}
        data-square
        aria-label={t("One more of {name}", { name })}
        onClick={() => send({ type: "stepped", by: 1 })}
        data-testid="line-more"
      >
        <Key>+</Key>
      </button>
      {props.line.returnable === undefined && (
        <button
          type="button"
          className={classes.tool}
          onClick={() => props.onQuantity(at)}
          data-testid="line-quantity"
        >
          {t("Quantity")}
        </button>
      )}
      <button
        type="button"
        className={classes.tool}
        onClick={() => props.onDiscount(at)}
        data-testid="line-discount"
      >
        {t("Discount")}
      </button>
      <button
        type="button"
        className={classes.tool}
        data-removes
        onClick={() => send({ type: "removed", at })}
        data-testid="line-remove"
      >
        <IconTrash size={16} aria-hidden />
        {t("Remove")}
        <Key>Del</Key>
      </button>
    </div>
  );
}
