import { canonical } from "#shared/facts/canonical.ts";
import type { Author } from "#shared/facts/fact.ts";
import type { FactKind } from "#shared/facts/index.ts";
import type { CommandName, Request } from "#shared/contract/index.ts";
import type { Permission } from "#shared/facts/permission.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { isOfficeOnly } from "#shared/facts/office-only.ts";
import type { Book } from "#main/journal/book.ts";
import { mayMakeMasters } from "#main/journal/device/link.ts";
import type { Appended, Coming, Draft } from "#main/journal/command.ts";
import type { Approval } from "#main/people/pin-check.ts";
import { signedIn, type Caller } from "#main/rpc/handlers.ts";
import { holds, type Session } from "#main/people/permissions.ts";
import type { Parts } from "./parts.ts";

/** Who acts, and who consented; names the approver only where the consent was used. */
export interface Actor {
  readonly user: string | null;
  /** Allowed to the actor, or else to the approver whose PIN came with the command. */
  may(permission: Permission, business: string): boolean;
  author(reason?: string | null): Author;
}

/** The actor of a command without a manager's consent. */
export function actorOf(caller: Caller): Actor {
  const user = caller.session?.user ?? null;
  return {
    user,
    may: (permission, business) => caller.may(permission, business),
    author: (reason = null) => ({ user, approver: null, reason }),
  };
}

/** The actor of a command that may carry a manager's consent; a wrong PIN refuses it. */
export async function approvedActor(
  parts: Pick<Parts, "pinCheck">,
  caller: Caller,
  approval: Approval | undefined,
): Promise<Result<Actor>> {
  const plain = actorOf(caller);
  if (approval === undefined) return done(plain);
  const approver = await parts.pinCheck.checkPin(approval.user, approval.pin);
  if (!approver.ok) return approver;
  return done(withConsent(plain, approver.value, approval.reason));
}

function withConsent(plain: Actor, approver: Session, why: string): Actor {
  let used = false;
  return {
    user: plain.user,
    may(permission, business) {
      if (plain.may(permission, business)) return true;
      if (!holds(approver, permission, business)) return false;
      used = true;
      return true;
    },
    author: (reason = null) => ({
      user: plain.user,
      approver: used ? approver.user : null,
      // A reason that was given for both is said once.
      reason: used ? [...new Set([why, reason])].filter(Boolean).join(" · ") : reason,
    }),
  };
}

/**
 * One command, one fact, one transaction: known commands are answered from their fact, others
 * are decided inside the transaction that writes them. The PIN of a consent is not part of what
 * a command is, so a retry with a corrected PIN is the same command.
 */
export function act<Name extends CommandName, Kind extends FactKind, Value>(
  parts: Pick<Parts, "journal" | "sealer" | "committed">,
  name: Name,
  request: Request<Name>,
  decide: (book: Book, coming: Coming) => Result<Draft<Kind>>,
  reply: (appended: Appended<Kind>, book: Book) => Value,
): Result<Value> {
  const { approval: _, ...rest } = request as Request<Name> & { approval?: unknown };
  const digest = parts.sealer.digest(canonical({ name, ...rest }));
  const id = (request as { command: string }).command;
  const appended = parts.journal.append<Kind>({ id, digest }, (book, coming) => {
    const decided = decide(book, coming);
    if (!decided.ok || !isOfficeOnly(decided.value.kind) || mayMakeMasters(book)) return decided;
    return refuse({ code: "office.only" });
  });
  if (!appended.ok) return appended;
  if (!appended.value.repeated) parts.committed(appended.value.fact);
  return done(reply(appended.value, parts.journal.book));
}

/** The signed-in person's businesses: what a list without a business filter may show. */
export function businessesSeen(caller: Caller, all: readonly { readonly id: string }[]): string[] {
  signedIn(caller);
  return all.map((each) => each.id).filter((id) => caller.sees(id));
}
