import { lstat, readFile, realpath } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { acceptsGzip, finish, gzipped } from "./answers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

const COMPRESSIBLE = /^(text|application)\/|svg/;
const SMALL = 1024;

interface Loaded {
  readonly stamp: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly small: Buffer | null;
}

export interface StaticFiles {
  /** Answers with the file, or false where there is none. */
  send(pathname: string, request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** The built screens: plain files of known types below one folder, kept in memory once read. */
export function openStaticFiles(folder: string): StaticFiles {
  const loaded = new Map<string, Loaded>();

  async function load(path: string): Promise<Loaded | null> {
    const info = await lstat(path).catch(() => null);
    const type = TYPES[extname(path)];
    if (info === null || !info.isFile() || type === undefined) return null;
    if (!(await realpath(path)).startsWith((await realpath(folder)) + sep)) return null;
    const stamp = `${info.mtimeMs}-${info.size}`;
    const known = loaded.get(path);
    if (known?.stamp === stamp) return known;
    const plain = await readFile(path);
    const shrinks = COMPRESSIBLE.test(type) && plain.length >= SMALL;
    const fresh = { stamp, type, plain, small: shrinks ? await gzipped(plain, 6) : null };
    loaded.set(path, fresh);
    return fresh;
  }

  return {
    async send(pathname, request, response) {
      const segments = safeSegments(pathname);
      const file = segments === null ? null : await load(join(folder, ...segments));
      if (file === null || segments === null) return false;
      response.setHeader("content-type", file.type);
      response.setHeader("vary", "accept-encoding");
      // Built assets carry a hash of their content in their name; pages do not.
      const hashed = segments[0] === "assets";
      const cache = hashed ? "private, max-age=31536000, immutable" : "no-cache";
      response.setHeader("cache-control", cache);
      const squeezed = file.small !== null && acceptsGzip(request) ? file.small : null;
      if (squeezed !== null) response.setHeader("content-encoding", "gzip");
      finish(request, response, 200, squeezed ?? file.plain);
      return true;
    },
  };
}

/** Names as the build makes them and nothing else: no dot files, no "..", no drive letters. */
export function safeSegments(pathname: string): readonly string[] | null {
  const segments = pathname === "/" ? ["index.html"] : pathname.slice(1).split("/");
  const plain = segments.every((each) => /^[A-Za-z0-9_@-][A-Za-z0-9_@.-]{0,120}$/.test(each));
  return plain && segments.length <= 8 ? segments : null;
}
