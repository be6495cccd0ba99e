import { IconCloudCheck, IconCloudOff, IconCloudUp, IconUrgent } from "@tabler/icons-react";
import { type CentreStatus, centreWords } from "./centre-words.ts";
import { StatusItem } from "./status-item.tsx";
import { t } from "../text/text.ts";

/** How much the centre does not hold yet, and when it last answered: at the foot of every window. */
export function CentreItem({ status }: { readonly status: CentreStatus }) {
  const words = centreWords(status);
  if (words === undefined) return null;
  const { short, full, reached, alarming, fork } = words;
  const held = status.centre?.held ?? 0;
  const even = status.unconfirmed === 0 && status.centre?.behind === 0;
  const Icon = reached ? (even ? IconCloudCheck : IconCloudUp) : IconCloudOff;
  return (
    <>
      {fork && (
        <StatusItem icon={<IconUrgent size={16} aria-hidden />} alarming testid="incident">
          {t("A copy of this till is in use: tell the office")}
        </StatusItem>
      )}
      {!fork && held > 0 && (
        <StatusItem icon={<IconUrgent size={16} aria-hidden />} alarming testid="held">
          {t("Held back at the centre: {held} · tell the office", { held })}
        </StatusItem>
      )}
      <StatusItem
        icon={<Icon size={16} aria-hidden />}
        alarming={alarming}
        whole
        title={full}
        testid="unconfirmed"
      >
        {short}
      </StatusItem>
    </>
  );
}
