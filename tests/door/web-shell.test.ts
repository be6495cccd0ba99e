import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");
const WEB = [join(ROOT, "src", "main", "shell", "web", "index.ts")];
const SERVE = [join(ROOT, "src", "main", "cli", "index.ts"), "serve"];
const posix = process.platform !== "win32";

let folder = "";
const running = new Set<Started>();
type Started = ReturnType<typeof start>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-shell-"));
});
afterEach(async () => {
  for (const each of running) each.kill("SIGKILL");
  await Promise.all([...running].map((each) => each.exit));
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** The program as a person starts it: a process of its own, known by what it prints. */
function start(entry: readonly string[], ...flags: string[]) {
  const child = spawn(process.execPath, [...entry, ...flags], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => void (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (said.err += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => said.out.includes("\n") && resolve(addressOf(said.out)));
    void exit.then(() => reject(new Error(`it ended: ${said.err}`)));
  });
  ready.catch(() => undefined);
  const started = { said, exit, ready, kill: (signal: NodeJS.Signals) => child.kill(signal) };
  running.add(started);
  return started;
}

function addressOf(out: string): string {
  return (
    /^Tomtin is ready: (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43})\n$/.exec(out)?.[1] ?? out
  );
}

async function status(address: string): Promise<unknown> {
  const entered = await fetch(address, { redirect: "manual" });
  const answer = await fetch(new URL("/rpc/program.status", address), {
    method: "POST",
    body: "{}",
    headers: {
      cookie: entered.headers.get("set-cookie")?.split(";")[0] ?? "",
      "content-type": "application/json",
    },
  });
  return answer.json();
}

test.each([
  ["web shell", "SIGTERM", WEB],
  ["web shell", "SIGINT", WEB],
  ["serve command", "SIGTERM", SERVE],
] as const)("the %s answers calls and stops cleanly at %s", async (_name, signal, entry) => {
  const till = start(entry, "--data", folder);
  expect(await status(await till.ready)).toMatchObject({ ok: true, value: { state: "empty" } });
  till.kill(signal);
  // Windows knows no signals: there the process just ends.
  if (posix) expect(await till.exit).toBe(0);
  else await till.exit;
  expect(till.said.out).toMatch(/^Tomtin is ready: [^\n]+\n$/);
});

test("a second start on the same data is refused with a sentence; the first goes on", async () => {
  const first = start(WEB, "--data", folder);
  const address = await first.ready;
  const second = start(WEB, "--data", folder);
  expect(await second.exit).toBe(3);
  expect(second.said).toEqual({
    out: "",
    err: `Tomtin is already running on this data folder (${folder}).\n`,
  });
  expect(await status(address)).toMatchObject({ ok: true });
});

test("a till that was killed starts again on its data", async () => {
  const first = start(WEB, "--data", folder);
  await first.ready;
  first.kill("SIGKILL");
  await first.exit;
  const second = start(WEB, "--data", folder);
  expect(await status(await second.ready)).toMatchObject({ ok: true });
});

test.runIf(posix)("a key that others can read is refused with a sentence", async () => {
  const first = start(WEB, "--data", folder);
  await first.ready;
  first.kill("SIGTERM");
  await first.exit;
  chmodSync(join(folder, "owner.key"), 0o644);
  const second = start(WEB, "--data", folder);
  expect(await second.exit).toBe(1);
  expect(second.said.out).toBe("");
  expect(second.said.err).toContain("can be read by others (mode 644)");
});

test.each([
  [WEB, ["--port", "many"], "--port must be a port number, not 'many'."],
  [WEB, ["--port", "65536"], "--port must be a port number"],
  [WEB, ["--prot", "1"], "Unknown option '--prot'"],
  [SERVE, ["--port", "-1"], "serve: "],
  [SERVE, ["--prot", "1"], "serve: Unknown option '--prot'."],
])("flags that make no sense are said in a sentence, exit 2", async (entry, flags, sentence) => {
  const till = start(entry, "--data", folder, ...flags);
  expect(await till.exit).toBe(2);
  expect(till.said.out).toBe("");
  expect(till.said.err).toContain(sentence);
});
