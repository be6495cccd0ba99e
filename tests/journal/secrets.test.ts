import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { HALF_PAID, PAID_INTAKE } from "./intake.ts";
import { newSite, openShifts, type Site } from "./program.ts";
import { command, newFolder, refusalOf, removeFolders } from "./shop.ts";

const PHONES = ["0712345678", "0733 987 654", "+254711222333", "0110-555-777"];
const CODES = ["TLK9QWERTY", "tlk9zxcvbn", "TLK9MNBVCX", "TLK9POIUYT"];
const REFUSED_CODE = "TLK9REFUSE";
const REFUSED_PHONE = "0799111222";

/** Given for a sale that is half paid, and for one that waits so. */
const TAKEN = [
  { kind: "mpesa", amount: 5000, code: "TLK9HALFWA" },
  { kind: "cash", tendered: 2000 },
] as const;

let site: Site;
const written: string[] = [];

beforeAll(async () => {
  site = await newSite(newFolder());
  await openShifts(site, ["RETAIL", "LAUNDRY"]);
  const printer = {
    name: "Files",
    transport: "file" as const,
    target: "",
    paper: 80 as const,
    automatic: true,
  };
  await site.did("printer.save", { printer });
  const { items } = await site.did("catalog.forTill", { business: "RETAIL" });
  const item = items.find((each) => each.sku === "G-SUGAR");
  if (item === undefined) throw new Error("the shop sells sugar");
  const cart = (customer: string | null) => ({
    business: "RETAIL",
    customer,
    lines: [{ item: item.id, quantity: 2000, unitPrice: item.price }],
  });
  for (const [at, phone] of PHONES.entries()) {
    const name = `Customer ${at}`;
    const { id } = await site.did("customer.save", {
      command: command(),
      name,
      phone,
      creditLimit: 1e6,
    });
    const code = CODES[at] ?? "";
    const lines = cart(id).lines.map((each) => ({ ...each, discount: 0 }));
    await site.did("draft.save", {
      business: "RETAIL",
      cart: { customer: id, discount: 0, lines },
    });
    await site.did("draft.park", {
      business: "RETAIL",
      label: `For ${name}`,
      cart: { customer: id, discount: 0, lines },
    });
    const sale = await site.did("sale.post", {
      ...cart(id),
      command: command(),
      tenders: [
        { kind: "mpesa", amount: 20_000, code },
        { kind: "account", amount: 13_000 },
      ],
    });
    written.push(sale.sale);
    await site.call("customer.search", { text: phone });
    await site.did("sale.get", { sale: sale.sale });
    await site.did("receipt.get", { of: sale.sale });
    await site.did("receipt.print", { of: sale.sale });
  }
  await site.did("customer.pay", {
    command: command(),
    business: "RETAIL",
    customer: (await site.did("customer.search", { text: PHONES[0] ?? "" })).customers[0]?.id ?? "",
    payment: { kind: "mpesa", amount: 5000, code: "TLK9PAYING" },
  });
  await site.did("sale.refund", {
    command: command(),
    sale: written[0] ?? "",
    reason: "torn",
    lines: [{ no: 1, quantity: 1000 }],
    tenders: [
      { kind: "account", amount: 8000, code: "" },
      { kind: "mpesa", amount: 8500, code: "TLK9BACKTO" },
    ],
  });
  // What is refused is not to be found either.
  const used = await site.call("sale.post", {
    ...cart(null),
    command: command(),
    tenders: [{ kind: "mpesa", amount: 33_000, code: CODES[0] ?? "" }],
  });
  expect(refusalOf(used).code).toBe("mpesa.code_used");
  const short = await site.call("sale.post", {
    ...cart(null),
    command: command(),
    tenders: [{ kind: "mpesa", amount: 100, code: REFUSED_CODE }],
  });
  expect(refusalOf(short).code).toBe("tender.short");
  const taken = await site.call("customer.save", {
    command: command(),
    name: "Twin",
    phone: PHONES[0] ?? "",
  });
  expect(refusalOf(taken).code).toBe("customer.phone_taken");
  const wrong = await site.call("customer.save", {
    command: command(),
    name: "Wrong",
    phone: `${REFUSED_PHONE}99`,
  });
  expect(refusalOf(wrong).code).toBe("customer.phone_invalid");
  const half = { customer: null, discount: 0, lines: [], taken: [...TAKEN] };
  const beside = { intake: PAID_INTAKE, jobPayment: HALF_PAID };
  await site.did("draft.save", { business: "RETAIL", cart: { ...half, ...beside } });
  const lines = cart(null).lines.map((each) => ({ ...each, discount: 0 }));
  await site.did("draft.park", { business: "LAUNDRY", label: "Half", cart: { ...half, lines } });
  await site.did("supplier.save", {
    command: command(),
    id: null,
    name: "Mill",
    phone: "0722 000 111",
  });
  // The outbox prints in its own time; `close` would not wait for jobs that did not begin.
  await vi.waitFor(
    () => expect(site.read("SELECT state FROM print_job WHERE state <> 'sent'")).toEqual([]),
    { timeout: 30_000 },
  );
});
afterAll(async () => {
  await site.close();
  removeFolders();
});

/** Every way in which a phone or a code could be lying somewhere. */
function spellings(): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const put = (text: string): void => {
    for (const form of [text, text.toLowerCase(), text.toUpperCase()]) {
      found.set(form, Buffer.from(form));
      found.set(`${form} in UTF-16`, Buffer.from(form, "utf16le"));
      found.set(`${form} in big-endian UTF-16`, Buffer.from(form, "utf16le").swap16());
      found.set(`${form} in hex`, Buffer.from(Buffer.from(form).toString("hex")));
      // Base64 of a text looks different at each of three places in a triple.
      for (const shift of [0, 1, 2]) {
        const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(form)]).toString("base64");
        const inner = whole.slice(Math.ceil((shift * 8) / 6), -4);
        found.set(`${form} in base64 (${shift})`, Buffer.from(inner));
      }
    }
  };
  for (const phone of [...PHONES, REFUSED_PHONE, "0722000111"]) {
    const nine = phone.replaceAll(/\D/g, "").slice(-9);
    const [a, b, c] = [nine.slice(0, 3), nine.slice(3, 6), nine.slice(6)];
    for (const sep of ["", " ", "-"]) put([a, b, c].join(sep));
    put(`0${nine}`);
    put(`254${nine}`);
    put(`+254 ${a} ${b} ${c}`);
    put(phone);
  }
  for (const code of [
    ...CODES,
    REFUSED_CODE,
    "TLK9PAYING",
    "TLK9BACKTO",
    "TLK9INTAKE",
    "TLK9JOBPAY",
    TAKEN[0].code,
  ])
    put(code);
  return found;
}

/** Every file of the data folder but the receipts, which are paper. */
function files(): string[] {
  return readdirSync(site.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.slice(site.folder.length + 1).startsWith("receipts"));
}

function leaks(bytes: Buffer): string[] {
  return [...spellings()].filter(([, form]) => bytes.includes(form)).map(([name]) => name);
}

test("the search finds each spelling where it is written down", () => {
  expect(leaks(Buffer.from("…0712 345 678…"))).not.toEqual([]);
  expect(leaks(Buffer.from("…254712345678…"))).not.toEqual([]);
  expect(leaks(Buffer.from("TLK9QWERTY", "utf16le"))).not.toEqual([]);
  for (const padding of ["", "a", "ab"]) {
    const encoded = Buffer.from(`${padding}tlk9zxcvbn and more`).toString("base64");
    expect(leaks(Buffer.from(encoded))).not.toEqual([]);
  }
  expect(leaks(Buffer.from("nothing of the kind"))).toEqual([]);
});

test("no phone and no M-Pesa code is in the clear in any file of the books", () => {
  const searched = files();
  expect(searched.map((file) => file.slice(site.folder.length + 1))).toEqual(
    expect.arrayContaining(["journal.db", "journal.db-wal", "journal.db-shm"]),
  );
  for (const file of searched) expect(leaks(readFileSync(file)), file).toEqual([]);
});

test("what was taken for a sale that is half paid is there again, also from one put aside", async () => {
  const { cart } = await site.did("draft.current", { business: "RETAIL" });
  expect(cart?.taken).toEqual(TAKEN);
  expect(cart?.intake).toEqual(PAID_INTAKE);
  expect(cart?.jobPayment).toEqual(HALF_PAID);
  const { drafts } = await site.did("draft.parked", { business: "LAUNDRY" });
  expect(drafts.map((draft) => draft.cart.taken)).toEqual([TAKEN]);
  const recalled = await site.did("draft.recall", { draft: drafts[0]?.draft ?? "" });
  expect(recalled.cart.taken).toEqual(TAKEN);
  const { cart: running } = await site.did("draft.current", { business: "LAUNDRY" });
  expect(running?.taken).toEqual(TAKEN);
});

test("nor in what the program logs", () => {
  expect(leaks(Buffer.from(site.logged.join("\n")))).toEqual([]);
});

test("nor in what is taken out: exports, statements of accounts", async () => {
  const window = { from: "2026-01-01", to: "2026-12-31" };
  for (const format of ["hledger", "ledger", "beancount"] as const) {
    const { base64 } = await site.did("export.journal", { format, ...window });
    const bytes = Buffer.from(base64, "base64");
    expect(bytes.length).toBeGreaterThan(500);
    expect(leaks(bytes), format).toEqual([]);
  }
  const csv = await site.did("export.trialBalance", { format: "csv", ...window });
  expect(leaks(Buffer.from(csv.base64, "base64"))).toEqual([]);
});

test("a receipt on paper does name its code: that is what the customer compares", () => {
  const folder = join(site.folder, "receipts");
  const papers = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const text = papers
    .map((each) => readFileSync(join(each.parentPath, each.name)).toString("latin1"))
    .join("\n");
  expect(text).toContain(CODES[0]);
});

test("one code has one index, and a new ciphertext each time it is sealed", () => {
  const rows = site.read<{ bytes: Buffer }>("SELECT bytes FROM fact WHERE kind = 'customer.saved'");
  const phones = rows.map(
    (row) =>
      (JSON.parse(row.bytes.toString()) as { body: { phone: { cipher: string; index: string } } })
        .body.phone,
  );
  expect(new Set(phones.map((each) => each.cipher)).size).toBe(phones.length);
  expect(new Set(phones.map((each) => each.index)).size).toBe(PHONES.length);
});

test("a phone saved again is sealed anew, under the same index", async () => {
  const { customers } = await site.did("customer.search", { text: "+254 712 345 678" });
  const [card] = customers;
  expect(card?.name).toBe("Customer 0");
  const cipher = () =>
    site.read<{ phone_cipher: string; phone_index: string }>(
      "SELECT phone_cipher, phone_index FROM customer WHERE id = ?",
      card?.id ?? "",
    )[0];
  const before = cipher();
  await site.did("customer.save", {
    command: command(),
    id: card?.id ?? "",
    name: "Customer 0",
    phone: "254 712-345-678",
  });
  expect(cipher()?.phone_index).toBe(before?.phone_index);
  expect(cipher()?.phone_cipher).not.toBe(before?.phone_cipher);
});

test("a code pays once, however it is typed, on every later day", async () => {
  const { items } = await site.did("catalog.forTill", { business: "LAUNDRY" });
  const [shirt] = items;
  if (shirt === undefined) throw new Error("the laundry washes shirts");
  for (const code of [" tlk9qwerty ", "TLK9ZXCVBN"]) {
    const answer = await site.call("sale.post", {
      command: command(),
      business: "LAUNDRY",
      lines: [{ item: shirt.id, quantity: 1000, unitPrice: shirt.price }],
      tenders: [{ kind: "mpesa", amount: shirt.price, code }],
    });
    expect(refusalOf(answer).code).toBe("mpesa.code_used");
  }
});
