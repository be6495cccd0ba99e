import { useEffect } from "react";
import type { Alert } from "#shared/contract/alert.ts";
import { may, useProgram, useSession } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { useLive } from "../shell/use-live.ts";
import { byRank } from "./by-rank.ts";

const EVERY_MS = 60_000;

/**
 * The alerts of these books with those that only the centre knows, the urgent first. The centre is
 * asked beside the list: where it is slow or away, the list does not wait for it.
 */
export function useWithCentre(business: string | null): (here: readonly Alert[]) => Alert[] {
  const { status } = useProgram();
  const session = useSession();
  const asks = business === null && status.centre?.office === true && may(session, "settings.edit");
  const { value, loading, reload } = useQuery("centre.alerts", asks ? {} : null);
  // What came from a till may be what is the matter with it; its silence tells nothing.
  useLive(reload);
  useEffect(() => {
    if (!asks || loading) return undefined;
    const timer = setTimeout(reload, EVERY_MS);
    return () => clearTimeout(timer);
  }, [asks, loading, reload]);
  const there = asks ? (value?.alerts ?? []) : [];
  return (here) => byRank([...there, ...here]);
}
