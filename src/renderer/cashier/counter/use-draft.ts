import { type Dispatch, useCallback, useEffect, useRef } from "react";
import { call } from "../../rpc/call.ts";
import { keepsUnsaved } from "../../rpc/unsaved.ts";
import type { Cart } from "../cart/cart-model.ts";
import type { Desk, DeskEvent } from "./counter-model.ts";

const SETTLE_MS = 150;

/**
 * Keeps the running cart with the program, so that it survives a crash: reads it once, then saves
 * it after each change, when the hand has rested for a moment; at once when the desk goes, and
 * when it is paid, so that no late save can bring back a cart that was sold.
 */
export function useDraft(business: string, desk: Desk, send: Dispatch<DeskEvent>): void {
  const { cart, restored } = desk;
  const selling = desk.stage.at === "selling";
  const saved = useRef<Cart | undefined>(undefined);
  const waiting = useRef<Cart | undefined>(undefined);
  const sent = useRef<Promise<unknown>>(Promise.resolve());
  const onItsWay = useRef(0);
  /** Answers when the last change, and each one before it, is with the program. */
  const save = useCallback(() => {
    const changed = waiting.current;
    if (changed === undefined) return sent.current;
    saved.current = changed;
    waiting.current = undefined;
    const send = () => call("draft.save", { business, cart: changed });
    // One after the other: a save that is overtaken would bring back what was taken out since.
    sent.current = onItsWay.current === 0 ? send() : sent.current.then(send);
    onItsWay.current += 1;
    void sent.current.then(() => (onItsWay.current -= 1));
    return sent.current;
  }, [business]);

  useEffect(() => {
    if (restored) return undefined;
    let wanted = true;
    const read = async () => {
      const answer = await call("draft.current", { business });
      if (!wanted || !answer.ok) return;
      saved.current = answer.value.cart ?? undefined;
      send({ type: "restored", cart: answer.value.cart });
    };
    void read();
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `send` is for this business for ever
  }, [business, restored]);

  useEffect(() => {
    if (!restored || cart === saved.current) return undefined;
    // Until it is saved nobody can say what is kept: a parked sale that is recalled and cleared
    // at once must be saved as cleared, though an empty cart was the last that was saved.
    saved.current = undefined;
    waiting.current = cart;
    // Goods have come back for an exchange: what they are worth lies in this cart alone.
    const begunExchange = cart.exchange !== undefined && cart.lines.length === 0;
    if (!selling || begunExchange) {
      void save();
      return undefined;
    }
    const timer = setTimeout(save, SETTLE_MS);
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [business, cart, restored, save, selling]);

  useEffect(() => {
    const forget = keepsUnsaved(save);
    return () => {
      forget();
      void save();
    };
  }, [save]);
}
