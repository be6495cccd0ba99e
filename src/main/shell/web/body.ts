import type { IncomingMessage } from "node:http";

const BODY_LIMIT = 2 * 1024 * 1024;

export type Body =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "too_large" }
  | { readonly kind: "malformed" };

/**
 * Reads a JSON body without ever holding more of it than the limit. What is over is still let in
 * and dropped: closing at once would take the answer away from a client that is still sending.
 */
export function readJson(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers["content-length"] ?? 0) > BODY_LIMIT) {
    return Promise.resolve({ kind: "too_large" });
  }
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) return void chunks.push(chunk);
      chunks = [];
      resolve({ kind: "too_large" });
    });
    request.on("end", () => resolve(parse(Buffer.concat(chunks))));
    request.on("error", reject);
    request.on("close", () => reject(new Error("the caller went away")));
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parse(bytes: Buffer): Body {
  try {
    return { kind: "json", value: JSON.parse(utf8.decode(bytes)) };
  } catch (error) {
    // Only these two are about the bytes; anything else is ours.
    if (error instanceof SyntaxError || error instanceof TypeError) return { kind: "malformed" };
    throw error;
  }
}
