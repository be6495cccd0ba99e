import { type Dispatch, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { notifications } from "@mantine/notifications";
import type { Money } from "#shared/kernel/money.ts";
import { call } from "../../rpc/call.ts";
import { useProgram } from "../../rpc/program.tsx";
import { keepsUnsaved } from "../../rpc/unsaved.ts";
import { t } from "../../text/text.ts";
import { moneyWords } from "../../ui/money-text.tsx";
import { EMPTY, type Kept } from "../cart/cart-model.ts";
import { type Desk, type DeskEvent, draftOf } from "./counter-model.ts";
import { keptIntake } from "../jobs/intake-model.ts";
import { keptPayment } from "../jobs/job-payment-model.ts";
import { type DraftKeeper, openDraftKeeper, type Shelf } from "./draft-keeper.ts";
import { lacksCodes, withCodes, withoutCodes } from "./laid-aside.ts";

const AGAIN_MS = 1000;
/** A sale waits for the cart before it: a save that got stuck on its way must not hold it for ever. */
const STUCK_MS = 10_000;

/**
 * Keeps the running cart with the program, so that it survives a crash: reads it once, then saves
 * it at each change. A page that goes in the very moment of a change leaves it to the page that
 * comes: a reload reads it there first.
 */
export function useDraft(business: string, desk: Desk, send: Dispatch<DeskEvent>): void {
  const { restored } = desk;
  const { taken } = desk.pay;
  const { intake, pay } = desk.work;
  const job = desk.jobPayment;
  const work = useMemo(() => keptIntake(intake, pay.taken), [intake, pay.taken]);
  const paid = useMemo(() => keptPayment(job?.of, job?.pay.taken), [job?.of, job?.pay.taken]);
  const cart = useMemo(
    () => draftOf(desk.cart, taken, { intake: work, jobPayment: paid }),
    [desk.cart, taken, work, paid],
  );
  const { training } = useProgram().status;
  const shelf = useMemo(() => shelfOf(business, training), [business, training]);
  const keeper = useMemo(
    () =>
      openDraftKeeper({
        shelf,
        send: async (changed, leaving) => {
          const manner = { leaving, limitMs: STUCK_MS };
          const answer = await call("draft.save", { business, cart: changed }, manner);
          if (answer.ok) return "kept";
          return answer.refusal.code === "program.silent" ? "silent" : "refused";
        },
        soon: afterPaint,
        later: (again) => {
          const timer = setTimeout(again, AGAIN_MS);
          return () => clearTimeout(timer);
        },
      }),
    [business, shelf],
  );
  /** The cart as the program has it, or as it was last told to have it. */
  const told = useRef<Kept | undefined>(undefined);

  useEffect(() => {
    if (restored) return undefined;
    const left = shelf.read();
    if (left !== undefined && !lacksCodes(left)) {
      // Not told yet: it is saved as a change.
      send({ type: "restored", cart: left });
      return undefined;
    }
    let wanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      const answer = await call("draft.current", { business });
      if (!wanted) return;
      if (!answer.ok) {
        // Nothing is kept before it is known what there was: it is asked for until it is.
        again = setTimeout(() => void read(), AGAIN_MS);
        return;
      }
      const kept = answer.value.cart;
      if (left === undefined) {
        told.current = kept ?? EMPTY;
        send({ type: "restored", cart: kept });
        return;
      }
      const { cart: whole, lost } = withCodes(left, kept);
      send({ type: "restored", cart: whole });
      for (const { amount } of lost) tellLost(amount);
    };
    void read();
    return () => {
      wanted = false;
      clearTimeout(again);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `send` is for this business for ever
  }, [business, restored, shelf]);

  // Before the change can be seen: nobody loses what they have seen.
  useLayoutEffect(() => {
    if (!restored || cart === told.current) return;
    told.current = cart;
    keeper.change(cart);
  }, [cart, keeper, restored]);

  const settled = useCallback(() => keeper.settled(), [keeper]);
  useEffect(() => {
    const forget = keepsUnsaved(settled);
    keepers.add(keeper);
    window.addEventListener("pagehide", keeper.leave);
    // A window that is no longer seen may not paint for hours.
    document.addEventListener("visibilitychange", settled);
    return () => {
      forget();
      keepers.delete(keeper);
      document.removeEventListener("visibilitychange", settled);
      window.removeEventListener("pagehide", keeper.leave);
      keeper.stop();
    };
  }, [keeper, settled]);
}

/** A window that is not seen paints nothing, and does not wait. */
function afterPaint(act: () => void): void {
  if (document.visibilityState === "hidden") return act();
  requestAnimationFrame(() => setTimeout(act));
}

function tellLost(amount: Money): void {
  const words = { amount: moneyWords(amount) };
  notifications.show({
    message: t("An M-Pesa payment of {amount} was not kept: enter its code once more.", words),
    color: "red",
    autoClose: false,
  });
}

const keepers = new Set<DraftKeeper>();

/** Another window is the counter now, and its carts are the ones that count. */
export function abandonDrafts(): void {
  for (const keeper of keepers) keeper.abandon();
}

/** Of this window alone, and gone with it. Practice never meets what is real. */
function shelfOf(business: string, training: boolean): Shelf & { read(): Kept | undefined } {
  const key = `tomtin-unsaved-${training ? "practice" : "real"}-${business}`;
  // Asked of the browser only where there is something: it goes there with each scan that is kept.
  let laid = true;
  return {
    put(kept) {
      const text = JSON.stringify(withoutCodes(kept));
      window.sessionStorage.setItem(key, text);
      laid = true;
    },
    clear() {
      if (laid) window.sessionStorage.removeItem(key);
      laid = false;
    },
    read() {
      const text = window.sessionStorage.getItem(key);
      return text === null ? undefined : (JSON.parse(text) as Kept);
    },
  };
}
