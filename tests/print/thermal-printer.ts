import { createServer, type AddressInfo, type Socket } from "node:net";

/** How a printer on port 9100 behaves, as real ones do. */
export interface Manners {
  /** What it answers to DLE EOT 2 and 4; null: it says nothing. */
  readonly state?: readonly [offline: number, paper: number] | null;
  /** Takes so many bytes, then resets the connection. */
  readonly breaksAfter?: number;
  /** Takes the connection and then neither reads nor answers. */
  readonly hangs?: boolean;
}

export const READY = [0x12, 0x12] as const;
export const COVER_OPEN = [0x16, 0x12] as const;
export const NO_PAPER = [0x32, 0x72] as const;

export interface ThermalPrinter {
  readonly address: string;
  /** What came over each connection, the questions about its state left out. */
  readonly jobs: Buffer[];
  /** The most connections that were open at one time. */
  busiest: number;
  close(): Promise<void>;
}

/** A network printer of the tests: a real socket, the protocol of a real one. */
export async function thermalPrinter(manners: Manners = {}): Promise<ThermalPrinter> {
  const jobs: Buffer[] = [];
  const open = new Set<Socket>();
  const printer = { busiest: 0 };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    printer.busiest = Math.max(printer.busiest, open.size);
    socket.on("error", () => {}).on("close", () => open.delete(socket));
    if (manners.hangs === true) return void socket.pause();
    const parts: Buffer[] = [];
    let taken = 0;
    socket.on("data", (data: Buffer) => {
      const bytes = withoutQuestions(data);
      if (bytes.length < data.length && manners.state) socket.write(Buffer.from(manners.state));
      parts.push(bytes);
      taken += bytes.length;
      if (manners.breaksAfter !== undefined && taken > manners.breaksAfter)
        socket.resetAndDestroy();
    });
    socket.on("end", () => {
      const job = Buffer.concat(parts);
      if (job.length > 0) jobs.push(job);
      socket.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(printer, {
    address: `127.0.0.1:${port}`,
    jobs,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

function withoutQuestions(data: Buffer): Buffer {
  const text = data
    .toString("latin1")
    .replaceAll("\x10\x04\x02", "")
    .replaceAll("\x10\x04\x04", "");
  return Buffer.from(text, "latin1");
}
