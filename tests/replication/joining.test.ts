import { cpSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "vitest";
import { haveRows } from "#main/journal/device/link.ts";
import { verifyJournal } from "#main/journal/verify.ts";
import type { Centre, Have } from "#main/replication/centre.ts";
import { openPostgresCentre } from "#main/replication/postgres-centre.ts";
import { centres } from "../central/centre.ts";
import { newCustomer } from "../journal/shop.ts";
import {
  codeOf,
  connect,
  deviceFolder,
  officeWithBooks,
  openDevice,
  shut,
  shutAll,
  type Device,
} from "./devices.ts";

const { open: openCentre } = centres();

afterEach(shutAll);
afterAll(shutAll);

/** More than a new device writes under one COMMIT, so that a page has a middle. */
const PAGE = 350;
const CUSTOMERS = 400;

/** The real centre by small pages, and what it was asked for and gave. */
function watched() {
  const asked: Have[] = [];
  let given = 0;
  const open = (address: Parameters<typeof openPostgresCentre>[0]): Centre => {
    const real = openPostgresCentre(address);
    const pull: Centre["pull"] = async (have, page) => {
      asked.push(have);
      const pulled = await real.pull(have, { ...page, facts: PAGE });
      given += pulled.facts.length;
      return pulled;
    };
    return new Proxy(real, {
      get: (from, name: keyof Centre) => (name === "pull" ? pull : from[name].bind(from)),
    });
  };
  return { asked, given: () => given, open };
}

const factsOf = ({ journal }: Device): number =>
  journal.book.get<{ n: number }>("SELECT count(*) AS n FROM fact")?.n ?? 0;

/** What its window says at every turn, until it is so far; null: all is here. */
async function progressUntil(device: Device, so: (percent: number | null) => boolean) {
  const told: number[] = [];
  for (;;) {
    const { state, joining, progress } = await device.did("program.status", {});
    if (so(progress)) return told;
    expect([state, joining]).toEqual(["filling", true]);
    told.push(progress ?? Number.NaN);
    await turn();
  }
}

test("a device that is killed while it joins goes on where it was, and says how far it is", async () => {
  const centre = await openCentre();
  const office = await officeWithBooks();
  for (let n = 0; n < CUSTOMERS; n += 1) {
    await newCustomer(office, `Customer ${n}`, `0711${String(n).padStart(6, "0")}`);
  }
  await connect(office, await centre.enrol("HQ", "office", "*"));
  const all = factsOf(office);

  const before = watched();
  const joining = openDevice({ centre: before.open });
  await joining.did("centre.connect", {
    code: codeOf(await centre.enrol("HQ2", "office", "*")),
  });
  const until = await progressUntil(joining, (percent) => percent === null || percent >= 30);
  // As its disk is between two commits of one page: what SIGKILL would leave.
  const folder = deviceFolder();
  cpSync(joining.folder, folder, { recursive: true });
  const had = factsOf(joining);
  await shut(joining);
  expect(had).toBeGreaterThan(0);
  expect(had).toBeLessThan(all);
  expect(had % PAGE, "in the middle of a page").not.toBe(0);
  expect(before.asked[1]?.["HQ"], "the next page is asked for meanwhile").toBe(PAGE);
  expect(until).toEqual(until.toSorted((a, b) => a - b));

  const after = watched();
  const again = openDevice({ folder, centre: after.open });
  expect(factsOf(again)).toBe(had);
  const rest = await progressUntil(again, (percent) => percent === null);
  expect(rest[0]).toBeGreaterThanOrEqual(30);
  expect(rest).toEqual(rest.toSorted((a, b) => a - b));
  expect(new Set([...until, ...rest]).size, "it moves").toBeGreaterThanOrEqual(3);
  expect(after.asked[0]?.["HQ"]).toBe(had);
  expect(after.given(), "nothing comes twice").toBe(all - had);
  expect(factsOf(again)).toBe(all);
  expect(haveRows(again.journal.book)).toEqual([
    { till: "HQ", ingest: all, head: all },
    { till: "HQ2", ingest: 0, head: 0 },
  ]);
  expect(verifyJournal(again.journal).filter(({ ok }) => !ok)).toEqual([]);
});
