import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Burst, hear, type KeyPress, QUIET, USUAL } from "./burst.ts";

/** Feeds keys with the gaps between them; gives the codes heard. */
function codes(keys: readonly string[], gaps: readonly number[], settings = USUAL): string[] {
  let burst: Burst = QUIET;
  let at = 1000;
  const heard: string[] = [];
  keys.forEach((key, index) => {
    at += gaps[index] ?? 5;
    const result = hear(burst, { key, at, shortcut: false }, settings);
    burst = result.burst;
    if (result.kind === "scan") heard.push(result.code);
  });
  return heard;
}

/** Any character of a code, a space, + and − too. */
const code = fc.stringMatching(/^[\x20-\x7e]{4,30}$/);
const fast = fc.integer({ min: 0, max: USUAL.gapMs });

test("a fast run of characters ended by Enter or Tab is a scan, whatever it says", () => {
  const run = fc.record({ code, gap: fast, end: fc.constantFrom("Enter", "Tab") });
  fc.assert(
    fc.property(run, ({ code, gap, end }) => {
      const keys = [...code, end];
      expect(
        codes(
          keys,
          keys.map(() => gap),
        ),
      ).toEqual([code]);
    }),
  );
});

test("a person who types slower than a scanner is never taken for one", () => {
  const slow = fc.integer({ min: USUAL.gapMs + 1, max: 2000 });
  fc.assert(
    fc.property(code, slow, (code, gap) => {
      const keys = [...code, "Enter"];
      expect(
        codes(
          keys,
          keys.map(() => gap),
        ),
      ).toEqual([]);
    }),
  );
});

test("a scan after slow typing holds only what the scanner sent", () => {
  fc.assert(
    fc.property(code, fc.stringMatching(/^[a-z0-9]{1,8}$/), fast, (code, typed, gap) => {
      const keys = [...typed, ...code, "Enter"];
      const gaps = [...[...typed].map(() => 300), 300, ...[...code, "Enter"].map(() => gap)];
      expect(codes(keys, gaps)).toEqual([code]);
    }),
  );
});

test("two scans in a row are two codes", () => {
  fc.assert(
    fc.property(code, code, fast, (first, second, gap) => {
      const keys = [...first, "Enter", ...second, "Enter"];
      expect(
        codes(
          keys,
          keys.map(() => gap),
        ),
      ).toEqual([first, second]);
    }),
  );
});

describe("what is no scan", () => {
  const press = (key: string, at: number, shortcut = false): KeyPress => ({ key, at, shortcut });

  test("three characters are too few", () => {
    expect(codes(["1", "2", "3", "Enter"], [5, 5, 5, 5])).toEqual([]);
  });

  test("Enter that comes late belongs to the person", () => {
    expect(codes(["1", "2", "3", "4", "Enter"], [5, 5, 5, 5, 200])).toEqual([]);
  });

  test("an arrow key or a shortcut breaks the run", () => {
    expect(codes(["1", "2", "ArrowLeft", "3", "4", "Enter"], [5, 5, 5, 5, 5, 5])).toEqual([]);
    expect(hear({ text: "1234", last: 10 }, press("c", 12, true)).burst).toEqual(QUIET);
  });

  test("Shift for a capital letter does not break it", () => {
    expect(codes(["Shift", "A", "B", "1", "2", "Enter"], [])).toEqual(["AB12"]);
  });
});

test("a prefix, where the scanner sends one, is needed and is not part of the code", () => {
  const settings = { ...USUAL, prefix: "~" };
  expect(codes([..."~6161", "Enter"], [], settings)).toEqual(["6161"]);
  expect(codes([..."6161", "Enter"], [], settings)).toEqual([]);
});

describe("a scanner with a suffix", () => {
  const settings = { ...USUAL, suffix: "#" };
  const plain = fc.stringMatching(/^[0-9A-Za-z]{4,30}$/);

  test("is heard at its suffix, which is no part of the code", () => {
    fc.assert(
      fc.property(plain, fast, (code, gap) => {
        const keys = [...code, "#"];
        const gaps = keys.map(() => gap);
        expect(codes(keys, gaps, settings)).toEqual([code]);
      }),
    );
  });

  test("that sends Enter after it is heard once, and its Enter presses nothing", () => {
    let burst: Burst = QUIET;
    const kinds = [..."12345#", "Enter", "Enter"].map((key, at) => {
      const late = key === "Enter" && at === 7 ? 2000 : 0;
      const heard = hear(burst, { key, at: 1000 + at * 5 + late, shortcut: false }, settings);
      burst = heard.burst;
      return heard.kind;
    });
    expect(kinds.slice(-3)).toEqual(["scan", "tail", "other"]);
  });

  test("is still understood where it sends only Enter", () => {
    expect(codes([..."12345", "Enter"], [], settings)).toEqual(["12345"]);
  });
});
