import type { Reply } from "#shared/contract/index.ts";
import { counts, haveRows, link as linkRow, madeFacts } from "#main/journal/device/link.ts";
import type { Journal } from "#main/journal/journal.ts";
import type { Link } from "#main/replication/link.ts";

type Status = Reply<"program.status">;

/** What the foot of every window says of the centre; asks nobody. */
export function centreStatusOf(
  journal: Journal,
  link: Link,
): Pick<Status, "unconfirmed" | "centre"> {
  const state = link.state();
  if (state === null) return { unconfirmed: null, centre: null };
  const { book } = journal;
  const behind = haveRows(book).reduce((sum, row) => sum + Math.max(0, row.head - row.ingest), 0);
  const scope = linkRow(book)?.scope ?? link.address()?.scope ?? "*";
  return {
    unconfirmed: state.unconfirmed,
    centre: {
      lastContact: state.lastContact,
      trouble: state.trouble?.kind ?? null,
      incident: state.incident,
      behind,
      ...counts(book),
      scope: scope === "*" ? "*" : [...scope],
      office: scope === "*" && link.address()?.kind === "office",
    },
  };
}

/**
 * While a device receives books that it never worked on: how far, 0–100; null once it has them all.
 * Whoever signed in halfway would find a shop without items. Where the centre has gone away again,
 * what is here can be worked with, and the rest comes later.
 */
export function joiningProgress(journal: Journal, link: Link, hasBooks: boolean): number | null {
  const state = link.state();
  if (state === null) return null;
  if (hasBooks && (state.caughtUp || state.trouble !== null || madeFacts(journal.book)))
    return null;
  const rows = haveRows(journal.book);
  const head = rows.reduce((sum, row) => sum + row.head, 0);
  const here = rows.reduce((sum, row) => sum + row.ingest, 0);
  return head === 0 ? 0 : Math.floor((here * 100) / head);
}
