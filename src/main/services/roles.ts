import type { RoleSaved } from "#shared/facts/role.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import { decideRole } from "#shared/trades/roles.ts";
import { holdersOf, roles } from "#main/journal/read/people.ts";
import type { Handler, Handlers } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import type { Parts } from "./parts.ts";

export function roleHandlers(parts: Parts): Pick<Handlers, "role.list" | "role.save"> {
  return {
    "role.list": () => {
      const { book } = parts.journal;
      return done({
        roles: roles(book).map(({ id, name, written, active }) => ({
          id,
          name,
          permissions: [...written],
          active,
          people: holdersOf(book, id),
        })),
      });
    },
    "role.save": saveRole(parts),
  };
}

/** What a role allows is looked up at each call, so whoever is signed in has it at once. */
function saveRole(parts: Parts): Handler<"role.save"> {
  return (request, caller) =>
    act(
      parts,
      "role.save",
      request,
      (book, coming) => {
        // A role counts in every business.
        if (!caller.may("users.edit", null)) {
          return refuse({ code: "permission.denied", permission: "users.edit" });
        }
        const around = {
          roles: roles(book).map((role) => ({ ...role, permissions: role.written })),
          holders: request.id === null ? [] : holdersOf(book, request.id),
          mayEverywhere: (permission: RoleSaved["body"]["permissions"][number]) =>
            caller.may(permission, null),
        };
        const decided = decideRole(request, around, coming.id);
        if (!decided.ok) return decided;
        return done({
          kind: "role.saved",
          day: nairobiDay(coming.at),
          business: null,
          by: actorOf(caller).author(),
          body: decided.value,
          entry: null,
        });
      },
      ({ fact }) => ({ id: (fact.body as RoleSaved["body"]).id }),
    );
}
