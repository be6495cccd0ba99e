import type { BusinessSettings } from "#shared/facts/master.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { ReceiptDocument } from "./document.ts";
import type { Paper } from "./paper.ts";
import { Slip } from "./slip.ts";
import { clockWords, dayWords } from "./wording.ts";

/** Who sells, as it stood in the settings that the fact names: a reprint keeps the old address. */
export interface Seller extends Omit<BusinessSettings["receipt"], "paper"> {
  /** The business's code: who may see its paper depends on it. */
  readonly business: string;
  /** The business's name, for where no title was given. */
  readonly name: string;
  readonly mpesaTill: string;
  readonly vatRegistered: boolean;
  /** A practice journal: nothing on this paper is a sale. */
  readonly training: boolean;
}

/** How a document goes onto paper, which is no part of what it says. */
export interface Presentation {
  readonly paper: Paper;
  /** Marked COPY: the same content and time as the original. */
  readonly copy: boolean;
}

/** Name, address, PIN; and loudly, what this paper is not. */
export function header(seller: Seller, to: Presentation): Slip {
  const slip = new Slip(to.paper, seller.language);
  const { t } = slip;
  if (seller.logo !== undefined) slip.picture(seller.logo);
  slip.headline(seller.title.trim() === "" ? seller.name : seller.title);
  slip.centre(seller.address).centre(seller.contact);
  if (seller.pin !== "") slip.centre(`PIN ${seller.pin}`);
  if (seller.mpesaTill !== "") {
    slip.centre(t("M-Pesa Buy Goods till {till}", { till: seller.mpesaTill }));
  }
  if (seller.training) {
    slip.space().headline(t("TRAINING")).centre(t("Practice only. Nothing was sold."));
  }
  if (to.copy) slip.space().headline(t("COPY"));
  return slip;
}

/** The date and time of the act in Nairobi, and the business day where it is another one. */
export function stamp(slip: Slip, at: Instant, day: BusinessDay): void {
  const { t } = slip;
  const { date, time } = clockWords(at);
  slip.pair(date, time);
  if (dayWords(day) !== date) slip.pair(t("Business day"), dayWords(day));
}

/** Puts what was written into a document for this paper. */
export function finish(
  slip: Slip,
  to: Presentation,
  name: { readonly title: string; readonly number: string },
): ReceiptDocument {
  return { ...name, paper: to.paper, copy: to.copy, markup: slip.markup };
}

/** The foot of a paper of money: the shop's last line, and loudly what this is not. */
export function foot(slip: Slip, seller: Seller, number: string): Slip {
  const { t } = slip;
  slip.centre(seller.footer).space();
  // Until the tax authority's device signs receipts, saying less than this would mislead.
  for (const row of t("NOT A TAX INVOICE").split("\n")) slip.centre(row, "bold");
  return slip.space().barcode(number);
}
