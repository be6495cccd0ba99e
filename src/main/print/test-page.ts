import type { Instant } from "#shared/kernel/date.ts";
import type { Language } from "#shared/kernel/text.ts";
import type { ReceiptDocument } from "./document.ts";
import type { Paper } from "./paper.ts";
import { finish } from "./seller.ts";
import { Slip } from "./slip.ts";
import { clockWords } from "./wording.ts";

/** What the test page is about. */
export interface TestPage {
  readonly printer: string;
  readonly at: Instant;
  /** That of whoever asked for it: the printer belongs to no business. */
  readonly language: Language;
}

/** A page that shows at a glance whether the paper's width, accents and bars come out right. */
export function testPage(page: TestPage, paper: Paper): ReceiptDocument {
  const slip = new Slip(paper, page.language);
  const { t } = slip;
  const { date, time } = clockWords(page.at);
  slip.headline(t("Test page")).centre(page.printer).rule();
  slip.pair(t("{paper} mm paper", { paper }), t("{count} characters", { count: slip.columns }));
  slip.pair(date, time);
  slip.left("0123456789".repeat(5).slice(0, slip.columns));
  slip.left(t("Bold text is darker than this"), "bold");
  slip.left("Kĩambu, Mũrang'a, café, 50 % off");
  slip.pair(t("TOTAL KES"), "1,234.50", { size: "total" }).rule();
  slip.centre(t("The line reaches both edges.")).space().barcode("TEST-000123");
  return finish(slip, { paper, copy: false }, { title: t("Test page"), number: "TEST-000123" });
}
