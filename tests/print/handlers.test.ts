import { expect, test, vi } from "vitest";

import { contract } from "#shared/contract/index.ts";
import { instant } from "#shared/kernel/date.ts";
import { NO_PRINTER } from "#main/print/config.ts";
import type { PrinterConfig } from "#main/print/config.ts";
import { jobRenderer, printHandlers } from "#main/print/handlers.ts";
import type { PrintParts } from "#main/print/handlers.ts";
import { memoryJobs } from "#main/print/memory-jobs.ts";
import { systemTimer } from "#main/print/send.ts";
import type { ReceiptSource } from "#main/print/source.ts";
import { chooseTransport, webSystemPrinting } from "#main/print/transports/choose.ts";
import { SENT } from "#main/print/transports/transport.ts";
import type { Caller } from "#main/rpc/handlers.ts";
import { sampleRefund, sampleSale, sampleX, sampleZ } from "./samples.ts";

const SALE = "01890a5d-ac96-774b-bcce-b302099a8057";
const NOW = instant("2026-11-22T06:57:31.000Z");

const caller = (businesses: readonly string[], closes = false): Caller => ({
  session: null,
  connection: "window",
  may: (permission, business) => closes && permission === "shift.close" && business !== null,
  sees: (business) => business !== null && businesses.includes(business),
});
const cashier = caller(["WATER"]);
const stranger = caller(["RETAIL"]);

function bench(source: ReceiptSource = sampleSale(), change: Partial<PrintParts> = {}) {
  const jobs = memoryJobs(() => NOW);
  let config: PrinterConfig = NO_PRINTER;
  const parts: PrintParts = {
    source: (fact) => (fact === SALE ? source : null),
    jobs,
    config: { read: () => config, write: (next) => (config = next) },
    transport: () => ({ send: async () => SENT }),
    queues: async () => ["Counter"],
    nudge: vi.fn<() => void>(),
    now: () => NOW,
    timer: systemTimer,
    log: vi.fn<PrintParts["log"]>(),
    ...change,
  };
  return { jobs, parts, handlers: printHandlers(parts) };
}

test("a receipt is shown as a picture and as text, in the shape that the contract promises", async () => {
  for (const source of [sampleSale(), sampleRefund(), sampleZ()]) {
    const { handlers } = bench(source);
    const answer = await handlers["receipt.get"]({ of: SALE, copy: false }, cashier);
    expect(answer.ok).toBe(true);
    if (!answer.ok) continue;
    expect(contract["receipt.get"].reply.parse(answer.value)).toEqual(answer.value);
    expect(answer.value.state).toBe("none");
  }
});

test("another business's receipts are as unknown as those that do not exist", async () => {
  const { handlers, jobs, parts } = bench();
  const refused = { ok: false, refusal: { code: "receipt.unknown" } };
  const job = jobs.add({ fact: SALE, document: "sale", copy: false });
  expect(await handlers["receipt.get"]({ of: SALE, copy: false }, stranger)).toEqual(refused);
  expect(await handlers["receipt.print"]({ of: SALE }, stranger)).toEqual(refused);
  expect(await handlers["print.retry"]({ job }, stranger)).toEqual(refused);
  expect(await handlers["print.jobs"]({ limit: 20 }, stranger)).toEqual({
    ok: true,
    value: { jobs: [] },
  });
  expect(await handlers["receipt.get"]({ of: "other", copy: false }, cashier)).toEqual(refused);
  expect(await handlers["print.retry"]({ job: 99 }, cashier)).toEqual(refused);
  expect(parts.nudge).not.toHaveBeenCalled();
});

test("an X is for those who may close a shift", async () => {
  const { handlers } = bench(sampleX());
  const request = { of: SALE, copy: false };
  expect((await handlers["receipt.get"](request, cashier)).ok).toBe(false);
  expect((await handlers["receipt.get"](request, caller(["WATER"], true))).ok).toBe(true);
});

test("the first print is the original and every further one a COPY", async () => {
  const { handlers, jobs, parts } = bench();
  const print = async () => handlers["receipt.print"]({ of: SALE }, cashier);
  expect(await print()).toEqual({ ok: true, value: { job: 1, copy: false } });
  jobs.mark(1, "sent", "");
  expect(await print()).toEqual({ ok: true, value: { job: 2, copy: true } });
  expect(await print()).toEqual({ ok: true, value: { job: 3, copy: true } });
  expect(parts.nudge).toHaveBeenCalledTimes(3);
  const render = jobRenderer(parts);
  const markup = [1, 2].map((id) => render(jobs.get(id) as never)?.markup.includes("COPY"));
  expect(markup).toEqual([false, true]);
});

test("an original that surely did not go is tried again, one that may have gone is not", async () => {
  const { handlers, jobs } = bench();
  jobs.add({ fact: SALE, document: "sale", copy: false });
  jobs.mark(1, "failed", "The printer is stopped.");
  expect(await handlers["receipt.print"]({ of: SALE }, cashier)).toMatchObject({
    value: { job: 1, copy: false },
  });
  expect(jobs.get(1)).toMatchObject({ state: "waiting", problem: "" });
  jobs.mark(1, "unknown", "The printer did not answer.");
  expect(await handlers["receipt.print"]({ of: SALE }, cashier)).toMatchObject({
    value: { job: 2, copy: true },
  });
});

test("only a person sends again, and a second tap sends nothing twice", async () => {
  const { handlers, jobs } = bench();
  jobs.add({ fact: SALE, document: "sale", copy: false });
  for (const state of ["failed", "unknown"] as const) {
    jobs.mark(1, state, "why");
    await handlers["print.retry"]({ job: 1 }, cashier);
    expect(jobs.get(1)?.state).toBe("waiting");
  }
  for (const state of ["sending", "sent"] as const) {
    jobs.mark(1, state, "");
    await handlers["print.retry"]({ job: 1 }, cashier);
    expect(jobs.get(1)?.state).toBe(state);
  }
});

test("the outbox is listed latest first, with the words that the cashier needs", async () => {
  const { handlers, jobs } = bench();
  jobs.add({ fact: SALE, document: "sale", copy: false });
  jobs.add({ fact: SALE, document: "sale", copy: true });
  jobs.mark(1, "failed", "The printer is stopped.");
  const answer = await handlers["print.jobs"]({ limit: 20 }, cashier);
  expect(answer.ok && contract["print.jobs"].reply.parse(answer.value).jobs).toMatchObject([
    { job: 2, copy: true, state: "waiting", number: "R1-000123-K7" },
    { job: 1, copy: false, state: "failed", problem: "The printer is stopped." },
  ]);
});

test("a printer that the system does not know is refused, and nothing is changed", async () => {
  const { handlers } = bench();
  const printer = { ...NO_PRINTER, name: "Counter", transport: "os", target: "Nope" } as const;
  expect(await handlers["printer.save"]({ printer }, cashier)).toEqual({
    ok: false,
    refusal: { code: "printer.unknown", printer: "Nope" },
  });
  const known = { ...printer, target: "Counter", paper: 58 } as const;
  expect((await handlers["printer.save"]({ printer: known }, cashier)).ok).toBe(true);
  expect(await handlers["printer.get"]({}, cashier)).toEqual({
    ok: true,
    value: { printer: known, queues: ["Counter"] },
  });
});

test("a test page answers with what became of it", async () => {
  const sent = await bench().handlers["printer.test"]({ language: "en" }, cashier);
  expect(sent).toEqual({ ok: true, value: { state: "sent", problem: "" } });
  const system = webSystemPrinting("win32");
  const windows = bench(sampleSale(), {
    transport: () => chooseTransport({ ...NO_PRINTER, transport: "os" }, system, "receipts"),
  });
  const refused = await windows.handlers["printer.test"]({ language: "en" }, cashier);
  expect(refused).toMatchObject({ value: { state: "failed" } });
  expect(refused.ok && refused.value.problem).toContain("Use the desktop program");
  const none = bench(sampleSale(), {
    transport: (config) => chooseTransport(config, system, "receipts"),
  });
  expect(await none.handlers["printer.test"]({ language: "en" }, cashier)).toMatchObject({
    value: { state: "failed", problem: expect.stringMatching(/^No printer has been chosen/) },
  });
});
