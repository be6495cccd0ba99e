import type { Reply } from "#shared/contract/index.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done } from "#shared/kernel/result.ts";
import { device } from "#main/journal/device/device.ts";
import { booksOpened, businesses } from "#main/journal/read/business.ts";
import { accessOf, users } from "#main/journal/read/people.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "./parts.ts";
import { sessionView } from "./session.ts";

/** How far the demo shop is filled; null when nothing is being filled. */
export type Filling = () => number | null;

/** What the screens ask first and again and again: cheap, and open to anyone behind the door. */
export function programStatus(
  parts: Pick<Parts, "journal" | "now">,
  version: string,
  filling: Filling,
): Handler<"program.status"> {
  return (_, caller) => {
    const { book } = parts.journal;
    const books = booksOpened(book);
    const here = device(book);
    const progress = filling();
    const now = parts.now();
    const status: Reply<"program.status"> = {
      state: progress !== null ? "filling" : books === undefined ? "empty" : "ready",
      progress,
      version,
      demo: books?.demo ?? false,
      owner: books?.owner ?? "",
      till: here === undefined ? null : { code: here.till, name: here.name },
      today: nairobiDay(now),
      now,
      businesses: businesses(book).map(({ id, name, kind, colour, active }) => ({
        id,
        name,
        kind,
        colour,
        active,
      })),
      users: users(book)
        .filter((user) => user.active)
        .map(({ id, name }) => ({ id, name, role: accessOf(book, id)[0]?.roleName ?? "" })),
      session: caller.session === null ? null : sessionView(book, caller.session),
      unconfirmed: null,
    };
    return done(status);
  };
}
