import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { doubtLength, knownLength, rememberLength } from "./pin-length.ts";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  };
  vi.stubGlobal("window", { localStorage });
});
afterEach(() => vi.unstubAllGlobals());

test("a PIN's length is known once it opened the till, of that person alone, and never the PIN", () => {
  expect(knownLength("amina")).toBeUndefined();
  rememberLength("amina", 4);
  rememberLength("brian", 6);
  expect([knownLength("amina"), knownLength("brian"), knownLength(null)]).toEqual([
    4,
    6,
    undefined,
  ]);
  expect([...kept.values()]).toEqual(['{"amina":4,"brian":6}']);
});

test("wrong twice, it is not sent by itself any more: a longer PIN may have taken its place", () => {
  rememberLength("amina", 4);
  rememberLength("brian", 6);
  doubtLength("amina");
  expect(knownLength("amina")).toBe(4);
  rememberLength("amina", 4);
  doubtLength("amina");
  expect(knownLength("amina")).toBe(4);
  doubtLength("amina");
  expect([knownLength("amina"), knownLength("brian")]).toEqual([undefined, 6]);
});

test("nonsense that lies there is nothing", () => {
  for (const text of ["null", "[", "7"]) {
    kept.set("tomtin-pin-lengths", text);
    expect(knownLength("amina")).toBeUndefined();
  }
});
