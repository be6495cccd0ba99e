import type { Reply } from "#shared/contract/index.ts";
import { instant, nairobiClock } from "#shared/kernel/date.ts";
import { troubleWords } from "../rpc/trouble-words.ts";
import { momentWords, timeWords } from "../text/day-words.ts";
import { t } from "../text/text.ts";

export type CentreStatus = Pick<Reply<"program.status">, "unconfirmed" | "centre" | "now">;

/** Worth shouting: somebody has to do something. The network being away is not. */
const ALARMING: ReadonlySet<string> = new Set([
  "refused",
  "untrusted",
  "garbage",
  "newer",
  "older",
  "other_books",
]);

/** What the foot of a window says of the centre. */
export interface CentreWords {
  /** Short, and always both: what the centre has not confirmed yet, and when it last answered. */
  readonly short: string;
  /** In full, for who points at it. */
  readonly full: string;
  /** The centre answers now. */
  readonly reached: boolean;
  readonly alarming: boolean;
  /** Two tills go on from one place; shown beside the rest, not in its stead. */
  readonly fork: boolean;
}

/** Undefined where there is no centre. */
export function centreWords({ unconfirmed, centre, now }: CentreStatus): CentreWords | undefined {
  if (unconfirmed === null || centre === null) return undefined;
  const { trouble, incident, lastContact, behind } = centre;
  const parts = [
    unconfirmed === 0 ? t("All sent") : t("{unconfirmed} to send", { unconfirmed }),
    ...(behind > 0 ? [t("{behind} to receive", { behind })] : []),
    contactWords(lastContact, now, trouble === null),
    ...(trouble === null ? [] : [short()[trouble] ?? ""]),
  ];
  const why = trouble === null ? "" : (troubleWords()[trouble] ?? "");
  const last = t("Last contact: {contact}", {
    contact: lastContact === null ? t("Never yet") : momentWords(lastContact),
  });
  const held = t("Not yet confirmed: {unconfirmed}", { unconfirmed });
  return {
    short: parts.filter(Boolean).join(" · "),
    full: [why, held, last].filter(Boolean).join("\n"),
    reached: trouble === null,
    alarming: trouble !== null && ALARMING.has(trouble),
    fork: incident === "fork",
  };
}

/** "12:41" today, "21 Nov 2026, 12:41" before; named where the centre does not answer. */
function contactWords(at: string | null, now: string, reached: boolean): string {
  if (at === null) return t("no contact yet");
  const day = (moment: string) => nairobiClock(instant(moment)).day;
  const contact = day(at) === day(now) ? timeWords(at) : momentWords(at);
  return reached ? contact : t("last contact {contact}", { contact });
}

const short = (): Readonly<Record<string, string>> => ({
  refused: t("not let in"),
  untrusted: t("not our centre"),
  garbage: t("not a centre"),
  newer: t("update this till"),
  older: t("centre is older"),
  other_books: t("other books"),
  former: t("an old server answers"),
});
