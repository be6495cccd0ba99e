import { ActionIcon, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { type Account, AccountSelect, postable } from "../../fields/account-select.tsx";
import { PartySelect } from "../../fields/party-select.tsx";
import { useOffice } from "../../shell/office-context.tsx";
import classes from "../record.module.css";
import { isBlank, type TypedLine, withLine, withRoom } from "./lines-model.ts";
import { t } from "../../../text/text.ts";

interface LinesGridProps {
  readonly lines: readonly TypedLine[];
  readonly onChange: (lines: readonly TypedLine[]) => void;
  readonly accounts: readonly Account[];
  /** All lines belong to one business, which stands above the grid. */
  readonly oneBusiness?: boolean;
}

/** Debits and credits to type, line under line; a new line appears when the last is begun. */
export function LinesGrid({ lines, onChange, accounts, oneBusiness = false }: LinesGridProps) {
  const change = (key: number, part: Partial<TypedLine>) =>
    onChange(withRoom(withLine(lines, key, part)));
  const parties = lines.some((line) => subledgerOf(accounts, line.account) !== null);
  return (
    <table className={classes.grid} data-testid="lines">
      <thead>
        <tr>
          {!oneBusiness && <th style={{ width: 190 }}>{t("Business")}</th>}
          <th>{t("Account")}</th>
          {parties && <th style={{ width: 170 }}>{t("Party")}</th>}
          <th data-figures style={{ width: 136 }}>
            {t("Debit")}
          </th>
          <th data-figures style={{ width: 136 }}>
            {t("Credit")}
          </th>
          <td style={{ width: 40 }} />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <GridLine
            key={line.key}
            line={line}
            number={index + 1}
            accounts={accounts}
            oneBusiness={oneBusiness}
            parties={parties}
            onChange={(part) => change(line.key, part)}
            onRemove={
              lines.length > 1 && !isBlank(line)
                ? () => onChange(withRoom(lines.filter((each) => each.key !== line.key)))
                : undefined
            }
          />
        ))}
      </tbody>
    </table>
  );
}

function subledgerOf(accounts: readonly Account[], number: number | null): string | null {
  return accounts.find((each) => each.number === number)?.subledger ?? null;
}

interface GridLineProps {
  readonly line: TypedLine;
  readonly number: number;
  readonly accounts: readonly Account[];
  readonly oneBusiness: boolean;
  readonly parties: boolean;
  readonly onChange: (part: Partial<TypedLine>) => void;
  readonly onRemove: (() => void) | undefined;
}

function GridLine(props: GridLineProps) {
  const { line, number, accounts, oneBusiness, parties, onChange, onRemove } = props;
  const { businesses } = useOffice();
  const open = postable(accounts).filter(
    (each) => each.business === null || line.business === null || each.business === line.business,
  );
  return (
    <tr data-testid={`line-${number}`}>
      {!oneBusiness && (
        <td>
          <Select
            size="sm"
            aria-label={t("Business of line {number}", { number })}
            placeholder={t("Business")}
            allowDeselect={false}
            data={businesses.map((each) => ({ value: each.id, label: each.name }))}
            value={line.business}
            onChange={(business) => onChange({ business, party: null })}
            data-testid={`line-${number}-business`}
          />
        </td>
      )}
      <td>
        <AccountSelect
          size="sm"
          aria-label={t("Account of line {number}", { number })}
          accounts={open}
          value={line.account}
          onChange={(account) => onChange({ account, party: null })}
          testid={`line-${number}-account`}
        />
      </td>
      {parties && (
        <td>
          <PartySelect
            bare
            size="sm"
            account={line.account}
            subledger={subledgerOf(accounts, line.account)}
            business={line.business}
            value={line.party}
            onChange={(party) => onChange({ party })}
            testid={`line-${number}-party`}
          />
        </td>
      )}
      {(["debit", "credit"] as const).map((side) => (
        <td key={side} data-figures>
          <MoneyInput
            size="sm"
            aria-label={t("{side} of line {number}", {
              side: side === "debit" ? t("Debit") : t("Credit"),
              number,
            })}
            value={line[side]}
            onChange={(amount) => onChange({ [side]: amount })}
            data-testid={`line-${number}-${side}`}
          />
        </td>
      ))}
      <td>
        {onRemove !== undefined && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t("Remove line {number}", { number })}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}
