import type { Request } from "#shared/contract/index.ts";
import type { Permission } from "#shared/facts/permission.ts";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Result } from "#shared/kernel/result.ts";
import { holds } from "./permissions.ts";
import type { Session } from "./permissions.ts";
import type { LockOut } from "./lock-out.ts";
import { isTooSimple } from "./pin.ts";
import type { Pins } from "./pin.ts";

/** A manager's consent to one act, as the contract carries it. */
export type Approval = NonNullable<Request<"sale.post">["approval"]>;

export interface PinCheckParts {
  readonly pins: Pins;
  readonly lockOut: LockOut;
  /** Null for a user that is unknown or not active, here and below. */
  pinHash(user: string): string | null;
  session(user: string): Session | null;
}

/** Everything that asks for a PIN asks here, so that no way around the lock-out exists. */
export interface PinCheck {
  /** For signing in: whose PIN it is, or why not. */
  checkPin(user: string, pin: string): Promise<Result<Session>>;
  /** That the approver typed their PIN, and that they may allow this in this business. */
  checkApproval(
    approval: Approval,
    permission: Permission,
    business: string | null,
  ): Promise<Result<{ readonly user: string }>>;
  /** A hash for a PIN newly chosen; one too simple is refused, except in the demo shop. */
  choosePin(pin: string, demo: boolean): Promise<Result<string>>;
}

/** Puts the hash, the lock-out and the rights together. */
export function openPinCheck(parts: PinCheckParts): PinCheck {
  async function checkPin(user: string, pin: string): Promise<Result<Session>> {
    const hash = parts.pinHash(user);
    if (hash === null) return refuse({ code: "user.unknown" });
    const checked = await parts.lockOut.attempt(user, () => parts.pins.verifyPin(hash, pin));
    if (!checked.ok) return checked;
    const session = parts.session(user);
    return session === null ? refuse({ code: "user.unknown" }) : done(session);
  }

  return {
    checkPin,
    async checkApproval(approval, permission, business) {
      const approver = await checkPin(approval.user, approval.pin);
      if (!approver.ok) return approver;
      if (!holds(approver.value, permission, business)) {
        return refuse({ code: "permission.denied", permission });
      }
      return done({ user: approver.value.user });
    },
    async choosePin(pin, demo) {
      if (!demo && isTooSimple(pin)) return refuse({ code: "user.pin_too_simple" });
      return done(await parts.pins.hashPin(pin));
    },
  };
}
