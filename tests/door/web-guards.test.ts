import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { JSON_TYPE, json, openSite } from "./site.ts";

let site: Awaited<ReturnType<typeof openSite>>;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());
beforeEach(() => {
  site.calls.length = 0;
  site.log.length = 0;
});

test("the token gets a cookie that no script and no other site can use, and a clean address", async () => {
  const entered = await site.ask(site.entrance, { cookie: null });
  expect(entered).toMatchObject({ status: 303, headers: { location: "/" } });
  const set = entered.headers["set-cookie"]?.[0];
  expect(set).toMatch(
    new RegExp(`^tomtin-${site.web.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
  );
  expect(entered.headers["cache-control"]).toBe("no-store");
});

test("each cookie is a connection; a browser that has one keeps it when it enters again", async () => {
  const again = await site.ask(site.entrance);
  expect(again.status).toBe(303);
  expect(again.headers["set-cookie"]).toBeUndefined();
  const other = String(
    (await site.ask(site.entrance, { cookie: null })).headers["set-cookie"]?.[0],
  );
  await site.post("/rpc/echo", {});
  await site.post("/rpc/echo", {});
  await site.post("/rpc/echo", {}, { cookie: other.split(";")[0] ?? "" });
  const [first, second, third] = site.calls.map((each) => each.connection);
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});

test("a wrong token, a wrong cookie or none gets a page that says to start Tomtin again", async () => {
  const name = site.cookie.split("=")[0];
  for (const [path, given] of [
    ["/", null],
    ["/?token=", null],
    ["/?token=wrong", null],
    [`/office.html${new URL(site.web.address).search}`, null],
    ["/assets/index-Ab12.js", null],
    ["/", `${name}=wrong`],
    ["/", `${name}=`],
    ["/", site.cookie.replace(String(site.web.port), "1")],
    ["/", `${site.cookie}x`],
  ] as const) {
    const answer = await site.ask(path, { cookie: given });
    expect(answer.status, path).toBe(401);
    expect(answer.body.toString()).toContain("start Tomtin again");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
  expect((await site.ask("/", { cookie: `other=1; ${site.cookie}; more=2` })).status).toBe(200);
});

test("a stranger's call is refused without being read", async () => {
  const answer = await site.post("/rpc/echo", {}, { cookie: null });
  expect(answer.status).toBe(401);
  expect(json(answer)).toEqual({ ok: false, refusal: { code: "session.required" } });
  expect(site.calls).toEqual([]);
});

test("the token is good only in a GET of the start page", async () => {
  const answer = await site.ask(site.entrance, { method: "POST", cookie: null });
  expect(answer.status).toBe(401);
});

test("another host name for this machine is refused, its own two are not", async () => {
  const { port } = site.web;
  for (const host of [
    "evil.example",
    `evil.example:${port}`,
    "127.0.0.1",
    "127.0.0.1:1",
    `127.0.0.1.evil.example:${port}`,
    `[::1]:${port}`,
    `0.0.0.0:${port}`,
  ]) {
    for (const path of ["/", site.entrance, "/rpc/echo"]) {
      expect((await site.ask(path, { headers: { host } })).status, host).toBe(403);
    }
  }
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    expect((await site.ask("/", { headers: { host } })).status).toBe(200);
  }
});

test("a page of another origin cannot call, this till's own can", async () => {
  const { port } = site.web;
  for (const origin of [
    "http://evil.example",
    "null",
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${port + 1}`,
    `http://localhost:${port}`,
    "http://127.0.0.1",
  ]) {
    const answer = await site.post("/rpc/echo", {}, { headers: { origin } });
    expect(answer.status, origin).toBe(403);
    expect(json(answer)).toMatchObject({ ok: false, refusal: { code: "request.invalid" } });
  }
  for (const from of ["cross-site", "same-site"]) {
    const headers = { "sec-fetch-site": from };
    expect((await site.post("/rpc/echo", {}, { headers })).status, from).toBe(403);
  }
  expect(site.calls).toEqual([]);
  const own = { origin: `http://127.0.0.1:${port}`, "sec-fetch-site": "same-origin" };
  expect((await site.post("/rpc/echo", {}, { headers: own })).status).toBe(200);
  expect((await site.post("/rpc/echo", {})).status).toBe(200);
});

test("a call is a POST of JSON; its outcome is the answer, refusals included", async () => {
  const answer = await site.post("/rpc/echo", { name: "Ōmba 🛢" });
  expect(answer.status).toBe(200);
  expect(json(answer)).toEqual({ ok: true, value: { echo: { name: "Ōmba 🛢" } } });
  expect(answer.headers).toMatchObject({
    "cache-control": "no-store",
    "content-type": "application/json; charset=utf-8",
  });
  const refused = await site.post("/rpc/refused", {});
  expect(refused.status).toBe(200);
  expect(json(refused)).toMatchObject({ ok: false, refusal: { code: "shift.not_open" } });
  expect((await site.post("/rpc/unknown", {})).status).toBe(404);
});

test.each(["GET", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"])(
  "%s is no way to call",
  async (method) => {
    const answer = await site.ask("/rpc/echo", { method, headers: JSON_TYPE });
    expect(answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
    expect(site.calls).toEqual([]);
  },
);

test.each(["POST", "PUT", "DELETE"])("%s is no way to get a page", async (method) => {
  expect(await site.ask("/", { method })).toMatchObject({
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
    const answer = await site.post("/rpc/echo", {}, { headers: { "content-type": type } });
    expect(answer.status, type).toBe(415);
  }
  const squeezed = { "content-encoding": "gzip" };
  expect((await site.post("/rpc/echo", {}, { headers: squeezed })).status).toBe(415);
  expect(site.calls).toEqual([]);
  const spelt = { "content-type": "Application/JSON; charset=UTF-8" };
  expect((await site.post("/rpc/echo", {}, { headers: spelt })).status).toBe(200);
});

test("what is not JSON is refused as such", async () => {
  for (const body of ["", "{", "{'a':1}", "undefined", Buffer.from([0x22, 0xff, 0x22])]) {
    const answer = await site.ask("/rpc/echo", { method: "POST", headers: JSON_TYPE, body });
    expect(answer.status).toBe(400);
    expect(json(answer)).toEqual({
      ok: false,
      refusal: { code: "request.invalid", path: "", problem: "is not JSON" },
    });
  }
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const answer = await site.ask("/rpc/echo", { method: "POST", headers: JSON_TYPE, body: deep });
  expect([200, 400, 500]).toContain(answer.status);
  expect((await site.post("/rpc/echo", {})).status).toBe(200);
});

test("two mebibytes are read, one byte more is not, announced or not", async () => {
  const fits = JSON.stringify("x".repeat(2 * 1024 * 1024 - 2));
  const options = { method: "POST", headers: JSON_TYPE };
  expect((await site.ask("/rpc/refused", { ...options, body: fits })).status).toBe(200);
  const over = `${fits} `;
  const announced = await site.ask("/rpc/refused", { ...options, body: over });
  expect(announced.status).toBe(413);
  const headers = { ...JSON_TYPE, "transfer-encoding": "chunked" };
  const streamed = await site.ask("/rpc/refused", { method: "POST", headers, body: over });
  expect(streamed.status).toBe(413);
  expect(json(streamed)).toMatchObject({ refusal: { problem: "is larger than 2 MiB" } });
  expect(site.calls).toHaveLength(1);
});

test("a bug of ours is logged with a number and answered; the till goes on", async () => {
  const answer = await site.post("/rpc/bug", { pin: "2580" });
  expect(answer.status).toBe(500);
  expect(json(answer)).toEqual({ ok: false, refusal: { code: "program.busy" } });
  expect(site.log).toHaveLength(1);
  expect(site.log[0]).toContain(`bug ${String(answer.headers["x-incident"])} at /rpc/bug`);
  expect(site.log[0]).toContain("a bug of ours");
  expect(site.log[0]).not.toContain("2580");
  expect((await site.post("/rpc/echo", {})).status).toBe(200);
});

test("two launches do not share a token or a cookie", async () => {
  const other = await site.another();
  try {
    expect(new URL(other.address).search).not.toBe(new URL(site.web.address).search);
    const at = (path: string) =>
      fetch(new URL(path, other.address), { headers: { cookie: site.cookie }, redirect: "manual" });
    expect((await at("/")).status).toBe(401);
    expect((await at(site.entrance)).status).toBe(401);
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
  const taken = site.another(site.web.port);
  await expect(taken).rejects.toThrow(`Port ${site.web.port} cannot be used: EADDRINUSE.`);
});
