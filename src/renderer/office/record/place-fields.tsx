import { Group, Select } from "@mantine/core";
import { type Account, AccountSelect, moneyAccounts } from "../fields/account-select.tsx";
import { PartySelect } from "../fields/party-select.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";

/** Where money lies: whose, on which account, and for cash in which drawer. */
export interface Place {
  readonly business: string | null;
  readonly account: number | null;
  readonly party: string | null;
}

export const NOWHERE: Place = { business: null, account: null, party: null };

interface PlaceFieldsProps {
  readonly label: string;
  readonly accounts: readonly Account[];
  readonly value: Place;
  readonly onChange: (place: Place) => void;
  readonly testid: string;
}

export function PlaceFields({ label, accounts, value, onChange, testid }: PlaceFieldsProps) {
  const { businesses } = useOffice();
  const account = accounts.find((each) => each.number === value.account);
  const chooseBusiness = (business: string | null) => {
    const stays = account !== undefined && (account.business ?? business) === business;
    onChange(stays ? { ...value, business, party: null } : { ...NOWHERE, business });
  };
  const chooseAccount = (number: number | null) => {
    const owner = accounts.find((each) => each.number === number)?.business ?? null;
    onChange({ business: owner ?? value.business, account: number, party: null });
  };
  return (
    <Group grow align="flex-start" gap="sm">
      <Select
        label={t("{label}: business", { label })}
        placeholder={t("Choose")}
        allowDeselect={false}
        data={businesses.map((each) => ({ value: each.id, label: each.name }))}
        value={value.business}
        onChange={chooseBusiness}
        data-testid={`${testid}-business`}
      />
      <AccountSelect
        label={t("Account")}
        balances
        accounts={moneyAccounts(accounts, value.business)}
        value={value.account}
        onChange={chooseAccount}
        testid={`${testid}-account`}
      />
      <PartySelect
        account={value.account}
        subledger={account?.subledger ?? null}
        business={value.business}
        value={value.party}
        onChange={(party) => onChange({ ...value, party })}
        testid={`${testid}-party`}
      />
    </Group>
  );
}

/** A place that a command can name, or undefined while something is missing. */
export function placed(
  place: Place,
  accounts: readonly Account[],
): { business: string; account: number; party: string | null } | undefined {
  const { business, account, party } = place;
  if (business === null || account === null) return undefined;
  const kept = accounts.find((each) => each.number === account)?.subledger ?? null;
  return kept !== null && party === null ? undefined : { business, account, party };
}
