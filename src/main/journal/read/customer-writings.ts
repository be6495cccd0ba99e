import { assert } from "#shared/kernel/assert.ts";
import type { Customer } from "#shared/facts/master.ts";
import type { Book } from "../book.ts";

/** One field of a writing that does not stand: what it said, and what the customer has instead. */
export type LostField =
  | { readonly field: "name" | "address" | "note"; readonly said: string; readonly stands: string }
  | {
      readonly field: "phone";
      readonly said: Customer["phone"];
      readonly stands: Customer["phone"];
    }
  | { readonly field: "creditLimit"; readonly said: number; readonly stands: number }
  | { readonly field: "active"; readonly said: boolean; readonly stands: boolean };

interface Writing {
  readonly seq: number;
  readonly id: string;
  readonly replaces: string;
}

/** The writings of one customer as a tree: each hangs on the one that stood where it was made. */
interface Writings {
  readonly byId: ReadonlyMap<string, Writing>;
  /** Those that another one was made on. */
  readonly replaced: ReadonlySet<string>;
  /** The one that stands. */
  readonly stands: string;
}

/** The fact whose writing of a customer stands here. */
export function writingOf(book: Book, customer: string): string {
  const row = book.get<{ id: string }>(
    "SELECT f.id FROM customer c JOIN fact f ON f.seq = c.seq WHERE c.id = ?",
    customer,
  );
  assert(row !== undefined, "a customer was written by a fact");
  return row.id;
}

/**
 * The last writings of every till's own line that do not stand although nobody who wrote the one that
 * does had seen them, where they said something of their own that is not so now.
 */
export function lostWritings(book: Book, customer: string): readonly { readonly seq: number }[] {
  const tree = writingsOf(book, customer);
  return [...tree.byId.values()].filter(
    (each) => !tree.replaced.has(each.id) && lostFields(book, tree, each).length > 0,
  );
}

/**
 * What one such writing said that is not so now: nothing any more once somebody wrote it again, or
 * once the customer turned out to be another one.
 */
export function lostWriting(
  book: Book,
  seq: number,
): { readonly goneOn: boolean; readonly lost: readonly LostField[] } {
  const row = book.get<{ customer: string; merged: number }>(
    `SELECT customer, EXISTS (SELECT 1 FROM customer_alias WHERE alias = customer) AS merged
     FROM customer_writing WHERE seq = ?`,
    seq,
  );
  if (row === undefined) return { goneOn: false, lost: [] };
  const tree = writingsOf(book, row.customer);
  const writing = [...tree.byId.values()].find((each) => each.seq === seq);
  assert(writing !== undefined, "a writing is among its customer's");
  return {
    goneOn: tree.replaced.has(writing.id),
    lost: row.merged === 1 ? [] : lostFields(book, tree, writing),
  };
}

function writingsOf(book: Book, customer: string): Writings {
  const rows = book.all<Writing>(
    `SELECT w.seq, f.id, w.replaces FROM customer_writing w JOIN fact f ON f.seq = w.seq
     WHERE w.customer = ? ORDER BY f.id`,
    customer,
  );
  return {
    byId: new Map(rows.map((row) => [row.id, row])),
    replaced: new Set(rows.map(({ replaces }) => replaces)),
    stands: writingOf(book, customer),
  };
}

/** A writing and all those that it goes back to, the newest first. */
function lineOf(tree: Writings, id: string): string[] {
  const line = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !line.has(at);) {
    line.add(at);
    at = tree.byId.get(at)?.replaces;
  }
  return [...line];
}

/**
 * Only what was changed since the two parted: a till that changed the note did not say anything of the
 * phone, whatever became of that at the other one. Where one of them does not say what it replaced (a
 * program from before), nothing is known of who knew what.
 */
function lostFields(book: Book, tree: Writings, { id }: Writing): LostField[] {
  if (!tree.byId.has(tree.stands)) return [];
  const standing = lineOf(tree, tree.stands);
  const parted = lineOf(tree, id).find((each) => standing.includes(each));
  if (parted === id) return [];
  const [said, stands] = [bodyOf(book, id), bodyOf(book, tree.stands)];
  const before = parted === undefined ? undefined : bodyOf(book, parted);
  if (said === undefined || stands === undefined) return [];
  return FIELDS.filter((field) => {
    const own = valueOf(said, field);
    const changed = before === undefined || own !== valueOf(before, field);
    return changed && own !== valueOf(stands, field);
  }).map((field) => shownOf(field, said, stands));
}

const FIELDS = ["name", "phone", "creditLimit", "address", "note", "active"] as const;
type Field = (typeof FIELDS)[number];

/** Something to compare by: a phone is sealed anew each time it is written. */
const valueOf = (body: Customer, field: Field): string | number | boolean =>
  field === "phone" ? (body.phone?.index ?? "") : (body[field] ?? "");

function shownOf(field: Field, said: Customer, stands: Customer): LostField {
  switch (field) {
    case "phone":
      return { field, said: said.phone, stands: stands.phone };
    case "creditLimit":
      return { field, said: said.creditLimit, stands: stands.creditLimit };
    case "active":
      return { field, said: said.active, stands: stands.active };
    default:
      return { field, said: said[field] ?? "", stands: stands[field] ?? "" };
  }
}

function bodyOf(book: Book, id: string): Customer | undefined {
  const row = book.get<{ body: string }>(
    "SELECT json_extract(CAST(bytes AS TEXT), '$.body') AS body FROM fact WHERE id = ?",
    id,
  );
  return row === undefined ? undefined : (JSON.parse(row.body) as Customer);
}
