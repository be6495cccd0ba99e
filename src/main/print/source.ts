import { unreachable } from "#shared/kernel/assert.ts";
import type { ReceiptDocument } from "./document.ts";
import { depositSlip, type DepositSlip } from "./deposit-slip.ts";
import { jobGiven, jobReceipt, jobTags, jobTicket, type JobPaper } from "./job-papers.ts";
import { paymentReceipt } from "./payment-receipt.ts";
import type { PaymentReceipt } from "./payment-receipt.ts";
import { refundReceipt, saleReceipt } from "./receipt.ts";
import type { RefundReceipt, SaleReceipt } from "./receipt.ts";
import type { Presentation } from "./seller.ts";
import { xReport, zReport } from "./shift-report.ts";
import type { XReport, ZReport } from "./shift-report.ts";

/** The content of a printable document, drawn from a fact and the settings that it names. */
export type ReceiptSource =
  | SaleReceipt
  | RefundReceipt
  | PaymentReceipt
  | DepositSlip
  | JobPaper
  | XReport
  | ZReport;

/** What comes out of the printer: each source as it is, and a job's tags beside its ticket. */
export type PaperKind = ReceiptSource["kind"] | "job-tags";

/** The document of a source, whatever it is. */
export function documentOf(
  source: ReceiptSource,
  to: Presentation,
  as: PaperKind = source.kind,
): ReceiptDocument {
  if (as === "job-tags" && source.kind === "job-ticket") return jobTags(source, to);
  switch (source.kind) {
    case "sale":
      return saleReceipt(source, to);
    case "refund":
      return refundReceipt(source, to);
    case "payment":
      return paymentReceipt(source, to);
    case "deposit":
      return depositSlip(source, to);
    case "job-ticket":
      return jobTicket(source, to);
    case "job-payment":
      return jobReceipt(source, to);
    case "job-given":
      return jobGiven(source, to);
    case "x":
      return xReport(source, to);
    case "z":
      return zReport(source, to);
    default:
      return unreachable(source);
  }
}
