import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { chromiumPath, launchChromium } from "#main/bench/chromium.ts";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import { root } from "../import-rules.ts";

/** The web shell as `npm start` runs it, on a folder of its own. */
export interface Till {
  readonly address: string;
  readonly folder: string;
  /** Asked to end, as Ctrl+C does; a folder made for it goes with it. */
  stop(): Promise<void>;
  /** Ended between two instructions, as a power cut does; the folder stays. */
  kill(): Promise<void>;
}

export async function openTill(
  options: {
    readonly demo?: boolean;
    readonly folder?: string;
    /** A folder whose programs the till finds before those of the system. */
    readonly programs?: string;
  } = {},
): Promise<Till> {
  const own = options.folder === undefined;
  const folder = options.folder ?? newFolder();
  const flags = ["--data", folder, "--port", "0", ...(options.demo === true ? ["--demo"] : [])];
  const child = spawn(process.execPath, [join(root, "src/main/shell/web/index.ts"), ...flags], {
    cwd: root,
    env: { ...process.env, PATH: [options.programs ?? [], process.env["PATH"]].flat().join(":") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await readyLine(child);
  return {
    address,
    folder,
    async stop() {
      await ended(child, "SIGTERM");
      if (own) rmSync(folder, { recursive: true, force: true });
    },
    kill: () => ended(child, "SIGKILL"),
  };
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "tomtin-e2e-"));

async function readyLine(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the till has no output");
  for await (const line of createInterface({ input: stdout })) {
    const found = /^Tomtin is ready: (\S+)$/.exec(line);
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error("the till ended before it was ready");
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}

/** Why the screens cannot be tried here; undefined where they can. */
export const noBrowser =
  chromiumPath === undefined ? "the screens are not tried: no Chromium is installed" : undefined;
if (noBrowser !== undefined) process.stderr.write(`${noBrowser}\n`);

export const launchBrowser = launchChromium;

/** A page that remembers whatever the program complained about in it. */
export interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export const SMALL = { width: 1366, height: 768 } as const;

export async function openPage(
  browser: Browser,
  look: {
    readonly scheme?: "light" | "dark";
    readonly size?: { readonly width: number; readonly height: number };
    readonly touch?: boolean;
  } = {},
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: look.size ?? SMALL,
    colorScheme: look.scheme ?? "light",
    acceptDownloads: true,
    hasTouch: look.touch ?? false,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await slowDown(page);
  // A busy machine is slow, not wrong; a condition that never comes still fails within the test.
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return { page, complaints };
}

const SLOW = Number(process.env["TOMTIN_SLOW"] ?? 1);
const LAG = Number(process.env["TOMTIN_LAG"] ?? 0);

/**
 * For whoever hunts a race: TOMTIN_SLOW=6 makes the page's processor so many times slower,
 * TOMTIN_LAG=300 makes each answer of the program up to so many milliseconds late.
 */
async function slowDown(page: Page): Promise<void> {
  if (SLOW > 1) {
    const wire = await page.context().newCDPSession(page);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: SLOW });
  }
  if (LAG > 0) {
    await page.route("**/rpc/**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LAG));
      await route.fallback();
    });
  }
}

/** From now on the program hears of one procedure half a second late, as over a busy machine. */
export async function late(page: Page, procedure: ProcedureName): Promise<void> {
  await page.route(`**/rpc/${procedure}`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.fallback();
  });
}

/**
 * The next calls of one procedure reach the program, and their answers wait: `asked` once the
 * first has been asked, until `release`.
 */
export async function held(
  page: Page,
  procedure: ProcedureName,
): Promise<{ readonly asked: Promise<void>; readonly release: () => void }> {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  await page.route(`**/rpc/${procedure}`, async (route) => {
    const response = await route.fetch();
    asked.resolve();
    await released.promise;
    await route.fulfill({ response });
  });
  const late = setTimeout(() => asked.reject(new Error(`${procedure} was never asked`)), 30_000);
  return {
    asked: asked.promise.finally(() => clearTimeout(late)),
    release: released.resolve,
  };
}

/** Calls a procedure as the page's own client would, and gives the answer as it came. */
export function answerOf<Name extends ProcedureName>(
  page: Page,
  name: Name,
  request: RequestInput<Name>,
): Promise<{ ok: boolean; value?: unknown; refusal?: Record<string, unknown> }> {
  return page.evaluate(
    async ([procedure, body]) => {
      const response = await fetch(`/rpc/${procedure}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: body ?? "",
      });
      return (await response.json()) as { ok: boolean };
    },
    [name, JSON.stringify(request)],
  );
}

/** Calls a procedure; a refusal is a failure of the test. */
export async function ask<Name extends ProcedureName>(
  page: Page,
  name: Name,
  request: RequestInput<Name>,
): Promise<Reply<Name>> {
  const answer = await answerOf(page, name, request);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer.value as Reply<Name>;
}

export const newCommand = (): string => randomUUID();
