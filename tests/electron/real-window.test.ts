import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron } from "playwright-core";
import { expect, test } from "vitest";
import { root } from "../import-rules.ts";

/** The real thing, where it can be had: elsewhere the reason is printed with the skipped test. */
function whyNot(): string | undefined {
  const folder = join(root, "node_modules", "electron");
  const path = join(folder, "path.txt");
  if (!existsSync(path)) return "Electron's binary is not here (npx install-electron fetches it)";
  if (!existsSync(join(folder, "dist", readFileSync(path, "utf8")))) return "its binary is missing";
  if (process.platform === "linux" && !process.env["DISPLAY"]) return "there is no display";
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  if (!existsSync(join(root, "out", "main", "index.js"))) return "npm run build has not been run";
  return undefined;
}

const reason = whyNot();
if (reason !== undefined)
  console.log(`The test of the real Electron window is skipped: ${reason}.`);

test.skipIf(reason !== undefined)(
  "a real window shows the till and reaches the program",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "tomtin-window-"));
    // A plain key, as the web shell makes it: a test machine has no key store.
    writeFileSync(join(folder, "owner.key"), randomBytes(32), { mode: 0o600 });
    const electron = await _electron.launch({ args: [root, "--data", folder], cwd: root });
    try {
      const window = await electron.firstWindow();
      expect(window.url()).toContain("tomtin://app/");
      const status = await window.evaluate(() =>
        (globalThis as unknown as Bridge).tomtin.call("program.status", {}),
      );
      expect(status).toMatchObject({ ok: true });
      expect(
        await window.evaluate(() => typeof (globalThis as { require?: unknown }).require),
      ).toBe("undefined");
    } finally {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

interface Bridge {
  readonly tomtin: { call(name: string, payload: unknown): Promise<unknown> };
}
