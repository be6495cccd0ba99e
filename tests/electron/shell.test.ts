import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connectionOf } from "#main/shell/electron/calls.ts";
import { runElectronShell } from "#main/shell/electron/run.ts";
import type { Program } from "#main/shell/program.ts";
import { fake, FakeWindow, freshElectron, Preventable } from "./fake-electron.ts";

vi.mock("electron", async () => (await import("./fake-electron.ts")).electronModule);

let folder = "";
let program: Program;
let log: string[];
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

beforeEach(() => {
  freshElectron();
  folder = mkdtempSync(join(tmpdir(), "tomtin-electron-"));
  const screens = join(folder, "out", "renderer");
  mkdirSync(join(screens, "assets"), { recursive: true });
  writeFileSync(join(screens, "index.html"), "<!doctype html>");
  writeFileSync(join(screens, "assets", "app.js"), "1");
  writeFileSync(join(folder, "secret.json"), "{}");
  fake.app.projectFolder = folder;
  log = [];
  program = {
    call: vi.fn(async () => ({ ok: true, value: { state: "ready" } }) as const),
    disconnect: vi.fn(),
    fillDemo: vi.fn(async () => undefined),
    close: vi.fn(async () => undefined),
  };
});

afterEach(async () => {
  const exited = new Promise((resolve) => fake.app.once("test-exited", resolve));
  if (fake.app.listenerCount("will-quit") > 0 && fake.app.exits.length === 0) {
    fake.app.quit();
    await exited;
  }
  for (const signal of signals) process.removeAllListeners(signal);
  rmSync(folder, { recursive: true, force: true });
});

const start = (demo = false) =>
  runElectronShell(
    { dataFolder: join(folder, "books"), demo },
    { openProgram: async () => program, log: (line) => void log.push(line) },
  );

const theWindow = () => FakeWindow.all[0] as FakeWindow;
const theContents = () => theWindow().webContents;

describe("the window", () => {
  test("has no way to Node, one preload function and our screens", async () => {
    await start();
    expect(FakeWindow.all).toHaveLength(1);
    expect(theWindow().options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      preload: join(folder, "out", "preload", "index.cjs"),
    });
    expect(fake.app.sandboxed).toBe(true);
    expect(theContents().loaded).toEqual(["tomtin://app/"]);
  });

  test("shows itself only once it has something to show", async () => {
    await start();
    expect(theWindow().visible).toBe(false);
    theWindow().emit("ready-to-show");
    expect(theWindow().visible).toBe(true);
  });

  test("opens no other window", async () => {
    await start();
    expect(theContents().openHandler?.({ url: "https://example.com/" })).toEqual({
      action: "deny",
    });
  });

  test.each(["will-frame-navigate", "will-redirect"])("%s leads nowhere but home", async (name) => {
    await start();
    for (const away of ["https://example.com/", "file:///etc/passwd", "data:text/html,x"]) {
      const event = new Preventable(away);
      theContents().emit(name, event);
      expect(event.prevented, away).toBe(true);
    }
    const home = new Preventable("tomtin://app/#/office");
    theContents().emit(name, home);
    expect(home.prevented).toBe(false);
  });

  test("embeds nothing and is permitted nothing", async () => {
    await start();
    const webview = new Preventable();
    theContents().emit("will-attach-webview", webview);
    expect(webview.prevented).toBe(true);
    const answer = vi.fn();
    fake.session.permissionRequest?.({}, "geolocation", answer);
    expect(answer).toHaveBeenCalledWith(false);
    expect(fake.session.permissionCheck?.()).toBe(false);
    expect(fake.session.device?.()).toBe(false);
  });

  test("saves what a screen of ours made, and nothing from afar", async () => {
    await start();
    const download = (url: string) => {
      const event = new Preventable();
      fake.session.emit("will-download", event, { getURL: () => url });
      return event.prevented;
    };
    expect(download("blob:tomtin://app/6f1c")).toBe(false);
    expect(download("blob:https://example.com/6f1c")).toBe(true);
    expect(download("https://example.com/setup.exe")).toBe(true);
  });
});

describe("the customer display", () => {
  const display = () => FakeWindow.all[1];

  test("fills a second screen, never takes the keyboard, and has no bridge to the program", async () => {
    fake.screen.plug(2);
    await start();
    expect(display()?.webContents.loaded).toEqual(["tomtin://app/#/display"]);
    expect(display()?.options).toMatchObject({ x: 1366, focusable: false });
    expect(display()?.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    });
    expect(display()?.options.webPreferences["preload"]).toBeUndefined();
    display()?.emit("ready-to-show");
    expect(display()?.visible).toBe(true);
    expect(display()?.focused).toBe(false);
  });

  test("comes when a screen is plugged in, and goes when it is pulled out", async () => {
    await start();
    expect(FakeWindow.all).toHaveLength(1);
    fake.screen.plug(2);
    expect(display()?.destroyed).toBe(false);
    fake.screen.unplug(2);
    expect(display()?.destroyed).toBe(true);
  });

  test("goes with the till's window, so that the program can end", async () => {
    fake.screen.plug(2);
    await start();
    theWindow().emit("closed");
    expect(display()?.destroyed).toBe(true);
  });
});

describe("the screens", () => {
  const get = async (url: string, method = "GET") =>
    fake.schemes.get("tomtin")?.(new Request(url, { method })) as Promise<Response>;

  test("come with a strict policy", async () => {
    await start();
    const page = await get("tomtin://app/");
    expect(await page.text()).toBe("<!doctype html>");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect((await get("tomtin://app/assets/app.js")).status).toBe(200);
  });

  test.each([
    "tomtin://app/../secret.json",
    "tomtin://app/%2e%2e/%2e%2e/secret.json",
    "tomtin://app/..%2f..%2fsecret.json",
    "tomtin://app/..%5c..%5csecret.json",
    "tomtin://app/assets",
    "tomtin://app/absent.js",
    "tomtin://app/.env.json",
    "tomtin://other/index.html",
  ])("%s is not among them", async (url) => {
    await start();
    expect((await get(url)).status).toBe(404);
  });

  test("are only read", async () => {
    await start();
    expect((await get("tomtin://app/", "POST")).status).toBe(404);
  });
});

describe("a call", () => {
  const invoke = (event: unknown, ...args: unknown[]) => fake.handlers.get("rpc")?.(event, ...args);
  const ours = () => ({
    sender: { id: theContents().id },
    senderFrame: { url: "tomtin://app/", parent: null },
  });

  test("from our window reaches the program, as that window", async () => {
    await start();
    expect(await invoke(ours(), "shift.open", { float: 1 })).toMatchObject({ ok: true });
    const connection = connectionOf(theContents().id);
    expect(program.call).toHaveBeenCalledWith(connection, "shift.open", { float: 1 });
  });

  test("from anywhere else never does", async () => {
    await start();
    const strangers = [
      { ...ours(), senderFrame: { url: "https://example.com/", parent: null } },
      { ...ours(), senderFrame: { url: "tomtin://app/", parent: {} } },
      { ...ours(), senderFrame: null },
      { ...ours(), sender: { id: 99 } },
    ];
    for (const event of strangers) {
      await expect(invoke(event, "shift.open", {})).rejects.toThrow("may not call");
    }
    await expect(invoke(ours(), 7, {})).rejects.toThrow("may not call");
    expect(program.call).not.toHaveBeenCalled();
    expect(log).toHaveLength(5);
  });

  test("that fails inside tells the log what happened, and the screen only that it did", async () => {
    await start();
    program.call = vi.fn(async () => {
      throw new Error("entry 7 does not balance");
    });
    await expect(invoke(ours(), "sale.post", {})).rejects.toThrow("The program failed");
    expect(log.join("\n")).toContain("entry 7 does not balance");
  });
});

describe("starting and leaving", () => {
  test("a second start on the same books is refused, and shows the first window", async () => {
    await start();
    theWindow().show();
    fake.app.emit("second-instance");
    expect(theWindow().focused).toBe(true);
    fake.app.firstInstance = false;
    await expect(start()).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("already running"),
    });
  });

  test("books that the web shell has open are refused too", async () => {
    const { lockDataFolder } = await import("#main/shell/lock.ts");
    mkdirSync(join(folder, "books"));
    const lock = lockDataFolder(join(folder, "books"));
    await expect(start()).rejects.toMatchObject({ exitCode: 3 });
    lock.release();
  });

  test("the books are closed before the program is gone", async () => {
    await start();
    const order: string[] = [];
    program.close = vi.fn(async () => void order.push("closed"));
    const exited = new Promise((resolve) => fake.app.once("test-exited", resolve));
    fake.app.emit("window-all-closed");
    fake.app.quit();
    await exited;
    order.push("gone");
    expect(order).toEqual(["closed", "gone"]);
    expect(fake.app.exits).toEqual([0]);
  });

  test("books that do not close cleanly are not passed over in silence", async () => {
    await start();
    program.close = vi.fn(async () => Promise.reject(new Error("disk full")));
    const exited = new Promise((resolve) => fake.app.once("test-exited", resolve));
    fake.app.quit();
    expect(await exited).toBe(1);
    expect(log.join("\n")).toContain("disk full");
  });

  test("a closed window signs its user out and may call no more", async () => {
    await start();
    const event = {
      sender: { id: theContents().id },
      senderFrame: { url: "tomtin://app/", parent: null },
    };
    theWindow().emit("closed");
    expect(program.disconnect).toHaveBeenCalledWith(connectionOf(theContents().id));
    await expect(fake.handlers.get("rpc")?.(event, "x", {})).rejects.toThrow("may not call");
  });

  test("the demo shop is filled when it is empty, and never again", async () => {
    program.call = vi.fn(async () => ({ ok: true, value: { state: "empty" } }) as const);
    await start(true);
    expect(program.fillDemo).toHaveBeenCalledOnce();
  });

  test("real books are not made a demo shop", async () => {
    await start(true);
    expect(program.fillDemo).not.toHaveBeenCalled();
    expect(log.join("\n")).toContain("not a demo shop");
  });

  test("the key of new books is not on the disk in the clear", async () => {
    let given: Buffer | undefined;
    await runElectronShell(
      { dataFolder: join(folder, "books"), demo: false },
      {
        openProgram: async ({ ownerKey }) => {
          given = ownerKey;
          return program;
        },
        log: () => undefined,
      },
    );
    expect(given).toHaveLength(32);
    const kept = readFileSync(join(folder, "books", "owner.key.sealed"));
    expect(kept.includes(given as Buffer)).toBe(false);
    expect(kept.includes((given as Buffer).toString("base64"))).toBe(false);
  });
});

test("the preload script gives a window one function and nothing else", async () => {
  await import("../../src/preload/index.ts");
  expect([...fake.exposed.keys()]).toEqual(["tomtin"]);
  const bridge = fake.exposed.get("tomtin") ?? {};
  expect(Object.keys(bridge)).toEqual(["call"]);
  expect(await bridge["call"]?.("sale.post", { id: 1 }, "extra")).toBe("answered");
  expect(fake.invoked).toEqual([["rpc", "sale.post", { id: 1 }]]);
});
