import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { may } from "../../rpc/program.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { ApprovalDialog } from "../approval/approval-dialog.tsx";
import { draftOf } from "./counter-model.ts";
import { lineFull, type TillItem } from "../cart/cart-model.ts";
import { CashMoveDialog } from "../cash-move/cash-move-dialog.tsx";
import { CustomerDialog } from "../customer/customer-dialog.tsx";
import { CustomerPaymentDialog } from "../customer-payment/customer-payment-dialog.tsx";
import { DiscountDialog } from "../discount/discount-dialog.tsx";
import { DrawerDialog } from "../drawer/drawer-dialog.tsx";
import { DeskDialog } from "../desk/desk-dialog.tsx";
import { HelpDialog } from "../help/help-dialog.tsx";
import { SwitchDialog } from "../menu/switch-dialog.tsx";
import { ParkDialog } from "../parked/park-dialog.tsx";
import { ParkedDialog } from "../parked/parked-dialog.tsx";
import { QuantityDialog } from "../quantity/quantity-dialog.tsx";
import { ReceiptDialog } from "../receipt/receipt-dialog.tsx";
import { DepositDialog } from "../returnables/deposit-dialog.tsx";
import { ReturnableDialog } from "../returnables/returnable-dialog.tsx";
import { XDialog } from "../x-report/x-dialog.tsx";
import { approvedSale } from "./approved.ts";
import { CounterMenu } from "./counter-menu.tsx";
import { type Dialog, SELL } from "./dialog.ts";
import type { Till } from "./till.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

interface CounterDialogsProps {
  readonly till: Till;
  readonly dialog: Dialog;
}

/** Draws the one dialog that is open. */
export function CounterDialogs({ till, dialog }: CounterDialogsProps) {
  const { business, desk, send } = till;
  const close = () => till.setDialog(null);
  switch (dialog.kind) {
    case "quantity":
    case "discount":
    case "scanned":
    case "approval":
      return <SaleDialogs till={till} dialog={dialog} />;
    case "returnable":
      return (
        <ReturnableDialog
          type={dialog.type}
          serialOut={dialog.serialOut}
          count={dialog.count}
          business={business.id}
          items={till.items}
          types={till.state.catalog?.reply.returnables ?? []}
          buyer={till.customer?.name ?? null}
          onDone={(lines) => {
            send({ type: "lined", lines });
            close();
          }}
          onClose={close}
        />
      );
    case "deposit":
      return (
        <DepositDialog
          business={business.id}
          found={dialog.found}
          onReturned={({ id, name, amount }) => {
            till.notice(
              t("{amount} of deposit given back for {name}.", { amount: moneyWords(amount), name }),
            );
            till.reloadCatalog();
            till.setDialog({ kind: "receipt", of: id, title: t("Deposit back") });
          }}
          onClose={close}
        />
      );
    case "customer":
      return (
        <CustomerDialog
          business={business.id}
          mayCreate={may(till.session, "customers.edit", business.id)}
          onPick={(customer) => {
            send({ type: "customer", customer });
            close();
          }}
          onClose={close}
        />
      );
    case "payment":
      return <PaymentDialogs till={till} customer={dialog.customer} />;
    case "park":
      return (
        <ParkDialog
          business={business.id}
          cart={draftOf(desk.cart, desk.pay.taken)}
          proposed={till.customer?.name ?? ""}
          onParked={(label) => {
            send({ type: "parked" });
            till.parked.reload();
            till.notice(t("Parked under “{label}”.", { label }));
            close();
          }}
          onClose={close}
        />
      );
    case "recall":
      return (
        <ParkedDialog
          business={business.id}
          items={till.items}
          busy={desk.cart.lines.length > 0 || desk.cart.exchange !== undefined}
          onRecalled={(cart) => {
            send({ type: "recalled", cart });
            till.parked.reload();
            // Also from the closing of the shift: what was recalled is to be finished first.
            till.setView(SELL);
            close();
          }}
          onClose={() => {
            till.parked.reload();
            close();
          }}
        />
      );
    case "drawer":
      return (
        <DrawerDialog
          business={business.id}
          onOpened={() => {
            till.notice(t("The opening of the drawer was written down."));
            close();
          }}
          onClose={close}
        />
      );
    case "cash":
      return till.shift === null || till.shift === undefined ? null : (
        <CashMoveDialog
          business={business.id}
          shift={till.shift.id}
          onMoved={(direction, amount) => {
            till.notice(
              `${moneyWords(amount)} ${direction === "in" ? t("put in") : t("taken out")}.`,
            );
            close();
          }}
          onClose={close}
        />
      );
    case "x":
      return till.shift === null || till.shift === undefined ? null : (
        <XDialog shift={till.shift.id} name={business.name} onClose={close} />
      );
    case "menu":
      return <CounterMenu till={till} />;
    case "switch":
      return <SwitchDialog onClose={close} />;
    case "desk":
      return <DeskDialog onClose={close} />;
    case "help":
      return <HelpDialog onClose={close} />;
    case "receipt":
      return <ReceiptDialog of={dialog.of} title={dialog.title ?? t("Receipt")} onClose={close} />;
  }
}

/** First who, then how much; at the end the receipt, because it says what is still owed. */
function PaymentDialogs({ till, customer }: { till: Till; customer: string | null }) {
  const { business } = till;
  const close = () => till.setDialog(null);
  if (customer === null) {
    return (
      <CustomerDialog
        business={business.id}
        mayCreate={may(till.session, "customers.edit", business.id)}
        onPick={(picked) => till.setDialog({ kind: "payment", customer: picked })}
        onClose={close}
      />
    );
  }
  return (
    <CustomerPaymentDialog
      key={customer}
      business={business.id}
      name={business.name}
      customer={customer}
      today={till.today}
      cashRounding={till.bill.cashRounding}
      onDone={(paid, words) => {
        till.notice(words);
        till.reloadCustomer();
        till.setDialog({
          kind: "receipt",
          of: paid.payment,
          title: t("Payment {number}", { number: paid.number }),
        });
      }}
      onOther={() => till.setDialog({ kind: "payment", customer: null })}
      onClose={close}
    />
  );
}

interface SaleDialogsProps {
  readonly till: Till;
  readonly dialog: Extract<Dialog, { kind: "quantity" | "discount" | "scanned" | "approval" }>;
}

function SaleDialogs({ till, dialog }: SaleDialogsProps) {
  const { desk, send } = till;
  const close = () => till.setDialog(null);
  switch (dialog.kind) {
    case "quantity": {
      const at = dialog.line;
      const line = at === null ? undefined : desk.cart.lines[at];
      return (
        <QuantityDialog
          item={dialog.item}
          current={line?.quantity ?? null}
          onDone={(quantity) => {
            if (at === null) till.addExactly(dialog.item, quantity);
            else send({ type: "quantity", at, quantity });
            close();
          }}
          onClose={close}
        />
      );
    }
    case "discount": {
      const at = dialog.line;
      const line = at === null ? undefined : desk.cart.lines[at];
      return (
        <DiscountDialog
          line={line === undefined ? null : (till.items.get(line.item)?.name ?? t("This line"))}
          lineAmount={line === undefined ? null : lineFull(line)}
          saleAmount={till.sums.full}
          current={
            line?.discount === undefined || line.discount === 0 ? desk.cart.discount : line.discount
          }
          needsApproval={!may(till.session, "sell.discount", till.business.id)}
          onDone={(target, discount) => {
            if (target === "line" && at !== null) send({ type: "line-discount", at, discount });
            else send({ type: "sale-discount", discount });
            close();
          }}
          onClose={close}
        />
      );
    }
    case "scanned":
      return <ScannedDialog till={till} item={dialog.item} />;
    case "approval":
      return (
        <ApprovalDialog
          permission={dialog.permission}
          business={till.business.id}
          {...approvedSale(till, dialog.permission)}
          sending={till.sale.sending}
          problem={till.sale.problem}
          onApprove={(approval) => void till.complete(dialog.tenders, approval)}
          onClose={close}
        />
      );
  }
}

/** A scan while paying is not guessed at. */
function ScannedDialog({ till, item }: { readonly till: Till; readonly item: TillItem }) {
  useScanner(() => false);
  const close = () => till.setDialog(null);
  return (
    <Modal opened onClose={close} title={t("Scanned while paying")} size="md">
      <Stack gap="md" data-testid="scanned">
        <Text size="lg">
          {rich("{name}, {price}. Does it belong to this sale?", {
            name: <b>{item.name}</b>,
            price: moneyWords(item.price),
          })}
        </Text>
        <Group justify="space-between">
          <Button variant="default" size="lg" onClick={close}>
            {t("No, go on paying")}
          </Button>
          <Button
            size="lg"
            data-autofocus
            onClick={() => {
              close();
              till.send({ type: "back" });
              till.add(item, null);
            }}
            data-testid="scanned-add"
          >
            {t("Yes, add it")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
