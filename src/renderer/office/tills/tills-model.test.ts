import { expect, test } from "vitest";
import { instant } from "#shared/kernel/date.ts";
import { chooseLanguage } from "../../text/language.ts";
import {
  agoWords,
  clockWords,
  heldWords,
  mayHelpToTryAgain,
  stateOf,
  toSendWords,
  type Till,
} from "./tills-model.ts";

const NOW = instant("2026-11-20T12:00:00.000Z");

const till = (over: Partial<Till> = {}): Till => ({
  till: "R1",
  kind: "till",
  scope: ["RETAIL"],
  active: true,
  here: false,
  count: 10,
  stored: 10,
  outbox: 0,
  chainEqual: true,
  lastContact: "2026-11-20T11:59:50.000Z",
  clockOffsetMs: 0,
  version: "0.1.0",
  held: [],
  incidents: [],
  ...over,
});

const incident = (kind: "rollback" | "fork") =>
  ({ no: 1, kind, detail: "", at: NOW, decision: null, waiting: 3 }) as const;

const held = (reason: string) =>
  ({ id: "1", state: "quarantined", kind: "sale.posted", reason, at: NOW }) as const;

test.each([
  [{}, "Up to date"],
  [{ outbox: 4 }, "Sending"],
  [{ lastContact: "2026-11-20T11:00:00.000Z" }, "Not heard of"],
  [{ lastContact: null }, "Never connected"],
  [{ chainEqual: false }, "Its books differ"],
  [{ incidents: [incident("rollback")] }, "Up to date"],
  [{ incidents: [incident("fork")], outbox: 4 }, "Needs your decision"],
  [{ active: false, incidents: [incident("fork")] }, "Shut out"],
  [{ held: [held("scope: it names a business that this till does not serve")] }, "1 held back"],
  [{ held: [held("dismissed: from a copy of this till")] }, "Up to date"],
  [{ clockOffsetMs: -9 * 60_000 }, "Wrong clock"],
])("a till with %j is: %s", (over, text) => {
  const state = stateOf(till(over), NOW);
  expect(state.text).toBe(text);
  // Whatever is not well says what to do, but for what passes by itself.
  expect(state.todo === null).toBe(text === "Up to date" || text === "Sending");
});

test("what a till has not sent yet is counted, also where it is not heard of", () => {
  expect(toSendWords(till({ outbox: 1204, lastContact: "2026-11-20T11:00:00.000Z" }))).toBe(
    "Waiting to be sent: 1,204",
  );
  expect(toSendWords(till({ outbox: 0 }))).toBeNull();
  expect(toSendWords(till({ outbox: null }))).toBeNull();
});

test("why a fact is held back is told in words of the shop, whatever the centre calls it", () => {
  expect(heldWords("scope: it names a business that this till does not serve")).toMatch(
    /^It is of a business/,
  );
  expect(heldWords("account 4711 is unknown")).toMatch(/has not arrived/);
  expect(heldWords("the moon is full")).toBe("The centre says: the moon is full.");
});

test("the centre's words are understood in whichever language the window is", () => {
  chooseLanguage("sw", null);
  try {
    expect(heldWords("account 4711 is unknown")).toMatch(/haijafika/);
  } finally {
    chooseLanguage("en", null);
  }
});

test("it is offered to try a fact again where that may help, and not where a word was spoken", () => {
  const offered = (reason: string) => mayHelpToTryAgain(held(reason));
  expect(offered("scope: it names a business that this till does not serve")).toBe(true);
  expect(offered("account 4711 takes no postings")).toBe(true);
  expect(offered("dismissed: from a copy of this till that the owner turned down")).toBe(false);
  expect(offered("fork: two copies of this till are alive")).toBe(false);
  expect(offered("debits and credits differ")).toBe(false);
});

test("how long ago, in words", () => {
  const ago = (text: string) => agoWords(instant(text), NOW);
  expect(ago("2026-11-20T11:59:48.000Z")).toBe("12 s ago");
  expect(ago("2026-11-20T11:55:00.000Z")).toBe("5 min ago");
  expect(ago("2026-11-18T13:00:00.000Z")).toBe("47 h ago");
  expect(ago("2026-11-17T12:00:00.000Z")).toBe("3 days ago");
  // A clock that is behind the centre's has heard of it in the future.
  expect(ago("2026-11-20T12:00:05.000Z")).toBe("0 s ago");
});

test("a clock that is off, in words", () => {
  expect(clockWords(1000)).toBe(null);
  expect(clockWords(-5 * 60_000)).toBe("5 min slow");
  expect(clockWords(3 * 3_600_000)).toBe("3 h fast");
  expect(clockWords(12 * 365 * 86_400_000)).toBe("12 years fast");
});
