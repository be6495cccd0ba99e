import type { Alert } from "#shared/contract/alert.ts";

const RANK = { alarm: 0, warning: 1, info: 2 } as const satisfies Record<Alert["severity"], number>;

/** The urgent first; of one severity, in the order they came. */
export function byRank(alerts: readonly Alert[]): Alert[] {
  return alerts.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}
