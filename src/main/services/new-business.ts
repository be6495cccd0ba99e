import { v5 } from "uuid";
import type { Reply, Request } from "#shared/contract/index.ts";
import { decideNewBusiness } from "#shared/businesses/new-business.ts";
import { cylinderName } from "#shared/businesses/starting-cylinders.ts";
import { canonical } from "#shared/facts/canonical.ts";
import type { Permission } from "#shared/facts/permission.ts";
import type { ReturnableMove } from "#shared/facts/returnables.ts";
import { assert } from "#shared/kernel/assert.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { rightBeyond } from "#shared/trades/roles.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import { businesses } from "#main/journal/read/business.ts";
import { chart } from "#main/journal/read/chart.ts";
import { accessOf, roles, user as readUser } from "#main/journal/read/people.ts";
import { returnableTypes } from "#main/journal/read/returnables.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, actorOf } from "./act.ts";
import type { Parts } from "./parts.ts";

type Asked = Request<"business.add">;

/**
 * Makes a business: one fact with its accounts, settings, first items and kinds of cylinders, one
 * for each person who will work there, and one for the cylinders that stand there, under one COMMIT. It can sell at once, at every till of the same journal.
 */
export function addBusiness(parts: Parts): Handler<"business.add"> {
  return (request, caller) => {
    const denied = deniedTo(caller, request);
    if (denied !== null) return refuse({ code: "permission.denied", permission: denied });
    let added: Result<Reply<"business.add">> | null = null;
    parts.journal.inBulk(() => {
      added = act(
        parts,
        "business.add",
        request,
        (book, coming) => businessDraft(parts, book, coming, request, caller),
        ({ fact }) => ({ business: fact.body.business.id }),
      );
      if (!added.ok) return;
      for (const each of request.staff) saveAccess(parts, request, each, caller);
      countIn(parts, request, caller);
    });
    assert(added !== null, "the journal writes what it is given");
    return added;
  };
}

/** Who adds a business decides about accounts and people of all businesses together. */
function deniedTo(caller: Caller, { staff }: Asked): Permission | null {
  const needed: Permission[] = ["settings.edit", "accounts.edit"];
  if (staff.length > 0) needed.push("users.edit");
  return needed.find((permission) => !caller.may(permission, null)) ?? null;
}

function businessDraft(
  parts: Parts,
  book: Book,
  coming: Coming,
  request: Asked,
  caller: Caller,
): Result<Draft<"business.saved">> {
  for (const each of request.staff) {
    const person = readUser(book, each.user);
    if (person?.active !== true) return refuse({ code: "user.unknown" });
    const given = roles(book).find(({ id }) => id === each.role);
    if (given === undefined) {
      const problem = `no role ${each.role}`;
      return refuse({ code: "request.invalid", path: "staff.role", problem });
    }
    if (!given.active) return refuse({ code: "role.retired", name: given.name });
  }
  // Whoever works there gets no right that the giver does not have everywhere.
  const gifts = request.staff.map(({ role }) => ({ business: "*", role }));
  const beyond = rightBeyond(gifts, roles(book), caller.may);
  if (beyond !== null) return refuse({ code: "role.beyond", ...beyond });
  if (new Set(request.staff.map((each) => each.user)).size !== request.staff.length) {
    return refuse({ code: "request.invalid", path: "staff", problem: "names a person twice" });
  }
  const today = nairobiDay(coming.at);
  const around = { businesses: businesses(book), accounts: chart(book) };
  const body = decideNewBusiness(request, around, today, parts.newId);
  if (!body.ok) return body;
  return done({
    kind: "business.saved",
    day: today,
    business: request.code,
    by: actorOf(caller).author(),
    body: body.value,
    entry: null,
  });
}

/** A person's access with the new business added; who may enter every business stays as he is. */
function saveAccess(
  parts: Parts,
  { command, code }: Asked,
  { user: id, role }: Asked["staff"][number],
  caller: Caller,
): void {
  const saved = parts.journal.append<"user.saved">(
    {
      id: v5(`staff ${id}`, command),
      digest: parts.sealer.digest(canonical({ name: "business.add", command, id, role })),
    },
    (book, coming) => {
      const person = readUser(book, id);
      assert(person !== undefined, "the people of a new business were looked up");
      const access = accessOf(book, id).map(({ business, role: had }) => ({ business, role: had }));
      const everywhere = access.some(({ business }) => business === "*");
      return done({
        kind: "user.saved",
        day: nairobiDay(coming.at),
        business: null,
        by: actorOf(caller).author(),
        body: { ...person, access: everywhere ? access : [...access, { business: code, role }] },
        entry: null,
      });
    },
  );
  assert(saved.ok, "what follows a new business is not refused");
}

/** The cylinders that stand there when it opens, as the office would count them in. */
function countIn(parts: Parts, { command, code, cylinders }: Asked, caller: Caller): void {
  if (cylinders.every(({ full, empty }) => full + empty === 0)) return;
  const counted = parts.journal.append<"returnables.moved">(
    {
      id: v5("cylinders counted in", command),
      digest: parts.sealer.digest(canonical({ name: "business.add", command, cylinders })),
    },
    (book, coming) => {
      const today = nairobiDay(coming.at);
      const types = returnableTypes(book, [code], today);
      const moves = cylinders.flatMap((each) => {
        const type = types.find(({ name }) => name === cylinderName(each));
        assert(type !== undefined, "the kinds came with their business");
        const places = [
          ["full", each.full],
          ["empty", each.empty],
        ] as const;
        return places.flatMap(([to, count]): ReturnableMove[] =>
          count === 0 ? [] : [{ type: type.id, from: "opening", to, count, serial: null }],
        );
      });
      return done({
        kind: "returnables.moved",
        day: today,
        business: code,
        by: actorOf(caller).author(),
        body: { form: "opening", reason: "", moves, issues: [] },
        entry: null,
      });
    },
  );
  assert(counted.ok, "what follows a new business is not refused");
}
