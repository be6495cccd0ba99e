import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { toText } from "#main/print/document.ts";
import { documentOf } from "#main/print/source.ts";
import { receiptSource } from "#main/services/receipt-source.ts";
import {
  command,
  line,
  newSellingShop,
  problems,
  receive,
  refusalOf,
  removeFolders,
  type Selling,
} from "./shop.ts";

let shop: Selling;

beforeEach(async () => {
  shop = await newSellingShop();
  receive(shop, "G-SUGAR", 10_000, 121_007);
});
afterEach(() => {
  expect(problems(shop)).toEqual([]);
  shop.close();
});
afterAll(removeFolders);

const block = (byte: number) => ({
  width: 16,
  height: 16,
  bits: Buffer.alloc(32, byte).toString("base64"),
});

const saveLogo = (logo: ReturnType<typeof block> | null) =>
  shop.call("business.saveLogo", { command: command(), business: "RETAIL", logo });

const soldNow = async () => {
  const lines = [line(shop, "G-SUGAR", 1000)];
  const tenders = [{ kind: "cash" as const, tendered: 16_500 }];
  return (await shop.did("sale.post", { command: command(), business: "RETAIL", lines, tenders }))
    .sale;
};

const logoOn = (sale: string) =>
  receiptSource(shop.journal.book, shop.sealer, shop.clock.now(), sale)?.seller.logo ?? null;

test("a receipt has the logo of its day, for ever", async () => {
  const before = await soldNow();
  await saveLogo(block(0xf0));
  const first = await soldNow();
  await saveLogo(block(0x0f));
  const second = await soldNow();
  await saveLogo(null);
  const after = await soldNow();
  expect([before, first, second, after].map(logoOn)).toEqual([
    null,
    block(0xf0),
    block(0x0f),
    null,
  ]);
});

test("other settings leave the logo where it is", async () => {
  await saveLogo(block(0xf0));
  const {
    id: business,
    colour: _,
    logo: __,
    ...settings
  } = await shop.did("business.settings", {
    business: "RETAIL",
  });
  await shop.did("business.saveSettings", {
    command: command(),
    business,
    ...settings,
    cashRounding: 100,
  });
  expect((await shop.did("business.settings", { business })).logo).toEqual(block(0xf0));
});

test("dots that are not its rows, and what is wider than the paper, are refused", async () => {
  for (const logo of [
    { ...block(1), height: 9 },
    { ...block(1), width: 12 },
    { width: 392, height: 16, bits: Buffer.alloc(784).toString("base64") },
    { width: 16, height: 13, bits: Buffer.alloc(26).toString("base64") },
    { ...block(1), bits: "\u001bp0" },
  ]) {
    expect(refusalOf(await saveLogo(logo))).toMatchObject({ code: "request.invalid" });
  }
  expect((await shop.did("business.settings", { business: "RETAIL" })).logo).toBeNull();
});

test("a receipt keeps the language of its day, on every reprint", async () => {
  const before = await soldNow();
  const {
    id: business,
    colour: _,
    logo: __,
    ...settings
  } = await shop.did("business.settings", {
    business: "RETAIL",
  });
  expect(settings.receipt.language).toBe("en");
  const receipt = { ...settings.receipt, language: "sw" as const };
  await shop.did("business.saveSettings", {
    command: command(),
    business,
    ...settings,
    cashRounding: 100,
    receipt,
  });
  const after = await soldNow();
  const printed = (sale: string) => {
    const source = receiptSource(shop.journal.book, shop.sealer, shop.clock.now(), sale);
    return source === null ? "" : toText(documentOf(source, { paper: 58, copy: true }));
  };
  expect(printed(before)).toMatch(/COPY[^]*TOTAL KES/);
  expect(printed(after)).toMatch(/NAKALA[^]*JUMLA KES/);
  const { changes } = await shop.did("business.rules", { business });
  expect(changes.flatMap((each) => each.changes)).toEqual([
    { field: "receipt.language", before: "en", after: "sw" },
  ]);
});
