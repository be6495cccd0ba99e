import type { Reply } from "#shared/contract/index.ts";
import type { WriteOffReason } from "#shared/facts/stock.ts";
import { t } from "../../text/text.ts";

export const reasonWords = (): Readonly<Record<WriteOffReason, string>> => ({
  broken: t("Broken"),
  expired: t("Expired"),
  damaged: t("Damaged"),
  lost: t("Lost or stolen"),
  sample: t("Given as a sample"),
  "own-use": t("Taken by the owner"),
});

/** What an act of stock was, in a line. */
export function actWords(act: Reply<"stock.acts">["acts"][number]): string {
  switch (act.kind) {
    case "write-off":
      return t("Written off: {reason}", {
        reason: (reasonWords()[act.label as WriteOffReason] ?? act.label).toLowerCase(),
      });
    case "count":
      return t("Stocktake: {label}", { label: act.label });
    case "return":
      return [t("Sent back to {supplier}", { supplier: act.other ?? t("the supplier") }), act.label]
        .join(" ")
        .trim();
    case "transfer":
      return act.label === "arrived"
        ? t("Moved here from {other}", { other: act.other ?? t("another business") })
        : t("Moved to {other}", { other: act.other ?? t("another business") });
  }
}

/** What a fact that moved an item was, for its card. */
export function moveWords(kind: string): string {
  return moves()[kind] ?? kind;
}

const moves = (): Readonly<Record<string, string>> => ({
  "sale.posted": t("Sold"),
  "sale.refunded": t("Came back"),
  "stock.received": t("Received"),
  "production.recorded": t("Production"),
  "production.reversed": t("Run taken back"),
  "stock.written_off": t("Written off"),
  "stock.counted": t("Counted"),
  "stock.returned": t("Sent back"),
  "stock.transferred": t("Moved"),
});
