import type { Kept as Draft } from "../cart/cart-model.ts";

/** What became of a cart that was sent: kept, refused for good, or never answered. */
export type Kept = "kept" | "refused" | "silent";

/** Where a cart lies that the program may not have yet, for the page that comes after this one. */
export interface Shelf {
  put(cart: Draft): void;
  clear(): void;
}

interface KeeperParts {
  /** `leaving`: the page goes, and what it sends must outlive it. */
  readonly send: (cart: Draft, leaving: boolean) => Promise<Kept>;
  readonly shelf: Shelf;
  /** Calls back when the change has been painted: sending it must not keep the screen waiting. */
  readonly soon: (act: () => void) => void;
  /** Calls back when a program that did not answer should be tried again; answers how to stop. */
  readonly later: (again: () => void) => () => void;
}

export interface DraftKeeper {
  /** Sends this cart as soon as it is painted and the one before it has arrived. */
  change(cart: Draft): void;
  /** Answers when the last change, and each one before it, is with the program or has failed. */
  settled(): Promise<void>;
  /** The page goes now: whatever the program has not confirmed is sent again, and laid aside. */
  leave(): void;
  stop(): void;
  /** Another window has the cart now: whatever of this one is not yet sent would undo what it does. */
  abandon(): void;
}

/**
 * Keeps each change of a running cart with the program. One save is on its way at a time, since
 * one that overtakes another would bring back what was taken out since; what changes meanwhile is
 * sent as it then is.
 */
export function openDraftKeeper({ send, shelf, soon, later }: KeeperParts): DraftKeeper {
  let waiting: Draft | undefined;
  let onItsWay: Draft | undefined;
  let sending: Promise<void> | undefined;
  let stopWaiting = (): void => {};
  let abandoned = false;

  async function sendAll(): Promise<void> {
    while (waiting !== undefined) {
      const cart = waiting;
      onItsWay = cart;
      waiting = undefined;
      // oxlint-disable-next-line no-await-in-loop -- one after the other, that is the point
      const kept = await send(cart, false);
      onItsWay = undefined;
      if (abandoned) break;
      if (kept === "kept") {
        if (waiting === undefined) shelf.clear();
        continue;
      }
      shelf.put(waiting ?? cart);
      if (kept === "silent") {
        waiting ??= cart;
        stopWaiting = later(start);
      }
      break;
    }
    sending = undefined;
  }

  function start(): void {
    if (sending !== undefined || waiting === undefined) return;
    stopWaiting();
    sending = sendAll();
  }

  return {
    change(cart) {
      if (abandoned) return;
      waiting = cart;
      soon(start);
    },
    settled() {
      start();
      return sending ?? Promise.resolve();
    },
    leave() {
      const unsure = waiting ?? onItsWay;
      if (unsure === undefined) return;
      shelf.put(unsure);
      void send(unsure, true);
    },
    stop: () => stopWaiting(),
    abandon() {
      abandoned = true;
      waiting = undefined;
      onItsWay = undefined;
      stopWaiting();
      shelf.clear();
    },
  };
}
