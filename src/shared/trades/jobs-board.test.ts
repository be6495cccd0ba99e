import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JobStatus } from "../facts/jobs.ts";
import {
  isRecognised,
  jobNumber,
  nextStatus,
  previousStatus,
  readJobCode,
  shortNumber,
  statusAfter,
  tagCode,
} from "./jobs-board.ts";

describe("a job's number", () => {
  test("is read from a ticket and from a tag, with or without its dashes, in any case", () => {
    const number = jobNumber("LAUNDRY", 123, "R1", "K7");
    expect(number).toBe("L-000123-R1K7");
    expect(shortNumber(number)).toBe("L-000123");
    for (const text of [number, "l000123r1k7", " L-000123-R1K7 "]) {
      expect(readJobCode(text)).toEqual({ number, piece: null });
    }
    for (const text of [tagCode(number, 2), `${number}/2`]) {
      expect(readJobCode(text)).toEqual({ number, piece: 2 });
    }
  });

  test("of any till, business and piece comes back from its tag", () => {
    const till = fc.stringMatching(/^[A-Z][0-9]$/);
    const tag = fc.stringMatching(/^[A-Z0-9]{2,6}$/);
    const many = fc.integer({ min: 1, max: 2_000_000 });
    fc.assert(
      fc.property(many, till, tag, fc.integer({ min: 1, max: 200 }), (at, where, epoch, piece) => {
        const number = jobNumber("LAUNDRY", at, where, epoch);
        const read = readJobCode(tagCode(number, piece));
        expect(read?.piece).toBe(piece);
        expect(read?.number.replaceAll("-", "")).toBe(number.replaceAll("-", ""));
      }),
    );
  });

  test("is nothing else: a barcode of goods, a receipt, a phone", () => {
    for (const text of ["6161100000012", "R1-000123", "0712345678", ""]) {
      expect(readJobCode(text)).toBeUndefined();
    }
  });
});

describe("the board", () => {
  test("leads on to ready, and back a column at a time; an end leads nowhere", () => {
    expect((["received", "washing", "ready"] as const).map(nextStatus)).toEqual([
      "washing",
      "ready",
      undefined,
    ]);
    const all = ["received", "washing", "ready", "collected", "cancelled", "disposed"] as const;
    expect(all.map(previousStatus)).toEqual([
      undefined,
      "received",
      "washing",
      "ready",
      undefined,
      undefined,
    ]);
  });

  test("earns at READY by policy A and at COLLECTED by both", () => {
    const earned = (policy: "ready" | "collected") =>
      (["received", "washing", "ready", "collected"] as const).filter((status) =>
        isRecognised(policy, status),
      );
    expect(earned("ready")).toEqual(["ready", "collected"]);
    expect(earned("collected")).toEqual(["collected"]);
  });
});

describe("what two tills did without knowing of each other", () => {
  const change = (from: JobStatus, to: JobStatus) => ({ from, to, recognised: to === "collected" });

  test("leads as far as either went; what nobody can take any more is named", () => {
    const both = [change("received", "washing"), change("received", "washing")];
    expect(statusAfter(both)).toEqual({ status: "washing", recognised: false, unfit: [] });
    const further = [change("received", "ready"), change("received", "washing")];
    expect(statusAfter(further)).toEqual({ status: "ready", recognised: false, unfit: [1] });
    const fetched = [change("ready", "collected"), change("ready", "washing")];
    expect(statusAfter([change("received", "ready"), ...fetched])).toEqual({
      status: "collected",
      recognised: true,
      unfit: [2],
    });
  });

  test("a job that was collected twice is collected, and the second is named", () => {
    const twice = [change("ready", "collected"), change("ready", "collected")];
    expect(statusAfter([change("received", "ready"), ...twice])).toMatchObject({
      status: "collected",
      unfit: [2],
    });
  });
});
