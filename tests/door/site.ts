import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Result } from "#shared/kernel/result.ts";
import { startWebServer } from "#main/shell/web/server.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Buffer;
  /** Null: none; left out: the one that the token gave. */
  readonly cookie?: string | null;
}

/** Screens of a few files, and beside them what must never be served. */
function makeFiles(folder: string): string {
  const renderer = join(folder, "renderer");
  mkdirSync(join(renderer, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "owner's");
  writeFileSync(join(renderer, "index.html"), "<!doctype html><title>Till</title>");
  writeFileSync(join(renderer, "office.html"), "<!doctype html><title>Office</title>");
  writeFileSync(join(renderer, "assets", "index-Ab12.js"), "console.log(1);".repeat(500));
  writeFileSync(join(renderer, "assets", "mark.svg"), "<svg/>");
  writeFileSync(join(renderer, "odd.exe"), "MZ");
  writeFileSync(join(renderer, ".env"), "SECRET=1");
  if (process.platform !== "win32") {
    symlinkSync(join(folder, "secret.txt"), join(renderer, "link.txt"));
    symlinkSync(folder, join(renderer, "up"));
  }
  return renderer;
}

/** A request as any program can make it: every header is ours to forge. */
function send(port: number, path: string, options: Ask): Promise<Answer> {
  const { method = "GET", body, cookie = null } = options;
  const all = { ...(cookie === null ? {} : { cookie }), ...options.headers };
  const headers = Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  );
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks) });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

export const JSON_TYPE = { "content-type": "application/json" };
export const json = (answer: Answer): unknown => JSON.parse(answer.body.toString());

/** A web shell over a program of five procedures, entered once. */
export async function openSite() {
  const folder = mkdtempSync(join(tmpdir(), "tomtin-web-"));
  const calls: { connection: string; name: string; payload: unknown }[] = [];
  const log: string[] = [];

  async function call(
    connection: string,
    name: string,
    payload: unknown,
  ): Promise<Result<unknown>> {
    calls.push({ connection, name, payload });
    if (name === "bug") throw new Error("a bug of ours");
    if (name === "unknown") return refuse({ code: "request.unknown", procedure: name });
    if (name === "refused") return refuse({ code: "shift.not_open", business: "WATER" });
    return done(name === "large" ? "x".repeat(100_000) : { echo: payload });
  }

  const open = (port: number, rendererFolder: string) =>
    startWebServer({
      port,
      rendererFolder,
      call,
      disconnect: () => undefined,
      log: (line) => void log.push(line),
    });
  const web = await open(0, makeFiles(folder));
  const entrance = `/${new URL(web.address).search}`;
  const entered = await send(web.port, entrance, {});
  const cookie = entered.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  const ask = (path: string, options: Ask = {}) => send(web.port, path, { cookie, ...options });
  return {
    web,
    entrance,
    cookie,
    calls,
    log,
    ask,
    post: (path: string, payload: unknown, more: Ask = {}) =>
      ask(path, {
        method: "POST",
        body: JSON.stringify(payload),
        ...more,
        headers: { ...JSON_TYPE, ...more.headers },
      }),
    /** Another launch on the same machine, without any screens. */
    another: (port = 0) => open(port, join(folder, "nothing")),
    async close() {
      await web.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
