/** Who is signing in, and what has been typed so far. */
export interface Lock {
  readonly user: string | null;
  readonly pin: string;
}

export type LockEvent =
  | { readonly type: "picked"; readonly user: string }
  | { readonly type: "typed"; readonly pin: string }
  /** A digit of the PIN that came before its input had the keyboard. */
  | { readonly type: "digit"; readonly digit: string }
  | { readonly type: "wrong" }
  | { readonly type: "back" };

const LONGEST_PIN = 8;

export function opening(users: readonly { readonly id: string }[], last: string | null): Lock {
  const only = users.length === 1 ? users[0]?.id : undefined;
  const known = users.find((user) => user.id === last)?.id;
  return { user: only ?? known ?? null, pin: "" };
}

export function update(lock: Lock, event: LockEvent): Lock {
  switch (event.type) {
    case "picked":
      return { user: event.user, pin: "" };
    case "typed":
      return lock.user === null ? lock : { ...lock, pin: event.pin };
    case "digit":
      return lock.user === null || lock.pin.length >= LONGEST_PIN
        ? lock
        : { ...lock, pin: lock.pin + event.digit };
    case "wrong":
      return { ...lock, pin: "" };
    case "back":
      return lock.pin === "" ? { user: null, pin: "" } : { ...lock, pin: "" };
  }
}

/** The user that a digit key means while none is chosen: 1 is the first tile. */
export function userOfKey(key: string, users: readonly { readonly id: string }[]) {
  return /^[1-9]$/.test(key) ? users[Number(key) - 1]?.id : undefined;
}
