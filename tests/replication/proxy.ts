import { connect, createServer, type Server, type Socket } from "node:net";
import { openChance, type Chance } from "#main/demo/random.ts";

/** What happens to one connection; each strikes after some bytes, in one direction. */
const LINE_FAULTS = [
  "refused",
  "portal",
  "cut",
  "swallowed",
  "delayed",
  "doubled",
  "garbled",
  "crumbled",
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];
/** Bytes after its fault with which even a connection that is only slow or doubled ends. */
const ENDS_AFTER = 1000;

const PORTAL = "HTTP/1.1 302 Found\r\nLocation: http://hotel.example/login\r\n\r\n";

/**
 * A TCP line between a device and its centre that misbehaves as a seed says: the same seed draws the
 * same faults, connection by connection.
 */
export class FaultyLine {
  readonly #server: Server;
  readonly #to: number;
  readonly #chance: Chance;
  readonly #sockets = new Set<Socket>();
  #calm = false;
  #deck: LineFault[] = [];
  #drawn = 0;

  private constructor(to: number, seed: number) {
    this.#to = to;
    this.#chance = openChance(seed);
    this.#server = createServer((socket) => this.#take(socket));
  }

  static async open(to: number, seed: number): Promise<FaultyLine> {
    const line = new FaultyLine(to, seed);
    await new Promise<void>((listening) => {
      line.#server.listen(0, "127.0.0.1", listening);
    });
    return line;
  }

  get host(): string {
    const address = this.#server.address();
    return `127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  /** Every fault has had its connection. */
  get hadAll(): boolean {
    return this.#drawn >= LINE_FAULTS.length;
  }

  /** From now on nothing goes wrong, and what went wrong is over. */
  heal(): void {
    this.#calm = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((closed) => this.#server.close(closed));
  }

  #take(socket: Socket): void {
    const fault = this.#calm ? "none" : this.#draw();
    const after = this.#chance.whole(0, 7000);
    const inward = this.#chance.happens(50);
    this.#keep(socket);
    if (fault === "refused") return void socket.destroy();
    if (fault === "portal") return void socket.end(PORTAL);
    const through = this.#keep(connect(this.#to, "127.0.0.1"));
    const [hit, spared] = inward ? [through, socket] : [socket, through];
    pass(spared, hit, "none", 0, this.#chance);
    pass(hit, spared, fault, after, this.#chance);
    for (const [one, other] of [
      [socket, through],
      [through, socket],
    ] as const) {
      one.once("close", () => other.destroy());
    }
  }

  /** All of them in an order of chance, then again in another. */
  #draw(): LineFault {
    if (this.#deck.length === 0) this.#deck = [...LINE_FAULTS];
    const fault = this.#chance.pick(this.#deck);
    this.#deck.splice(this.#deck.indexOf(fault), 1);
    this.#drawn += 1;
    return fault;
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#sockets.delete(socket));
    return socket;
  }
}

/** Hands on what comes, in its order, until `after` bytes; then as the fault has it. */
function pass(
  from: Socket,
  to: Socket,
  fault: LineFault | "none",
  after: number,
  chance: Chance,
): void {
  let seen = 0;
  let struck = false;
  let last: Promise<void> = Promise.resolve();
  from.on("data", (piece: Buffer) => {
    seen += piece.length;
    if (fault === "none" || seen <= after) return void to.write(piece);
    if (seen > after + ENDS_AFTER && fault !== "swallowed") return void from.destroy();
    switch (fault) {
      case "cut": {
        const reached = Math.max(0, piece.length - (seen - after));
        to.write(piece.subarray(0, reached), () => to.destroy());
        from.destroy();
        return;
      }
      case "swallowed":
        return;
      case "delayed": {
        const ms = chance.whole(1, 40);
        last = last
          .then(() => new Promise((go) => setTimeout(go, ms)))
          .then(() => void to.write(piece));
        return;
      }
      case "doubled":
        to.write(piece);
        if (!struck) to.write(piece);
        struck = true;
        return;
      case "garbled": {
        if (struck) return void to.write(piece);
        struck = true;
        const noise = Buffer.from(Array.from({ length: 40 }, () => chance.whole(0, 255)));
        to.write(piece.subarray(0, piece.length >> 1));
        to.write(noise);
        return void to.write(piece.subarray(piece.length >> 1));
      }
      case "crumbled":
        for (let at = 0; at < piece.length;) {
          const size = Math.min(chance.whole(1, 700), piece.length - at);
          to.write(piece.subarray(at, at + size));
          at += size;
        }
        return;
      default:
        return void to.write(piece);
    }
  });
}
