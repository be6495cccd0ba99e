import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { cents, sum } from "#shared/kernel/money.ts";
import { formatPhone } from "#shared/kernel/phone.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { ageing } from "#shared/ledger/open-items.ts";
import type { Book } from "#main/journal/book.ts";
import { business as readBusiness, businesses } from "#main/journal/read/business.ts";
import {
  creditHeld,
  customer as readCustomer,
  partiesOf,
  partyBalances,
  partyLines,
  shownAs,
  type PartyLine,
} from "#main/journal/read/customers.ts";
import { agesOwed, debtors } from "#main/journal/read/debts.ts";
import { documentsOf, type Document, type Subledger } from "#main/journal/read/open-items.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { businessesSeen } from "./act.ts";
import { customerCard } from "./customer-card.ts";
import type { Parts } from "./parts.ts";

export type Ages = Reply<"customer.ageing">["ages"];

/** Every line on the customer's accounts in order: what was bought on account, and what was paid. */
export function customerStatement(parts: Parts): Handler<"customer.statement"> {
  return ({ customer: id, business, from, to }, caller) => {
    const { book } = parts.journal;
    const row = readCustomer(book, id);
    if (row === undefined) return refuse({ code: "customer.unknown" });
    const shown = (place: string): boolean =>
      caller.sees(place) && (business === null || place === business);
    const parties = partiesOf(book, id);
    const whole = partyLines(book, parties).filter((line) => shown(line.business));
    const balances = partyBalances(book, parties)
      .filter((each) => shown(each.business))
      .map((each) => ({ business: each.business, account: each.account, owed: each.balance }));
    const documents = documentsOf(book, "customer", parties).filter((each) => shown(each.business));
    const merged = shownAs(book, id);
    return done({
      customer: customerCard(book, parts.sealer, row),
      balances,
      ...withBalance(whole, 1, from, to),
      open: documents.filter((each) => each.open > 0).map(documentOf),
      ages: agesOf(documents, nairobiDay(parts.now())),
      aliases: parties
        .slice(1)
        .map((alias) => ({ id: alias, name: readCustomer(book, alias)?.name ?? "" })),
      shownAs: merged === id ? null : merged,
    });
  };
}

/** Lines of a window with the balance that runs through all of them; sign −1 for what we owe. */
export function withBalance(
  lines: readonly PartyLine[],
  sign: 1 | -1,
  from: BusinessDay | null,
  to: BusinessDay | null,
): Pick<Reply<"customer.statement">, "brought" | "lines"> {
  let balance = 0;
  let brought = 0;
  const shown: Reply<"customer.statement">["lines"] = [];
  for (const line of lines) {
    if (to !== null && line.day > to) break;
    balance += sign * (line.debit - line.credit);
    if (from !== null && line.day < from) brought = balance;
    else shown.push({ ...line, balance: cents(balance) });
  }
  return { brought: cents(brought), lines: shown };
}

export function documentOf(item: Document): Reply<"customer.statement">["open"][number] {
  const { entry, id, business, day, memo, amount, open } = item;
  return { entry, id, business, day, memo, amount, open };
}

export function agesOf(items: readonly Document[], today: BusinessDay): Ages {
  return ageing(items, today) as Ages;
}

/** What a payment at a counter may settle: one business's documents, oldest first. */
export function customerOpen(parts: Parts): Handler<"customer.open"> {
  return ({ business, customer: id }) => {
    const { book } = parts.journal;
    const row = readCustomer(book, id);
    if (row === undefined) return refuse({ code: "customer.unknown" });
    const place = readBusiness(book, business);
    if (place === undefined) return refuse({ code: "business.unknown", business });
    const open = documentsOf(book, "customer", partiesOf(book, id)).filter(
      (item) => item.business === business && item.open > 0,
    );
    const { storeCredit } = place.settings.accounts;
    return done({
      customer: customerCard(book, parts.sealer, row),
      open: open.map(documentOf),
      owed: sum(open.map((item) => item.open)),
      credit: creditHeld(book, storeCredit, business, id),
    });
  };
}

/** Who owes how much for how long, the largest debt first: a page of them, and all together. */
export function customerAgeing(parts: Parts): Handler<"customer.ageing"> {
  return ({ business, ...page }, caller) =>
    parts.journal.readTogether((book) => {
      const today = nairobiDay(parts.now());
      const seen = businessesSeen(caller, businesses(book));
      const within = business === null ? seen : seen.filter((each) => each === business);
      const { count, total, ids } = debtors(book, within, page);
      const documents = documentsByOwner(book, "customer", ids, (id) => partiesOf(book, id));
      const rows = ids.flatMap((id) => {
        const row = readCustomer(book, id);
        const sealed = row?.phone ?? null;
        const phone = sealed === null ? "" : formatPhone(parts.sealer.unseal(sealed));
        const who = { id, name: row?.name ?? "", phone };
        return ageingRow(who, documents.get(id) ?? [], within, today);
      });
      return done({ day: today, count, rows, ages: agesOwed(book, within, today) as Ages, total });
    });
}

/** The documents of many at once: one question for all of them, where thousands owe. */
export function documentsByOwner(
  book: Book,
  subledger: Subledger,
  owners: readonly string[],
  partiesOfOwner: (owner: string) => readonly string[],
): ReadonlyMap<string, Document[]> {
  const ownerOf = new Map(owners.flatMap((id) => partiesOfOwner(id).map((party) => [party, id])));
  const owner = (party: string): string => ownerOf.get(party) ?? party;
  const all = documentsOf(book, subledger, [...ownerOf.keys()], owner);
  return Map.groupBy(all, (each) => owner(each.party));
}

export type AgeingRow = Reply<"customer.ageing">["rows"][number];

/** One row of an ageing report; none where nothing is open. */
export function ageingRow(
  who: Pick<AgeingRow, "id" | "name" | "phone">,
  documents: readonly Document[],
  within: readonly string[],
  today: BusinessDay,
): AgeingRow[] {
  const open = documents.filter((item) => item.open > 0 && within.includes(item.business));
  if (open.length === 0) return [];
  return [
    {
      ...who,
      ages: agesOf(open, today),
      total: sum(open.map((item) => item.open)),
      since: open[0]?.day ?? null,
    },
  ];
}
