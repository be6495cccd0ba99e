import type { Author, FactEntry } from "#shared/facts/fact.ts";
import type { FactKind, FactOf } from "#shared/facts/index.ts";
import type { BusinessDay, Instant } from "#shared/kernel/date.ts";
import type { Book } from "./book.ts";

/** What a service hands over: a fact without what only the journal can know. */
export interface Draft<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  readonly day: BusinessDay;
  readonly business: string | null;
  readonly by: Author;
  readonly body: FactOf<Kind>["body"];
  readonly entry: FactEntry | null;
  /**
   * What the same act is in other businesses, one of each: facts of their own, under the same
   * COMMIT. Of an entry alone the journal makes them (`shared-act.ts`).
   */
  readonly elsewhere?: readonly Elsewhere[];
  /** Device rows that must stand or fall with the fact: a print job, a cleared cart. */
  readonly also?: (book: Book) => void;
}

/**
 * An act's part in another business. A till hears of a fact where it serves all the businesses that
 * the fact names; so an act of two businesses is a fact of each, and each till has its own half.
 */
export interface Elsewhere {
  readonly business: string;
  readonly draft: { [Kind in FactKind]: Draft<Kind> }[FactKind];
}

/** What a decision may use of the fact it is about to become. */
export interface Coming {
  readonly id: string;
  readonly seq: number;
  readonly till: string;
  readonly at: Instant;
  /** The two characters of this epoch in receipt numbers. */
  readonly tag: string;
}

export interface Command {
  readonly id: string;
  /** Keyed digest of the request: one id cannot stand for two acts. */
  readonly digest: string;
}

export interface Appended<Kind extends FactKind = FactKind> {
  readonly fact: FactOf<Kind>;
  readonly seq: number;
  /** The command had been done before; nothing was written now. */
  readonly repeated: boolean;
}
