import type { Request } from "#shared/contract/index.ts";
import type { User } from "#shared/facts/master.ts";
import { OWNER_ROLE } from "#shared/facts/role.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { rightBeyond } from "#shared/trades/roles.ts";
import type { Book } from "#main/journal/book.ts";
import { booksOpened, businesses } from "#main/journal/read/business.ts";
import { accessOf, roles, user as readUser, users } from "#main/journal/read/people.ts";
import type { Handler, Handlers } from "#main/rpc/handlers.ts";
import { holds } from "#main/people/permissions.ts";
import { act, actorOf } from "./act.ts";
import type { Parts } from "./parts.ts";
import { sessionOf } from "./session.ts";

export function peopleHandlers(
  parts: Parts,
): Pick<Handlers, "user.list" | "user.save" | "user.approvers"> {
  return {
    "user.list": () => {
      const { book } = parts.journal;
      return done({
        users: users(book).map(({ id, name, language, active }) => ({
          id,
          name,
          language,
          active,
          access: accessOf(book, id).map(({ business, role }) => ({ business, role })),
        })),
        roles: roles(book).map(({ id, name, active }) => ({ id, name, active })),
      });
    },
    "user.save": saveUser(parts),
    "user.approvers": ({ permission, business }, caller) => {
      const { book } = parts.journal;
      const able = users(book).filter(({ id }) => {
        const session = id === caller.session?.user ? null : sessionOf(book, id);
        return session !== null && holds(session, permission, business);
      });
      return done({ users: able.map(({ id, name }) => ({ id, name })) });
    },
  };
}

function saveUser(parts: Parts): Handler<"user.save"> {
  return async (request, caller) => {
    const demo = booksOpened(parts.journal.book)?.demo ?? false;
    const chosen = request.pin === null ? null : await parts.pinCheck.choosePin(request.pin, demo);
    if (chosen !== null && !chosen.ok) return chosen;
    return act(
      parts,
      "user.save",
      request,
      (book, coming) => {
        // Rights over a person are rights wherever that person works.
        const works = request.id === null ? [] : accessOf(book, request.id);
        const mine = works.every(({ business }) =>
          caller.may("users.edit", business === "*" ? null : business),
        );
        if (!mine) return refuse({ code: "permission.denied", permission: "users.edit" });
        // Nor does anybody give what they do not have, or take over who may do more than they.
        const beyond = rightBeyond([...works, ...request.access], roles(book), caller.may);
        if (beyond !== null) return refuse({ code: "role.beyond", ...beyond });
        const decided = decideUser(book, request, chosen?.value ?? null, coming.id);
        if (!decided.ok) return decided;
        return done({
          kind: "user.saved",
          day: nairobiDay(coming.at),
          business: null,
          by: actorOf(caller).author(),
          body: decided.value,
          entry: null,
        });
      },
      ({ fact }) => ({ id: (fact.body as User).id }),
    );
  };
}

function decideUser(
  book: Book,
  asked: Request<"user.save">,
  pinHash: string | null,
  newId: string,
): Result<User> {
  const before = asked.id === null ? undefined : readUser(book, asked.id);
  if (asked.id !== null && before === undefined) return refuse({ code: "user.unknown" });
  const id = before?.id ?? newId;
  const name = asked.name.trim();
  const namesake = users(book).some(
    (each) => each.id !== id && each.active && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (namesake && asked.active) return refuse({ code: "user.name_taken", name });
  const known = new Set(businesses(book).map((each) => each.id));
  const knownRoles = roles(book);
  for (const { business, role } of asked.access) {
    if (business !== "*" && !known.has(business))
      return refuse({ code: "business.unknown", business });
    const given = knownRoles.find((each) => each.id === role);
    if (given === undefined) {
      return refuse({ code: "request.invalid", path: "access.role", problem: `no role ${role}` });
    }
    if (asked.active && !given.active) return refuse({ code: "role.retired", name: given.name });
  }
  if (new Set(asked.access.map((each) => each.business)).size !== asked.access.length) {
    return refuse({ code: "request.invalid", path: "access", problem: "one role a business" });
  }
  const hash = pinHash ?? before?.pinHash;
  if (hash === undefined) {
    return refuse({ code: "request.invalid", path: "pin", problem: "a new user needs a PIN" });
  }
  const user: User = {
    id,
    name,
    pinHash: hash,
    language: asked.language,
    active: asked.active,
    access: asked.access,
  };
  return isOwner(user) || ownersBeside(book, id) > 0
    ? done(user)
    : refuse({ code: "user.last_owner" });
}

function isOwner(user: Pick<User, "active" | "access">): boolean {
  return (
    user.active && user.access.some((each) => each.business === "*" && each.role === OWNER_ROLE)
  );
}

/** Nobody can lock the owner out of the books: one active owner of everything remains. */
function ownersBeside(book: Book, except: string): number {
  return users(book).filter(
    (each) =>
      each.id !== except && isOwner({ active: each.active, access: accessOf(book, each.id) }),
  ).length;
}
