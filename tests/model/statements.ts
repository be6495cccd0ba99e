import { expect } from "vitest";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import type { Draws } from "./draws.ts";
import { ACCOUNTS } from "./exercise-book.ts";
import { add } from "./sums.ts";
import type { World } from "./world.ts";

/** A statement that somebody ticked off: through which day, with what it ends, and what it took. */
export interface Agreed {
  readonly id: string;
  readonly since: string;
  readonly through: string;
  readonly closing: number;
  readonly lines: readonly { readonly of: string; readonly no: number }[];
}

interface Place {
  readonly account: number;
  readonly party: string | null;
}

/** The bank, an M-Pesa till or a safe: what has statements. */
const placeOf = (draws: Draws): Place => {
  return draws.of([
    { account: ACCOUNTS.bank, party: null },
    { account: ACCOUNTS.mpesa.WATER, party: null },
    { account: ACCOUNTS.cash.RETAIL, party: "SAFE" },
  ]);
};

const keyOf = ({ account, party }: Place): string => `${account} ${party ?? ""}`;

/** What the exercise book holds in a place through a day, of all businesses. */
const heldIn = (world: World, { account, party }: Place, through: string): number =>
  add(
    world.book.lines
      .filter((line) => line.account === account && line.day <= through)
      .filter((line) => (line.party ?? null) === party)
      .map((line) => line.amount),
  );

/**
 * A statement is ticked off, mostly all of it. What was agreed before, what is open and what came
 * late are together what the exercise book holds.
 */
export async function agree(world: World, draws: Draws): Promise<void> {
  const place = placeOf(draws);
  const before = world.agreed.get(keyOf(place)) ?? [];
  const last = before.at(-1);
  const through = addDays(world.day as BusinessDay, -draws.of([0, 0, 0, 1, 3]));
  const since = last === undefined ? addDays(through, -draws.whole(0, 20)) : null;
  const open = await world.shop.must("reconciliation.open", { ...place, since, through });
  const lines = open.lines.filter((line) => line.day <= through);
  if (last === undefined || through > last.through) {
    const told = add([open.opening, open.late, ...lines.map(({ amount }) => amount)]);
    expect(told, `${keyOf(place)} through ${through}`).toBe(heldIn(world, place, through));
  }
  const taken = lines.filter(() => draws.often(85));
  const again = draws.often(40) ? (last?.lines[0] ?? null) : null;
  const off = draws.often(15) ? draws.whole(1, 500) : 0;
  const ticked = taken.map(({ of, no }) => ({ of, no }));
  const closing = add([open.opening, off, ...taken.map(({ amount }) => amount)]);
  const early = last !== undefined && through <= last.through;
  const refused = early
    ? "reconciliation.not_after"
    : again !== null
      ? "reconciliation.line_taken"
      : off !== 0
        ? "reconciliation.difference"
        : null;
  const asked = { ...place, since, through, closing };
  const done = await world.attempt(
    "reconciliation.finish",
    { ...asked, ticked: again === null ? ticked : [...ticked, again] },
    refused,
  );
  if (done === undefined) return;
  // It says that two things agree, and moves nothing.
  world.posted([]);
  const from = last?.since ?? since ?? through;
  const agreed = { id: done.id, since: from, through, closing, lines: ticked };
  world.agreed.set(keyOf(place), [...before, agreed]);
}

/** The latest statement of a place is opened again; one before it is not. */
export async function reopen(world: World, draws: Draws): Promise<void> {
  const places = [...world.agreed].filter(([, each]) => each.length > 0);
  if (places.length === 0) return;
  const several = places.filter(([, each]) => each.length > 1);
  const [key, agreed] = draws.of(several.length > 0 ? several : places);
  const at = draws.often(50) ? 0 : agreed.length - 1;
  const one = agreed[at];
  if (one === undefined) return;
  const refused = at < agreed.length - 1 ? "reconciliation.not_latest" : null;
  const request = { reconciliation: one.id, reason: "Wrong statement" };
  if ((await world.attempt("reconciliation.undo", request, refused)) === undefined) return;
  world.posted([]);
  world.agreed.set(key, agreed.slice(0, -1));
}
