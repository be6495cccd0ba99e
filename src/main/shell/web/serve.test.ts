import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { done } from "#shared/kernel/result.ts";
import { lockDataFolder } from "../lock.ts";
import type { Program, ProgramOptions } from "../program.ts";
import { serveWeb } from "./serve.ts";

let folder = "";
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "tomtin-serve-")), "books");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

function till({ demo = false, status = {} as object } = {}) {
  const events: string[] = [];
  const stop = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<string>();
  const slow = Promise.withResolvers<void>();
  let given: ProgramOptions | undefined;
  const program: Program = {
    async call(_connection, name, payload) {
      if (name === "program.status") return done(status);
      events.push("call begins");
      await slow.promise;
      events.push("call ends");
      return done(payload);
    },
    disconnect: () => undefined,
    fillDemo: async (days) => void events.push(`fill ${days}`),
    close: async () => void events.push("close"),
  };
  const over = serveWeb(
    { dataFolder: folder, demo, port: 0 },
    {
      openProgram: async (options) => {
        given = options;
        return program;
      },
      version: "1.2.3",
      rendererFolder: folder,
      announce: (line) => {
        events.push("announce");
        ready.resolve(line);
      },
      log: (line) => void events.push(line),
      stopped: stop.promise,
    },
  );
  over.catch(ready.reject);
  return { events, stop, ready: ready.promise, slow, over, options: () => given };
}

test("it says one line when it can be used, and stops when asked", async () => {
  const { ready, stop, over, events, options } = till();
  expect(await ready).toMatch(/^Tomtin is ready: http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  expect(options()).toMatchObject({ dataFolder: folder, version: "1.2.3" });
  expect(options()?.ownerKey).toHaveLength(32);
  stop.resolve();
  await over;
  expect(events).toEqual(["announce", "close"]);
  lockDataFolder(folder).release();
});

test("a second start on the same data is refused while the first runs, and touches nothing", async () => {
  const first = till();
  await first.ready;
  const second = till();
  await expect(second.over).rejects.toMatchObject({
    message: `Tomtin is already running on this data folder (${folder}).`,
    exitCode: 3,
  });
  await expect(second.ready).rejects.toThrow();
  expect(second.options()).toBeUndefined();
  first.stop.resolve();
  await first.over;
  const third = till();
  await third.ready;
  third.stop.resolve();
  await third.over;
});

test("a call under way is finished before the books are closed", async () => {
  const { ready, stop, slow, over, events } = till();
  const address = (await ready).replace("Tomtin is ready: ", "");
  const entered = await fetch(address, { redirect: "manual" });
  const answer = fetch(new URL("/rpc/sale.post", address), {
    method: "POST",
    headers: {
      cookie: entered.headers.get("set-cookie")?.split(";")[0] ?? "",
      "content-type": "application/json",
    },
    body: "7",
  });
  while (!events.includes("call begins")) await new Promise((later) => setTimeout(later, 5));
  stop.resolve();
  await new Promise((later) => setTimeout(later, 50));
  await expect(fetch(address)).rejects.toThrow();
  slow.resolve();
  expect(await (await answer).json()).toEqual({ ok: true, value: 7 });
  await over;
  expect(events).toEqual(["announce", "call begins", "call ends", "close"]);
});

test("--demo fills an empty folder, and only that", async () => {
  for (const [status, said] of [
    [{ state: "empty", demo: false }, ["Filling the demo shop with 7 days of trade …", "fill 7"]],
    [{ state: "ready", demo: true }, []],
    [
      { state: "ready", demo: false },
      ["These books are not a demo shop; they are opened as they are."],
    ],
  ] as const) {
    const { ready, stop, over, events } = till({ demo: true, status });
    await ready;
    stop.resolve();
    await over;
    expect(events).toEqual([...said, "announce", "close"]);
  }
});

test("books that cannot be opened leave no lock behind", async () => {
  const broken = serveWeb(
    { dataFolder: folder, demo: false, port: 0 },
    {
      openProgram: () => Promise.reject(new Error("a newer program's books")),
      version: "1.2.3",
      rendererFolder: folder,
      announce: () => undefined,
      log: () => undefined,
      stopped: Promise.resolve(),
    },
  );
  await expect(broken).rejects.toThrow("a newer program's books");
  expect(existsSync(join(folder, "owner.key"))).toBe(true);
  lockDataFolder(folder).release();
});
