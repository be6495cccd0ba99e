import { beforeEach, expect, test, vi } from "vitest";
import { printOnSystem, systemPrinters } from "#main/shell/electron/system-printer.ts";
import { FakeWindow, freshElectron } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electronModule);

beforeEach(() => freshElectron());
const receipt = { printer: "Receipts", body: "<svg></svg>", widthMm: 80, heightMm: 123.4 };

test("a receipt is printed silently, on paper of its own size in microns", async () => {
  await printOnSystem(receipt);
  const [window] = FakeWindow.all;
  expect(window?.webContents.prints).toEqual([
    expect.objectContaining({
      silent: true,
      deviceName: "Receipts",
      margins: { marginType: "none" },
      pageSize: { width: 80_000, height: 123_400 },
    }),
  ]);
  expect(window?.destroyed).toBe(true);
});

test("the hidden page runs no script and loads nothing", async () => {
  await printOnSystem(receipt);
  const [window] = FakeWindow.all;
  expect(window?.options).toMatchObject({ show: false, webPreferences: { javascript: false } });
  const page = Buffer.from(window?.webContents.loaded[0]?.split(",")[1] ?? "", "base64").toString();
  expect(page).toContain("default-src 'none'");
  expect(page).toContain("@page{size:80mm 123.4mm");
  expect(page).toContain("<svg></svg>");
});

test("a printer that refuses is an error with its reason, and leaves no window behind", async () => {
  FakeWindow.nextPrintAnswer = [false, "Invalid deviceName provided"];
  await expect(printOnSystem(receipt)).rejects.toThrow("Invalid deviceName provided");
  expect(FakeWindow.all[0]?.destroyed).toBe(true);
});

test("a printer without a friendly name is shown by the system's", async () => {
  const window = new FakeWindow({ show: false, webPreferences: {} });
  const printers = await systemPrinters(window as unknown as Electron.BrowserWindow);
  expect(printers).toEqual([{ name: "Receipts", label: "Receipts" }]);
});
