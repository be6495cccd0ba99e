// oxlint-disable unicorn/require-post-message-target-origin -- a channel reaches this origin alone
import { useEffect, useRef, useState } from "react";
import type { Money } from "#shared/kernel/money.ts";

/** What the customer may see of a sale: no stock, no cost, nobody else's name. */
export interface Displayed {
  readonly business: string;
  /** A palette of the theme. */
  readonly colour: string;
  readonly lines: readonly {
    readonly name: string;
    /** "2 × 165.00", "1.5 kg × 200.00". */
    readonly reckoning: string;
    readonly amount: Money;
  }[];
  readonly discount: Money;
  readonly total: Money;
  readonly stage: "selling" | "paying" | "done";
  readonly change: Money;
  /** The Buy Goods till to pay to; empty where there is none. */
  readonly mpesaTill: string;
}

/** Windows of one program talk here; nothing leaves the computer, and nothing is kept. */
const CHANNEL = "tomtin-customer-display";
const ASK = "what-is-shown";

/** The counter tells every customer display what to show; null: nobody serves. */
export function useCustomerDisplay(shown: Displayed | null): void {
  const latest = useRef(shown);
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const opened = new BroadcastChannel(CHANNEL);
    channel.current = opened;
    // A display that opens in the middle of a sale asks for it.
    opened.addEventListener("message", ({ data }) => {
      if (data === ASK) opened.postMessage(latest.current);
    });
    return () => {
      opened.postMessage(null);
      opened.close();
      channel.current = null;
    };
  }, []);
  useEffect(() => {
    latest.current = shown;
    channel.current?.postMessage(shown);
  }, [shown]);
}

/** What the counter last told; null until it says something, and when nobody serves. */
export function useDisplayed(): Displayed | null {
  const [shown, setShown] = useState<Displayed | null>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener("message", ({ data }) => {
      if (data !== ASK) setShown(data as Displayed | null);
    });
    channel.postMessage(ASK);
    return () => channel.close();
  }, []);
  return shown;
}
