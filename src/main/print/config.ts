import type { Reply } from "#shared/contract/index.ts";

/** How this till prints: a setting of the device, not of the books. */
export type PrinterConfig = Reply<"printer.get">["printer"];

/** Before anybody chose: nothing is printed, receipts are shown for 80 mm paper. */
export const NO_PRINTER: PrinterConfig = {
  name: "No printer",
  transport: "none",
  target: "",
  paper: 80,
  automatic: false,
  drawer: false,
};
