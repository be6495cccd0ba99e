import { Group, Select, Text } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { t } from "../../text/text.ts";
import { accountName } from "../../ui/names.ts";

export type Account = Reply<"account.list">["accounts"][number];

export function useAccounts(business: string | null = null): readonly Account[] {
  return useQuery("account.list", { business }).value?.accounts ?? NONE;
}

const NONE: readonly Account[] = [];

interface AccountSelectProps {
  readonly label?: string;
  readonly "aria-label"?: string;
  readonly accounts: readonly Account[];
  readonly value: number | null;
  readonly onChange: (account: number | null) => void;
  /** Show what lies on it: for accounts that pay. */
  readonly balances?: boolean;
  readonly size?: "sm" | "md";
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly testid?: string;
}

/** An account by number or name: type either. */
export function AccountSelect({
  accounts,
  value,
  onChange,
  balances = false,
  size = "md",
  testid,
  placeholder = t("Number or name"),
  ...input
}: AccountSelectProps) {
  const byNumber = new Map(accounts.map((each) => [String(each.number), each]));
  return (
    <Select
      {...input}
      size={size}
      searchable
      selectFirstOptionOnChange
      clearable={false}
      allowDeselect={false}
      placeholder={placeholder}
      nothingFoundMessage={t("No such account")}
      maxDropdownHeight={280}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
      data={accounts.map((each) => ({
        value: String(each.number),
        label: `${each.number}  ${accountName(each.name)}`,
      }))}
      value={value === null ? null : String(value)}
      onChange={(picked) => onChange(picked === null ? null : Number(picked))}
      renderOption={({ option }) => {
        const account = byNumber.get(option.value);
        if (account === undefined) return option.label;
        return (
          <Group justify="space-between" gap="xl" wrap="nowrap" w="100%">
            <span>
              <Text span c="dimmed" inherit>
                {account.number}
              </Text>
              &ensp;{accountName(account.name)}
            </span>
            {balances && (
              <Text span c="dimmed" size="sm">
                <MoneyText amount={account.balance} signed />
              </Text>
            )}
          </Group>
        );
      }}
      data-testid={testid}
    />
  );
}

/** Leaves that take lines today. */
export function postable(accounts: readonly Account[]): readonly Account[] {
  return accounts.filter((each) => each.posting && each.active);
}

const MONEY: ReadonlySet<string> = new Set([
  CLASS.cash,
  CLASS.mobileMoney,
  CLASS.bank,
  CLASS.transit,
]);

/** Accounts out of which things are paid: cash, M-Pesa, bank; of the business, or of all. */
export function moneyAccounts(
  accounts: readonly Account[],
  business: string | null,
): readonly Account[] {
  return postable(accounts).filter(
    (each) =>
      MONEY.has(each.class) &&
      (business === null || each.business === null || each.business === business),
  );
}
