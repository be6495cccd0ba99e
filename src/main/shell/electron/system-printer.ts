import { BrowserWindow } from "electron";

const MICRONS_PER_MM = 1000;
const DONE_MS_MAX = 30_000;

/** A page for the system's own printing, e.g. a receipt as one SVG picture of exact size. */
export interface SystemPrintJob {
  /** The system's name of the printer, not the friendly one. */
  readonly printer: string;
  /** What the page shows; it cannot run scripts or load anything. */
  readonly body: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface SystemPrinter {
  readonly name: string;
  readonly label: string;
}

/** Which printers the system has. Any window can be asked. */
export async function systemPrinters(window: BrowserWindow): Promise<readonly SystemPrinter[]> {
  const printers = await window.webContents.getPrintersAsync();
  return printers.map(({ name, displayName }) => ({ name, label: displayName || name }));
}

/** Prints without asking, on paper of exactly the job's size. Throws with the system's reason. */
export async function printOnSystem(job: SystemPrintJob): Promise<void> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  try {
    const page = Buffer.from(pageOf(job)).toString("base64");
    await window.loadURL(`data:text/html;charset=utf-8;base64,${page}`);
    await inTime(print(window, job));
  } finally {
    window.destroy();
  }
}

function pageOf({ body, widthMm, heightMm }: SystemPrintJob): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
  const style = `@page{size:${widthMm}mm ${heightMm}mm;margin:0}body{margin:0}svg{display:block}`;
  return (
    `<!doctype html><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>${style}</style>${body}`
  );
}

function print(window: BrowserWindow, job: SystemPrintJob): Promise<void> {
  const options = {
    silent: true,
    deviceName: job.printer,
    printBackground: true,
    color: false,
    margins: { marginType: "none" },
    pageSize: {
      width: Math.round(job.widthMm * MICRONS_PER_MM),
      height: Math.round(job.heightMm * MICRONS_PER_MM),
    },
  } as const;
  return new Promise((resolve, reject) => {
    window.webContents.print(options, (success, reason) =>
      success ? resolve() : reject(new Error(`The printer did not take the job: ${reason}`)),
    );
  });
}

/** A driver that never answers must not hold the outbox for ever. */
async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("The printer did not answer.")), DONE_MS_MAX);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
