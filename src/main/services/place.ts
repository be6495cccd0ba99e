import { refuse, done, type Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { business as readBusiness, type BusinessRow } from "#main/journal/read/business.ts";

/** An active business, with its settings. */
export function activeBusiness(book: Book, id: string): Result<BusinessRow> {
  const found = readBusiness(book, id);
  if (found === undefined) return refuse({ code: "business.unknown", business: id });
  if (!found.active) return refuse({ code: "business.inactive", business: id });
  return done(found);
}
