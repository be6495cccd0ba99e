import { msOf, type Instant } from "#shared/kernel/date.ts";
import type { Safety } from "#main/replication/centre.ts";
import type { Link } from "#main/replication/link.ts";
import { asked } from "./trouble.ts";

const DAY_MS = 86_400_000;

/** How the centre is kept; null where it does not say: it is away, or of an earlier Tomtin. */
export async function safetyOf(link: Link): Promise<Safety | null> {
  const safety = await asked(() => link.ask((centre) => centre.safety()));
  return safety.ok ? safety.value : null;
}

/** No backup for so many days; of a centre that never had one, since it began. */
export function isLate({ since, backup }: Safety, days: number, now: Instant): boolean {
  return msOf(now) - msOf(backup ?? since) >= days * DAY_MS;
}
