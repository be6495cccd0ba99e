import { assert, constantFrom, oneof, property, string } from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { DRAWER_PULSE, toEscPos } from "#main/print/esc-pos.ts";
import { openDrawer, opensDrawer } from "#main/print/drawer.ts";
import { NO_PRINTER } from "#main/print/config.ts";
import { saleReceipt } from "#main/print/receipt.ts";
import { systemTimer } from "#main/print/send.ts";
import { networkTransport, parseAddress } from "#main/print/transports/network.ts";
import { sampleSale, saleOf, soldLine } from "./samples.ts";
import {
  COVER_OPEN,
  NO_PAPER,
  READY,
  thermalPrinter,
  type Manners,
  type ThermalPrinter,
} from "./thermal-printer.ts";

const receipt = saleReceipt(sampleSale(), { paper: 80, copy: false });
const soon = () => AbortSignal.timeout(20_000);
const patience = { connectMs: 5_000, answerMs: 2_000 };
const silent = { connectMs: 5_000, answerMs: 20 };

const printers: ThermalPrinter[] = [];
async function printer(manners?: Manners): Promise<ThermalPrinter> {
  const made = await thermalPrinter(manners);
  printers.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(printers.splice(0).map((each) => each.close()));
});

describe("a receipt for a thermal printer", () => {
  test("begins with a reset, says what the paper says, and is cut at the end", () => {
    const bytes = toEscPos(receipt).toString("latin1");
    expect(bytes.startsWith("\x1b@")).toBe(true);
    expect(bytes).toContain("R1-000123-K7");
    expect(bytes).toContain("\x1dV");
    expect(bytes.indexOf("\x1dV")).toBeGreaterThan(bytes.indexOf("Asante"));
  });

  test("whatever an item is called, it is no command: the drawer stays shut, nothing is cut", () => {
    const commands = (name: string) => {
      const bytes = toEscPos(
        saleReceipt(saleOf([soldLine({ name, quantity: 1000, unitPrice: 100 })]), {
          paper: 80,
          copy: false,
        }),
      ).toString("latin1");
      expect(bytes).not.toContain("\x1bp");
      expect(bytes).not.toContain("\x10\x14");
      return bytes.split("\x1dV").length;
    };
    const plain = commands("Sugar");
    const hostile = oneof(
      string({ unit: "binary", maxLength: 60 }),
      constantFrom(
        "\x1bp\x00\x19\xfa",
        "{image:AAAA}",
        "{code:1234;option:qrcode}",
        "=",
        "{command:\\x1bp\\x00}",
        "\\x1bp0",
        "a | b",
        "^^^",
        "\x1dV\x00",
      ),
    );
    const same = property(hostile, (name) => {
      expect(commands(name)).toBe(plain);
    });
    assert(same, { numRuns: 300 });
  });
});

describe("a printer on the network", () => {
  test("that is ready gets the receipt, byte for byte", async () => {
    const there = await printer({ state: READY });
    const sent = await networkTransport(there.address, patience).send(receipt, soon());
    expect(sent).toEqual({ state: "sent", problem: "" });
    await expect.poll(() => there.jobs).toEqual([toEscPos(receipt)]);
  });

  test("that says nothing about its state is believed", async () => {
    const there = await printer({ state: null });
    expect(await networkTransport(there.address, silent).send(receipt, soon())).toMatchObject({
      state: "sent",
    });
    await expect.poll(() => there.jobs.length).toBe(1);
  });

  test.each([
    ["cover", COVER_OPEN, "its cover is open"],
    ["paper", NO_PAPER, "it has no paper"],
  ] as const)("without its %s is not sent to, and says why", async (_, state, why) => {
    const there = await printer({ state });
    const { state: outcome, problem } = await networkTransport(there.address, patience).send(
      receipt,
      soon(),
    );
    expect(outcome).toBe("failed");
    expect(problem).toContain(why);
    expect(there.jobs).toEqual([]);
  });

  test("that is off is named in plain words", async () => {
    const there = await printer();
    await there.close();
    const sent = await networkTransport(there.address, patience).send(receipt, soon());
    expect(sent.state).toBe("failed");
    expect(sent.problem).toContain("127.0.0.1 refuses the connection");
  });

  test("that breaks off in the middle leaves the receipt unknown", async () => {
    const there = await printer({ state: READY, breaksAfter: 100 });
    const long = saleReceipt(
      saleOf(
        Array.from({ length: 20_000 }, () =>
          soldLine({ name: "A long receipt", quantity: 1000, unitPrice: 100 }),
        ),
      ),
      { paper: 80, copy: false },
    );
    const sent = await networkTransport(there.address, patience).send(long, soon());
    expect(sent.state).toBe("unknown");
  });

  test("that hangs is given up when patience ends, and nothing stays behind", async () => {
    const there = await printer({ hangs: true });
    const stop = new AbortController();
    const sending = networkTransport(there.address, { connectMs: 5_000, answerMs: 60_000 }).send(
      receipt,
      stop.signal,
    );
    await expect.poll(() => there.busiest).toBe(1);
    stop.abort();
    expect((await sending).state).toBe("failed");
  });

  test("serves one connection at a time: two receipts and the drawer take turns", async () => {
    const there = await printer({ state: READY });
    const way = networkTransport(there.address, patience);
    const outcomes = await Promise.all([
      way.send(receipt, soon()),
      way.kick?.(soon()),
      networkTransport(there.address, patience).send(receipt, soon()),
    ]);
    expect(outcomes.map((each) => each?.state)).toEqual(["sent", "sent", "sent"]);
    await expect
      .poll(() => there.jobs)
      .toEqual([toEscPos(receipt), DRAWER_PULSE, toEscPos(receipt)]);
  });

  test.each([
    ["192.168.1.50", { host: "192.168.1.50", port: 9100 }],
    ["printer.local:9101", { host: "printer.local", port: 9101 }],
    ["[fe80::1]:9100", { host: "fe80::1", port: 9100 }],
    ["", null],
    ["a b", null],
    ["host:0", null],
    ["host:70000", null],
    ["-x", null],
    ["http://printer", null],
  ] as const)("%j is read as an address, or refused", (target, address) => {
    expect(parseAddress(target)).toEqual(address);
  });
});

describe("the drawer", () => {
  test("opens for cash and when asked, not for M-Pesa", () => {
    const paid = (kind: string) =>
      opensDrawer({ kind: "sale.posted", body: { tenders: [{ kind }] } } as never);
    expect(paid("cash")).toBe(true);
    expect(paid("mpesa")).toBe(false);
    expect(opensDrawer({ kind: "drawer.opened", body: {} } as never)).toBe(true);
    expect(opensDrawer({ kind: "shift.closed", body: {} } as never)).toBe(false);
  });

  test("gets its pulse at once where it hangs on the printer, and none where it does not", async () => {
    const there = await printer({ state: READY });
    const failures: unknown[] = [];
    const open = (drawer: boolean) =>
      openDrawer({
        config: { read: () => ({ ...NO_PRINTER, transport: "network", drawer }) },
        transport: () => networkTransport(there.address, patience),
        timer: systemTimer,
        log: (_, cause) => void failures.push(cause),
      });
    open(false);
    open(true);
    await expect.poll(() => there.jobs).toEqual([DRAWER_PULSE]);
    expect(failures).toEqual([]);
  });
});
