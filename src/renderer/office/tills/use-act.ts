import { useState } from "react";
import type { Problem } from "../../rpc/problem.ts";

/** One act at a time; what was refused stays beside its button. */
export function useAct(onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const run = async (
    act: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: Problem }>,
  ) => {
    setBusy(true);
    const answer = await act();
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.refusal);
    if (answer.ok) onDone();
  };
  return { busy, problem, run: (act: Parameters<typeof run>[0]) => void run(act) };
}
