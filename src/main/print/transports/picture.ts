import { paperSize, toSvg } from "../document.ts";
import type { SystemPrinting } from "./choose.ts";
import { failed, SENT } from "./transport.ts";

/** One receipt as a page for a shell that prints pages itself, as Electron does. */
export interface PicturePage {
  /** The system's name of the printer. */
  readonly printer: string;
  /** An SVG picture that is exactly as large as the page. */
  readonly body: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

interface PictureShell {
  /** Resolves once the system has the page; rejects with a sentence where it did not take it. */
  print(page: PicturePage): Promise<void>;
  printers(): Promise<readonly { readonly name: string }[]>;
}

/** The system's printers through a shell that prints pages itself. */
export function picturePrinting(shell: PictureShell): SystemPrinting {
  return {
    async queues() {
      return (await shell.printers()).map(({ name }) => name);
    },
    transport: (printer) => ({
      async send(document) {
        // The system's own words for a printer that is gone are a number, or nothing at all.
        const known = (await shell.printers()).some(({ name }) => name === printer);
        if (!known) return failed(`The system knows no printer named ${printer}.`);
        try {
          await shell.print({ printer, body: toSvg(document), ...paperSize(document) });
          return SENT;
        } catch (cause) {
          return failed(cause instanceof Error ? cause.message : String(cause));
        }
      },
    }),
  };
}
