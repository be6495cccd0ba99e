import { assert, boolean, integer, nat, property, string } from "fast-check";
import { expect, test } from "vitest";
import { decodeEnrolment, encodeEnrolment, hostAndPort, isLoopback } from "./enrolment.ts";
import type { Enrolment } from "./enrolment.ts";

const R1: Enrolment = {
  hosts: ["centre.example:5432", "standby.example:5432"],
  database: "tomtin",
  login: "tomtin_tomtin_r1",
  password: "correct-horse",
  authority: Buffer.alloc(400, 7).toString("base64"),
  till: "R1",
  kind: "till",
  scope: ["RETAIL"],
  ownerKey: Buffer.alloc(32, 9).toString("base64"),
};

test("whatever a code carries comes out as it went in, however a mail broke its lines", () => {
  const text = string({ minLength: 1 });
  assert(
    property(text, text, text, nat(60), (till, password, database, width) => {
      const one = { ...R1, till, password, database };
      const code = encodeEnrolment(one);
      const wrapped = code.replaceAll(new RegExp(`.{${width + 1}}`, "g"), "$& \r\n");
      expect(decodeEnrolment(wrapped)).toEqual({ ok: true, value: one });
    }),
  );
});

test("any one letter that was mistyped, and any cut, is a damaged code", () => {
  const code = encodeEnrolment(R1);
  const start = "TOMTIN1.".length;
  assert(
    property(integer({ min: start, max: code.length - 1 }), boolean(), (at, cut) => {
      const other = code[at] === "A" ? "B" : "A";
      const bad = cut ? code.slice(0, at) : code.slice(0, at) + other + code.slice(at + 1);
      expect(decodeEnrolment(bad)).toMatchObject({ ok: false, refusal: "damaged" });
    }),
  );
});

test("what is no code, and a code of a newer program, are told apart", () => {
  for (const text of ["", "hello", "tomtin1.a.b", "TOMTIN"]) {
    expect(decodeEnrolment(text)).toMatchObject({ refusal: "not_a_code" });
  }
  expect(decodeEnrolment("TOMTIN2.abc.def")).toMatchObject({ refusal: "newer" });
});

test("a code never has a device speak in the clear beyond this machine", () => {
  const plain = (hosts: string[]) =>
    decodeEnrolment(encodeEnrolment({ ...R1, hosts, authority: null }));
  expect(plain(["127.0.0.1:5432", "localhost", "[::1]:6432"])).toMatchObject({ ok: true });
  expect(plain(["127.0.0.1:5432", "shop.example"])).toMatchObject({ refusal: "not_protected" });
  expect(plain(["127.0.0.1.example.com"])).toMatchObject({ refusal: "not_protected" });
});

test("a host may come without its port, and an IPv6 address with brackets", () => {
  expect(hostAndPort("db.example")).toEqual({ host: "db.example", port: 5432 });
  expect(hostAndPort("db.example:6432")).toEqual({ host: "db.example", port: 6432 });
  expect(hostAndPort("[::1]:6432")).toEqual({ host: "::1", port: 6432 });
  expect(isLoopback("[::1]")).toBe(true);
});
