import type { Session } from "#main/people/permissions.ts";

/**
 * Who is signed in where. Only the user's id is kept: name and rights are looked up at each call,
 * so that a person who was deactivated or lost a role loses it at once and not at the next
 * sign-in. When an idle screen locks is the screens' business; they sign out.
 */
export interface Sessions {
  get(connection: string): Session | null;
  signIn(connection: string, user: string): void;
  signOut(connection: string): void;
}

/** `lookUp` answers null for a user that is unknown or not active. */
export function openSessions(lookUp: (user: string) => Session | null): Sessions {
  const users = new Map<string, string>();
  return {
    get(connection) {
      const user = users.get(connection);
      if (user === undefined) return null;
      const session = lookUp(user);
      if (session === null) users.delete(connection);
      return session;
    },
    signIn: (connection, user) => void users.set(connection, user),
    signOut: (connection) => void users.delete(connection),
  };
}
