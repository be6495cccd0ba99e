import type { Book } from "#main/journal/book.ts";
import { device } from "#main/journal/device/device.ts";

/** How this till prints, as the owner set it (contract: printer.save). */
export interface PrinterSettings {
  readonly name: string;
  readonly transport: "none" | "file" | "os" | "raw" | "network";
  readonly target: string;
  readonly paper: 58 | 80;
  readonly automatic: boolean;
  readonly drawer: boolean;
}

const WITHOUT_PAPER: PrinterSettings = {
  name: "Receipts on screen",
  transport: "none",
  target: "",
  paper: 80,
  automatic: false,
  drawer: false,
};

export function printerSettings(book: Book): PrinterSettings {
  return book.seldom("printer settings", () => {
    const stored = device(book)?.printer;
    if (stored === undefined || stored === "{}") return WITHOUT_PAPER;
    return { ...WITHOUT_PAPER, ...(JSON.parse(stored) as Partial<PrinterSettings>) };
  });
}

/** Whether a sale puts its receipt into the outbox by itself. */
export function automaticPaper(book: Book): boolean {
  const settings = printerSettings(book);
  return settings.automatic && settings.transport !== "none";
}
