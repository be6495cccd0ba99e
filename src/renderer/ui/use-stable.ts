import { useCallback, useLayoutEffect, useRef } from "react";

/**
 * The same function for ever, which calls the latest one: so that a memoised child does not draw
 * itself again because its parent made a new closure.
 */
export function useStable<Args extends unknown[], Returned>(
  act: (...args: Args) => Returned,
): (...args: Args) => Returned {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
