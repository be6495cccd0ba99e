import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { protocol } from "electron";
import { SECURITY_HEADERS } from "../web/answers.ts";
import { safeSegments } from "../web/static-files.ts";
import { APP_SCHEME, isOurAddress } from "./trusted-sender.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** A scheme of our own, so that the screens have an origin that no file and no site shares. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers `tomtin://app/…` with the built screens, under the same headers as the web shell. */
export function serveScreens(folder: string): void {
  protocol.handle(APP_SCHEME, (request) => answer(request, folder));
}

async function answer(request: Request, folder: string): Promise<Response> {
  if (request.method !== "GET" || !isOurAddress(request.url)) return nothing();
  const segments = safeSegments(new URL(request.url).pathname);
  const type = TYPES[extname(segments?.at(-1) ?? "")];
  if (segments === null || type === undefined) return nothing();
  const bytes = await readFile(join(folder, ...segments)).catch(absent);
  return bytes === null ? nothing() : new Response(new Uint8Array(bytes), { headers: head(type) });
}

/** A file that is not there is an answer; one that cannot be read is a fault to be heard of. */
function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "EISDIR" || error.code === "ENOTDIR") return null;
  throw error;
}

const nothing = () => new Response("Not found", { status: 404, headers: head("text/plain") });

function head(type: string): Headers {
  const headers = new Headers({ "content-type": type, "cache-control": "no-cache" });
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, String(value));
  return headers;
}
