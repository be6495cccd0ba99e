import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { centralCommand } from "#main/cli/central.ts";
import { runCommandLine } from "#main/cli/command-line.ts";
import { connectAdmin } from "#main/central/connect.ts";
import { centralMigrations } from "#main/central/migrate.ts";
import { authorityPem, decodeEnrolment } from "#main/replication/enrolment.ts";
import { centres } from "./centre.ts";

const { open, server } = centres();
let folder = "";
let ca = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tomtin-central-"));
  ca = join(folder, "ca.pem");
  writeFileSync(ca, server().authority);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function central(...argv: string[]) {
  const said = { out: "", err: "" };
  const code = await runCommandLine(
    {
      commands: [centralCommand],
      version: "0",
      defaultDataFolder: () => folder,
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
    },
    ["central", ...argv],
  );
  return { code, ...said };
}

test("an owner's Postgres is prepared, tills are let in and shut out, all by command", async () => {
  const centre = await open();
  const to = ["--url", server().url(centre.database), "--ca", ca];
  expect(await central("migrate", ...to)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/at schema \d+ already/),
  });
  const key = join(folder, "owner.key");
  writeFileSync(key, Buffer.alloc(32, 5));
  const enrolled = await central(
    "enrol",
    ...to,
    "--till",
    "R1",
    "--businesses",
    "RETAIL, WATER",
    "--key-file",
    key,
  );
  const code = decodeEnrolment(enrolled.out);
  if (!code.ok) throw new Error(code.refusal);
  expect(code.value).toMatchObject({
    hosts: [`127.0.0.1:${server().port}`],
    till: "R1",
    kind: "till",
    scope: ["RETAIL", "WATER"],
    ownerKey: Buffer.alloc(32, 5).toString("base64"),
  });
  expect(authorityPem(code.value.authority ?? "").trim()).toBe(server().authority.trim());
  const till = await centre.connect(code.value);
  expect((await till.query("SELECT api.hello() ->> 'till' AS till")).rows).toEqual([
    { till: "R1" },
  ]);

  expect(await central("verify", ...to)).toMatchObject({
    code: 0,
    out: expect.stringContaining("The centre is healthy."),
  });
  expect(await central("revoke", ...to, "--till", "R1")).toMatchObject({ code: 0 });
  await expect(centre.connect(code.value)).rejects.toThrow(/not permitted/);

  const file = join(folder, "backup.gz");
  expect(await central("backup", ...to, "--file", file)).toMatchObject({ code: 0 });
  const empty = await open();
  expect(
    await central("restore", "--url", server().url(empty.database), "--ca", ca, "--file", file),
  ).toMatchObject({
    code: 0,
    out: expect.stringContaining("life 2 of the centre"),
  });
  await centre.sql.query("ALTER TABLE ledger.line DISABLE TRIGGER ALL");
  expect(await central("verify", ...to)).toMatchObject({
    code: 1,
    out: expect.stringContaining("WRONG  guards"),
  });
});

test("a server that another authority vouches for is not spoken to", async () => {
  const centre = await open();
  const { makeAuthority } = await import("#main/central/certificate.ts");
  const other = join(folder, "other.pem");
  writeFileSync(other, makeAuthority("Somebody else").certificate);
  await expect(connectAdmin(server().url(centre.database), other)).rejects.toThrow(
    /certificate|signature/,
  );
  // The right authority, but another name than the certificate's.
  const named = server().url(centre.database).replace("127.0.0.1", "127.0.0.2");
  await expect(connectAdmin(named, ca)).rejects.toThrow();
});

test.each([
  [["nothing"], /Say what to do/, 2],
  [["migrate"], /--url is needed/, 2],
  [["migrate", "--url", "http://x"], /An address looks like/, 1],
])("%j is said in a sentence", async (argv, sentence, code) => {
  const said = await central(...argv);
  expect(said.code).toBe(code);
  expect(said.err).toMatch(sentence);
});

test("a code never has a device speak in the clear to another machine", async () => {
  const centre = await open();
  const said = await central(
    "enrol",
    "--url",
    server().url(centre.database),
    "--till",
    "R1",
    "--businesses",
    "all",
    "--hosts",
    "db.example:5432",
  );
  expect(said).toMatchObject({ code: 2, err: expect.stringContaining("--ca is needed") });
  expect(
    await central(
      "enrol",
      "--url",
      server().url(centre.database),
      "--till",
      "r 1",
      "--businesses",
      "all",
    ),
  ).toMatchObject({ code: 1 });
});

test("a centre prepared by a newer program is refused, and stays as it is", async () => {
  const centre = await open();
  await centre.sql.query("UPDATE sync.schema_version SET number = 9999");
  expect(await central("migrate", "--url", server().url(centre.database))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/prepared by a newer Tomtin/),
  });
});

test("the centre's migrations are numbered one after the other, each number once", () => {
  const numbers = centralMigrations().map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});
