import type { Alert } from "#shared/contract/alert.ts";
import { may, useProgram, useSession } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { isUndecided, type Till } from "../tills/tills-model.ts";

/**
 * What the centre holds back of other tills. Only the centre knows it, so it is asked beside the
 * list of alerts: where it is slow or away, the list does not wait for it.
 */
export function useHeldElsewhere(): Alert[] {
  const { status } = useProgram();
  const session = useSession();
  const asks = status.centre?.office === true && may(session, "settings.edit");
  const { value } = useQuery("centre.tills", asks ? {} : null);
  return heldElsewhere(value?.tills ?? []);
}

/** One alert a till; this one's own are in its own list. */
function heldElsewhere(tills: readonly Till[]): Alert[] {
  return tills.flatMap((till): Alert[] => {
    const count = till.here ? 0 : till.held.filter(isUndecided).length;
    if (count === 0) return [];
    return [{ kind: "facts.held", severity: "alarm", link: "tills", count, till: till.till }];
  });
}
