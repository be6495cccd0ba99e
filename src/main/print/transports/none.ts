import { failed } from "./transport.ts";
import type { Transport } from "./transport.ts";

/** No printer: receipts are on the screen only. */
export const noPrinter: Transport = {
  send: async () => failed("No printer has been chosen. Choose one under Settings, Printer."),
};

/** Printing through the system where this shell cannot do it: the web shell on Windows. */
export const needsDesktopProgram: Transport = {
  send: async () =>
    failed(
      "In the browser on Windows, Tomtin cannot reach the system's printers. " +
        "Use the desktop program, or let receipts be saved into a folder.",
    ),
};

/** ESC/POS past a driver on Windows: its spooler takes bytes from its own programs only. */
export const needsOtherWay: Transport = {
  send: async () =>
    failed(
      "On Windows, Tomtin cannot send raw receipts through a driver. " +
        "Choose the printer with its driver, or its network address.",
    ),
};
