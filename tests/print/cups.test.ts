import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { toText } from "#main/print/document.ts";
import { DRAWER_PULSE, toEscPos } from "#main/print/esc-pos.ts";
import { CELL_DOTS, DOTS_PER_MM, roll } from "#main/print/paper.ts";
import { sendWithin } from "#main/print/send.ts";
import type { Timer } from "#main/print/send.ts";
import { documentOf } from "#main/print/source.ts";
import { cupsQueues, cupsTransport } from "#main/print/transports/cups.ts";
import { rawQueueTransport } from "#main/print/transports/raw-queue.ts";
import { readBars } from "./code128.ts";
import { cupsObstacle, startCups, TEST_NUMBER } from "./cups-server.ts";
import type { CupsServer } from "./cups-server.ts";
import { inkOf, pageOf } from "./page-picture.ts";
import { sampleSale } from "./samples.ts";
import { READY, thermalPrinter } from "./thermal-printer.ts";

const never = new AbortController().signal;
const document = documentOf(sampleSale(), { paper: 80, copy: false });

const obstacle = cupsObstacle();
if (obstacle !== null) console.log(`skipped: printing on a real CUPS queue (${obstacle})`);

describe.skipIf(obstacle !== null)("a real CUPS", () => {
  let server: CupsServer;

  beforeAll(async () => {
    server = await startCups();
  });

  afterAll(async () => {
    await server?.stop();
  });

  test("its queues are offered", async () => {
    expect(await cupsQueues(server.cups)).toEqual([server.queue]);
  });

  test.each([58, 80] as const)(
    "a receipt comes out on %i mm paper, whole, and its bars are read from it",
    async (paper) => {
      const number = `${TEST_NUMBER}-${paper}`;
      const sale = sampleSale();
      const printed = documentOf(
        { ...sale, body: { ...sale.body, number } },
        { paper, copy: true },
      );
      const answer = await cupsTransport(server.queue, server.cups).send(printed, never);
      expect(answer).toEqual({ state: "sent", problem: "" });
      const pdf = await vi.waitUntil(async () => server.printed(`-${paper}`), { timeout: 30_000 });
      if (process.env["TOMTIN_KEEP_PDF"] !== undefined) {
        await writeFile(join(process.env["TOMTIN_KEEP_PDF"], `cups-${paper}.pdf`), pdf);
      }
      const info = spawnSync("pdfinfo", ["-"], { input: pdf }).stdout.toString();
      const size = /Page size: +([\d.]+) x/.exec(info);
      expect(info).toMatch(/Pages: +1\n/);
      expect(Math.round((Number(size?.[1]) * 25.4) / 72)).toBe(paper);
      const read = spawnSync("pdftotext", ["-layout", "-", "-"], { input: pdf }).stdout.toString();
      const words = (text: string): string[] =>
        text.split(/\s+/).filter((word) => /^[ -~]+$/.test(word));
      const rules = /^-+$/;
      expect(words(read)).toEqual(words(toText(printed)).filter((word) => !rules.test(word)));
      for (const asked of ["Maji Safi Water", "Dispenser bottle 20 L, filled", number, "COPY"]) {
        expect(read).toContain(asked);
      }
      expect(read).toMatch(/TOTAL KES +3,456\.25\n/);
      const page = pageOf(pdf);
      // CUPS makes whole points of the page, which are almost three dots.
      const near = (dots: number, wanted: number) =>
        expect(Math.abs(dots - wanted)).toBeLessThanOrEqual(3);
      near(page.width, paper * DOTS_PER_MM);
      // The rules reach both edges of what the head can burn, and nothing goes beyond.
      const { columns, marginDots } = roll(paper);
      const { left, right } = inkOf(page);
      near(left, marginDots);
      near(right + 1, marginDots + columns * CELL_DOTS);
      expect(readBars(page)).toMatchObject([{ text: number }]);
    },
  );

  test("past its driver, a queue hands on a receipt and a drawer's pulse byte for byte", async () => {
    const there = await thermalPrinter({ state: READY });
    const queue = `${server.queue}-raw`;
    server.tool("/usr/sbin/lpadmin", "-p", queue, "-v", `socket://${there.address}`, "-E");
    try {
      const way = rawQueueTransport(queue, server.cups);
      expect(await way.send(document, never)).toEqual({ state: "sent", problem: "" });
      await vi.waitUntil(() => there.jobs.length === 1, { timeout: 30_000 });
      expect(await way.kick?.(never)).toEqual({ state: "sent", problem: "" });
      await vi.waitUntil(() => there.jobs.length === 2, { timeout: 30_000 });
      expect(there.jobs).toEqual([toEscPos(document), DRAWER_PULSE]);
    } finally {
      server.tool("/usr/sbin/lpadmin", "-x", queue);
      await there.close();
    }
  });

  test("a printer that it does not know is named", async () => {
    expect(await cupsTransport("Nope", server.cups).send(document, never)).toEqual({
      state: "failed",
      problem: "The system knows no printer named Nope.",
    });
  });

  test("a printer that takes no jobs says so, with the reason that was given", async () => {
    server.tool("/usr/sbin/cupsreject", "-r", "Out for repair", server.queue);
    const answer = await cupsTransport(server.queue, server.cups).send(document, never);
    server.tool("/usr/sbin/cupsaccept", server.queue);
    expect(answer).toEqual({
      state: "failed",
      problem: `The printer ${server.queue} is not accepting jobs (Out for repair).`,
    });
  });

  test("a stopped printer is not given what it would print hours later", async () => {
    server.tool("/usr/sbin/cupsdisable", "-r", "Paper out", server.queue);
    const answer = await cupsTransport(server.queue, server.cups).send(document, never);
    const waiting = server.tool("lpstat", "-o", server.queue);
    server.tool("/usr/sbin/cupsenable", server.queue);
    expect(answer).toEqual({
      state: "failed",
      problem: `The printer ${server.queue} is stopped (Paper out). Start it again, then retry.`,
    });
    expect(waiting).toBe("");
  });

  test("a printing system that is not running is no unknown printer", async () => {
    const stopped = { ...server.cups, env: { CUPS_SERVER: join(tmpdir(), "no-such-socket") } };
    const answer = await cupsTransport(server.queue, stopped).send(document, never);
    expect(answer.state).toBe("failed");
    expect(answer.problem).toContain("is not running");
    expect(await cupsQueues(stopped)).toEqual([]);
  });
});

describe.skipIf(process.platform === "win32")("programs that are not as they should be", () => {
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tomtin-lp-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function script(name: string, lines: string): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\n${lines}\n`);
    await chmod(path, 0o755);
    return path;
  }

  test("a computer without CUPS says so, and offers no queues", async () => {
    const cups = { lp: join(folder, "no-lp"), lpstat: join(folder, "no-lpstat"), env: {} };
    const answer = await cupsTransport("Counter", cups).send(document, never);
    expect(answer.state).toBe("failed");
    expect(answer.problem).toMatch(/^This computer has no printing system/);
    expect(await cupsQueues(cups)).toEqual([]);
  });

  test("a queue that is an option, a path or nothing never reaches lp", async () => {
    const cups = { lp: await script("lp-ok", "cat >/dev/null"), lpstat: "true", env: {} };
    for (const queue of ["", "-oraw", "a b", "../etc", "a#b"]) {
      expect(await cupsTransport(queue, cups).send(document, never)).toMatchObject({
        state: "failed",
      });
    }
    expect(await cupsTransport("Counter", cups).send(document, never)).toMatchObject({
      state: "sent",
    });
  });

  test("what lp says and nobody foresaw is shown as lp said it", async () => {
    const lp = await script("lp-odd", "echo 'lp: Error - The moon is full.' >&2; exit 1");
    const answer = await cupsTransport("Counter", { lp, lpstat: "true", env: {} }).send(
      document,
      never,
    );
    expect(answer).toEqual({
      state: "failed",
      problem: "The printer Counter refused: The moon is full.",
    });
  });

  test("an lp that hangs is ended after the time is up, and the job is unknown", async () => {
    const pidFile = join(folder, "pid");
    const lp = await script("lp-hangs", `echo $$ > ${pidFile}\nexec sleep 600`);
    const calls: (() => void)[] = [];
    const timer: Timer = (_, then) => {
      calls.push(then);
      return () => {};
    };
    const transport = () => cupsTransport("Counter", { lp, lpstat: "true", env: {} });
    const log = vi.fn<(message: string) => void>();
    const outcome = sendWithin({ transport, timer, log }, document, never);
    const pid = await vi.waitUntil(async () =>
      Number(await readFile(pidFile, "utf8").catch(() => "")),
    );
    calls[0]?.();
    expect(await outcome).toMatchObject({ state: "unknown" });
    expect((await outcome)?.problem).toContain("did not answer within 15 seconds");
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});
