import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { businesses } from "#main/journal/read/business.ts";
import type { Address } from "#main/replication/address-file.ts";
import { encodeEnrolment } from "#main/replication/enrolment.ts";
import type { Link } from "#main/replication/link.ts";
import { newPassword } from "#main/replication/password.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import type { ConnectParts } from "./connect.ts";
import { asked } from "./trouble.ts";

/**
 * A till's code, made at the office: a login of its own at the centre, and the owner's key, which
 * goes from this device to the till and never to the centre. It is shown once and kept nowhere.
 */
export function enrolTill(
  parts: Pick<ConnectParts, "journal" | "link" | "ownerKey">,
): Handler<"centre.enrol"> {
  return async ({ till, scope }, caller) => {
    const address = officeOfAll(parts.link, caller);
    if (!address.ok) return address;
    const served = ours(parts, scope);
    if (!served.ok) return served;
    if (till === address.value.till) return refuse({ code: "centre.unfit", why: "itself" });
    const { password, verifier } = newPassword();
    const made = await asked(() => parts.link.ask((centre) => centre.enrol(till, scope, verifier)));
    if (!made.ok) return made;
    const { hosts, authority, once = false } = address.value;
    const ownerKey = parts.ownerKey.toString("base64");
    const way = { hosts, authority, ownerKey, once, ...made.value, password };
    return done({ code: encodeEnrolment({ ...way, till, kind: "till", scope }), once });
  };
}

/** Lets a till serve more businesses: it asks for their books by itself, and needs no other code. */
export function widenTill(parts: Pick<ConnectParts, "journal" | "link">): Handler<"centre.widen"> {
  return async ({ till, scope }, caller) => {
    const address = officeOfAll(parts.link, caller);
    if (!address.ok) return address;
    const served = ours(parts, scope);
    if (!served.ok) return served;
    const widened = await asked(() => parts.link.ask((centre) => centre.widen(till, scope)));
    return widened.ok ? done({}) : widened;
  };
}

/** Businesses of these books, each of them. */
function ours({ journal }: Pick<ConnectParts, "journal">, scope: readonly string[]): Result<null> {
  const known = new Set(businesses(journal.book).map(({ id }) => id));
  const unknown = scope.find((business) => !known.has(business));
  return unknown === undefined
    ? done(null)
    : refuse({ code: "business.unknown", business: unknown });
}

export function shutTillOut(link: Link): Handler<"centre.shutOut"> {
  return async ({ till }, caller) => {
    const address = officeOfAll(link, caller);
    if (!address.ok) return address;
    if (till === address.value.till) return refuse({ code: "centre.unfit", why: "itself" });
    const shut = await asked(() => link.ask((centre) => centre.shutOut(till)));
    return shut.ok ? done({}) : shut;
  };
}

/** Whoever lets tills in answers for all businesses, at an office that sees them all. */
function officeOfAll(link: Link, caller: Caller): Result<Address> {
  if (!caller.may("settings.edit", null)) {
    return refuse({ code: "permission.denied", permission: "settings.edit" });
  }
  const address = link.address();
  if (address === null || address.kind !== "office" || address.scope !== "*") {
    return refuse({ code: "centre.unfit", why: "not_office" });
  }
  return done(address);
}
