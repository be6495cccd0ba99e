import type { FactOf } from "#shared/facts/index.ts";
import { formatPhone } from "#shared/kernel/phone.ts";
import { less, ZERO } from "#shared/kernel/money.ts";
import type { Book } from "#main/journal/book.ts";
import { settingsUnder, type NamedSettings } from "#main/journal/read/business.ts";
import { customer as readCustomer } from "#main/journal/read/customers.ts";
import { job as readJob } from "#main/journal/read/jobs.ts";
import { user } from "#main/journal/read/people.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { JobPaper } from "#main/print/job-papers.ts";
import type { Seller } from "#main/print/seller.ts";

type PaperFact = FactOf<
  "job.received" | "job.paid" | "job.collected" | "job.cancelled" | "job.compensated"
>;

/** What an act on a job says on paper, as it was when it was done; null without the job. */
export function jobPaper(
  book: Book,
  sealer: Sealer,
  fact: PaperFact,
  sellerOf: (under: NamedSettings | undefined) => Seller,
): JobPaper | null {
  const row = readJob(book, fact.kind === "job.received" ? fact.id : fact.body.job);
  if (row === undefined) return null;
  const who = readCustomer(book, row.customer);
  const codes = fact.body.tenders.flatMap((tender) =>
    tender.kind === "mpesa" ? [[tender.code.index, sealer.unseal(tender.code)] as const] : [],
  );
  const act = {
    seller: sellerOf(settingsUnder(book, row.business, fact.body.settings)),
    at: fact.at,
    day: fact.day,
    cashier: fact.by.user === null ? "" : (user(book, fact.by.user)?.name ?? ""),
    number: row.number,
    customer: row.customerName,
    phone: who === undefined || who.phone === null ? "" : formatPhone(sealer.unseal(who.phone)),
    codes: new Map(codes),
  };
  switch (fact.kind) {
    case "job.received": {
      const { body } = fact;
      return { ...act, kind: "job-ticket", body, due: less(body.total, body.deposit) };
    }
    case "job.paid":
    case "job.collected": {
      const { body } = fact;
      const collected = fact.kind === "job.collected";
      return { ...act, kind: "job-payment", body, due: body.left, total: row.total, collected };
    }
    case "job.cancelled":
    case "job.compensated":
      return {
        ...act,
        kind: "job-given",
        body: fact.body,
        due: ZERO,
        reason: fact.by.reason ?? "",
      };
  }
}
