import { useCallback, useEffect, useState } from "react";
import { call } from "../../rpc/call.ts";
import type { PostedSale } from "../counter/counter-model.ts";

export interface Fate {
  readonly state: PostedSale["receipt"];
  /** Plain words: why it did not go. */
  readonly problem: string;
}

/** Quick enough to be there before the customer asks; nothing while nothing is under way. */
const LOOK_MS = 700;

/** What becomes of a sale's paper, followed until it is known; `look` again after a new try. */
export function useReceiptFate(sale: PostedSale): Fate & { readonly look: () => void } {
  const [fate, setFate] = useState<Fate>({ state: sale.receipt, problem: "" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (sale.receipt === "none" && turn === 0) return undefined;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const answer = await call("print.jobs", {});
      if (!wanted) return;
      const job = answer.ok ? answer.value.jobs.find((each) => each.of === sale.sale) : undefined;
      if (job !== undefined) setFate({ state: job.state, problem: job.problem });
      const under = job?.state === "waiting" || job?.state === "sending";
      if (under || !answer.ok) timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [sale.receipt, sale.sale, turn]);
  return { ...fate, look: useCallback(() => setTurn((before) => before + 1), []) };
}
