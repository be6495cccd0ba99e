import type { PostedSale } from "../counter/counter-model.ts";
import { t } from "../../text/text.ts";

/** "Sent", never "printed": the program cannot see the paper. */
export const receiptWords = (): { readonly [State in PostedSale["receipt"]]: string } => ({
  none: t("on screen only"),
  waiting: t("waiting for the printer"),
  sending: t("on its way to the printer"),
  sent: t("sent to the printer"),
  failed: t("the printer did not take it"),
  unknown: t("not known whether it was printed"),
});
