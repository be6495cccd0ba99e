import { useState } from "react";
import { CLEAN, type Desk } from "./reconcile-model.ts";

/** Desks that were left to record something, by person and account: coming back finds them. */
const kept = new Map<string, Desk>();

export function useDesk(
  user: string,
  account: number,
): readonly [Desk, (next: Desk | ((before: Desk) => Desk)) => void] {
  const key = `${user} ${account}`;
  const [desk, setDesk] = useState<Desk>(() => kept.get(key) ?? CLEAN);
  const change = (next: Desk | ((before: Desk) => Desk)) =>
    setDesk((before) => {
      const after = typeof next === "function" ? next(before) : next;
      kept.set(key, after);
      return after;
    });
  return [desk, change];
}
