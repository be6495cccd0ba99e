import { copyFileSync } from "node:fs";
import { connect as connectSocket, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { CentreTrouble, type Centre } from "#main/replication/centre.ts";
import { openPostgresCentre } from "#main/replication/postgres-centre.ts";
import { centres, type TestCentre } from "../central/centre.ts";
import { itemOf, openShift, problems, receive, refusalOf, sugar } from "../journal/shop.ts";
import {
  codeOf,
  connect,
  deviceFolder,
  joined,
  officeWithBooks,
  openDevice,
  shut,
  shutAll,
  type Device,
} from "./devices.ts";

const { open: openCentre, server } = centres();

afterEach(shutAll);
afterAll(shutAll);

async function withTill(): Promise<{ centre: TestCentre; office: Device; till: Device }> {
  const centre = await openCentre();
  const office = await officeWithBooks();
  await connect(office, await centre.enrol("HQ", "office", "*"));
  receive(office, "G-SUGAR", 100_000, 1_000_000);
  await office.exchange();
  const till = await joined(await centre.enrol("R1", "till", ["RETAIL"]));
  await openShift(till, "RETAIL");
  return { centre, office, till };
}

const sales = (device: Device): number =>
  device.journal.book.get<{ n: number }>("SELECT count(*) AS n FROM sale")?.n ?? -1;

const stored = (centre: TestCentre): Promise<number> =>
  centre.one<string>("SELECT count(*) FROM sync.fact WHERE kind = 'sale.posted'").then(Number);

describe("the network", () => {
  test("a reply that is lost after the centre stored the batch is a repeated batch", async () => {
    const { centre, till } = await withTill();
    await till.exchange();
    const folder = till.folder;
    await till.did("sale.post", sugar(till));
    await shut(till);
    let lost = 0;
    const again = openDevice({
      folder,
      centre: (address): Centre => {
        const real = openPostgresCentre(address);
        return {
          ...real,
          async push(batch) {
            const answer = await real.push(batch);
            lost += 1;
            if (lost === 1) throw new CentreTrouble("unreachable", "the reply was lost");
            return answer;
          },
        };
      },
    });
    await expect(again.exchange()).rejects.toThrow("lost");
    await again.exchange();
    expect(await stored(centre)).toBe(1);
    expect(again.link.state()?.unconfirmed).toBe(0);
    expect(problems(again)).toEqual([]);
  });

  test("a former server that comes back behind one name is sent nothing", async () => {
    const { centre, till } = await withTill();
    await till.exchange();
    const { folder } = till;
    const [first] = await centre.rows<{ id: string }>("SELECT id FROM sync.generation");
    await shut(till);
    // As a pooler or an address does that is turned to another server while a connection stays.
    let goneBack = false;
    const again = openDevice({
      folder,
      centre: (address): Centre => {
        const real = openPostgresCentre(address);
        return {
          ...real,
          async hello() {
            const hello = await real.hello();
            const generation = { id: first?.id ?? "", after: null, former: [], heads: {} };
            return goneBack ? { ...hello, generation } : hello;
          },
        };
      },
    });
    await centre.sql.query(
      "INSERT INTO sync.generation (no, after, heads) SELECT no + 1, id, '{}' FROM sync.generation",
    );
    await again.exchange();
    const before = await stored(centre);
    goneBack = true;
    await again.did("sale.post", sugar(again));
    await expect(again.exchange()).rejects.toMatchObject({ kind: "former" });
    expect(await stored(centre)).toBe(before);
    goneBack = false;
    await again.exchange();
    expect(await stored(centre)).toBe(before + 1);
  });

  test("a connection that ends in another life of the centre is greeted again before anything is asked", async () => {
    const centre = await openCentre();
    await centre.withBooks();
    const till = openPostgresCentre(await centre.enrol("R1", "till", ["RETAIL"]));
    const all = () => till.pull({}, { facts: 10, bytes: 1 << 20 });
    try {
      const { generation } = await till.hello();
      await centre.sql.query("SELECT sync.hang_up(login) FROM sync.device WHERE till = 'R1'");
      // The first may be told that its connection has ended; the same life needs no second greeting.
      await all().catch(() => undefined);
      expect((await all()).facts.length).toBe(2);
      await centre.sql.query(
        "INSERT INTO sync.generation (no, after, heads) SELECT no + 1, id, '{}' FROM sync.generation",
      );
      await centre.sql.query("SELECT sync.hang_up(login) FROM sync.device WHERE till = 'R1'");
      await all().catch(() => undefined);
      await expect(all()).rejects.toThrow("greeted first");
      expect((await till.hello()).generation.former).toEqual([generation.id]);
      expect((await all()).facts.length).toBe(2);
    } finally {
      await till.close();
    }
  });

  test.each([
    ["cuts every connection", () => null],
    ["answers like a login page", () => "HTTP/1.1 302 Found\r\nLocation: http://hotel/\r\n\r\n"],
  ])("what %s does not hold up a sale, and all is sent afterwards", async (_, answer) => {
    const { centre, till } = await withTill();
    await till.exchange();
    await shut(till);
    const sockets = new Set<Socket>();
    let faulty = true;
    const proxy = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      if (faulty) {
        const text = answer();
        if (text === null) socket.destroy();
        else socket.end(text);
        return;
      }
      const through = connectSocket(server().port, "127.0.0.1");
      through.on("error", () => undefined);
      socket.pipe(through).pipe(socket);
    });
    const port = await new Promise<number>((go) => {
      proxy.listen(0, "127.0.0.1", () => go((proxy.address() as { port: number }).port));
    });
    const again = openDevice({
      folder: till.folder,
      centre: (address) => openPostgresCentre({ ...address, hosts: [`127.0.0.1:${port}`] }),
    });
    await again.did("sale.post", sugar(again));
    await expect(again.exchange()).rejects.toThrow(CentreTrouble);
    const status = await again.did("program.status", {});
    expect(status.unconfirmed).toBe(1);
    faulty = false;
    await again.exchange();
    expect(await stored(centre)).toBe(1);
    await shut(again);
    for (const socket of sockets) socket.destroy();
    await new Promise((go) => proxy.close(go));
  });

  test("a server whose certificate another authority made is not spoken to", async () => {
    const { centre } = await withTill();
    const { makeAuthority } = await import("#main/central/certificate.ts");
    const { authorityOf } = await import("#main/replication/enrolment.ts");
    const stranger = authorityOf(makeAuthority("Somebody else").certificate);
    const enrolment = await centre.enrol("R9", "till", ["RETAIL"]);
    const asked = openDevice().call("centre.look", {
      code: codeOf({ ...enrolment, authority: stranger }),
    });
    expect(refusalOf(await asked)).toEqual({ code: "centre.trouble", trouble: "untrusted" });
    const trusted = openDevice().call("centre.look", {
      code: codeOf({ ...enrolment, authority: authorityOf(server().authority) }),
    });
    expect((await trusted).ok).toBe(true);
  });

  test("a till that was revoked keeps its sales and says why they are not sent", async () => {
    const { centre, till } = await withTill();
    const { revokeDevice } = await import("#main/central/enrol.ts");
    await till.exchange();
    await revokeDevice(centre.sql, "R1");
    await till.did("sale.post", sugar(till));
    await expect(till.exchange()).rejects.toThrow(CentreTrouble);
    await expect(till.exchange()).rejects.toThrow(CentreTrouble);
    const { centre: told, unconfirmed } = await till.did("program.status", {});
    expect([told?.trouble, unconfirmed]).toEqual(["refused", 1]);
  });
});

describe("the disk", () => {
  test("a till restored from yesterday gets its own sales back, and sells on", async () => {
    const { centre, office, till } = await withTill();
    await till.exchange();
    const yesterday = join(deviceFolder(), "yesterday.db");
    till.journal.book.all("PRAGMA wal_checkpoint(TRUNCATE)");
    copyFileSync(till.file, yesterday);
    await till.did("sale.post", sugar(till));
    await till.did("sale.post", sugar(till));
    await till.exchange();
    await shut(till);
    copyFileSync(yesterday, till.file);
    const again = openDevice({ folder: till.folder });
    expect(sales(again)).toBe(0);
    const sold = await again.did("sale.post", sugar(again));
    await again.exchange();
    expect(sales(again)).toBe(3);
    // Numbered anew, under another tag: no number is given twice.
    await again.did("sale.post", sugar(again));
    const numbers = again.journal.book.all("SELECT DISTINCT number FROM sale");
    expect(numbers).toHaveLength(4);
    expect(sold.number).toMatch(/^R1-000001-/);
    await again.exchange();
    await office.exchange();
    expect(await stored(centre)).toBe(4);
    expect(sales(office)).toBe(4);
    expect(problems(again)).toEqual([]);
    expect(problems(office)).toEqual([]);
  });

  test("two copies of one till: both sell on, and the owner decides what the second sold", async () => {
    const { centre, office, till } = await withTill();
    await till.exchange();
    till.journal.book.all("PRAGMA wal_checkpoint(TRUNCATE)");
    const copyFolder = deviceFolder();
    copyFileSync(till.file, join(copyFolder, "journal.db"));
    copyFileSync(join(till.folder, "centre.json"), join(copyFolder, "centre.json"));
    const folder = till.folder;
    await shut(till);
    const [first, second] = [openDevice({ folder }), openDevice({ folder: copyFolder })];
    for (const each of [first, second]) {
      await each.did("sale.post", sugar(each));
      await each.exchange();
    }
    expect((await second.did("program.status", {})).centre?.incident).toBe("fork");
    await office.exchange();
    expect(sales(office)).toBe(1);
    const { tills } = await office.did("centre.tills", {});
    const fork = tills
      .find((each) => each.till === "R1")
      ?.incidents.find((each) => each.decision === null && each.kind === "fork");
    expect(fork?.waiting).toBe(1);
    await office.did("centre.decide", { incident: fork?.no ?? 0, decision: "accept" });
    await office.exchange();
    expect(sales(office)).toBe(2);
    expect(await stored(centre)).toBe(2);
    expect(problems(office)).toEqual([]);
    expect(itemOf(office, "G-SUGAR").name).not.toBe("");
  });
});
