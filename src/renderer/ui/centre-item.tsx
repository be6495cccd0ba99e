import { IconCloudCheck, IconCloudOff, IconCloudUp, IconUrgent } from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { momentWords } from "../text/day-words.ts";
import { troubleWords } from "../rpc/refusal-words.ts";
import { StatusItem } from "./status-item.tsx";
import { t } from "../text/text.ts";

type Status = Pick<Reply<"program.status">, "unconfirmed" | "centre" | "now">;

/** Worth shouting: somebody has to do something. The network being away is not. */
const ALARMING: ReadonlySet<string> = new Set([
  "refused",
  "untrusted",
  "garbage",
  "newer",
  "older",
  "other_books",
]);

/** How much the centre does not hold yet, and whether it answers: at the foot of every window. */
export function CentreItem({ status }: { readonly status: Status }) {
  const { unconfirmed, centre } = status;
  if (unconfirmed === null || centre === null) return null;
  const { trouble, incident, lastContact, behind } = centre;
  const contact = lastContact === null ? t("Never yet") : momentWords(lastContact);
  const why = trouble === null ? "" : (troubleWords()[trouble] ?? "");
  const title = `${why} ${t("Last contact: {contact}", { contact })}`.trim();
  if (incident === "fork") {
    return (
      <StatusItem
        icon={<IconUrgent size={16} aria-hidden />}
        alarming
        title={title}
        testid="incident"
      >
        {t("A copy of this till is in use: tell the office")}
      </StatusItem>
    );
  }
  if (trouble !== null && ALARMING.has(trouble)) {
    return (
      <StatusItem
        icon={<IconCloudOff size={16} aria-hidden />}
        alarming
        title={title}
        testid="unconfirmed"
      >
        {t("Not yet confirmed: {unconfirmed} · {trouble}", {
          unconfirmed,
          trouble: short()[trouble] ?? t("Centre away"),
        })}
      </StatusItem>
    );
  }
  if (trouble !== null) {
    return (
      <StatusItem icon={<IconCloudOff size={16} aria-hidden />} title={title} testid="unconfirmed">
        {t("Not yet confirmed: {unconfirmed} · last contact {contact}", { unconfirmed, contact })}
      </StatusItem>
    );
  }
  if (centre.held > 0) {
    return (
      <StatusItem icon={<IconUrgent size={16} aria-hidden />} alarming title={title} testid="held">
        {t("Held back at the centre: {held} · tell the office", { held: centre.held })}
      </StatusItem>
    );
  }
  const Icon = unconfirmed === 0 && behind === 0 ? IconCloudCheck : IconCloudUp;
  return (
    <StatusItem icon={<Icon size={16} aria-hidden />} title={title} testid="unconfirmed">
      {behind > 0
        ? t("Receiving: {behind} to come", { behind })
        : t("Not yet confirmed: {unconfirmed}", { unconfirmed })}
    </StatusItem>
  );
}

const short = (): Readonly<Record<string, string>> => ({
  refused: t("not let in"),
  untrusted: t("not our centre"),
  garbage: t("not a centre"),
  newer: t("update this till"),
  older: t("centre is older"),
  other_books: t("other books"),
});
