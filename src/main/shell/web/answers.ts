import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Refusal } from "#shared/kernel/refusal.ts";
import { refuse } from "#shared/kernel/result.ts";
import type { Result } from "#shared/kernel/result.ts";

const compress = promisify(gzip);
const LARGE_REPLY = 32 * 1024;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The component library sets styles from script.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** On every answer of the web shell. */
export const SECURITY_HEADERS: OutgoingHttpHeaders = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

export function acceptsGzip(request: IncomingMessage): boolean {
  return /\bgzip\b(?!;\s*q=0(?:\.0*)?(?:,|$))/.test(
    String(request.headers["accept-encoding"] ?? ""),
  );
}

export async function gzipped(bytes: Buffer, level: number): Promise<Buffer> {
  return compress(bytes, { level });
}

/** The outcome of a call, or the door's own no, as JSON. */
export async function sendResult(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  result: Result<unknown>,
): Promise<void> {
  let bytes: Buffer = Buffer.from(JSON.stringify(result));
  response.setHeader("content-type", "application/json; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  response.setHeader("vary", "accept-encoding");
  if (bytes.length >= LARGE_REPLY && acceptsGzip(request)) {
    // The fastest level: the way is short, the screens wait.
    bytes = await gzipped(bytes, 1);
    response.setHeader("content-encoding", "gzip");
  }
  finish(request, response, status, bytes);
}

export async function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  refusal: Refusal,
): Promise<void> {
  await sendResult(request, response, status, refuse(refusal));
}

/** A page of one paragraph, for what a person may see instead of the screens. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  sentence: string,
): void {
  const style =
    "font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;" +
    "color-scheme:light dark";
  const page =
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tomtin</title>` +
    `<body style="${style}"><h1>Tomtin</h1><p>${sentence}</p></body></html>`;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  finish(request, response, status, Buffer.from(page));
}

/** Ends an answer; what the request still sends is dropped, so that the caller can read this. */
export function finish(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  bytes: Buffer,
): void {
  request.resume();
  response.setHeader("content-length", bytes.length);
  response.writeHead(status);
  response.end(request.method === "HEAD" ? undefined : bytes);
}
