import { expect, test, vi } from "vitest";

import { memoryJobs } from "#main/print/memory-jobs.ts";
import { startOutbox } from "#main/print/outbox.ts";
import type { OutboxParts } from "#main/print/outbox.ts";
import type { Timer } from "#main/print/send.ts";
import { documentOf } from "#main/print/source.ts";
import { SENT } from "#main/print/transports/transport.ts";
import type { Sending, Transport } from "#main/print/transports/transport.ts";
import { sampleSale } from "./samples.ts";

const FACT = "01890a5d-ac96-774b-bcce-b302099a8057";
const ORIGINAL = { fact: FACT, document: "sale", copy: false } as const;

/** Time that passes only when the test says so. */
function manualTimer() {
  const waiting = new Set<{ readonly ms: number; readonly call: () => void }>();
  const timer: Timer = (ms, then) => {
    const entry = { ms, call: then };
    waiting.add(entry);
    return () => waiting.delete(entry);
  };
  const pass = (): void => {
    for (const entry of waiting) {
      waiting.delete(entry);
      entry.call();
    }
  };
  return { timer, pass, waiting };
}

function bench(send: Transport["send"], change: Partial<OutboxParts> = {}) {
  const jobs = memoryJobs(() => "2026-11-22T06:57:31.000Z");
  const time = manualTimer();
  const logged: string[] = [];
  const parts: OutboxParts = {
    jobs,
    render: (job) => documentOf(sampleSale(), { paper: 80, copy: job.copy }),
    transport: () => ({ send }),
    timer: time.timer,
    log: (message) => logged.push(message),
    ...change,
  };
  return { jobs, time, logged, parts };
}

/** A printer that answers when told to. */
function slowPrinter() {
  const calls: {
    readonly answer: (sending: Sending) => void;
    readonly fail: (cause: Error) => void;
    readonly signal: AbortSignal;
  }[] = [];
  const send: Transport["send"] = async (_, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<Sending>();
    calls.push({ answer: resolve, fail: reject, signal });
    return promise;
  };
  return { calls, send };
}

test("a receipt goes to the printer, and that is all that is claimed", async () => {
  const { jobs, parts, time } = bench(async () => SENT);
  const outbox = startOutbox(parts);
  const id = jobs.add(ORIGINAL);
  outbox.nudge();
  await vi.waitUntil(() => jobs.get(id)?.state === "sent");
  expect(jobs.get(id)).toMatchObject({ problem: "", attempts: 1 });
  await outbox.stop();
  expect(time.waiting.size).toBe(0);
});

test("who nudges does not wait for paper, nor for its drawing", async () => {
  const render = vi.fn<OutboxParts["render"]>(() => null);
  const { jobs, parts } = bench(async () => SENT, { render });
  jobs.add(ORIGINAL);
  const outbox = startOutbox(parts);
  outbox.nudge();
  expect(render).not.toHaveBeenCalled();
  await vi.waitUntil(() => jobs.get(1)?.state === "failed");
  expect(jobs.get(1)?.problem).toBe("What was to be printed is not in these books.");
  await outbox.stop();
});

test("one job at a time, in order", async () => {
  const printer = slowPrinter();
  const { jobs, parts } = bench(printer.send);
  for (const copy of [false, true, true]) jobs.add({ ...ORIGINAL, copy });
  const outbox = startOutbox(parts);
  for (let n = 1; n <= 3; n += 1) {
    await vi.waitUntil(() => printer.calls.length === n);
    expect(jobs.get(n)?.state).toBe("sending");
    expect(jobs.of(FACT).filter((job) => job.state === "sending")).toHaveLength(1);
    outbox.nudge();
    printer.calls[n - 1]?.answer(SENT);
  }
  await vi.waitUntil(() => jobs.get(3)?.state === "sent");
  await outbox.stop();
});

test("a nudge in the moment in which the last look ends is not lost", async () => {
  const { jobs, parts } = bench(async () => SENT);
  const outbox = startOutbox({
    ...parts,
    jobs: {
      ...jobs,
      next() {
        const job = jobs.next();
        if (job === null && jobs.get(1) === null) {
          jobs.add(ORIGINAL);
          outbox.nudge();
        }
        return job;
      },
    },
  });
  await vi.waitUntil(() => jobs.get(1)?.state === "sent");
  await outbox.stop();
});

test("a printer that does not answer leaves the job unknown, and nobody tries it again", async () => {
  const printer = slowPrinter();
  const { jobs, parts, time } = bench(printer.send);
  jobs.add(ORIGINAL);
  const outbox = startOutbox(parts);
  await vi.waitUntil(() => printer.calls.length === 1);
  expect([...time.waiting].map(({ ms }) => ms)).toEqual([15_000]);
  time.pass();
  await vi.waitUntil(() => printer.calls[0]?.signal.aborted && time.waiting.size === 1);
  time.pass();
  await vi.waitUntil(() => jobs.get(1)?.state === "unknown");
  expect(jobs.get(1)?.problem).toMatch(
    /did not answer within 15 seconds. Look whether it came out/,
  );
  outbox.nudge();
  outbox.nudge();
  await outbox.stop();
  expect(printer.calls).toHaveLength(1);
  expect(jobs.get(1)).toMatchObject({ state: "unknown", attempts: 1 });
});

test("an answer that comes just after the time is up counts only if it is yes", async () => {
  for (const late of [SENT, { state: "failed", problem: "cut" } as const]) {
    const printer = slowPrinter();
    const { jobs, parts, time } = bench(printer.send);
    jobs.add(ORIGINAL);
    const outbox = startOutbox(parts);
    await vi.waitUntil(() => printer.calls.length === 1);
    time.pass();
    await vi.waitUntil(() => printer.calls[0]?.signal.aborted);
    printer.calls[0]?.answer(late);
    await vi.waitUntil(() => jobs.get(1)?.state !== "sending");
    expect(jobs.get(1)?.state).toBe(late.state === "sent" ? "sent" : "unknown");
    await outbox.stop();
  }
});

test("a job that the power cut caught on its way is unknown after the start", async () => {
  const { jobs, parts } = bench(async () => SENT);
  jobs.add(ORIGINAL);
  jobs.add({ ...ORIGINAL, copy: true });
  jobs.mark(1, "sending", "");
  const outbox = startOutbox(parts);
  expect(jobs.get(1)).toMatchObject({
    state: "unknown",
    problem: "The power failed while this was being printed. Look whether it came out.",
  });
  await vi.waitUntil(() => jobs.get(2)?.state === "sent");
  expect(jobs.get(1)?.state).toBe("unknown");
  await outbox.stop();
});

test("a job that did not go says why, and goes when a person sends it again", async () => {
  const answers: Sending[] = [{ state: "failed", problem: "The printer is stopped." }, SENT];
  const { jobs, parts } = bench(async () => answers.shift() ?? SENT);
  jobs.add(ORIGINAL);
  const outbox = startOutbox(parts);
  await vi.waitUntil(() => jobs.get(1)?.state === "failed");
  expect(jobs.get(1)?.problem).toBe("The printer is stopped.");
  jobs.mark(1, "waiting", "");
  outbox.nudge();
  await vi.waitUntil(() => jobs.get(1)?.state === "sent");
  expect(jobs.get(1)).toMatchObject({ problem: "", attempts: 2 });
  await outbox.stop();
});

test("a transport that breaks, or a receipt that cannot be drawn, stops no other receipt", async () => {
  let first = true;
  const { jobs, parts, logged } = bench(
    async () => {
      throw new Error("socket hang up");
    },
    {
      render(job) {
        if (job.id === 1) throw new Error("no such line");
        return documentOf(sampleSale(), { paper: 80, copy: job.copy });
      },
    },
  );
  for (const copy of [false, true, true]) jobs.add({ ...ORIGINAL, copy });
  const outbox = startOutbox({
    ...parts,
    transport() {
      const broken = first;
      first = false;
      return broken ? parts.transport() : { send: async () => SENT };
    },
  });
  await vi.waitUntil(() => jobs.get(3)?.state === "sent");
  expect([1, 2, 3].map((id) => jobs.get(id)?.state)).toEqual(["failed", "unknown", "sent"]);
  expect(logged).toHaveLength(2);
  await outbox.stop();
});

test("stopping ends the job under way, starts no other, and waits until it is gone", async () => {
  const printer = slowPrinter();
  const { jobs, parts, time } = bench(printer.send);
  jobs.add(ORIGINAL);
  jobs.add({ ...ORIGINAL, copy: true });
  const outbox = startOutbox(parts);
  await vi.waitUntil(() => printer.calls.length === 1);
  const stopped = outbox.stop();
  expect(printer.calls[0]?.signal.aborted).toBe(false);
  await vi.waitUntil(() => printer.calls[0]?.signal.aborted);
  printer.calls[0]?.answer({ state: "unknown", problem: "broken off" });
  await stopped;
  expect(jobs.get(1)?.state).toBe("unknown");
  expect(jobs.get(1)?.problem).toMatch(/closed while this was being printed/);
  expect(jobs.get(2)?.state).toBe("waiting");
  outbox.nudge();
  await Promise.resolve();
  expect(printer.calls).toHaveLength(1);
  expect(time.waiting.size).toBe(1);
});

test("an outbox whose disk is full says so in the log and lives on", async () => {
  const { jobs, parts, logged } = bench(async () => SENT);
  let full = true;
  const outbox = startOutbox({
    ...parts,
    jobs: {
      ...jobs,
      mark(id, state, problem) {
        if (full) throw new Error("database or disk is full");
        jobs.mark(id, state, problem);
      },
    },
  });
  jobs.add(ORIGINAL);
  outbox.nudge();
  await vi.waitUntil(() => logged.length >= 1);
  full = false;
  await vi.waitUntil(() => {
    outbox.nudge();
    return jobs.get(1)?.state === "sent";
  });
  await outbox.stop();
});
