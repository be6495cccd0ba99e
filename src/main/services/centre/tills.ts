import type { Reply } from "#shared/contract/index.ts";
import { done } from "#shared/kernel/result.ts";
import { backupPlan } from "#main/journal/device/backups.ts";
import { parkedFacts } from "#main/journal/device/link.ts";
import type { TillRow } from "#main/replication/centre.ts";
import type { Link } from "#main/replication/link.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { isLate, safetyOf } from "./safety.ts";
import { asked } from "./trouble.ts";

type Tills = Reply<"centre.tills">;

/** The owner's look at all devices. What was parked here is told even where the centre is away. */
export function listTills(
  parts: Pick<Parts, "journal" | "now">,
  link: Link,
): Handler<"centre.tills"> {
  return async () => {
    const address = link.address();
    const none: Tills = { connected: false, trouble: null, tills: [], kept: null, parked: [] };
    if (address === null) return done(none);
    const parked = parkedFacts(parts.journal.book);
    if (address.kind !== "office" || address.scope !== "*") {
      return done({ connected: true, trouble: "not_office", tills: [], kept: null, parked });
    }
    const tills = await asked(() => link.ask((centre) => centre.tills()));
    if (!tills.ok) {
      const trouble =
        tills.refusal.code === "centre.trouble" ? tills.refusal.trouble : "unreachable";
      return done({ connected: true, trouble, tills: [], kept: null, parked });
    }
    const rows = tills.value.map((row) => view(row, address.till));
    const safety = await safetyOf(link);
    const { warnDays } = backupPlan(parts.journal.book);
    const kept = safety && { backup: safety.backup, late: isLate(safety, warnDays, parts.now()) };
    return done({ connected: true, trouble: null, tills: rows, kept, parked });
  };
}

function view(row: TillRow, here: string): Tills["tills"][number] {
  return {
    ...row,
    scope: row.scope === "*" ? "*" : [...row.scope],
    here: row.till === here,
    held: row.held.map((each) => ({ ...each })),
    incidents: row.incidents.map((each) => ({ ...each })),
  };
}

export function decideIncident(link: Link): Handler<"centre.decide"> {
  return async ({ incident, decision }) => {
    const settled = await asked(() => link.ask((centre) => centre.decide(incident, decision)));
    if (!settled.ok) return settled;
    // What waited for it may be posted now.
    link.nudge();
    return done({});
  };
}

export function retryFact(link: Link): Handler<"centre.retry"> {
  return async ({ fact }) => {
    const state = await asked(() => link.ask((centre) => centre.retry(fact)));
    if (!state.ok) return state;
    link.nudge();
    return done({ state: state.value });
  };
}
