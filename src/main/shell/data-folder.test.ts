import { expect, test } from "vitest";
import { defaultDataFolder } from "./data-folder.ts";

const machine = (platform: NodeJS.Platform, home: string, env = {}) => ({ platform, home, env });

test.each([
  ["win32", "C:\\Users\\Asha", { APPDATA: "D:\\Roam" }, "D:\\Roam\\Tomtin"],
  ["win32", "C:\\Users\\Asha", {}, "C:\\Users\\Asha\\AppData\\Roaming\\Tomtin"],
  ["darwin", "/Users/asha", {}, "/Users/asha/Library/Application Support/Tomtin"],
  ["linux", "/home/asha", {}, "/home/asha/.local/share/Tomtin"],
  ["linux", "/home/asha", { XDG_DATA_HOME: "/data" }, "/data/Tomtin"],
  ["linux", "/home/asha", { XDG_DATA_HOME: "data" }, "/home/asha/.local/share/Tomtin"],
  ["linux", "/home/asha", { XDG_DATA_HOME: "" }, "/home/asha/.local/share/Tomtin"],
] as const)("on %s from %s with %o the books are in their place", (platform, home, env, folder) => {
  expect(defaultDataFolder(false, machine(platform, home, env))).toBe(folder);
});

test("the demo shop never shares a folder with real books", () => {
  const here = machine("linux", "/home/asha");
  expect(defaultDataFolder(true, here)).toBe("/home/asha/.local/share/Tomtin Demo");
});
