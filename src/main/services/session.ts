import type { Reply } from "#shared/contract/index.ts";
import { PERMISSIONS } from "#shared/facts/permission.ts";
import { done, type Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import { businesses } from "#main/journal/read/business.ts";
import { accessOf, user as readUser } from "#main/journal/read/people.ts";
import type { PinCheck } from "#main/people/pin-check.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import { holds, type Session } from "#main/people/permissions.ts";
import type { Sessions } from "#main/rpc/sessions.ts";

/** A person's rights as the books have them now; null when unknown or not active. */
export function sessionOf(book: Book, id: string): Session | null {
  const found = readUser(book, id);
  if (found === undefined || !found.active) return null;
  const access = accessOf(book, id);
  return { user: found.id, name: found.name, access };
}

/** The session as a screen needs it: each business with what may be done there. */
export function sessionView(book: Book, session: Session): Reply<"session.signIn"> {
  const found = readUser(book, session.user);
  const access = accessOf(book, session.user);
  return {
    user: session.user,
    name: session.name,
    language: found?.language ?? "en",
    roles: [...new Set(access.map((each) => each.roleName))],
    businesses: businesses(book)
      .filter((each) => each.active)
      .map((each) => ({
        id: each.id,
        permissions: PERMISSIONS.filter((permission) => holds(session, permission, each.id)),
      }))
      .filter((each) => each.permissions.length > 0),
    allBusinesses: access.some((each) => each.business === "*"),
  };
}

export function sessionHandlers(parts: {
  readonly book: () => Book;
  readonly sessions: Sessions;
  readonly pinCheck: PinCheck;
}): Pick<Handlers, "session.signIn" | "session.signOut"> {
  return {
    "session.signIn": async ({ user, pin }, caller): Promise<Result<Reply<"session.signIn">>> => {
      const checked = await parts.pinCheck.checkPin(user, pin);
      if (!checked.ok) return checked;
      parts.sessions.signIn(caller.connection, user);
      return done(sessionView(parts.book(), checked.value));
    },
    "session.signOut": (_, caller) => {
      parts.sessions.signOut(caller.connection);
      return done({});
    },
  };
}
