import type { BusinessDay, Instant } from "../kernel/date.ts";

/** A journal entry as a fact carries it: [business, account, debit cents, credit cents, party]. */
export type FactLine = readonly [
  business: string,
  account: number,
  debit: number,
  credit: number,
  party: string | null,
];

/** What kind of act moved the money: the owner's TransactionType, extended. */
export type EntryType =
  | "sale"
  | "refund"
  | "purchase"
  | "production"
  | "expense"
  | "deposit"
  | "withdrawal"
  | "transfer"
  | "payment"
  | "adjustment"
  | "opening"
  | "manual"
  | "closing"
  | "reversal";

export interface FactEntry {
  readonly type: EntryType;
  readonly memo: string;
  /** Id of the fact whose entry this one undoes. */
  readonly reverses: string | null;
  readonly lines: readonly FactLine[];
}

/** Who did it, who allowed it, and why: the audit trail lives in the fact itself. */
export interface Author {
  readonly user: string | null;
  readonly approver: string | null;
  readonly reason: string | null;
}

/**
 * One act of several businesses is a fact of each, under one COMMIT: a till of one of them has its
 * half. Each says what it is a part of.
 */
export interface SharedAct {
  /** The fact that leads: the command's own. */
  readonly id: string;
  /** The businesses of the others, whose ids follow from the leading one's and their business. */
  readonly others: readonly string[];
}

/**
 * The only thing that is ever written: an immutable document naming one act and, where money or
 * stock moved, the balanced entry that books it. `id` is the command's own id, so that a command
 * sent twice is one fact; `digest` is a keyed digest of the request, so that one id cannot stand
 * for two acts. Its place in the till's chain is not part of it (see `chain.ts`).
 */
export interface Fact<Kind extends string = string, Body = unknown> {
  readonly id: string;
  readonly kind: Kind;
  readonly version: number;
  readonly till: string;
  readonly at: Instant;
  /**
   * On facts that save records (an item, a customer, a person …): when it was, but always later
   * than the writing that it replaces. Of two writings that did not know of each other the later
   * clock stands on every device, whatever the order in which they arrive.
   */
  readonly clock?: Instant;
  /** The business day, confirmed by the open shift or given by the office form. */
  readonly day: BusinessDay;
  readonly business: string | null;
  /** Absent where this fact is the whole act, and in facts of earlier programs. */
  readonly act?: SharedAct;
  readonly by: Author;
  readonly digest: string;
  readonly body: Body;
  readonly entry: FactEntry | null;
}

/** A person's phone or an M-Pesa code: ciphertext and a keyed blind index, never the text. */
export interface Sealed {
  /** base64 of nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM. */
  readonly cipher: string;
  /** base64url of a keyed digest of the normalised text: equal texts have equal indexes. */
  readonly index: string;
}
