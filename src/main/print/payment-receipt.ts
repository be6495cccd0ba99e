import type { CreditPaidOut, CustomerPaid } from "#shared/facts/payments.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, formatMoney, sum } from "#shared/kernel/money.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { ReceiptDocument } from "./document.ts";
import { finish, foot, header, stamp } from "./seller.ts";
import type { Presentation, Seller } from "./seller.ts";
import { tenderWords } from "./wording.ts";

/** Money that changed hands with a customer apart from a sale. */
export interface PaymentReceipt {
  readonly kind: "payment";
  readonly seller: Seller;
  readonly at: Instant;
  readonly day: BusinessDay;
  readonly cashier: string;
  readonly customer: string;
  /** The M-Pesa code in the clear; empty where it is not one, or cannot be shown. */
  readonly code: string;
  readonly direction: "in" | "out";
  readonly body: CustomerPaid["body"] | CreditPaidOut["body"];
  /** What it settled, in the words of the documents. */
  readonly settled: readonly { readonly words: string; readonly amount: Money }[];
  readonly toCredit: Money;
  /** What the customer owes, and holds, after it. */
  readonly owed: Money;
  readonly credit: Money;
  readonly reason: string;
}

/** The receipt of a payment: what it settled, and what is still owed. */
export function paymentReceipt(paid: PaymentReceipt, to: Presentation): ReceiptDocument {
  const { body, direction } = paid;
  const slip = header(paid.seller, to).rule();
  const { t } = slip;
  slip.headline(direction === "in" ? t("PAYMENT") : t("PAID OUT"));
  slip.pair(t("Payment no."), body.number, { size: "bold" });
  stamp(slip, paid.at, paid.day);
  slip.pair(t("Served by"), paid.cashier).pair(t("Customer"), paid.customer);
  if (paid.reason !== "") slip.left(t("Reason: {reason}", { reason: paid.reason }));
  slip.rule();
  for (const { words, amount } of paid.settled) slip.pair(words, formatMoney(amount));
  if (paid.toCredit !== 0) slip.pair(t("To store credit"), formatMoney(paid.toCredit));
  const word = direction === "in" ? t("PAID KES") : t("PAID OUT KES");
  slip.pair(word, formatMoney(body.amount), { size: "total" });
  tender(paid, slip);
  slip.rule();
  slip.pair(t("Now owed on account"), formatMoney(paid.owed), { size: "bold" });
  if (paid.credit !== 0) slip.pair(t("Store credit held"), formatMoney(paid.credit));
  if (direction === "out") slip.sign(t("Received by customer"));
  foot(slip.rule(), paid.seller, body.number);
  const title = t("Payment {number}", { number: body.number });
  return finish(slip, to, { title, number: body.number });
}

function tender(paid: PaymentReceipt, slip: ReturnType<typeof header>): void {
  const { tender: by, amount } = paid.body;
  const { t } = slip;
  const words = tenderWords(by.kind, t);
  if (by.kind === "mpesa") slip.pair(`${words} ${paid.code}`.trim(), formatMoney(amount));
  if (by.kind === "bank") slip.pair(`${words} ${by.reference}`.trim(), formatMoney(amount));
  if (by.kind === "cash") {
    slip.pair(words, formatMoney(paid.direction === "in" ? by.tendered : amount));
    if (by.change !== 0) slip.pair(t("Change"), formatMoney(by.change), { size: "bold" });
  }
  const settled = sum([...paid.settled.map((each) => each.amount), paid.toCredit]);
  const rounding = paid.direction === "in" ? amount - settled : 0;
  if (rounding !== 0) slip.pair(t("Rounding"), formatMoney(cents(rounding)));
}
