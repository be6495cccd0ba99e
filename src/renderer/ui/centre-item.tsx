import { IconCloudCheck, IconCloudOff, IconCloudUp, IconUrgent } from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { momentWords } from "#shared/kernel/day-words.ts";
import { TROUBLE_WORDS } from "../rpc/refusal-words.ts";
import { StatusItem } from "./status-item.tsx";

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
  const contact = lastContact === null ? "Never yet" : momentWords(lastContact);
  const title = `${trouble === null ? "" : `${TROUBLE_WORDS[trouble] ?? ""} `}Last contact: ${contact}`;
  if (incident === "fork") {
    return (
      <StatusItem
        icon={<IconUrgent size={16} aria-hidden />}
        alarming
        title={title}
        testid="incident"
      >
        A copy of this till is in use: tell the office
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
        Not yet confirmed: {unconfirmed} · {SHORT[trouble] ?? "Centre away"}
      </StatusItem>
    );
  }
  if (trouble !== null) {
    return (
      <StatusItem icon={<IconCloudOff size={16} aria-hidden />} title={title} testid="unconfirmed">
        Not yet confirmed: {unconfirmed} · last contact {contact}
      </StatusItem>
    );
  }
  const Icon = unconfirmed === 0 && behind === 0 ? IconCloudCheck : IconCloudUp;
  return (
    <StatusItem icon={<Icon size={16} aria-hidden />} title={title} testid="unconfirmed">
      {behind > 0 ? `Receiving: ${behind} to come` : `Not yet confirmed: ${unconfirmed}`}
    </StatusItem>
  );
}

const SHORT: Readonly<Record<string, string>> = {
  refused: "not let in",
  untrusted: "not our centre",
  garbage: "not a centre",
  newer: "update this till",
  older: "centre is older",
  other_books: "other books",
};
