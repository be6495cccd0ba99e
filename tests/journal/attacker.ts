import Database from "better-sqlite3";
import { expect } from "vitest";
import { chainNext, sha256 } from "#main/journal/chain.ts";
import { newSellingShop, counts, type Selling } from "./shop.ts";

type Value = string | number | bigint | null | Uint8Array;

/** Somebody with raw SQL and the open file; who drops no trigger. */
export interface Attacker {
  run(sql: string, ...values: Value[]): void;
  get<Row>(sql: string, ...values: Value[]): Row;
  close(): void;
}

function ownConnection(shop: Selling): Attacker {
  const { book } = shop.journal;
  return {
    run: (sql, ...values) => book.run(sql, ...(values as never[])),
    get: (sql, ...values) => book.get(sql, ...(values as never[])) as never,
    close: () => {},
  };
}

export function secondConnection(file: string, pragmas: readonly string[] = []): Attacker {
  const db = new Database(file);
  for (const pragma of pragmas) db.pragma(pragma);
  return {
    run: (sql, ...values) => void db.prepare(sql).run(...values),
    get: (sql, ...values) => db.prepare(sql).get(...values) as never,
    close: () => void db.close(),
  };
}

/** The same attacks are made through each of these. */
export const WAYS: readonly (readonly [string, (shop: Selling) => Attacker])[] = [
  ["a second connection with default pragmas", (shop) => secondConnection(shop.file)],
  ["the program's own connection", ownConnection],
  [
    "a second connection with every check switched off",
    (shop) =>
      secondConnection(shop.file, [
        "foreign_keys = OFF",
        "recursive_triggers = OFF",
        "ignore_check_constraints = ON",
        "defer_foreign_keys = ON",
      ]),
  ],
];

/** Runs an attack as one transaction, up to its COMMIT. Throws where it was refused. */
export function attempt(attacker: Attacker, attack: () => void): void {
  attacker.run("BEGIN IMMEDIATE");
  try {
    attack();
    attacker.run("COMMIT");
  } catch (error) {
    try {
      attacker.run("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself.
    }
    throw error;
  }
}

/** The same, but taken back at the end: for what is allowed and must leave no trace. */
export function attemptAndForget(attacker: Attacker, attack: () => void): void {
  attacker.run("BEGIN IMMEDIATE");
  try {
    attack();
  } finally {
    attacker.run("ROLLBACK");
  }
}

export interface Forged {
  readonly seq?: number;
  readonly position?: number;
  readonly id?: string;
  readonly local?: 0 | 1;
  readonly kind?: string;
  readonly verb?: string;
  readonly chain?: Uint8Array;
}

let forged = 0;

/** Appends a fact that fits the chain, as somebody would who has read the source. */
export function forgeFact(attacker: Attacker, how: Forged = {}): number {
  const last = attacker.get<{ seq: number; epoch: number; position: number; chain: Uint8Array }>(
    `SELECT seq, epoch, chain, (SELECT coalesce(max(position), 0) FROM fact f
       WHERE f.epoch = fact.epoch AND f.local = 1) AS position
     FROM fact ORDER BY seq DESC LIMIT 1`,
  );
  forged += 1;
  const id = how.id ?? `00000000-0000-7000-8000-${String(forged).padStart(12, "0")}`;
  const bytes = Buffer.from(JSON.stringify({ id, entry: null }));
  const hash = sha256(bytes);
  const seq = how.seq ?? last.seq + 1;
  attacker.run(
    `${how.verb ?? "INSERT INTO"} fact (seq, id, epoch, position, local, kind, bytes, hash, chain)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    seq,
    id,
    last.epoch,
    how.position ?? last.position + 1,
    how.local ?? 1,
    how.kind ?? "forged",
    bytes,
    hash,
    how.chain ?? chainNext(last.chain, hash),
  );
  return seq;
}

export interface ForgedLine {
  readonly business?: string;
  readonly account?: number;
  readonly debit?: Value;
  readonly credit?: Value;
  readonly party?: string | null;
  readonly day?: string;
  readonly no?: number;
}

export const DAY = "2026-11-20";

export interface ForgedEntry {
  readonly day?: string;
  readonly reverses?: number | null;
  readonly verb?: string;
  readonly late?: number;
  readonly businessDay?: string;
}

export function forgeEntry(attacker: Attacker, seq: number, how: ForgedEntry = {}): void {
  const day = how.day ?? DAY;
  attacker.run(
    `${how.verb ?? "INSERT INTO"} entry (seq, day, business_day, late, type, memo, reverses)
     VALUES (?, ?, ?, ?, 'manual', 'forged', ?)`,
    seq,
    day,
    how.businessDay ?? day,
    how.late ?? 0,
    how.reverses ?? null,
  );
}

/** Rent by default: 5200 is shared by the businesses and has no party. */
export function forgeLine(
  attacker: Attacker,
  entry: number,
  line: ForgedLine,
  verb = "INSERT INTO",
): void {
  attacker.run(
    `${verb} line (entry, no, day, business, account, debit, credit, party)
     VALUES (?, coalesce(?, (SELECT count(*) + 1 FROM line WHERE entry = ?)), ?, ?, ?, ?, ?, ?)`,
    entry,
    line.no ?? null,
    entry,
    line.day ?? DAY,
    line.business ?? "RETAIL",
    line.account ?? 5200,
    amount(line.debit),
    amount(line.credit),
    line.party ?? null,
  );
}

const amount = (given: Value | undefined): Value => (given === undefined ? 0 : given);

export function forgeSeal(attacker: Attacker, entry: number | null): void {
  attacker.run("INSERT INTO seal (entry) VALUES (?)", entry);
}

/** A whole entry with its fact. */
export function forge(
  attacker: Attacker,
  lines: readonly ForgedLine[],
  how: Forged & ForgedEntry = {},
): number {
  const { verb: _, ...rest } = how;
  const seq = forgeFact(attacker, rest);
  forgeEntry(attacker, seq, rest);
  for (const line of lines) forgeLine(attacker, seq, line);
  forgeSeal(attacker, seq);
  return seq;
}

/** A shop with something of everything in it, that each attack must leave as it was. */
export async function besieged(): Promise<{
  readonly shop: Selling;
  refuses(attacker: Attacker, attack: () => void, reason: RegExp): void;
  allows(attacker: Attacker, attack: () => void): void;
}> {
  const shop = await newSellingShop();
  const state = (): unknown => counts(shop);
  return {
    shop,
    refuses(attacker, attack, reason) {
      const before = state();
      expect(() => attempt(attacker, attack)).toThrow(reason);
      expect(state()).toEqual(before);
    },
    allows(attacker, attack) {
      const before = state();
      attemptAndForget(attacker, attack);
      expect(state()).toEqual(before);
    },
  };
}
