import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contract } from "#shared/contract/index.ts";
import { PERMISSIONS } from "#shared/facts/permission.ts";
import { done } from "#shared/kernel/result.ts";
import { describeContract } from "#main/cli/contract.ts";
import { openDoor } from "#main/rpc/dispatch.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import { openSessions } from "#main/rpc/sessions.ts";
import { requestOf, spoiled } from "./requests.ts";

const reached: string[] = [];
const handlers = Object.fromEntries(
  Object.keys(contract).map((name) => [
    name,
    () => {
      reached.push(name);
      return done({});
    },
  ]),
) as unknown as Handlers;

const sessions = openSessions((user) => ({
  user,
  name: "Owner",
  access: [{ business: "*", permissions: PERMISSIONS }],
}));
sessions.signIn("window", "owner");
const door = openDoor({ handlers, sessions, ready: () => true });

const procedures = describeContract();
const RUNS = 60;

/** A request as it would arrive: through JSON, where "__proto__" is a key like any other. */
const wire = (payload: unknown): unknown => JSON.parse(JSON.stringify(payload) ?? "null");

test.each(procedures)("$name: what fits its schema gets in", async ({ name, request }) => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(requestOf(request), async (payload) => {
      reached.length = 0;
      const answer = await door.call("window", name, wire(payload));
      // Some rules no schema can tell (a day that exists, a memo that is not blank).
      if (!answer.ok) expect(answer.refusal).toMatchObject({ code: "request.invalid" });
      expect(reached).toEqual(answer.ok ? [name] : []);
      accepted += Number(answer.ok);
    }),
    { numRuns: RUNS },
  );
  expect(accepted).toBeGreaterThan(0);
});

test.each(procedures)("$name: what does not is refused with a code", async ({ name, request }) => {
  await fc.assert(
    fc.asyncProperty(spoiled(request), async (payload) => {
      reached.length = 0;
      const answer = await door.call("window", name, wire(payload));
      expect(answer).toMatchObject({ ok: false, refusal: { code: "request.invalid" } });
      expect(JSON.stringify(answer).length).toBeLessThan(500);
      expect(reached).toEqual([]);
    }),
    { numRuns: RUNS * 2 },
  );
});

test.each(procedures)("$name: anything at all is answered, never thrown", async ({ name }) => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (payload) => {
      const answer = await door.call("window", name, payload);
      if (!answer.ok) expect(answer.refusal.code).toBe("request.invalid");
    }),
    { numRuns: RUNS },
  );
});

test("a name that is no procedure is refused, those of every object included", async () => {
  const inherited = fc.constantFrom("__proto__", "constructor", "toString", "valueOf");
  const names = fc.oneof(inherited, fc.string(), fc.string({ minLength: 2000, maxLength: 9000 }));
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      fc.pre(!Object.hasOwn(contract, name));
      const answer = await door.call("window", name, {});
      expect(answer).toMatchObject({ ok: false, refusal: { code: "request.unknown" } });
      expect(JSON.stringify(answer).length).toBeLessThan(1000);
    }),
  );
});
