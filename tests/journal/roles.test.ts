import Database from "better-sqlite3";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PERMISSIONS, type Permission } from "#shared/facts/permission.ts";
import { newSite, openShifts, type Site } from "./program.ts";
import { command, newFolder, refusalOf, removeFolders } from "./shop.ts";

const PIN = "2580";
let site: Site;

beforeAll(async () => {
  site = await newSite(newFolder());
  await openShifts(site, ["RETAIL"]);
});
afterAll(async () => {
  await site.close();
  removeFolders();
});

const role = (name: string, permissions: readonly Permission[], more: object = {}) =>
  site.send("role.save", { command: command(), name, permissions, ...more });
const made = async (name: string, permissions: readonly Permission[]): Promise<string> =>
  (await site.did("role.save", { command: command(), name, permissions: [...permissions] })).id;

/** Somebody new who acts in a role, signed in at a window of that name. */
async function employ(name: string, given: string, business = "*"): Promise<string> {
  const access = [{ business, role: given }];
  const { id } = await site.did("user.save", { command: command(), name, pin: PIN, access });
  await site.did("session.signIn", { user: id, pin: PIN }, name);
  return id;
}

const said = async (name: string, request: object, window: string): Promise<string> => {
  const answer = await site.send(name, request, window);
  return answer.ok ? "done" : answer.refusal.code;
};
const codeOf = async (answer: ReturnType<typeof role>) => refusalOf(await answer).code;

describe("a role of the owner's own", () => {
  test("allows exactly what it says, and a change counts at once for who is signed in", async () => {
    const id = await made("Counts stock", ["stock.count", "catalog.edit"]);
    await employ("Zawadi", id);
    const may = async () =>
      (await site.did("program.status", {}, "Zawadi")).session?.businesses[0]?.permissions;
    expect(await may()).toEqual(["stock.count", "catalog.edit"]);
    const asks = () => said("sale.post", {}, "Zawadi");
    expect(await asks()).toBe("permission.denied");
    await site.did("role.save", {
      command: command(),
      id,
      name: "Counts and sells",
      permissions: ["sell", "stock.count"],
    });
    expect(await may()).toEqual(["sell", "stock.count"]);
    // Heard now: the request is empty.
    expect(await asks()).toBe("request.invalid");
    const { rows } = await site.did("audit.list", { kind: "role." });
    expect(rows[0]?.changes).toContainEqual({
      field: "permissions",
      before: "stock.count, catalog.edit",
      after: "sell, stock.count",
    });
  });

  test("is not retired while somebody has it, and then is given to nobody", async () => {
    const id = await made("Helper", ["sell"]);
    const user = await employ("Juma", id, "RETAIL");
    const retire = () => role("Helper", ["sell"], { id, active: false });
    expect(refusalOf(await retire())).toEqual({
      code: "role.in_use",
      name: "Helper",
      people: ["Juma"],
    });
    const juma = { id: user, name: "Juma", access: [{ business: "RETAIL", role: id }] };
    await site.did("user.save", { command: command(), ...juma, active: false });
    expect((await retire()).ok).toBe(true);
    expect(await said("user.save", { command: command(), ...juma }, "owner's window")).toBe(
      "role.retired",
    );
    const { roles } = await site.did("role.list", {});
    expect(roles.find((each) => each.id === id)).toMatchObject({
      active: false,
      permissions: ["sell"],
    });
    await site.did("role.save", { command: command(), id, name: "Helper", permissions: ["sell"] });
    await site.did("user.save", { command: command(), ...juma });
  });

  test("has a name of its own, and has to be known", async () => {
    expect(await codeOf(role("cashier", ["sell"]))).toBe("role.name_taken");
    expect(await codeOf(role("Ghost", ["sell"], { id: "ghost" }))).toBe("role.unknown");
    expect(await codeOf(role("Idle", []))).toBe("request.invalid");
  });
});

test("the owner's role keeps every right and stays; its name may change", async () => {
  const some = PERMISSIONS.filter((each) => each !== "export");
  expect(await codeOf(role("Owner", some, { id: "owner" }))).toBe("role.owner_keeps_all");
  expect(await codeOf(role("Owner", PERMISSIONS, { id: "owner", active: false }))).toBe(
    "role.owner_keeps_all",
  );
  expect((await role("Proprietor", PERMISSIONS, { id: "owner" })).ok).toBe(true);
});

test("nobody gives what they do not have, nor takes over somebody who may do more", async () => {
  const id = await made("People", ["users.edit", "sell"]);
  const own = await employ("Halima", id);
  const halima = (name: string, request: object) =>
    said(name, { command: command(), ...request }, "Halima");
  const more = { name: "People", permissions: ["users.edit", "sell", "refund"] };
  expect(await halima("role.save", { id, ...more })).toBe("role.beyond");
  const access = (given: string) => ({
    id: own,
    name: "Halima",
    access: [{ business: "*", role: given }],
  });
  expect(await halima("user.save", access("owner"))).toBe("role.beyond");
  const { users } = await site.did("user.list", {});
  const owner = users.find((each) => each.access.some((one) => one.role === "owner"));
  expect(
    await halima("user.save", { ...access(id), id: owner?.id, name: owner?.name, pin: "918273" }),
  ).toBe("role.beyond");
  const seller = { name: "Seller", permissions: ["sell"] };
  expect(await halima("role.save", seller)).toBe("done");
  expect(await halima("user.save", access(id))).toBe("done");
  // A right over the people of one business makes no role: it would count in all of them.
  await employ("Omar", id, "RETAIL");
  expect(await said("role.save", { command: command(), ...seller, name: "X" }, "Omar")).toBe(
    "permission.denied",
  );
});

describe("the file itself", () => {
  /** What a statement says to somebody who writes to the file past the program; it is taken back. */
  function raw(sql: string): string {
    const file = new Database(join(site.folder, "journal.db"));
    file.exec("BEGIN IMMEDIATE");
    try {
      file.exec(sql);
      return "done";
    } catch (error) {
      return (error as Error).message;
    } finally {
      file.exec("ROLLBACK");
      file.close();
    }
  }

  test("binds the owner's role where it is written here, and takes what came from elsewhere", () => {
    const poorer = "UPDATE role SET permissions = '[\"sell\"]'";
    expect(raw(`${poorer} WHERE id = 'owner'`)).toMatch(/loses no right/);
    expect(raw(`${poorer}, seq = NULL WHERE id = 'owner'`)).toBe("done");
    expect(raw(`${poorer} WHERE id = 'accountant'`)).toBe("done");
  });

  test("keeps a role that somebody has, and gives out no retired one", () => {
    const held = "WHERE id = (SELECT role FROM business_access WHERE role <> 'owner')";
    expect(raw(`UPDATE role SET active = 0 ${held}`)).toMatch(/somebody has this role/);
    expect(raw(`UPDATE role SET active = 0, seq = NULL ${held}`)).toBe("done");
    const give =
      "INSERT INTO business_access SELECT id, 'WATER', 'accountant' FROM user WHERE name = 'Juma';";
    expect(raw(give)).toBe("done");
    const retire = "UPDATE role SET active = 0 WHERE id = 'accountant';";
    expect(raw(retire + give)).toMatch(/retired/);
    const gone = "UPDATE user SET active = 0 WHERE name = 'Juma';";
    expect(raw(gone + retire + give)).toBe("done");
  });

  test("removes no role and makes none into another", () => {
    expect(raw("DELETE FROM role WHERE id = 'accountant'")).toMatch(/not removed/);
    expect(raw("UPDATE role SET id = 'other' WHERE id = 'accountant'")).toMatch(/stays itself/);
  });
});
