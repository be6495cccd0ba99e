import { connect, type Socket } from "node:net";
import { ASK_OFFLINE, ASK_PAPER, DRAWER_PULSE, toEscPos, troubleIn } from "../esc-pos.ts";
import { failed, SENT, type Sending, type Transport } from "./transport.ts";

/** Where a network printer listens: "192.168.1.50", "printer.local:9100", "[fe80::1]:9100". */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const RAW_PORT = 9100;

/** Null: no address of a printer. Names, IPv4, and IPv6 in brackets; the port is 9100 by default. */
export function parseAddress(target: string): Address | null {
  const found = /^(\[[0-9a-fA-F:.%\w]+\]|[A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::(\d{1,5}))?$/.exec(
    target.trim(),
  );
  if (found === null) return null;
  const port = found[2] === undefined ? RAW_PORT : Number(found[2]);
  if (port < 1 || port > 65_535) return null;
  return { host: (found[1] ?? "").replace(/^\[|\]$/g, ""), port };
}

/** How long a printer may take to answer the knock, and a question about its state. */
export interface Patience {
  readonly connectMs: number;
  readonly answerMs: number;
}

const PATIENCE: Patience = { connectMs: 3_000, answerMs: 400 };

/**
 * Prints over the network, as ESC/POS to port 9100. Such printers serve one connection at a time,
 * so ours take turns. A printer that answers is asked about its paper first; one that does not is
 * believed. Once the receipt's bytes are under way, a broken connection is "unknown".
 */
export function networkTransport(target: string, patience: Patience = PATIENCE): Transport {
  const address = parseAddress(target);
  if (address === null) return { send: async () => failed(`"${target}" is no printer's address.`) };
  const hand = (bytes: Buffer, signal: AbortSignal) =>
    inTurn(target, () => deliver(address, bytes, patience, signal));
  return {
    send: (document, signal) => hand(toEscPos(document), signal),
    kick: (signal) => hand(DRAWER_PULSE, signal),
  };
}

const turns = new Map<string, Promise<unknown>>();

async function inTurn(target: string, act: () => Promise<Sending>): Promise<Sending> {
  const before = turns.get(target) ?? Promise.resolve();
  const mine = before.then(act, act);
  turns.set(target, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(target) === mine) turns.delete(target);
  }
}

async function deliver(
  address: Address,
  bytes: Buffer,
  patience: Patience,
  signal: AbortSignal,
): Promise<Sending> {
  if (signal.aborted) return failed(BROKEN_OFF);
  const at = `The printer at ${address.host}`;
  const socket = connect({ host: address.host, port: address.port });
  const abort = (): void => void socket.destroy();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const obstacle = await knock(socket, patience.connectMs);
    if (signal.aborted) return failed(BROKEN_OFF);
    if (obstacle !== null) return failed(`${at} ${obstacle}`);
    const trouble = await stateOf(socket, patience.answerMs);
    if (signal.aborted) return failed(BROKEN_OFF);
    if (trouble !== null) return failed(`${at} cannot print: ${trouble}.`);
    return (await write(socket, bytes, patience.answerMs))
      ? SENT
      : { state: "unknown", problem: `${at} ${CUT}` };
  } finally {
    signal.removeEventListener("abort", abort);
    socket.destroy();
  }
}

const BROKEN_OFF = "The printing was broken off.";
const CUT = "broke the connection while it was printing. Look whether it came out.";

/** Null once somebody listens; else why not. */
async function knock(socket: Socket, patienceMs: number): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const timer = setTimeout(() => resolve("does not answer. Is it on, and connected?"), patienceMs);
  socket.once("connect", () => resolve(null));
  socket.once("close", () => resolve("closed the connection."));
  socket.on("error", (cause: NodeJS.ErrnoException) => resolve(whyNot(cause)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function whyNot(cause: NodeJS.ErrnoException): string {
  switch (cause.code) {
    case "ECONNREFUSED":
      return "refuses the connection. Is this the printer's address?";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "is not known on this network. Look at its name.";
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return "cannot be reached. Is it on, and on the same network?";
    default:
      return `cannot be reached (${cause.code ?? cause.message}).`;
  }
}

/** Asks for cover and paper; a printer that says nothing in time has nothing to say. */
async function stateOf(socket: Socket, patienceMs: number): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<readonly number[]>();
  const said: number[] = [];
  const timer = setTimeout(() => resolve(said), patienceMs);
  const listen = (data: Buffer): void => {
    said.push(...data);
    if (said.length >= 2) resolve(said);
  };
  const gone = (): void => resolve(said);
  socket.on("data", listen).once("close", gone);
  socket.write(Buffer.concat([ASK_OFFLINE, ASK_PAPER]));
  const [offline = 0, paper = 0] = await promise;
  clearTimeout(timer);
  socket.off("data", listen).off("close", gone);
  // What it says later, at the end of a receipt, is read and not needed.
  socket.resume();
  return troubleIn(offline, paper);
}

/**
 * Whether every byte went and the connection ended in peace. A printer that has taken all of it and
 * keeps the connection open has still taken it.
 */
async function write(socket: Socket, bytes: Buffer, patienceMs: number): Promise<boolean> {
  if (socket.destroyed) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let timer: NodeJS.Timeout | undefined;
  socket.once("close", (broken) => resolve(!broken && socket.writableFinished));
  socket.end(bytes, () => (timer = setTimeout(() => resolve(true), patienceMs)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
