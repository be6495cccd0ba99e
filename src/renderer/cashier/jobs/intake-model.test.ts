import { describe, expect, test } from "vitest";
import { cents, ZERO } from "#shared/kernel/money.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import type { TillItem } from "../cart/cart-model.ts";
import { draftOf, NEW_DESK, update as updateDesk } from "../counter/counter-model.ts";
import {
  type Intake,
  isBegun,
  keptIntake,
  moneyTaken,
  NO_ENTRY,
  NO_WORK,
  update,
  type Work,
  type WorkEvent,
} from "./intake-model.ts";

const line = {
  item: "shirt",
  quantity: pieces(2),
  unitPrice: cents(60_00),
  pieces: 2,
  what: "",
  colour: "white",
  brand: "",
  defects: "collar torn",
};
const after = (...events: readonly WorkEvent[]): Work => events.reduce(update, NO_WORK);
const changed = (to: Partial<Intake>): WorkEvent => ({ type: "changed", to });
const took = (amount: number): WorkEvent => ({
  type: "paying",
  amount: cents(100_00),
  event: { type: "took", tender: { kind: "mpesa", amount, code: "TKM4XY12AB" } },
});
/** What the program keeps, and what a desk that knew nothing makes of it. */
const comesBack = ({ intake, pay }: Work): Work => {
  const kept = draftOf(NEW_DESK.cart, [], { intake: keptIntake(intake, pay.taken) });
  const cart = JSON.parse(JSON.stringify(kept)) as typeof kept;
  return updateDesk(NEW_DESK, { type: "restored", cart }).work;
};

describe("work that is being taken in", () => {
  test("comes back as it was written down: customer, lines, damage, the line being typed, note", () => {
    const entry = { ...NO_ENTRY, text: "Duv", defects: "a stain" };
    const promised = { day: null, time: "17:00" };
    const said = { customer: "mercy", lines: [line], entry, express: true, promised, note: "Cold" };
    const work = after(changed(said), changed({ deposit: cents(50_00), acknowledged: true }));
    expect(comesBack(work)).toEqual(work);
  });

  test.each<Partial<Intake>>([
    { customer: "mercy" },
    { lines: [line] },
    { entry: { ...NO_ENTRY, defects: "torn" } },
    { note: "Cold" },
    { express: true },
    { deposit: ZERO },
  ])("is something to go on with once anything was said: %o", (to) => {
    expect(isBegun(after(changed(to)))).toBe(true);
  });

  test("that says nothing is kept nowhere: the counter's draft is the cart itself", () => {
    const { intake, pay } = after(changed({ note: "C" }), changed({ note: "" }));
    expect(draftOf(NEW_DESK.cart, [], { intake: keptIntake(intake, pay.taken) })).toBe(
      NEW_DESK.cart,
    );
  });

  test("half paid comes back with its parts, to where the rest is paid", () => {
    const work = after(changed({ customer: "mercy", lines: [line] }), { type: "pay" }, took(40_00));
    const back = comesBack(update(work, { type: "back" }));
    expect(back.paying).toBe(true);
    expect(back.pay.taken).toEqual(work.pay.taken);
    expect(moneyTaken(back)).toBe(40_00);
  });

  test("keeps a code that was typed through a step back", () => {
    const code: WorkEvent = {
      type: "paying",
      amount: cents(100_00),
      event: { type: "code", code: "tkm4" },
    };
    expect(after({ type: "pay" }, code, { type: "back" }, { type: "pay" }).pay.code).toBe("TKM4");
  });

  test("is neither thrown away nor emptied under money, and is once that is given back", () => {
    const work = after(changed({ customer: "mercy", lines: [line] }), took(40_00));
    for (const event of [{ type: "discarded" } as const, changed({ lines: [] })]) {
      expect(update(work, event)).toBe(work);
    }
    const drop = { type: "dropped", at: 0 } as const;
    const free = update(work, { type: "paying", amount: cents(100_00), event: drop });
    expect(update(free, changed({ lines: [] })).intake.lines).toEqual([]);
    expect(update(free, { type: "discarded" })).toEqual(NO_WORK);
  });

  test("has the deposit whose part was taken, whatever else changes", () => {
    const work = after(changed({ lines: [line] }), took(40_00), changed({ lines: [line, line] }));
    expect(work.intake.deposit).toBe(100_00);
  });

  test("takes the new price of what is still sold, and is gone once it is in the books", () => {
    const items = new Map([["shirt", { id: "shirt", price: cents(70_00) } as TillItem]]);
    const gone = { ...line, item: "carpet" };
    const work = after(changed({ lines: [line, gone] }), { type: "repriced", items });
    expect(work.intake.lines.map(({ unitPrice }) => unitPrice)).toEqual([70_00, 60_00]);
    expect(update(update(work, took(40_00)), { type: "received" })).toEqual(NO_WORK);
  });
});
