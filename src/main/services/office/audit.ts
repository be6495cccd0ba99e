import type { Reply } from "#shared/contract/index.ts";
import type { AnyFact } from "#shared/facts/index.ts";
import { cents, formatMoney } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { factsLatestFirst, SAVING, writingBefore } from "#main/journal/read/audit.ts";
import { customer } from "#main/journal/read/customers.ts";
import { factWithId } from "#main/journal/read/facts.ts";
import { partOf } from "#main/journal/shared-act.ts";
import { user } from "#main/journal/read/people.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";

type Row = Reply<"audit.list">["rows"][number];

/** A page that finds little looks through so many facts, and leaves the rest to the next page. */
const LOOKED_AT = 1500;

/** Who did what, when and why: the facts themselves, latest first. */
export function listAudit(parts: Parts): Handler<"audit.list"> {
  return (asked, caller) =>
    parts.journal.readTogether((book) => {
      const all = businesses(book);
      const seen = new Set(businessesSeen(caller, all));
      const text = asked.text.trim().toLowerCase();
      const wanted = (fact: AnyFact): boolean =>
        (fact.business === null || seen.has(fact.business)) &&
        (asked.business === null || fact.business === asked.business) &&
        (asked.user === null || fact.by.user === asked.user || fact.by.approver === asked.user) &&
        (asked.from === null || fact.day >= asked.from) &&
        (asked.to === null || fact.day <= asked.to);
      // An act of several businesses is one row, its leading fact's; of one business, its own fact.
      const isTold = (fact: AnyFact): boolean => {
        const lead = asked.business === null ? partOf(fact) : null;
        const leading = lead === null ? undefined : factWithId(book, lead)?.fact;
        return leading !== undefined && leading.kind.startsWith(asked.kind) && wanted(leading);
      };
      const othersOf = (fact: AnyFact): string[] =>
        asked.business === null && partOf(fact) === null
          ? (fact.act?.others ?? []).filter((each) => seen.has(each))
          : [];
      const rows: Row[] = [];
      let looked = 0;
      let last: number | null = null;
      for (const { seq, fact } of factsLatestFirst(book, asked.kind, asked.before)) {
        if (rows.length === asked.limit || looked === LOOKED_AT) {
          return done({ rows, next: last });
        }
        looked += 1;
        last = seq;
        if (!wanted(fact) || isTold(fact)) continue;
        const row = auditRow(book, fact, seq, othersOf(fact));
        const said = `${row.about} ${row.by} ${row.approver ?? ""} ${row.reason ?? ""}`;
        if (text !== "" && !said.toLowerCase().includes(text)) continue;
        rows.push({ ...row, changes: changesOf(book, fact, seq) });
      }
      return done({ rows, next: null });
    });
}

function auditRow(book: Book, fact: AnyFact, seq: number, others: string[]): Omit<Row, "changes"> {
  const { id, kind, at, day, till, business, by, entry } = fact;
  return {
    seq,
    id,
    kind,
    at,
    day,
    till,
    business,
    others,
    by: by.user === null ? "" : (user(book, by.user)?.name ?? ""),
    approver: by.approver === null ? null : (user(book, by.approver)?.name ?? ""),
    reason: by.reason,
    about: aboutOf(book, fact),
    posted: entry !== null,
  };
}

/** What a fact was about, from the few names that bodies share; never a phone or a code. */
function aboutOf(book: Book, { body, entry }: AnyFact): string {
  const of = body as Readonly<Record<string, unknown>>;
  const words = [of["number"], of["name"], nested(of["business"], "name")]
    .filter((each) => typeof each === "string" || typeof each === "number")
    .map((each) => (typeof each === "number" ? `No. ${each}` : each));
  const who = of["customer"] ?? of["into"];
  if (typeof who === "string") words.push(customer(book, who)?.name ?? "");
  const amount = of["total"] ?? of["amount"];
  if (typeof amount === "number") words.push(`KES ${formatMoney(cents(amount))}`);
  if (words.length === 0 && entry !== null) words.push(entry.memo);
  return words.filter((each) => each !== "").join(" · ");
}

function nested(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** Of a record that is saved as a whole: the fields that differ from its writing before. */
function changesOf(book: Book, fact: AnyFact, seq: number): Row["changes"] {
  if (!SAVING.has(fact.kind)) return [];
  const after = flat(fact.body);
  const earlier = writingBefore(book, fact, seq);
  const before = earlier === undefined ? new Map<string, string>() : flat(earlier.body);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => before.get(field) !== after.get(field))
    .map((field) => ({
      field,
      before: before.get(field) ?? null,
      after: after.get(field) ?? null,
    }));
}

/** Secrets are named, not shown; a cipher is another one each time, and says nothing. */
const HIDDEN = /(?:^|\.)(?:pinHash|index)$/;
// Which writing a customer's change replaces is no change to a reader either.
const SILENT = new Set(["cipher", "replaces"]);

function flat(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null) {
    const text = HIDDEN.test(path) ? `hidden ${digestOf(String(value))}` : String(value);
    return new Map([[path, text]]);
  }
  // What a role allows is read as one list, not as the places in it.
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string")) {
    return new Map([[path, value.join(", ")]]);
  }
  return new Map(
    Object.entries(value)
      .filter(([key]) => !SILENT.has(key))
      .flatMap(([key, member]) => [...flat(member, path === "" ? key : `${path}.${key}`)]),
  );
}

/** Enough to see that a secret changed, too little to know it. */
function digestOf(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return String(sum);
}
