import type { AnyFact, FactKind } from "#shared/facts/index.ts";
import type { ReturnableSaved } from "#shared/facts/returnables.ts";
import { instantFromMs, msOf, type Instant } from "#shared/kernel/date.ts";
import type { Book } from "../book.ts";
import { lastDone } from "./positions.ts";

/** A record that facts save as a whole, again and again: the last writing stands. */
interface SavedRecord {
  readonly kind: string;
  readonly id: string;
}

type Writing = Pick<AnyFact, "till" | "at" | "clock">;

/**
 * What is left of a fact once the records are taken out of it whose newer writing is here already:
 * nothing, the fact itself, or parts of it. Remembers whose writing each record now has. A fact that
 * saves no records is left whole.
 */
export function newestOf(book: Book, fact: AnyFact): readonly AnyFact[] {
  const wins = (kind: string, id: string): boolean => win(book, fact, { kind, id });
  switch (fact.kind) {
    case "business.saved":
    case "catalog.saved": {
      const { body } = fact;
      const left = {
        categories: body.categories.filter(({ id }) => wins("category", id)),
        items: body.items.filter(({ id }) => wins("item", id)),
        prices: body.prices.filter(({ item, from }) => wins("price", `${item} ${from}`)),
        recipes: (body.recipes ?? []).filter(({ product }) => wins("recipe", product)),
      };
      if (fact.kind === "catalog.saved") return [{ ...fact, body: left }];
      const accounts = fact.body.accounts.filter(({ number }) => wins("account", String(number)));
      const returnables = (fact.body.returnables ?? []).map((each) => newestReturnable(each, wins));
      if (wins("business", fact.body.business.id)) {
        return [{ ...fact, body: { ...fact.body, ...left, accounts, returnables } }];
      }
      return [
        ...accounts.map((body): AnyFact => ({ ...fact, kind: "account.saved", body })),
        { ...fact, kind: "catalog.saved", body: left },
        ...returnables.map((body): AnyFact => ({ ...fact, kind: "returnable.saved", body })),
      ];
    }
    case "returnable.saved":
      return [{ ...fact, body: newestReturnable(fact.body, wins) }];
    default:
      // Each of these saves what it saves as a whole; all other facts save nothing.
      for (const record of recordsOf(fact)) {
        if (!wins(record.kind, record.id) && fact.kind !== "books.opened") return [];
      }
      return [fact];
  }
}

/** What is left of a kind and its deposit. */
function newestReturnable(
  { of, type, deposit }: ReturnableSaved["body"],
  wins: (kind: string, id: string) => boolean,
): ReturnableSaved["body"] {
  const kind = wins("returnable", of) ? type : null;
  const dated = deposit !== null && wins("deposit of", `${of} ${deposit.from}`);
  return { of, type: kind, deposit: dated ? deposit : null };
}

/** The records that a fact saves: none, for most. */
function recordsOf(fact: AnyFact): readonly SavedRecord[] {
  switch (fact.kind) {
    case "books.opened":
      return [
        ...fact.body.users.map(({ id }) => ({ kind: "user", id })),
        ...fact.body.accounts.map(({ number }) => ({ kind: "account", id: String(number) })),
      ];
    case "business.saved":
      return [
        { kind: "business", id: fact.body.business.id },
        ...fact.body.accounts.map(({ number }) => ({ kind: "account", id: String(number) })),
        ...catalogRecords(fact.body),
        ...(fact.body.returnables ?? []).flatMap(returnableRecords),
      ];
    case "catalog.saved":
      return catalogRecords(fact.body);
    case "account.saved":
      return [{ kind: "account", id: String(fact.body.number) }];
    case "role.saved":
      return [{ kind: "role", id: fact.body.id }];
    case "user.saved":
      return [{ kind: "user", id: fact.body.id }];
    case "customer.saved":
      return [{ kind: "customer", id: fact.body.id }];
    case "supplier.saved":
      return [{ kind: "supplier", id: fact.body.id }];
    case "recipe.saved":
      return [{ kind: "recipe", id: fact.body.product }];
    case "returnable.saved":
      return returnableRecords(fact.body);
    case "cylinder.saved":
      return [{ kind: "cylinder", id: fact.body.serial }];
    default:
      return [];
  }
}

function returnableRecords({ of, deposit }: ReturnableSaved["body"]): SavedRecord[] {
  const type = { kind: "returnable", id: of };
  return deposit === null ? [type] : [type, { kind: "deposit of", id: `${of} ${deposit.from}` }];
}

function catalogRecords(body: {
  readonly categories: readonly { readonly id: string }[];
  readonly items: readonly { readonly id: string }[];
  readonly prices: readonly { readonly item: string; readonly from: string }[];
  readonly recipes?: readonly { readonly product: string }[];
}): SavedRecord[] {
  return [
    ...body.categories.map(({ id }) => ({ kind: "category", id })),
    ...body.items.map(({ id }) => ({ kind: "item", id })),
    ...body.prices.map(({ item, from }) => ({ kind: "price", id: `${item} ${from}` })),
    ...(body.recipes ?? []).map(({ product }) => ({ kind: "recipe", id: product })),
  ];
}

function lastWriting(
  book: Book,
  record: SavedRecord,
): { readonly clock: Instant; readonly till: string } | undefined {
  return book.get(
    "SELECT clock, till FROM record_clock WHERE kind = ? AND id = ?",
    record.kind,
    record.id,
  );
}

function win(book: Book, writing: Writing, record: SavedRecord): boolean {
  const clock = writing.clock ?? writing.at;
  const last = lastWriting(book, record);
  if (last !== undefined) {
    if (last.clock > clock || (last.clock === clock && last.till > writing.till)) return false;
  }
  book.run(
    `INSERT INTO record_clock (kind, id, clock, till) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET clock = excluded.clock, till = excluded.till`,
    record.kind,
    record.id,
    clock,
    writing.till,
  );
  return true;
}

/** The kinds whose facts carry a clock. */
const SAVING: ReadonlySet<FactKind> = new Set([
  "books.opened",
  "business.saved",
  "catalog.saved",
  "account.saved",
  "role.saved",
  "user.saved",
  "customer.saved",
  "supplier.saved",
  "recipe.saved",
  "returnable.saved",
  "cylinder.saved",
]);

/**
 * The clock of a fact about to be made here: now, or a millisecond after the newest writing that it
 * replaces. So a device whose clock is years behind still corrects what it sees, and one whose
 * clock is years ahead drags nobody but the records it wrote. So it is with where a cylinder was last
 * and what was last done to a deposit; such a fact says its clock where it is not its own time.
 */
export function clockOf(book: Book, fact: AnyFact): Instant | undefined {
  if (!SAVING.has(fact.kind)) {
    const last = lastDone(book, fact);
    return last === null || last < fact.at ? undefined : instantFromMs(msOf(last) + 1);
  }
  let clock = fact.at;
  for (const record of recordsOf(fact)) {
    const last = lastWriting(book, record);
    if (last !== undefined && last.clock >= clock) clock = instantFromMs(msOf(last.clock) + 1);
  }
  return clock;
}
