import { useEffect, useRef } from "react";
import { useOffice } from "./office-context.tsx";

/** Asks again when the books have grown, here or at a till: figures on the screen do not go stale. */
export function useLive(reload: () => void): void {
  const { facts } = useOffice().status;
  const drawn = useRef(facts);
  useEffect(() => {
    if (drawn.current === facts) return;
    drawn.current = facts;
    reload();
  }, [facts, reload]);
}
