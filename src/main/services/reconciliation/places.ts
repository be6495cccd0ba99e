import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { done } from "#shared/kernel/result.ts";
import type { Account } from "#shared/ledger/account.ts";
import { DAYS_APART } from "#shared/ledger/reconciliation.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import { addDays } from "#shared/kernel/date.ts";
import type { Book } from "#main/journal/book.ts";
import { SAFE } from "#main/journal/read/accounts.ts";
import { chart } from "#main/journal/read/chart.ts";
import { factAt } from "#main/journal/read/facts.ts";
import { user } from "#main/journal/read/people.ts";
import {
  codesOf,
  lastReconciliation,
  openLines,
  reconciliationsOf,
  type OpenLineRow,
  type ReconciliationRow,
} from "#main/journal/read/reconciliations.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { codeOf } from "../mpesa/receipts.ts";
import { isMoney } from "../office/checks.ts";
import type { Parts } from "../parts.ts";
import { balanceOn, seesPlace, startOf, statementPlace } from "./place.ts";

type Place = Reply<"reconciliation.places">["places"][number];

const KIND: Readonly<Record<string, Place["kind"]>> = {
  [CLASS.cash]: "cash",
  [CLASS.mobileMoney]: "mpesa",
  [CLASS.bank]: "bank",
  [CLASS.transit]: "transit",
};

/** Every place of money that has a statement or is counted, by account number. */
export function listPlaces(parts: Parts): Handler<"reconciliation.places"> {
  return (_request, caller) =>
    parts.journal.readTogether((book) => {
      const today = nairobiDay(parts.now());
      const places = chart(book)
        .filter((each) => isMoney(each) && each.posting && seesPlace(book, caller, each))
        .map((account) => placeView(book, account, today));
      return done({ places });
    });
}

function placeView(book: Book, account: Account, today: ReturnType<typeof nairobiDay>): Place {
  const place = { account: account.number, party: account.subledger === null ? null : SAFE };
  const last = lastReconciliation(book, place);
  return {
    ...place,
    name: account.name,
    kind: KIND[account.class] ?? "cash",
    business: account.business,
    balance: balanceOn(book, place, today),
    agreed:
      last === undefined
        ? null
        : {
            id: last.id,
            through: last.through,
            closing: last.closing,
            by: nameOf(book, last.user),
            at: last.at,
          },
  };
}

const nameOf = (book: Book, id: string | null): string =>
  id === null ? "" : (user(book, id)?.name ?? "");

/** So many lines a screen can show, and a person agree on. */
const MOST = 5000;

/** What is open, a few days beyond the statement included: it may have been booked late. */
export function openForReconciling(parts: Parts): Handler<"reconciliation.open"> {
  return ({ account, party, since, through }, caller) =>
    parts.journal.readTogether((book) => {
      const place = { account, party };
      const known = statementPlace(book, place, caller, "ledger.post");
      if (!known.ok) return known;
      const start = startOf(book, place, since ?? through);
      if (!start.ok) return start;
      const { last, opening, late } = start.value;
      const window = { from: start.value.since, to: addDays(through, DAYS_APART) };
      const rows = openLines(book, place, window, MOST + 1);
      const mpesa = known.value.class === CLASS.mobileMoney;
      return done({
        since: last?.since ?? since,
        agreedThrough: last?.through ?? null,
        opening,
        late,
        lines: rows.slice(0, MOST).map((row) => lineView(parts, book, row, mpesa)),
        more: rows.length > MOST,
      });
    });
}

function lineView(
  parts: Parts,
  book: Book,
  row: OpenLineRow,
  mpesa: boolean,
): Reply<"reconciliation.open">["lines"][number] {
  const { reverses, reversedBy, ...line } = row;
  // An entry and its reversal share the number of the one that was undone.
  const undone = reverses ?? (reversedBy === null ? null : row.entry);
  const codes = mpesa ? codesOf(book, row.entry).map((each) => codeOf(parts.sealer, each)) : [];
  return {
    ...line,
    codes: codes.filter((code) => code !== ""),
    undoes: undone === null ? null : String(undone),
  };
}

export function listReconciliations(parts: Parts): Handler<"reconciliation.history"> {
  return (place, caller) =>
    parts.journal.readTogether((book) => {
      const known = statementPlace(book, place, caller, "reports.read");
      if (!known.ok) return known;
      return done({ done: reconciliationsOf(book, place).map((row) => rowView(book, row)) });
    });
}

function rowView(
  book: Book,
  { id, since, through, opening, closing, lines, user: by, at, undone }: ReconciliationRow,
): Reply<"reconciliation.history">["done"][number] {
  const fact = undone === null ? undefined : factAt(book, undone);
  const taken =
    fact === undefined
      ? null
      : { by: nameOf(book, fact.by.user), at: fact.at, reason: fact.by.reason ?? "" };
  return {
    id,
    since,
    through,
    opening: cents(opening),
    closing: cents(closing),
    lines,
    by: nameOf(book, by),
    at,
    undone: taken,
  };
}
