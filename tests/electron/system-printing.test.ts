import { beforeEach, expect, test, vi } from "vitest";
import type { ReceiptDocument } from "#main/print/document.ts";
import { paperSize } from "#main/print/document.ts";
import { chromiumTransport, electronPrinting } from "#main/shell/electron/system-printing.ts";
import { FakeWindow, freshElectron } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electronModule);

beforeEach(() => {
  freshElectron();
  // The till's own window, which knows the printers.
  FakeWindow.open();
});

const receipt: ReceiptDocument = {
  title: "Receipt R1-000123-K7",
  number: "R1-000123-K7",
  paper: 80,
  copy: false,
  markup: "Water, 20 litres | 250.00\n",
};
const send = (signal = new AbortController().signal) =>
  chromiumTransport("Receipts").send(receipt, signal);
const hidden = () => FakeWindow.all[1];

test("a receipt is printed silently, on paper of its own size in microns", async () => {
  expect(await send()).toEqual({ state: "sent", problem: "" });
  expect(hidden()?.webContents.prints).toEqual([
    expect.objectContaining({
      silent: true,
      deviceName: "Receipts",
      margins: { marginType: "none" },
      pageSize: { width: 80_000, height: paperSize(receipt).heightMm * 1000 },
    }),
  ]);
  expect(hidden()?.destroyed).toBe(true);
});

test("the hidden page shows the receipt, runs no script and loads nothing", async () => {
  await send();
  expect(hidden()?.options).toMatchObject({
    show: false,
    webPreferences: { javascript: false, sandbox: true, nodeIntegration: false },
  });
  const address = hidden()?.webContents.loaded[0] ?? "";
  const page = Buffer.from(address.split(",")[1] ?? "", "base64").toString();
  expect(page).toContain("default-src 'none'");
  expect(page).toContain("<svg");
});

test("a printer that refuses is a failure with its reason, and leaves no window behind", async () => {
  FakeWindow.nextPrintAnswer = [false, "Printer is paused"];
  expect(await send()).toEqual({
    state: "failed",
    problem: "The printer Receipts did not take the receipt: Printer is paused",
  });
  expect(hidden()?.destroyed).toBe(true);
});

test("a printer that the system does not know gets nothing", async () => {
  const sending = await chromiumTransport("Kitchen").send(receipt, new AbortController().signal);
  expect(sending).toMatchObject({ state: "failed" });
  expect(hidden()).toBeUndefined();
});

test("a driver that never answers is given up when the outbox says so", async () => {
  FakeWindow.nextPrintAnswer = undefined;
  const patience = new AbortController();
  const sending = send(patience.signal);
  setTimeout(() => patience.abort(), 20);
  expect(await sending).toMatchObject({ state: "unknown" });
  expect(hidden()?.destroyed).toBe(true);
});

test("Windows prints through Chromium, the others through CUPS", async () => {
  expect(await electronPrinting("win32").queues()).toEqual(["Receipts"]);
  expect(electronPrinting("linux").transport).not.toBe(chromiumTransport);
  expect(electronPrinting("win32").transport).toBe(chromiumTransport);
});
