import { DRAWER_PULSE, toEscPos } from "../esc-pos.ts";
import { sendToQueue, systemCups, type Cups } from "./cups.ts";
import type { Transport } from "./transport.ts";

/** Prints ESC/POS through a queue of the system, past its driver: faster, cut, and with a drawer. */
export function rawQueueTransport(queue: string, cups: Cups = systemCups): Transport {
  const hand = (title: string, bytes: Buffer, signal: AbortSignal) =>
    sendToQueue(queue, { title, bytes, options: ["-o", "raw"] }, signal, cups);
  return {
    send: (document, signal) => hand(document.title, toEscPos(document), signal),
    kick: (signal) => hand("Cash drawer", DRAWER_PULSE, signal),
  };
}
