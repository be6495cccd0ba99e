import type { Reply } from "#shared/contract/index.ts";

import { formatPhone } from "#shared/kernel/phone.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { creditHeld, standing, type CustomerRow } from "#main/journal/read/customers.ts";
import type { Sealer } from "#main/people/sealing.ts";

type Card = Reply<"customer.search">["customers"][number];

/** A customer as a screen shows one: the phone opened, the standing over all businesses. */
export function customerCard(book: Book, sealer: Sealer, row: CustomerRow): Card {
  const { owed, credit } = standing(book, row.id);
  return {
    id: row.id,
    name: row.name,
    phone: row.phone === null ? "" : formatPhone(sealer.unseal(row.phone)),
    creditLimit: row.creditLimit,
    owed,
    credit,
    creditAt: businesses(book).flatMap(({ id: business, settings }) => {
      const held = creditHeld(book, settings.accounts.storeCredit, business, row.id);
      return held === 0 ? [] : [{ business, credit: held }];
    }),
    note: row.note,
    address: row.address,
    active: row.active,
  };
}
