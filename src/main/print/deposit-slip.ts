import type { DepositReturned } from "#shared/facts/returnables.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import type { ReceiptDocument } from "./document.ts";
import { finish, header, stamp } from "./seller.ts";
import type { Presentation, Seller } from "./seller.ts";
import { tenderWords } from "./wording.ts";

/** A deposit that was given back for a cylinder or a container that came back. */
export interface DepositSlip {
  readonly kind: "deposit";
  readonly seller: Seller;
  /** Of the fact: such a slip has no number of its own in the books. */
  readonly number: string;
  readonly at: Instant;
  readonly day: BusinessDay;
  readonly cashier: string;
  readonly customer: string;
  readonly body: DepositReturned["body"];
  /** M-Pesa codes in the clear, by index. */
  readonly codes: ReadonlyMap<string, string>;
}

/** What came back, what was paid for it and how; signed, because money went out. */
export function depositSlip(slip: DepositSlip, to: Presentation): ReceiptDocument {
  const { body, number } = slip;
  const paper = header(slip.seller, to).rule();
  paper.headline("DEPOSIT BACK");
  paper.pair("Slip no.", number, { size: "bold" });
  stamp(paper, slip.at, slip.day);
  paper.pair("Served by", slip.cashier);
  if (slip.customer !== "") paper.pair("Customer", slip.customer);
  if (body.receipt !== "") paper.pair("Deposit taken with", body.receipt);
  paper.rule();
  paper.left(`${-body.deposit.count} x ${body.name}`, "bold");
  for (const serial of serialsOf(body)) paper.pair("Serial", serial, { indent: 2 });
  paper.pair("GIVEN BACK KES", formatMoney(cents(-body.deposit.amount)), { size: "total" });
  for (const tender of body.tenders) {
    const code = tender.kind === "mpesa" ? (slip.codes.get(tender.code.index) ?? "") : "";
    paper.pair(`${tenderWords(tender.kind)} ${code}`.trim(), formatMoney(tender.amount));
  }
  paper.sign("Received by customer");
  paper.rule().centre(slip.seller.footer);
  paper.space().centre("NOT A TAX INVOICE", "bold").space();
  paper.barcode(number);
  return finish(paper, to, { title: `Deposit back ${number}`, number });
}

function serialsOf({ moves }: DepositReturned["body"]): string[] {
  const serials = moves.map((move) => move.serial).filter((serial) => serial !== null);
  return [...new Set(serials)];
}

/** D-3F9A21BC: the last eight places of the fact's id, which the audit log finds it by. */
export function depositSlipNumber(fact: string): string {
  return `D-${fact.slice(-8).toUpperCase()}`;
}
