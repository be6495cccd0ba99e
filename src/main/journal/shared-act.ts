import { v5 } from "uuid";
import type { EntryRecorded } from "#shared/facts/books.ts";
import type { FactEntry, SharedAct } from "#shared/facts/fact.ts";
import type { AnyFact, FactKind } from "#shared/facts/index.ts";
import { assert } from "#shared/kernel/assert.ts";
import type { Book } from "./book.ts";
import type { Draft, Elsewhere } from "./command.ts";
import { parseFact } from "./stored.ts";
import type { StoredFact } from "./read/facts.ts";

/**
 * Takes an act apart whose entry names several businesses: what it is leads in its own business,
 * and what it posts in each other one is recorded there. Businesses meet only through 1900, so that
 * each part balances by itself. A reversal is as whole as the entry that it undoes: those of earlier
 * programs, which were one fact of both, are undone by one.
 */
export function apart<Kind extends FactKind>(draft: Draft<Kind>): Draft<Kind> {
  const { entry } = draft;
  const leading = draft.business ?? entry?.lines[0]?.[0];
  if (entry === null || leading === undefined || entry.reverses !== null) return draft;
  if (entry.lines.every(([business]) => business === leading)) return draft;
  assert(draft.elsewhere === undefined, "an act is taken apart once");
  const others = new Set(entry.lines.map(([business]) => business));
  others.delete(leading);
  const { day, by } = draft;
  const body = bodyBeside(draft);
  return {
    ...draft,
    business: leading,
    entry: entryOf(entry, leading),
    elsewhere: [...others].map((business) => ({
      business,
      draft: { kind: "entry.recorded", day, business, by, body, entry: entryOf(entry, business) },
    })),
  };
}

/** A part balances by itself, or the seal refuses it. */
function entryOf(entry: FactEntry, business: string): FactEntry | null {
  const lines = entry.lines.filter((line) => line[0] === business);
  return lines.length === 0 ? null : { ...entry, lines };
}

/** What an office form is in the other business too; of a delivery and the like, who paid. */
function bodyBeside({
  kind,
  body,
}: {
  readonly kind: FactKind;
  readonly body: unknown;
}): EntryRecorded["body"] {
  if (kind !== "entry.recorded") return { form: "payment", reference: "" };
  const { form, reference } = body as EntryRecorded["body"];
  return { form, reference };
}

/** The id of an act's part in a business: the same command is the same facts. */
export function partId(lead: string, business: string): string {
  return v5(business, lead);
}

/** What the facts of an act say of it; null where the act is one fact. */
export function sharedBy(lead: string, parts: readonly Elsewhere[]): SharedAct | null {
  if (parts.length === 0) return null;
  const others = parts.map((part) => part.business);
  assert(new Set(others).size === others.length, "an act has one part in a business");
  return { id: lead, others };
}

/** The fact that leads the act of which this one is a part; null of one that leads or is alone. */
export function partOf({ id, act }: Pick<AnyFact, "id" | "act">): string | null {
  return act === undefined || act.id === id ? null : act.id;
}

/** An act as far as this journal has it. */
export interface ActHere {
  /** The leading one first, where it is here. */
  readonly facts: readonly StoredFact[];
  /** None of its facts is missing here, as those of businesses that a till does not serve. */
  readonly whole: boolean;
}

/** All that is here of the act that a fact belongs to. */
export function actOf(book: Book, { seq, fact }: StoredFact): ActHere {
  if (fact.act === undefined) return { facts: [{ seq, fact }], whole: true };
  const { id, others } = fact.act;
  const ids = [id, ...others.map((business) => partId(id, business))];
  const facts = ids.flatMap((each): StoredFact[] => {
    const row = book.get<{ seq: number; bytes: Uint8Array }>(
      "SELECT seq, bytes FROM fact WHERE id = ?",
      each,
    );
    return row === undefined ? [] : [{ seq: row.seq, fact: parseFact(row.bytes) }];
  });
  return { facts, whole: facts.length === ids.length };
}
