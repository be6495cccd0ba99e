import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { call } from "./call.ts";

const ASKED = { business: "RETAIL" };

/** A line that never answers, but lets go as a browser's does. */
const stuck = (_url: string, { signal }: RequestInit) =>
  new Promise<Response>((_answer, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });

const answers = (body: unknown) => () => Promise.resolve(Response.json(body));

describe("a call from a screen to the program", () => {
  beforeEach(() => void vi.stubGlobal("window", {}));
  afterEach(() => void vi.unstubAllGlobals());

  test("an answer that never comes is silence once its time is over", async () => {
    vi.stubGlobal("fetch", stuck);
    const answer = await call("draft.current", ASKED, { limitMs: 20 });
    expect(answer).toMatchObject({ ok: false, refusal: { code: "program.silent" } });
  });

  test("an answer within its time is the program's", async () => {
    vi.stubGlobal("fetch", answers({ ok: true, value: {} }));
    expect(await call("draft.current", ASKED, { limitMs: 10_000 })).toEqual({
      ok: true,
      value: {},
    });
  });

  test("what does not speak as the program does is silence too", async () => {
    vi.stubGlobal("fetch", answers({ welcome: "to the hotel's network" }));
    const answer = await call("draft.current", ASKED);
    expect(answer).toMatchObject({ ok: false, refusal: { code: "program.silent" } });
  });
});
