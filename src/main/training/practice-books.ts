import { contract } from "#shared/contract/index.ts";
import { cents } from "#shared/kernel/money.ts";
import { nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { pieces } from "#shared/kernel/quantity.ts";
import { assert } from "#shared/kernel/assert.ts";
import { done } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { nameDevice, device, savePrinter } from "#main/journal/device/device.ts";
import type { Journal } from "#main/journal/journal.ts";
import { businesses } from "#main/journal/read/business.ts";
import { stockedItems } from "#main/journal/read/catalog.ts";
import { masterFacts } from "#main/journal/read/facts.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import { receiveStock } from "#main/services/office/receive-stock.ts";
import type { Parts } from "#main/services/parts.ts";

/** Enough of everything for a day of practice. */
const ON_THE_SHELF = pieces(500);
/** A made-up cost of a shilling: nobody learns a margin here. */
const COST = cents(500_00);
const LINES_MAX = 500;

/**
 * Fills a practice journal: the people, businesses, items, prices and customers of the real books,
 * copied fact by fact, and goods on the shelf. No sale, no balance and no shift comes along.
 */
export function fillPracticeBooks(real: Book, practice: Parts): void {
  const { journal } = practice;
  const here = device(real);
  assert(here !== undefined, "only books that are open can be practised on");
  let at: Instant = practice.now();
  journal.inBulk(
    () => {
      for (const fact of masterFacts(real)) {
        at = fact.at;
        copy(journal, fact, here);
      }
      at = practice.now();
      for (const { id, active } of businesses(journal.book)) {
        if (active) stock(practice, id, at);
      }
    },
    () => at,
  );
}

type Here = NonNullable<ReturnType<typeof device>>;

function copy(journal: Journal, fact: ReturnType<typeof masterFacts>[number], here: Here): void {
  const { id, digest, kind, day, business, by, body } = fact;
  const copied = journal.append({ id, digest }, () =>
    done({
      kind,
      day,
      business,
      by,
      body,
      entry: null,
      also: (book: Book) => {
        if (kind !== "books.opened") return;
        nameDevice(book, here.till, here.name);
        savePrinter(book, here.printer);
      },
    }),
  );
  assert(copied.ok, `${kind} could not be copied`);
}

function stock(practice: Parts, business: string, at: Instant): void {
  const items = stockedItems(practice.journal.book, business);
  for (let from = 0; from < items.length; from += LINES_MAX) {
    // Through the contract's own parser, for its defaults.
    const delivery = contract["stock.receive"].request.parse({
      command: practice.newId(),
      business,
      day: nairobiDay(at),
      supplier: null,
      reference: "Practice",
      opening: true,
      lines: items
        .slice(from, from + LINES_MAX)
        .map((item) => ({ item, quantity: ON_THE_SHELF, cost: COST })),
    });
    const received = receiveStock(practice)(delivery, EVERYBODY);
    assert(!(received instanceof Promise) && received.ok, "practice stock could not be received");
  }
}

/** Fills the shelf: the books' own hand, not a person's. */
const EVERYBODY: Caller = {
  session: null,
  connection: "practice",
  may: () => true,
  sees: () => true,
};
