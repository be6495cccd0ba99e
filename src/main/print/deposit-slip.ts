import type { DepositReturned } from "#shared/facts/returnables.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import type { ReceiptDocument } from "./document.ts";
import { finish, foot, header, stamp } from "./seller.ts";
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
  const { t } = paper;
  paper.headline(t("DEPOSIT BACK"));
  paper.pair(t("Slip no."), number, { size: "bold" });
  stamp(paper, slip.at, slip.day);
  paper.pair(t("Served by"), slip.cashier);
  if (slip.customer !== "") paper.pair(t("Customer"), slip.customer);
  if (body.receipt !== "") paper.pair(t("Deposit taken with"), body.receipt);
  paper.rule();
  paper.left(`${-body.deposit.count} x ${body.name}`, "bold");
  for (const serial of serialsOf(body)) paper.pair(t("Serial"), serial, { indent: 2 });
  paper.pair(t("GIVEN BACK KES"), formatMoney(cents(-body.deposit.amount)), { size: "total" });
  for (const tender of body.tenders) {
    const code = tender.kind === "mpesa" ? (slip.codes.get(tender.code.index) ?? "") : "";
    paper.pair(`${tenderWords(tender.kind, t)} ${code}`.trim(), formatMoney(tender.amount));
  }
  paper.sign(t("Received by customer"));
  foot(paper.rule(), slip.seller, number);
  return finish(paper, to, { title: t("Deposit back {number}", { number }), number });
}

function serialsOf({ moves }: DepositReturned["body"]): string[] {
  const serials = moves.map((move) => move.serial).filter((serial) => serial !== null);
  return [...new Set(serials)];
}

/** D-3F9A21BC: the last eight places of the fact's id, which the audit log finds it by. */
export function depositSlipNumber(fact: string): string {
  return `D-${fact.slice(-8).toUpperCase()}`;
}
