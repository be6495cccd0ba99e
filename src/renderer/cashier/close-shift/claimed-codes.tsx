import { Text } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./close-shift.module.css";

type Claimed = Reply<"shift.claimed">["claimed"];

/** M-Pesa codes to be looked for on the phone before the shift is closed; it may close with them. */
export function ClaimedCodes({ shift }: { readonly shift: string }) {
  const { value } = useQuery("shift.claimed", shift === "" ? null : { shift });
  if (value === undefined || value.claimed.length === 0) return null;
  return (
    <div className={classes.toLookFor} data-testid="claimed-codes">
      <Text fw={600}>
        {rich("{count} to look for on the phone, {total}", {
          count:
            value.claimed.length === 1
              ? t("1 M-Pesa code")
              : t("{count} M-Pesa codes", { count: value.claimed.length }),
          total: <MoneyText amount={value.total} currency />,
        })}
      </Text>
      <ClaimedList claimed={value.claimed} />
    </div>
  );
}

export function ClaimedList({ claimed }: { readonly claimed: Claimed }) {
  return (
    // It scrolls, so it can be reached without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={classes.claimed} aria-label={t("M-Pesa codes")} tabIndex={0}>
      {claimed.map((each) => (
        <li key={`${each.number} ${each.code}`}>
          <b>{each.code}</b>
          <span>{each.number}</span>
          <MoneyText amount={each.amount} />
        </li>
      ))}
    </ul>
  );
}
