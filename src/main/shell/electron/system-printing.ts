import { BrowserWindow } from "electron";
import { paperSize, toSvg } from "#main/print/document.ts";
import type { ReceiptDocument } from "#main/print/document.ts";
import { webSystemPrinting } from "#main/print/transports/choose.ts";
import type { SystemPrinting } from "#main/print/transports/choose.ts";
import { needsOtherWay } from "#main/print/transports/none.ts";
import { failed, SENT } from "#main/print/transports/transport.ts";
import type { Sending, Transport } from "#main/print/transports/transport.ts";

const MICRONS_PER_MM = 1000;
const BROKEN_OFF: Sending = { state: "unknown", problem: "The printing was broken off." };

/**
 * Windows has no command that prints a page, so there Chromium does it. Elsewhere CUPS does, as in
 * the web shell: it says more about a printer that cannot print.
 */
export function electronPrinting(platform: NodeJS.Platform): SystemPrinting {
  if (platform !== "win32") return webSystemPrinting(platform);
  return { transport: chromiumTransport, raw: () => needsOtherWay, queues: printerNames };
}

/** The system's own names; any window may be asked for them. */
async function printerNames(): Promise<readonly string[]> {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return [];
  const printers = await window.webContents.getPrintersAsync();
  return printers.map(({ name }) => name);
}

/** Prints the receipt's picture without asking, on paper of exactly its size. */
export function chromiumTransport(printer: string): Transport {
  return {
    async send(document, signal) {
      if (signal.aborted) return BROKEN_OFF;
      const known = await printerNames();
      if (!known.includes(printer)) return failed(`The system knows no printer named ${printer}.`);
      const window = hiddenWindow();
      try {
        const page = Buffer.from(pageOf(document)).toString("base64");
        await window.loadURL(`data:text/html;charset=utf-8;base64,${page}`);
        return await print(window, printer, document, signal);
      } catch (error) {
        return failed(`The receipt could not be drawn for the printer: ${String(error)}`);
      } finally {
        window.destroy();
      }
    },
  };
}

function hiddenWindow(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
}

function pageOf(document: ReceiptDocument): string {
  const { widthMm, heightMm } = paperSize(document);
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  const style = `@page{size:${widthMm}mm ${heightMm}mm;margin:0}body{margin:0}svg{display:block}`;
  return (
    `<!doctype html><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>${style}</style>${toSvg(document)}`
  );
}

/** A driver may never answer: then the outbox ends the wait by its signal. */
function print(
  window: BrowserWindow,
  printer: string,
  document: ReceiptDocument,
  signal: AbortSignal,
): Promise<Sending> {
  const { widthMm, heightMm } = paperSize(document);
  const options = {
    silent: true,
    deviceName: printer,
    printBackground: true,
    color: false,
    margins: { marginType: "none" },
    pageSize: { width: widthMm * MICRONS_PER_MM, height: heightMm * MICRONS_PER_MM },
  } as const;
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(BROKEN_OFF), { once: true });
    window.webContents.print(options, (success, reason) =>
      resolve(
        success ? SENT : failed(`The printer ${printer} did not take the receipt: ${reason}`),
      ),
    );
  });
}
