import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

/** What a browser gets at an address that was printed: the token buys a cookie, and that the page. */
async function page(address: string): Promise<string> {
  const entered = await fetch(address, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const to = new URL(entered.headers.get("location") ?? "", address);
  return (await fetch(to, { headers: { cookie } })).text();
}

const COMMAND = join(import.meta.dirname, "..", "..", "src", "main", "cli", "index.ts");

test.skipIf(process.platform === "win32")(
  "the demo trades until Ctrl+C, said as often as a terminal and npm say it, and leaves nothing behind",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "tomtin-demo-test-"));
    // Postgres may run as another account.
    chmodSync(folder, 0o755);
    const demo = spawn(process.execPath, [COMMAND, "central", "demo"], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const group = -(demo.pid ?? 0);
    try {
      const ended = once(demo, "exit");
      const told: string[] = [];
      for await (const line of createInterface({ input: demo.stdout })) {
        told.push(line);
        if (line.includes("Ctrl+C ends all")) break;
      }
      expect(told.filter((line) => /https?:|postgres:/.test(line)).length).toBe(5);
      expect(readdirSync(folder).length).toBeGreaterThan(1);
      const [office] = told.flatMap((line) => /http:\S+/.exec(line) ?? []);
      expect(await page(office ?? "")).toContain('<div id="root">');
      process.kill(group, "SIGINT");
      process.kill(demo.pid ?? 0, "SIGINT");
      expect(await ended).toEqual([0, null]);
      // The servers' folders go when they have ended.
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      if (demo.exitCode === null && demo.signalCode === null) process.kill(group, "SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    }
  },
  180_000,
);
