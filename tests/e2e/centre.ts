import { connect, createServer, type Server, type Socket } from "node:net";
import { connectAdmin, withAdmin } from "#main/central/connect.ts";
import { enrolDevice, type NewDevice } from "#main/central/enrol.ts";
import { migrateCentral } from "#main/central/migrate.ts";
import { authorityOf, encodeEnrolment } from "#main/replication/enrolment.ts";
import { startPrepared } from "../central/prepared.ts";

const DATABASE = "tomtin";

/** A real Postgres with TLS, reached over a network that can be taken away. */
export interface Centre {
  /** The code that `tomtin central enrol` prints for an office that has its key already. */
  enrol(device: NewDevice): Promise<string>;
  /** What only an administrator can do. */
  run(sql: string): Promise<void>;
  /** Nobody receives anything until what this answers with is called: who asks waits. */
  holdBack(): Promise<() => Promise<void>>;
  /** Nothing is stored until what this answers with is called; whoever only asks is answered. */
  holdUp(): Promise<() => Promise<void>>;
  /** Nothing answers any more, and what is connected is cut off. */
  networkGone(): void;
  networkBack(): void;
  stop(): Promise<void>;
}

export async function startCentre(): Promise<Centre> {
  const server = await startPrepared();
  const admin = <T>(work: Parameters<typeof withAdmin<T>>[2]) =>
    withAdmin(server.url(DATABASE), undefined, work);
  await withAdmin(server.url("postgres"), undefined, (sql) =>
    sql.query(`CREATE DATABASE ${DATABASE} TEMPLATE prepared STRATEGY file_copy`),
  );
  await admin((sql) => migrateCentral(sql));
  const network = await openNetwork(server.port);
  const way = {
    hosts: [`127.0.0.1:${network.port}`],
    authority: authorityOf(server.authority),
    ownerKey: null,
    once: true,
  };
  const hold = async (mode: string) => {
    const sql = await connectAdmin(server.url(DATABASE));
    await sql.query("BEGIN");
    await sql.query(`LOCK TABLE sync.fact IN ${mode} MODE`);
    return () => sql.end();
  };
  return {
    enrol: (device) => admin(async (sql) => encodeEnrolment(await enrolDevice(sql, device, way))),
    run: (text) => admin(async (sql) => void (await sql.query(text))),
    holdBack: () => hold("ACCESS EXCLUSIVE"),
    holdUp: () => hold("SHARE"),
    networkGone: () => network.set(false),
    networkBack: () => network.set(true),
    async stop() {
      await network.close();
      await server.stop();
    },
  };
}

interface Network {
  readonly port: number;
  set(there: boolean): void;
  close(): Promise<void>;
}

/** A line to a port of this machine, which can be cut. */
async function openNetwork(to: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let there = true;
  const remember = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    return socket;
  };
  const line: Server = createServer((socket) => {
    remember(socket);
    if (!there) return void socket.destroy();
    const through = remember(connect(to, "127.0.0.1"));
    socket.on("close", () => through.destroy());
    through.on("close", () => socket.destroy());
    socket.pipe(through).pipe(socket);
    return undefined;
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const port = await new Promise<number>((listening) => {
    line.listen(0, "127.0.0.1", () => listening((line.address() as { port: number }).port));
  });
  return {
    port,
    set(now) {
      there = now;
      if (!now) cut();
    },
    close() {
      cut();
      return new Promise((closed) => line.close(() => closed()));
    },
  };
}
