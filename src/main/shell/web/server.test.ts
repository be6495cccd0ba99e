import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { done, refuse } from "#shared/kernel/result.ts";
import type { Result } from "#shared/kernel/result.ts";
import { startWebServer } from "./server.ts";
import type { WebServer } from "./server.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

let folder = "";
let web: WebServer;
let cookie = "";
const calls: { connection: string; name: string; payload: unknown }[] = [];
const log: string[] = [];

async function call(connection: string, name: string, payload: unknown): Promise<Result<unknown>> {
  calls.push({ connection, name, payload });
  if (name === "bug") throw new Error("a bug of ours");
  if (name === "unknown") return refuse({ code: "request.unknown", procedure: name });
  if (name === "refused") return refuse({ code: "shift.not_open", business: "WATER" });
  if (name === "large") return done("x".repeat(100_000));
  return done({ echo: payload });
}

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string | Buffer;
  readonly cookie?: string | null;
}

/** A request as any program can make it: every header is ours to forge. */
function ask(path: string, options: Ask = {}): Promise<Answer> {
  const { method = "GET", body } = options;
  const given = options.cookie === undefined ? cookie : options.cookie;
  const all = { ...(given === null ? {} : { cookie: given }), ...options.headers };
  const headers = Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  );
  return new Promise((resolve, reject) => {
    const port = web.port;
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

const JSON_TYPE = { "content-type": "application/json" };
const post = (path: string, payload: unknown, more: Ask = {}) =>
  ask(path, {
    method: "POST",
    body: JSON.stringify(payload),
    ...more,
    headers: { ...JSON_TYPE, ...more.headers },
  });
const json = (answer: Answer): unknown => JSON.parse(answer.body.toString());

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-web-"));
  const rendererFolder = join(folder, "renderer");
  mkdirSync(join(rendererFolder, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "owner's");
  writeFileSync(join(rendererFolder, "index.html"), "<!doctype html><title>Till</title>");
  writeFileSync(join(rendererFolder, "office.html"), "<!doctype html><title>Office</title>");
  writeFileSync(join(rendererFolder, "assets", "index-Ab12.js"), "console.log(1);".repeat(500));
  writeFileSync(join(rendererFolder, "assets", "mark.svg"), "<svg/>");
  writeFileSync(join(rendererFolder, "odd.exe"), "MZ");
  writeFileSync(join(rendererFolder, ".env"), "SECRET=1");
  if (process.platform !== "win32") {
    symlinkSync(join(folder, "secret.txt"), join(rendererFolder, "link.txt"));
    symlinkSync(folder, join(rendererFolder, "up"));
  }
  web = await startWebServer({
    port: 0,
    rendererFolder,
    call,
    disconnect: () => undefined,
    log: (line) => void log.push(line),
  });
  const entered = await ask(new URL(web.address).search.replace(/^/, "/"), { cookie: null });
  cookie = String(entered.headers["set-cookie"]?.[0]).split(";")[0] ?? "";
});
afterAll(async () => {
  await web.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  calls.length = 0;
  log.length = 0;
});

const entrance = (): string => `/${new URL(web.address).search}`;

test("the token gets a cookie that no script and no other site can use, and a clean address", async () => {
  const entered = await ask(entrance(), { cookie: null });
  expect(entered).toMatchObject({ status: 303, headers: { location: "/" } });
  const set = entered.headers["set-cookie"]?.[0];
  expect(set).toMatch(
    new RegExp(`^tomtin-${web.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
  );
  expect(entered.headers["cache-control"]).toBe("no-store");
});

test("each cookie is a connection; a browser that has one keeps it when it enters again", async () => {
  const again = await ask(entrance());
  expect(again.status).toBe(303);
  expect(again.headers["set-cookie"]).toBeUndefined();
  const other = String((await ask(entrance(), { cookie: null })).headers["set-cookie"]?.[0]);
  await post("/rpc/echo", {});
  await post("/rpc/echo", {});
  await post("/rpc/echo", {}, { cookie: other.split(";")[0] ?? "" });
  const [first, second, third] = calls.map((each) => each.connection);
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});

test("a wrong token, a wrong cookie or none gets a page that says to start Tomtin again", async () => {
  const name = cookie.split("=")[0];
  for (const [path, given] of [
    ["/", null],
    ["/?token=", null],
    ["/?token=wrong", null],
    [`/office.html${new URL(web.address).search}`, null],
    ["/assets/index-Ab12.js", null],
    ["/", `${name}=wrong`],
    ["/", `${name}=`],
    ["/", cookie.replace(String(web.port), "1")],
    ["/", `${cookie}x`],
  ] as const) {
    const answer = await ask(path, { cookie: given });
    expect(answer.status, path).toBe(401);
    expect(answer.body.toString()).toContain("start Tomtin again");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
  expect((await ask("/", { cookie: `other=1; ${cookie}; more=2` })).status).toBe(200);
});

test("a stranger's call is refused without being read", async () => {
  const answer = await post("/rpc/echo", {}, { cookie: null });
  expect(answer.status).toBe(401);
  expect(json(answer)).toEqual({ ok: false, refusal: { code: "session.required" } });
  expect(calls).toEqual([]);
});

test("the token is good only in a GET of the start page", async () => {
  const answer = await ask(entrance(), { method: "POST", cookie: null });
  expect(answer.status).toBe(401);
});

test("another host name for this machine is refused, its own two are not", async () => {
  const { port } = web;
  for (const host of [
    "evil.example",
    `evil.example:${port}`,
    "127.0.0.1",
    "127.0.0.1:1",
    `127.0.0.1.evil.example:${port}`,
    `[::1]:${port}`,
    `0.0.0.0:${port}`,
  ]) {
    for (const path of ["/", entrance(), "/rpc/echo"]) {
      expect((await ask(path, { headers: { host } })).status, host).toBe(403);
    }
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    expect((await ask("/", { headers: { host } })).status).toBe(200);
  }
});

test("a page of another origin cannot call, this till's own can", async () => {
  const { port } = web;
  for (const origin of [
    "http://evil.example",
    "null",
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${port + 1}`,
    `http://localhost:${port}`,
    "http://127.0.0.1",
  ]) {
    const answer = await post("/rpc/echo", {}, { headers: { origin } });
    expect(answer.status, origin).toBe(403);
    expect(json(answer)).toMatchObject({ ok: false, refusal: { code: "request.invalid" } });
  }
  for (const site of ["cross-site", "same-site"]) {
    const headers = { "sec-fetch-site": site };
    expect((await post("/rpc/echo", {}, { headers })).status, site).toBe(403);
  }
  expect(calls).toEqual([]);
  const own = { origin: `http://127.0.0.1:${port}`, "sec-fetch-site": "same-origin" };
  expect((await post("/rpc/echo", {}, { headers: own })).status).toBe(200);
  expect((await post("/rpc/echo", {})).status).toBe(200);
});

test("a call is a POST of JSON; its outcome is the answer, refusals included", async () => {
  const answer = await post("/rpc/echo", { name: "Ōmba 🛢" });
  expect(answer.status).toBe(200);
  expect(json(answer)).toEqual({ ok: true, value: { echo: { name: "Ōmba 🛢" } } });
  expect(answer.headers).toMatchObject({
    "cache-control": "no-store",
    "content-type": "application/json; charset=utf-8",
  });
  const refused = await post("/rpc/refused", {});
  expect(refused.status).toBe(200);
  expect(json(refused)).toMatchObject({ ok: false, refusal: { code: "shift.not_open" } });
  expect((await post("/rpc/unknown", {})).status).toBe(404);
});

test.each(["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"])(
  "%s is no way to call",
  async (method) => {
    const answer = await ask("/rpc/echo", { method, headers: JSON_TYPE });
    expect(answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
    expect(calls).toEqual([]);
  },
);

test.each(["POST", "PUT", "DELETE"])("%s is no way to get a page", async (method) => {
  expect(await ask("/", { method })).toMatchObject({
    status: 405,
    headers: { allow: "GET, HEAD" },
  });
});

test("only JSON is read: what a form of another page can send is not", async () => {
  for (const type of [
    undefined,
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain; application/json",
    "application/json; charset=utf-16",
    "application/jsonp",
  ]) {
    const answer = await post("/rpc/echo", {}, { headers: { "content-type": type } });
    expect(answer.status, type).toBe(415);
  }
  const squeezed = { "content-encoding": "gzip" };
  expect((await post("/rpc/echo", {}, { headers: squeezed })).status).toBe(415);
  expect(calls).toEqual([]);
  const spelt = { "content-type": "Application/JSON; charset=UTF-8" };
  expect((await post("/rpc/echo", {}, { headers: spelt })).status).toBe(200);
});

test("what is not JSON is refused as such", async () => {
  for (const body of ["", "{", "{'a':1}", "undefined", Buffer.from([0x22, 0xff, 0x22])]) {
    const answer = await ask("/rpc/echo", { method: "POST", headers: JSON_TYPE, body });
    expect(answer.status).toBe(400);
    expect(json(answer)).toEqual({
      ok: false,
      refusal: { code: "request.invalid", path: "", problem: "is not JSON" },
    });
  }
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const answer = await ask("/rpc/echo", { method: "POST", headers: JSON_TYPE, body: deep });
  expect([200, 400, 500]).toContain(answer.status);
  expect((await post("/rpc/echo", {})).status).toBe(200);
});

test("two mebibytes are read, one byte more is not, announced or not", async () => {
  const fits = JSON.stringify("x".repeat(2 * 1024 * 1024 - 2));
  const options = { method: "POST", headers: JSON_TYPE };
  expect((await ask("/rpc/refused", { ...options, body: fits })).status).toBe(200);
  const over = `${fits} `;
  const announced = await ask("/rpc/refused", { ...options, body: over });
  expect(announced.status).toBe(413);
  const headers = { ...JSON_TYPE, "transfer-encoding": "chunked" };
  const streamed = await ask("/rpc/refused", { method: "POST", headers, body: over });
  expect(streamed.status).toBe(413);
  expect(json(streamed)).toMatchObject({ refusal: { problem: "is larger than 2 MiB" } });
  expect(calls).toHaveLength(1);
});

test("a bug of ours is logged with a number and answered; the till goes on", async () => {
  const answer = await post("/rpc/bug", { pin: "2580" });
  expect(answer.status).toBe(500);
  expect(json(answer)).toEqual({ ok: false, refusal: { code: "program.busy" } });
  expect(log).toHaveLength(1);
  expect(log[0]).toContain(`bug ${String(answer.headers["x-incident"])} at /rpc/bug`);
  expect(log[0]).toContain("a bug of ours");
  expect(log[0]).not.toContain("2580");
  expect((await post("/rpc/echo", {})).status).toBe(200);
});

test("the screens are served with their types; assets named by their hash may be kept", async () => {
  const index = await ask("/");
  expect(index.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
  });
  expect((await ask("/office.html")).body.toString()).toContain("Office");
  const script = await ask("/assets/index-Ab12.js?v=1");
  expect(script.headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "private, max-age=31536000, immutable",
  });
  expect((await ask("/assets/mark.svg")).headers["content-type"]).toBe("image/svg+xml");
  const head = await ask("/", { method: "HEAD" });
  expect([head.status, head.body.length]).toEqual([200, 0]);
});

test("large answers are squeezed for whoever can read that", async () => {
  const headers = { "accept-encoding": "br, gzip" };
  for (const answer of [
    await ask("/assets/index-Ab12.js", { headers }),
    await post("/rpc/large", {}, { headers }),
  ]) {
    expect(answer.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(answer.body).length).toBeGreaterThan(answer.body.length);
  }
  for (const encoding of [undefined, "br", "gzip;q=0"]) {
    const plain = await post("/rpc/large", {}, { headers: { "accept-encoding": encoding } });
    expect(plain.headers["content-encoding"]).toBeUndefined();
  }
});

test.each([
  "/../secret.txt",
  "/assets/../../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/..%5csecret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "/%00",
  "/index.html%00.js",
  "/%",
  "//secret.txt",
  "/\\secret.txt",
  "/C:/secret.txt",
  "/.env",
  "/odd.exe",
  "/link.txt",
  "/up/secret.txt",
  "/assets",
  "/assets/",
  "/nothing.js",
  "http://evil.example/",
  "*",
])("%s is not served", async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBe(404);
  expect(answer.body.toString()).not.toContain("owner's");
});

test("every answer carries the headers that keep other pages out", async () => {
  for (const answer of [
    await ask("/"),
    await ask("/", { cookie: null }),
    await ask("/nothing"),
    await post("/rpc/echo", {}),
    await ask("/", { headers: { host: "evil.example" } }),
  ]) {
    expect(answer.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  }
});

test("two launches do not share a token or a cookie", async () => {
  const other = await startWebServer({
    port: 0,
    rendererFolder: join(folder, "nothing"),
    call,
    disconnect: () => undefined,
    log: () => undefined,
  });
  try {
    expect(new URL(other.address).search).not.toBe(new URL(web.address).search);
    const at = (path: string) =>
      fetch(new URL(path, other.address), { headers: { cookie }, redirect: "manual" });
    expect((await at("/")).status).toBe(401);
    expect((await at(entrance())).status).toBe(401);
    const entered = await fetch(other.address, { redirect: "manual" });
    const own = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
    const page = await fetch(new URL("/", other.address), { headers: { cookie: own } });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain("have not been built");
  } finally {
    await other.stop();
  }
});

test("a port that is taken is a sentence, not a crash", async () => {
  const taken = startWebServer({
    port: web.port,
    rendererFolder: folder,
    call,
    disconnect: () => undefined,
    log: () => undefined,
  });
  await expect(taken).rejects.toThrow(`Port ${web.port} cannot be used: EADDRINUSE.`);
});
