import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { sum, ZERO, type Money } from "#shared/kernel/money.ts";
import { formatPhone } from "#shared/kernel/phone.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { businesses } from "#main/journal/read/business.ts";
import { partyLines } from "#main/journal/read/customers.ts";
import { documentsOf, partiesWithBalance } from "#main/journal/read/open-items.ts";
import { supplier as readSupplier, type SupplierRow } from "#main/journal/read/suppliers.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { businessesSeen } from "../act.ts";
import {
  ageingRow,
  agesOf,
  type AgeingRow,
  documentOf,
  documentsByOwner,
  withBalance,
} from "../customer-accounts.ts";
import type { Parts } from "../parts.ts";

/** What a supplier brought and was paid; what we owe is positive. */
export function supplierStatement(parts: Parts): Handler<"supplier.statement"> {
  return ({ supplier: id, business, from, to }, caller) => {
    const { book } = parts.journal;
    const row = readSupplier(book, id);
    if (row === undefined) return refuse({ code: "supplier.unknown" });
    const shown = (place: string): boolean =>
      caller.sees(place) && (business === null || place === business);
    const lines = partyLines(book, [id]).filter((line) => shown(line.business));
    const documents = documentsOf(book, "supplier", [id]).filter((each) => shown(each.business));
    const open = documents.filter((each) => each.open > 0);
    return done({
      supplier: { ...nameOf(parts.sealer, row), active: row.active },
      owed: sum(open.map((each) => each.open)),
      ...withBalance(lines, -1, from, to),
      open: open.map(documentOf),
      ages: agesOf(documents, nairobiDay(parts.now())),
    });
  };
}

function nameOf(sealer: Sealer, { id, name, phone }: SupplierRow) {
  return { id, name, phone: phone === null ? "" : formatPhone(sealer.unseal(phone)) };
}

/** Whom we owe how much for how long, the largest debt first: a page of them, and all together. */
export function supplierAgeing(parts: Parts): Handler<"supplier.ageing"> {
  return ({ business, offset, limit }, caller) =>
    parts.journal.readTogether((book) => {
      const today = nairobiDay(parts.now());
      const seen = businessesSeen(caller, businesses(book));
      const within = business === null ? seen : seen.filter((each) => each === business);
      const who = [...partiesWithBalance(book, "supplier", within).keys()];
      const documents = documentsByOwner(book, "supplier", who, (id) => [id]);
      const rows = who.flatMap((id) => {
        const row = readSupplier(book, id);
        if (row === undefined) return [];
        return ageingRow(nameOf(parts.sealer, row), documents.get(id) ?? [], within, today);
      });
      return done({
        day: today,
        count: rows.length,
        ...together(rows),
        rows: rows
          .toSorted((a, b) => b.total - a.total || a.name.localeCompare(b.name))
          .slice(offset, offset + limit),
      });
    });
}

function together(rows: readonly AgeingRow[]): Pick<Reply<"supplier.ageing">, "ages" | "total"> {
  const column = (at: number): Money => sum(rows.map((row) => row.ages[at] ?? ZERO));
  return {
    ages: [column(0), column(1), column(2), column(3)],
    total: sum(rows.map((row) => row.total)),
  };
}
