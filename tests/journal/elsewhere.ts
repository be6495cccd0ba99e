import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { expect } from "vitest";
import { canonical } from "#shared/facts/canonical.ts";
import type { AnyFact, FactKind } from "#shared/facts/index.ts";
import { chainNext, chainStart, sha256 } from "#main/journal/chain.ts";
import type { Till } from "./shop.ts";

export type Body = Readonly<Record<string, unknown>>;
export interface Change {
  readonly till?: string;
  readonly body?: (made: Body) => object;
  /** Ids that it names, and what it names in their place. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly reverses?: string;
  /** So much before the act was done here; at the same time, where it is not said. */
  readonly secondsBefore?: number;
  /** What else of the fact is another. */
  readonly also?: object;
}

let ingest = 0;

/** The newest act of a kind, done once more at another till that knew nothing of the first. */
export function alsoElsewhere(shop: Till, kind: FactKind, change: Change = {}) {
  const { till = "T9", body, instead = {}, reverses, secondsBefore = 0, also } = change;
  const row = shop.journal.book.get<{ id: string; bytes: Uint8Array }>(
    "SELECT id, bytes FROM fact WHERE kind = ? ORDER BY seq DESC LIMIT 1",
    kind,
  );
  if (row === undefined) throw new Error(`no ${kind}`);
  // What the act made, it names by its own id.
  const text = Object.entries({ [row.id]: v7(), ...instead }).reduce(
    (said, [one, other]) => said.replaceAll(one, other),
    Buffer.from(row.bytes).toString("utf8"),
  );
  const made = JSON.parse(text) as AnyFact & { readonly body: Body; readonly entry: Body | null };
  const fact = {
    ...made,
    till,
    at: new Date(Date.parse(made.at) - secondsBefore * 1000).toISOString(),
    body: { ...made.body, ...body?.(made.body) },
    entry: reverses === undefined ? made.entry : { ...made.entry, reverses },
    ...also,
  };
  const bytes = Buffer.from(canonical(fact));
  const epoch = randomUUID();
  const opening = { till, epoch, parent: null, parentPosition: null, parentHash: null };
  const chain = chainNext(chainStart(epoch, null), sha256(bytes));
  ingest += 1;
  const postedOn = made.entry === null ? null : made.day;
  shop.journal.takeIn(
    [{ till, epoch, position: 1, ingest, bytes, chain, postedOn }],
    [{ ...opening, openedAt: made.at }],
    () => undefined,
  );
  expect(shop.journal.book.all("SELECT reason, detail FROM parked_fact")).toEqual([]);
}
