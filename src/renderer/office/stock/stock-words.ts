import type { Reply } from "#shared/contract/index.ts";
import type { WriteOffReason } from "#shared/facts/stock.ts";

export const REASON_WORDS: Readonly<Record<WriteOffReason, string>> = {
  broken: "Broken",
  expired: "Expired",
  damaged: "Damaged",
  lost: "Lost or stolen",
  sample: "Given as a sample",
  "own-use": "Taken by the owner",
};

/** What an act of stock was, in a line. */
export function actWords(act: Reply<"stock.acts">["acts"][number]): string {
  switch (act.kind) {
    case "write-off":
      return `Written off: ${(REASON_WORDS[act.label as WriteOffReason] ?? act.label).toLowerCase()}`;
    case "count":
      return `Stocktake: ${act.label}`;
    case "return":
      return ["Sent back to", act.other ?? "the supplier", act.label].join(" ").trim();
    case "transfer":
      return `Moved to ${act.other ?? "another business"}`;
  }
}

/** What a fact that moved an item was, for its card. */
export function moveWords(kind: string): string {
  return MOVES[kind] ?? kind;
}

const MOVES: Readonly<Record<string, string>> = {
  "sale.posted": "Sold",
  "sale.refunded": "Came back",
  "stock.received": "Received",
  "production.recorded": "Production",
  "production.reversed": "Run taken back",
  "stock.written_off": "Written off",
  "stock.counted": "Counted",
  "stock.returned": "Sent back",
  "stock.transferred": "Moved",
};
