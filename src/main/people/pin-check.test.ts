import { expect, test } from "vitest";
import { instantFromMs } from "#shared/kernel/date.ts";
import type { Session } from "./permissions.ts";
import { openLockOut } from "./lock-out.ts";
import type { Failures } from "./lock-out.ts";
import { openPinCheck } from "./pin-check.ts";
import { openPins } from "./pin.ts";

const manager: Session = {
  user: "m",
  name: "Mary",
  access: [{ business: "WATER", permissions: ["refund", "sell"] }],
};

async function shop() {
  const rows = new Map<string, Failures>();
  const pins = openPins(Buffer.alloc(32, 1));
  const hash = await pins.hashPin("2580");
  return openPinCheck({
    pins,
    lockOut: openLockOut(
      {
        read: (user) => rows.get(user) ?? null,
        write: (user, failures) => void rows.set(user, failures),
        clear: (user) => void rows.delete(user),
      },
      () => instantFromMs(0),
    ),
    pinHash: (user) => (user === "m" ? hash : null),
    session: (user) => (user === "m" ? manager : null),
  });
}

test("the right PIN signs in, a wrong one and a stranger do not", async () => {
  const { checkPin } = await shop();
  expect(await checkPin("m", "2580")).toEqual({ ok: true, value: manager });
  expect(await checkPin("m", "2581")).toMatchObject({ refusal: { code: "session.wrong_pin" } });
  expect(await checkPin("x", "2580")).toMatchObject({ refusal: { code: "user.unknown" } });
});

test("a manager approves what they may do, where they may do it", async () => {
  const { checkApproval } = await shop();
  const approval = { user: "m", pin: "2580", reason: "broken cap" };
  expect(await checkApproval(approval, "refund", "WATER")).toEqual({
    ok: true,
    value: { user: "m" },
  });
  for (const [permission, business] of [
    ["refund", "LAUNDRY"],
    ["refund", null],
    ["ledger.post", "WATER"],
  ] as const) {
    expect(await checkApproval(approval, permission, business)).toEqual({
      ok: false,
      refusal: { code: "permission.denied", permission },
    });
  }
});

test("guessing a manager's PIN through approvals locks it as signing in does", async () => {
  const { checkApproval, checkPin } = await shop();
  const guess = { user: "m", pin: "9999", reason: "please" };
  for (let i = 0; i < 5; i += 1) await checkApproval(guess, "refund", "WATER");
  expect(await checkPin("m", "2580")).toEqual({
    ok: false,
    refusal: { code: "session.locked", waitSeconds: 30 },
  });
});

test("a PIN that everyone tries first is refused, except in the demo shop", async () => {
  const { choosePin } = await shop();
  expect(await choosePin("1234", false)).toEqual({
    ok: false,
    refusal: { code: "user.pin_too_simple" },
  });
  expect(await choosePin("1234", true)).toMatchObject({ ok: true });
  expect(await choosePin("2580", false)).toMatchObject({ ok: true });
});
