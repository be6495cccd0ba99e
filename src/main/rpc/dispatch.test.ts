import { expect, test } from "vitest";
import type { Permission } from "#shared/facts/permission.ts";
import { done } from "#shared/kernel/result.ts";
import { openDoor } from "./dispatch.ts";
import { signedIn } from "./handlers.ts";
import type { Caller, Handlers } from "./handlers.ts";
import type { Session } from "#main/people/permissions.ts";
import { openSessions } from "./sessions.ts";

const ID = "019a9e9e-7d1f-7000-8000-000000000001";
const TILL = "window-1";

function person(...access: readonly (readonly [string, ...Permission[]])[]): Session {
  return {
    user: ID,
    name: "Amina",
    access: access.map(([business, ...permissions]) => ({ business, permissions })),
  };
}

const cashier = person(["WATER", "sell", "refund"], ["LAUNDRY", "refund"]);
const owner = person(["*", "sell", "refund", "reports.read", "ledger.post", "users.edit"]);

/** A door where `who` is signed in; records what reaches a handler. */
function shop(who: Session | null, { ready = true, more = {} as Partial<Handlers> } = {}) {
  const reached: { request: unknown; caller: Caller }[] = [];
  const spy = (request: unknown, caller: Caller) => {
    reached.push({ request, caller });
    return done({} as never);
  };
  const sessions = openSessions(() => who);
  if (who !== null) sessions.signIn(TILL, who.user);
  const door = openDoor({
    handlers: {
      "program.status": spy,
      "shift.current": spy,
      "draft.save": spy,
      "draft.current": spy,
      "sale.quoteRefund": spy,
      "sale.find": spy,
      "report.dashboard": spy,
      "entry.transfer": spy,
      "user.save": spy,
      ...more,
    },
    sessions,
    ready: () => ready,
    unfinished: true,
  });
  return { reached, call: (name: string, payload: unknown) => door.call(TILL, name, payload) };
}

test("a known procedure with a good request reaches its handler, defaults filled in", async () => {
  const { call, reached } = shop(owner);
  expect(await call("report.dashboard", {})).toEqual({ ok: true, value: {} });
  expect(reached[0]?.request).toEqual({ business: null, day: null });
  expect(reached[0]?.caller).toMatchObject({ connection: TILL, session: owner });
});

test.each(["toString", "__proto__", "constructor", "hasOwnProperty", "", "sale", "sale.post.x"])(
  "%j is no procedure",
  async (name) => {
    const { call } = shop(owner);
    expect(await call(name, {})).toEqual({
      ok: false,
      refusal: { code: "request.unknown", procedure: name },
    });
  },
);

test("a request that does not parse is refused by path and problem, without its value", async () => {
  const { call, reached } = shop(owner);
  const problem = async (payload: unknown) => {
    const answer = await call("draft.save", payload);
    return answer.ok ? null : answer.refusal;
  };
  const cart = { customer: null, discount: 0, lines: [] };
  const good = { business: "WATER", cart };
  const line = { item: ID, quantity: 1000, unitPrice: 100 };
  expect(await problem(null)).toMatchObject({ path: "", problem: "must be an object" });
  expect(await problem({ ...good, business: "water" })).toMatchObject({
    code: "request.invalid",
    path: "business",
    problem: "is not written as it should be",
  });
  expect(await problem({ ...good, extra: 1 })).toMatchObject({ path: "extra" });
  expect(await problem({ ...good, business: 7 })).toMatchObject({ problem: "must be a text" });
  for (const [quantity, said] of [
    [0, "must be at least 1"],
    [1.5, "must be a whole number"],
    ["2", "must be a number"],
  ] as const) {
    const lines = [line, { ...line, quantity }];
    expect(await problem({ ...good, cart: { ...cart, lines } })).toMatchObject({
      path: "cart.lines.1.quantity",
      problem: said,
    });
  }
  expect(reached).toEqual([]);
});

test("a wrong member of a union is named where it went wrong, and a PIN is never repeated", async () => {
  const { call } = shop(owner, { more: { "user.save": () => done({ id: ID }) } });
  const user = { command: ID, name: "Ben", access: [{ business: "*", role: "cashier" }] };
  const answer = await call("user.save", { ...user, pin: "98765x" });
  expect(answer).toMatchObject({ refusal: { code: "request.invalid", path: "pin" } });
  expect(JSON.stringify(answer)).not.toContain("98765");
  expect(await call("user.save", user)).toMatchObject({ ok: true });
});

test("until the books are set up only public procedures answer", async () => {
  const { call } = shop(owner, { ready: false });
  expect(await call("program.status", {})).toMatchObject({ ok: true });
  expect(await call("shift.current", {})).toMatchObject({
    refusal: { code: "program.not_set_up" },
  });
});

test("without a session only public procedures answer, and nothing is said of the request", async () => {
  const { call } = shop(null);
  expect(await call("program.status", {})).toMatchObject({ ok: true });
  expect(await call("shift.current", { wrong: true })).toEqual({
    ok: false,
    refusal: { code: "session.required" },
  });
});

test("a permission counts in the business where it is held", async () => {
  const { call, reached } = shop(cashier);
  expect(await call("draft.current", { business: "WATER" })).toMatchObject({ ok: true });
  expect(await call("draft.current", { business: "LAUNDRY" })).toEqual({
    ok: false,
    refusal: { code: "permission.denied", permission: "sell" },
  });
  expect(await call("draft.current", { business: "RETAIL" })).toEqual({
    ok: false,
    refusal: { code: "business.unknown", business: "RETAIL" },
  });
  expect(reached).toHaveLength(1);
});

test("all businesses together are for those who hold it everywhere", async () => {
  const clerk = shop(person(["WATER", "reports.read"], ["LAUNDRY", "reports.read"]));
  expect(await clerk.call("report.dashboard", {})).toMatchObject({
    refusal: { code: "permission.denied", permission: "reports.read" },
  });
  expect(await clerk.call("report.dashboard", { business: "WATER" })).toMatchObject({ ok: true });
  expect(await shop(owner).call("report.dashboard", { business: null })).toMatchObject({
    ok: true,
  });
});

test("where an id will name the business, holding it anywhere opens the door, and the handler asks", async () => {
  const request = { sale: ID, lines: [{ no: 1, quantity: 1000 }] };
  const { call, reached } = shop(cashier);
  expect(await call("sale.quoteRefund", request)).toMatchObject({ ok: true });
  const caller = reached[0]?.caller;
  expect(caller?.may("refund", "LAUNDRY")).toBe(true);
  expect(caller?.may("sell", "LAUNDRY")).toBe(false);
  expect(caller?.may("refund", null)).toBe(false);
  expect([caller?.sees("LAUNDRY"), caller?.sees("RETAIL"), caller?.sees(null)]).toEqual([
    true,
    false,
    false,
  ]);
  const reader = shop(person(["WATER", "reports.read"]));
  expect(await reader.call("sale.quoteRefund", request)).toMatchObject({
    refusal: { code: "permission.denied", permission: "sell" },
  });
});

test("a signed-in procedure does not look into a business without access", async () => {
  const { call } = shop(cashier);
  expect(await call("sale.find", { business: "LAUNDRY" })).toMatchObject({ ok: true });
  expect(await call("sale.find", { business: "RETAIL" })).toMatchObject({
    refusal: { code: "business.unknown" },
  });
});

test("every business that a request names is checked, however deep", async () => {
  const place = (business: string) => ({ business, account: 1110 });
  const transfer = (from: string, to: string) => ({
    command: ID,
    day: "2026-11-20",
    memo: "",
    amount: 100,
    from: place(from),
    to: place(to),
  });
  const { call } = shop(person(["WATER", "ledger.post", "users.edit"], ["LAUNDRY", "sell"]));
  expect(await call("entry.transfer", transfer("WATER", "WATER"))).toMatchObject({ ok: true });
  expect(await call("entry.transfer", transfer("WATER", "LAUNDRY"))).toMatchObject({
    refusal: { code: "permission.denied" },
  });
  const everywhere = { command: ID, name: "Ben", access: [{ business: "*", role: "owner" }] };
  expect(await call("user.save", everywhere)).toMatchObject({
    refusal: { code: "permission.denied", permission: "users.edit" },
  });
});

test("rights are read at each call: who was deactivated is out at once", async () => {
  let active = true;
  const sessions = openSessions(() => (active ? owner : null));
  sessions.signIn(TILL, ID);
  expect(sessions.get(TILL)).toBe(owner);
  expect(sessions.get("window-2")).toBeNull();
  active = false;
  expect(sessions.get(TILL)).toBeNull();
  active = true;
  expect(sessions.get(TILL)).toBeNull();
});

test("signing out ends the session of that window only", () => {
  const sessions = openSessions(() => owner);
  sessions.signIn("a", ID);
  sessions.signIn("b", ID);
  sessions.signOut("a");
  expect([sessions.get("a"), sessions.get("b")]).toEqual([null, owner]);
});

test("a bug in a handler is thrown, not dressed up as a refusal", async () => {
  const { call } = shop(owner, {
    more: { "shift.current": () => Promise.reject(new Error("bug")) },
  });
  await expect(call("shift.current", {})).rejects.toThrow("bug");
});

test("a procedure without a handler stops the start, by name", () => {
  const parts = { handlers: {}, sessions: openSessions(() => null), ready: () => true };
  expect(() => openDoor(parts)).toThrow(/procedures without a handler: program\.status, /);
  expect(() => openDoor({ ...parts, unfinished: true })).not.toThrow();
});

test("where replies are checked, one that does not fit the contract is our bug", async () => {
  const parts = (value: unknown) => ({
    handlers: { "session.signOut": () => done(value as never) },
    sessions: openSessions(() => null),
    ready: () => true,
    unfinished: true,
    checkReplies: true,
  });
  expect(await openDoor(parts({})).call(TILL, "session.signOut", {})).toMatchObject({ ok: true });
  await expect(openDoor(parts(7)).call(TILL, "session.signOut", {})).rejects.toThrow(
    "the reply of session.signOut does not fit",
  );
});

test("a handler behind the door has a session; without one it is our bug", () => {
  const caller = { session: owner, connection: TILL, may: () => true, sees: () => true };
  expect(signedIn(caller)).toBe(owner);
  expect(() => signedIn({ ...caller, session: null })).toThrow("without one");
});
