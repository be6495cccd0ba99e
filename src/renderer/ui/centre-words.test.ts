import { afterEach, expect, test } from "vitest";
import { chooseLanguage } from "../text/language.ts";
import { type CentreStatus, centreWords } from "./centre-words.ts";

type Centre = NonNullable<CentreStatus["centre"]>;

const AT_12_41 = "2026-11-22T09:41:00.000Z";

function words(unconfirmed: number, centre: Partial<Centre> = {}) {
  const quiet: Centre = {
    lastContact: AT_12_41,
    trouble: null,
    incident: null,
    behind: 0,
    held: 0,
    parked: 0,
    scope: "*",
    office: false,
  };
  return centreWords({
    unconfirmed,
    now: "2026-11-22T10:00:00.000Z",
    centre: { ...quiet, ...centre },
  });
}

const short = (...state: Parameters<typeof words>) => words(...state)?.short;

afterEach(() => chooseLanguage("en", null));

test("says what is not confirmed and the last contact in every state of the centre", () => {
  expect(short(0)).toBe("All sent · 12:41");
  expect(short(3)).toBe("3 to send · 12:41");
  expect(short(3, { behind: 20 })).toBe("3 to send · 20 to receive · 12:41");
  expect(short(3, { trouble: "unreachable" })).toBe("3 to send · last contact 12:41");
  expect(short(3, { trouble: "refused" })).toBe("3 to send · last contact 12:41 · not let in");
  expect(short(3, { trouble: "former", lastContact: null })).toBe(
    "3 to send · no contact yet · an old server answers",
  );
  expect(short(0, { lastContact: "2026-11-21T09:41:00.000Z" })).toBe(
    "All sent · 21 Nov 2026, 12:41",
  );
});

test("a fork stands beside it, not in its stead", () => {
  expect(words(2, { incident: "fork" })).toMatchObject({ short: "2 to send · 12:41", fork: true });
  expect(words(2)?.fork).toBe(false);
});

test("shouts only where somebody has to do something", () => {
  const shouts = (trouble: string | null) => words(1, { trouble })?.alarming;
  expect(["unreachable", "busy", "former", null].map(shouts)).toEqual([false, false, false, false]);
  expect(["refused", "untrusted", "newer", "other_books"].every(shouts)).toBe(true);
});

test("is said in Swahili", () => {
  chooseLanguage("sw", null);
  expect(short(3, { trouble: "unreachable" })).toBe(
    "Bado kutumwa: 3 · mawasiliano ya mwisho 12:41",
  );
});

test("is nothing where there is no centre", () => {
  expect(centreWords({ unconfirmed: null, centre: null, now: AT_12_41 })).toBeUndefined();
});
