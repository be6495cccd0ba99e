import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done } from "#shared/kernel/result.ts";
import { device } from "#main/journal/device/device.ts";
import { booksOpened, businesses } from "#main/journal/read/business.ts";
import { factCount } from "#main/journal/read/facts.ts";
import { accessOf, users } from "#main/journal/read/people.ts";
import type { Link } from "#main/replication/link.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import { centreStatusOf, joiningProgress } from "./centre/status.ts";
import type { Parts } from "./parts.ts";
import { sessionView } from "./session.ts";

export interface StatusNeeds {
  readonly version: string;
  /** How far the demo shop is filled; null when nothing is being filled. */
  readonly filling: () => number | null;
  readonly link: Link;
  /** These are practice books. */
  readonly training?: boolean;
}

/** What the screens ask first and again and again: cheap, and open to anyone behind the door. */
export function programStatus(
  parts: Pick<Parts, "journal" | "now">,
  { version, filling, link, training = false }: StatusNeeds,
): Handler<"program.status"> {
  return (_, caller) => {
    const { book } = parts.journal;
    const books = booksOpened(book);
    const here = device(book);
    const joining = joiningProgress(parts.journal, link, books !== undefined);
    const progress = filling() ?? joining;
    const now = parts.now();
    const status: Reply<"program.status"> = {
      state: progress !== null ? "filling" : books === undefined ? "empty" : "ready",
      progress,
      joining: joining !== null,
      version,
      demo: books?.demo ?? false,
      training,
      owner: books?.owner ?? "",
      till: here === undefined ? null : { code: here.till, name: here.name },
      today: nairobiDay(now),
      now,
      businesses: businesses(book).map(({ id, name, kind, trades, colour, active }) => ({
        id,
        name,
        kind,
        trades: [...trades],
        colour,
        active,
      })),
      users: users(book)
        .filter((user) => user.active)
        .map(({ id, name }) => ({ id, name, role: accessOf(book, id)[0]?.roleName ?? "" })),
      facts: factCount(book),
      session: caller.session === null ? null : sessionView(book, caller.session),
      ...centreStatusOf(parts.journal, link),
    };
    return done(status);
  };
}
