import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataFolder } from "./lock.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a second program on the same folder is refused, one on another folder is not", () => {
  const lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(
    `Tomtin is already running on this data folder (${folder}).`,
  );
  const other = mkdtempSync(join(tmpdir(), "tomtin-lock-"));
  lockDataFolder(other).release();
  rmSync(other, { recursive: true });
  lock.release();
});

test("a folder that was let go can be taken again", () => {
  lockDataFolder(folder).release();
  lockDataFolder(folder).release();
});

test("a program that is killed holds the folder while it lives and not a moment longer", async () => {
  const module = JSON.stringify(join(import.meta.dirname, "lock.ts"));
  const script = `import(${module}).then(({ lockDataFolder }) => {
    lockDataFolder(${JSON.stringify(folder)});
    console.log("held");
    setInterval(() => {}, 1000);
  });`;
  const child = spawn(process.execPath, ["--input-type=commonjs", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  try {
    await new Promise((resolve) => child.stdout.once("data", resolve));
    expect(() => lockDataFolder(folder)).toThrow("already running");
  } finally {
    child.kill("SIGKILL");
    await exited;
  }
  lockDataFolder(folder).release();
});
