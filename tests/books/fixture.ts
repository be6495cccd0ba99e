import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import { contract } from "#shared/contract/index.ts";
import type { User } from "#shared/facts/master.ts";
import { instant, instantFromMs, msOf, nairobiDay, type Instant } from "#shared/kernel/date.ts";
import type { Refusal } from "#shared/kernel/refusal.ts";
import { done, type Result } from "#shared/kernel/result.ts";
import { openJournal, type Journal } from "#main/journal/journal.ts";
import { items } from "#main/journal/read/catalog.ts";
import { linesOf } from "#main/journal/read/entries.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import { openSealer } from "#main/people/sealing.ts";
import { openDoor } from "#main/rpc/dispatch.ts";
import { openSessions } from "#main/rpc/sessions.ts";
import { counterHandlers } from "#main/services/index.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import type { Parts } from "#main/services/parts.ts";
import { sessionOf } from "#main/services/session.ts";
import { UNTIED } from "#main/replication/link.ts";
import { openBooks as openTheBooks } from "#main/services/set-up.ts";

export const TODAY = "2026-11-20";
/** Ten in the morning in Nairobi. */
const MORNING = instant("2026-11-20T07:00:00.000Z");

export type Who = "owner" | "manager" | "cashier" | "accountant";
type Asked<Name extends ProcedureName> = Omit<RequestInput<Name>, "command"> & {
  readonly command?: string;
};

/** Real books in a temporary folder, behind the real door; replies are checked by the contract. */
export interface Shop {
  readonly journal: Journal;
  readonly parts: Parts;
  readonly folder: string;
  readonly people: Readonly<Record<Who, string>>;
  /** Does as a person; the answer may be a refusal. Commands get an id of their own. */
  call<Name extends ProcedureName>(
    name: Name,
    request: Asked<Name>,
    who?: Who,
  ): Promise<Result<Reply<Name>>>;
  /** The same, where a refusal would be a failure of the test. */
  must<Name extends ProcedureName>(
    name: Name,
    request: Asked<Name>,
    who?: Who,
  ): Promise<Reply<Name>>;
  /** The refusal, where being done would be the failure. */
  refused<Name extends ProcedureName>(
    name: Name,
    request: Asked<Name>,
    who?: Who,
  ): Promise<Refusal>;
  /** Sets the clock; it moves on by a second at each call. */
  clock(at: string): void;
  /** Ids of the sample items by sku. */
  readonly items: ReadonlyMap<string, string>;
  /** Every fact so far. */
  facts(): number;
  /** Acts that were done after a fact: the parts that one has in other businesses are no more. */
  acts(after?: number): number;
  /** An act's entry, in all its businesses, as [account, side, cents], merged by account and side, sorted. */
  lines(entry: number): Line[];
  close(): void;
}

export type Line = readonly [account: number, side: "debit" | "credit", amount: number];

export interface ShopOptions {
  readonly vatRegistered?: boolean;
  readonly sampleItems?: boolean;
}

export function openShop(options: ShopOptions = {}): Shop {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-books-"));
  let time = msOf(MORNING);
  const now = (): Instant => instantFromMs(time);
  const journal = openJournal(join(folder, "journal.db"), { now });
  const users = people();
  const parts = partsOf(journal, now);
  openBooks(parts, Object.values(users), options);
  const sessions = openSessions((id) => sessionOf(journal.book, id));
  for (const [who, user] of Object.entries(users)) sessions.signIn(who, user.id);
  const door = openDoor({
    handlers: {
      ...counterHandlers(parts),
      ...officeHandlers(parts, { verify: () => verifyJournal(journal), link: UNTIED }),
    },
    sessions,
    ready: () => true,
    unfinished: true,
    checkReplies: true,
  });
  const call: Shop["call"] = async (name, request, who = "owner") => {
    time += 1000;
    const command = contract[name].kind === "command" ? { command: v7() } : {};
    const result = await door.call(who, name, { ...command, ...request });
    return result as Result<Reply<typeof name>>;
  };
  // The parts that an act has in several businesses carry the digest of one request.
  const sameAct = (entry: number): number[] =>
    journal.book
      .all<{ seq: number }>(
        `SELECT f.seq FROM fact f JOIN fact one ON one.seq = ? AND one.epoch = f.epoch
         WHERE json_extract(CAST(f.bytes AS TEXT), '$.digest') = json_extract(CAST(one.bytes AS TEXT), '$.digest')`,
        entry,
      )
      .map(({ seq }) => seq);
  return {
    journal,
    parts,
    folder,
    people: {
      owner: users.owner.id,
      manager: users.manager.id,
      cashier: users.cashier.id,
      accountant: users.accountant.id,
    },
    call,
    must: async (name, request, who) => {
      const result = await call(name, request, who);
      if (!result.ok) throw new Error(`${name} was refused: ${JSON.stringify(result.refusal)}`);
      return result.value;
    },
    refused: async (name, request, who) => {
      const result = await call(name, request, who);
      if (result.ok) throw new Error(`${name} was done: ${JSON.stringify(result.value)}`);
      return result.refusal;
    },
    clock: (at) => {
      time = msOf(instant(at));
    },
    items: skus(journal),
    facts: () => journal.book.get<{ n: number }>("SELECT count(*) AS n FROM fact")?.n ?? 0,
    acts: (after = 0) =>
      journal.book.get<{ n: number }>(
        `SELECT count(*) AS n FROM fact WHERE seq > ?
         AND coalesce(json_extract(CAST(bytes AS TEXT), '$.act.id'), id) = id`,
        after,
      )?.n ?? 0,
    lines: (entry) =>
      merged(
        sameAct(entry).flatMap((each) =>
          linesOf(journal.book, each).map(({ account, debit, credit }): Line =>
            debit > 0 ? [account, "debit", debit] : [account, "credit", credit],
          ),
        ),
      ),
    close: () => {
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lines of one account and side in one sum, in a fixed order: what a worked journal says. */
export function merged(lines: readonly Line[]): Line[] {
  const sums = new Map<string, number>();
  for (const [account, side, amount] of lines) {
    const key = `${account} ${side}`;
    sums.set(key, (sums.get(key) ?? 0) + amount);
  }
  return [...sums]
    .map(([key, amount]): Line => {
      const [account, side] = key.split(" ");
      return [Number(account), side === "debit" ? "debit" : "credit", amount];
    })
    .sort((a, b) => a[0] - b[0] || a[1].localeCompare(b[1]));
}

function partsOf(journal: Journal, now: () => Instant): Parts {
  return {
    journal,
    sealer: openSealer(randomBytes(32)),
    // Nobody types a PIN here: the door's own tests do.
    pinCheck: {
      checkPin: async (user) => {
        const session = sessionOf(journal.book, user);
        if (session === null) throw new Error("nobody by this id");
        return done(session);
      },
      checkApproval: async ({ user }) => done({ user }),
      choosePin: async () => done("no PIN"),
    },
    now,
    newId: () => v7(),
    paper: () => undefined,
    committed: () => undefined,
  };
}

function people(): Record<Who, User> {
  const person = (name: string, business: string, role: string): User => ({
    id: v7(),
    name,
    pinHash: "no PIN",
    language: "en",
    active: true,
    access: [{ business, role }],
  });
  return {
    owner: person("Wanjiku", "*", "owner"),
    manager: person("Otieno", "WATER", "manager"),
    cashier: person("Achieng", "RETAIL", "cashier"),
    accountant: person("Mutua", "*", "accountant"),
  };
}

function openBooks(parts: Parts, users: readonly User[], options: ShopOptions): void {
  const business = (template: "WATER" | "LAUNDRY" | "RETAIL", name: string) => ({
    template,
    name,
    mpesaTill: "",
    pin: "",
    address: "",
    contact: "",
  });
  const opened = openTheBooks(
    parts.journal,
    { id: v7(), digest: "opening" },
    {
      request: {
        owner: "Wanjiku",
        till: { code: "R1", name: "Front till" },
        vatRegistered: options.vatRegistered ?? true,
        sampleItems: options.sampleItems ?? true,
        businesses: [
          business("WATER", "Water"),
          business("LAUNDRY", "Laundry"),
          business("RETAIL", "Retail"),
        ],
      },
      users,
      demo: false,
      today: nairobiDay(parts.now()),
      newId: parts.newId,
    },
  );
  if (!opened.ok) throw new Error("the books did not open");
}

function skus(journal: Journal): ReadonlyMap<string, string> {
  const found = items(journal.book, TODAY as never, {
    business: null,
    text: "",
    filter: "all",
    offset: 0,
    limit: 500,
    within: ["WATER", "LAUNDRY", "RETAIL"],
  });
  return new Map(found.items.map((item) => [item.sku, item.id]));
}
