import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite } from "./site.ts";

let site: Awaited<ReturnType<typeof openSite>>;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test("the screens are served with their types; assets named by their hash may be kept", async () => {
  const index = await site.ask("/");
  expect(index.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
  });
  expect((await site.ask("/office.html")).body.toString()).toContain("Office");
  const script = await site.ask("/assets/index-Ab12.js?v=1");
  expect(script.headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "private, max-age=31536000, immutable",
  });
  expect((await site.ask("/assets/mark.svg")).headers["content-type"]).toBe("image/svg+xml");
  const head = await site.ask("/", { method: "HEAD" });
  expect([head.status, head.body.length]).toEqual([200, 0]);
});

test("large answers are squeezed for whoever can read that", async () => {
  const headers = { "accept-encoding": "br, gzip" };
  for (const answer of [
    await site.ask("/assets/index-Ab12.js", { headers }),
    await site.post("/rpc/large", {}, { headers }),
  ]) {
    expect(answer.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(answer.body).length).toBeGreaterThan(answer.body.length);
  }
  for (const encoding of [undefined, "br", "gzip;q=0"]) {
    const plain = await site.post("/rpc/large", {}, { headers: { "accept-encoding": encoding } });
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
  const answer = await site.ask(path);
  expect(answer.status).toBe(404);
  expect(answer.body.toString()).not.toContain("owner's");
});

test("every answer carries the headers that keep other pages out", async () => {
  for (const answer of [
    await site.ask("/"),
    await site.ask("/", { cookie: null }),
    await site.ask("/nothing"),
    await site.post("/rpc/echo", {}),
    await site.ask("/", { headers: { host: "evil.example" } }),
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
