import * as fc from "fast-check";
import { expect, test } from "vitest";
import { openSealer } from "./sealing.ts";

const PHONE = "+254712345678";
const sealer = openSealer(Buffer.alloc(32, 7));

test("what is sealed can be unsealed, and does not show the text", () => {
  const purpose = fc.constantFrom("phone" as const, "mpesa" as const);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), purpose, (text, each) => {
      expect(sealer.unseal(sealer.seal(text, each))).toBe(text);
    }),
  );
  const sealed = sealer.seal(PHONE, "phone");
  expect(Buffer.from(sealed.cipher, "base64").toString("latin1")).not.toContain("712345678");
});

test("the same phone sealed twice differs in cipher and agrees in index", () => {
  const [a, b] = [sealer.seal(PHONE, "phone"), sealer.seal(PHONE, "phone")];
  expect(a.cipher).not.toBe(b.cipher);
  expect(a.index).toBe(b.index);
  expect(a.index).toBe(sealer.index(PHONE, "phone"));
  expect(a.index).toMatch(/^[\w-]{22}$/);
});

test("a phone and a code that read the same have different indexes", () => {
  expect(sealer.index("12345678", "phone")).not.toBe(sealer.index("12345678", "mpesa"));
});

test("changed bytes, another person's index and another owner's key are noticed", () => {
  const sealed = sealer.seal(PHONE, "phone");
  const bytes = Buffer.from(sealed.cipher, "base64");
  bytes.writeUInt8(bytes.readUInt8(15) ^ 1, 15);
  expect(() => sealer.unseal({ ...sealed, cipher: bytes.toString("base64") })).toThrow();
  const other = sealer.index("+254700000000", "phone");
  expect(() => sealer.unseal({ ...sealed, index: other })).toThrow();
  expect(() => openSealer(Buffer.alloc(32, 8)).unseal(sealed)).toThrow();
  expect(() => sealer.unseal({ ...sealed, cipher: "AAAA" })).toThrow("shorter than its frame");
});

test("a request's digest is keyed, short and steady", () => {
  expect(sealer.digest("{}")).toMatch(/^[0-9a-f]{32}$/);
  expect(sealer.digest("{}")).toBe(openSealer(Buffer.alloc(32, 7)).digest("{}"));
  expect(sealer.digest("{}")).not.toBe(openSealer(Buffer.alloc(32, 8)).digest("{}"));
  expect(sealer.digest("{}")).not.toBe(sealer.digest("{ }"));
});

test("labels and frame are permanent: what was sealed years ago still opens", () => {
  const fixed = openSealer(Buffer.alloc(32, 7), () => Buffer.alloc(12, 1));
  expect(fixed.seal(PHONE, "phone")).toMatchInlineSnapshot(`
    {
      "cipher": "AQEBAQEBAQEBAQEBJvoZUE/Xg8IihisYSKACgiFINhaa63Y5eKlQfFE=",
      "index": "945soyEekGda2du9U6B2lQ",
    }
  `);
  expect(fixed.digest("{}")).toMatchInlineSnapshot(`"e75d6f9f3dd5954b19998958898ade19"`);
});

test("a key of the wrong length is our bug", () => {
  expect(() => openSealer(Buffer.alloc(16))).toThrow("the owner's key is 16 bytes long");
});
