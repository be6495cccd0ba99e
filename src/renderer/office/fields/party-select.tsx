import { Select } from "@mantine/core";
import { useEffect } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";

const labels = (): Readonly<Record<string, string>> => ({
  drawer: t("Drawer or safe"),
  customer: t("Customer"),
  supplier: t("Supplier"),
  deposit: t("Deposit of"),
  job: t("Job"),
  staff: t("Member of staff"),
});

interface PartySelectProps {
  readonly account: number | null;
  /** What kind of party the account wants; null: none, and nothing is drawn. */
  readonly subledger: string | null;
  readonly business: string | null;
  readonly value: string | null;
  readonly onChange: (party: string | null) => void;
  readonly bare?: boolean;
  readonly size?: "sm" | "md";
  readonly testid?: string;
}

/** Whose line it is, where the account keeps a list behind it. The only choice is made for you. */
export function PartySelect(props: PartySelectProps) {
  const { account, subledger, business, value, onChange, bare, size = "md", testid } = props;
  const wanted = account !== null && subledger !== null;
  const { value: answer } = useQuery("account.parties", wanted ? { account, business } : null);
  const parties = wanted ? (answer?.parties ?? []) : [];
  const only = parties.length === 1 ? parties[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined && value === null) onChange(only);
  }, [only, value, onChange]);
  if (!wanted) return null;
  const label = labels()[subledger] ?? t("Party");
  return (
    <Select
      {...(bare === true ? { "aria-label": label } : { label })}
      size={size}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      placeholder={bare === true ? label : t("Choose")}
      nothingFoundMessage={t("Nobody of that name")}
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
      data={parties.map((party) => ({ value: party.id, label: party.name }))}
      value={value}
      onChange={onChange}
      data-testid={testid}
    />
  );
}
