import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const SECRET_BYTES = 32;
const MOST_CONNECTIONS = 200;

/**
 * Who may speak to this launch: whoever has its token gets a cookie, and each cookie is one
 * connection. Only digests of cookies are kept, and all of it ends with the process.
 */
export interface Gate {
  readonly token: string;
  /** Whether this is the token of this launch. It stays good: a second window needs it too. */
  knowsToken(token: string): boolean;
  /** The connection of a Cookie header, or null for a stranger. */
  connectionOf(cookieHeader: string | undefined): string | null;
  /** A new connection: the value for Set-Cookie. */
  admit(): string;
}

/** `forget` is told of a connection that made room for newer ones. */
export function openGate(port: number, forget: (connection: string) => void): Gate {
  const token = secret();
  // Cookies do not know ports: two tills on one machine must not log each other out.
  const cookieName = `tomtin-${port}`;
  const connections = new Map<string, string>();
  let admitted = 0;

  return {
    token,
    knowsToken: (given) => timingSafeEqual(digest(given), digest(token)),
    connectionOf(header) {
      const value = cookieValue(header, cookieName);
      return value === null ? null : (connections.get(digest(value).toString("hex")) ?? null);
    },
    admit() {
      admitted += 1;
      const value = secret();
      connections.set(digest(value).toString("hex"), `web-${admitted}`);
      for (const [oldest, connection] of connections) {
        if (connections.size <= MOST_CONNECTIONS) break;
        connections.delete(oldest);
        forget(connection);
      }
      return `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`;
    },
  };
}

function secret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
