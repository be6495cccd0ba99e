import { Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { cents, type Money, ZERO } from "#shared/kernel/money.ts";
import { totalOf } from "#shared/ledger/reconciliation.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { AccountSelect, postable, useAccounts } from "../fields/account-select.tsx";
import { NOWHERE, type Place as Elsewhere, placed, PlaceFields } from "../record/place-fields.tsx";
import { useOffice } from "../shell/office-context.tsx";
import type { StatementLine } from "./reconcile-model.ts";
import type { Place } from "./reconcile-model.ts";
import { t } from "../../text/text.ts";

interface RecordMissingProps {
  readonly place: Place;
  /** None: nothing is being recorded. */
  readonly lines: readonly StatementLine[];
  readonly onClose: () => void;
  readonly onRecorded: (entry: number) => void;
}

/** What the statement has and the books lack, recorded as what it is; then it is its match. */
export function RecordMissing({ place, lines, onClose, onRecorded }: RecordMissingProps) {
  const [first] = lines;
  return (
    <FormModal title={t("Record in the books")} opened={first !== undefined} onClose={onClose}>
      {first !== undefined && (
        <Fields
          place={place}
          lines={lines}
          first={first}
          onClose={onClose}
          onRecorded={onRecorded}
        />
      )}
    </FormModal>
  );
}

type Kind = "charge" | "transfer" | "unknown" | "other";

const CHARGES = 5810;

interface FieldsProps extends RecordMissingProps {
  readonly first: StatementLine;
}

function Fields({ place, lines, first, onClose, onRecorded }: FieldsProps) {
  const { businesses } = useOffice();
  const accounts = useAccounts();
  const total = totalOf(lines);
  const out = total < 0;
  const [one] = lines;
  // A payment to the till that nobody rang up: its own form, with the code.
  const code = lines.length === 1 && !out && place.kind === "mpesa" ? first.code : null;
  const [kind, setKind] = useState<Kind>(code !== null ? "unknown" : out ? "charge" : "other");
  const [day, setDay] = useState<BusinessDay | null>(lines.at(-1)?.day ?? null);
  const [business, setBusiness] = useState(place.business ?? businesses[0]?.id ?? null);
  const [account, setAccount] = useState<number | null>(out ? CHARGES : null);
  const [elsewhere, setElsewhere] = useState<Elsewhere>(NOWHERE);
  const [memo, setMemo] = useState(one?.reason === "charge" && lines.length > 1 ? "" : first.text);
  const recorder = useRecorder(place, code);
  const other = placed(elsewhere, accounts);
  const known = kind === "unknown" || kind === "transfer" ? true : account !== null;
  const ready =
    day !== null &&
    business !== null &&
    total !== 0 &&
    known &&
    (kind !== "transfer" || other !== undefined);
  const save = async () => {
    if (day === null || business === null) return;
    const what = { kind, day, business, account, other, total, memo: memo.trim(), first };
    const entry = await recorder.record(what);
    if (entry !== undefined) onRecorded(entry);
  };
  const choices = postable(accounts).filter(
    (each) =>
      each.subledger === null &&
      each.number !== place.account &&
      (each.business === null || each.business === business) &&
      (kind === "other" || each.type === "expense"),
  );
  return (
    <FormBody
      ready={ready}
      sending={recorder.sending}
      problem={recorder.problem}
      action={t("Record it")}
      onSave={save}
      onCancel={onClose}
    >
      <Text size="lg">
        <MoneyText amount={cents(Math.abs(total))} currency fw={600} />{" "}
        {out ? t("went out") : t("came in")}
        {lines.length > 1 ? t(", {count} lines", { count: lines.length }) : ""}
      </Text>
      <Radio.Group value={kind} onChange={(next) => setKind(next as Kind)}>
        <Stack gap="xs">
          {code !== null && (
            <Radio value="unknown" label={t("A payment that belongs to no sale yet")} />
          )}
          {out && <Radio value="charge" label={t("A charge or another expense")} />}
          <Radio
            value="transfer"
            label={
              out ? t("Money sent to another place of ours") : t("Money from another place of ours")
            }
          />
          <Radio value="other" label={t("Something else: choose the account")} />
        </Stack>
      </Radio.Group>
      {kind === "transfer" ? (
        <PlaceFields
          label={out ? t("Where to") : t("Where from")}
          accounts={accounts.filter((each) => each.number !== place.account)}
          value={elsewhere}
          onChange={setElsewhere}
          testid="elsewhere"
        />
      ) : (
        kind !== "unknown" && (
          <AccountSelect
            label={kind === "charge" ? t("Expense") : t("Account")}
            accounts={choices}
            value={account}
            onChange={setAccount}
            testid="missing-account"
          />
        )
      )}
      {place.business === null && (
        <Select
          label={t("Business")}
          allowDeselect={false}
          data={businesses.map((each) => ({ value: each.id, label: each.name }))}
          value={business}
          onChange={setBusiness}
          data-testid="missing-business"
        />
      )}
      <DayInput label={t("Business day")} value={day} onChange={setDay} />
      <TextInput
        label={t("Memo")}
        maxLength={200}
        value={memo}
        onChange={(event) => setMemo(event.currentTarget.value)}
      />
    </FormBody>
  );
}

interface Missing {
  readonly kind: Kind;
  readonly day: BusinessDay;
  readonly business: string;
  readonly account: number | null;
  readonly other: { business: string; account: number; party: string | null } | undefined;
  readonly total: Money;
  readonly memo: string;
  readonly first: StatementLine;
}

/** Each kind is recorded by the command that is made for it; answers with the entry. */
function useRecorder(place: Place, code: string | null) {
  const expense = useCommand("entry.expense");
  const transfer = useCommand("entry.transfer");
  const receive = useCommand("mpesa.receive");
  const manual = useCommand("entry.manual");
  const all = [expense, transfer, receive, manual];
  const send = (what: Missing) => {
    const { kind, day, business, account, other, total, memo, first } = what;
    const amount = cents(Math.abs(total));
    const out = total < 0;
    const here = { business, account: place.account, party: place.party };
    switch (kind) {
      case "charge":
        return expense.send({
          day,
          account: account ?? CHARGES,
          shares: [{ business, amount }],
          paidFrom: place.account,
          party: place.party,
          memo,
        });
      case "transfer": {
        const there = other ?? here;
        const [from, to] = out ? [here, there] : [there, here];
        return transfer.send({ day, from, to, amount, memo });
      }
      case "unknown":
        return receive.send({
          business,
          day,
          code: code ?? "",
          amount,
          name: first.party.slice(0, 80),
          seen: "statement",
        });
      case "other": {
        const mine = { ...here, debit: out ? ZERO : amount, credit: out ? amount : ZERO };
        const theirs = {
          business,
          account: account ?? 0,
          party: null,
          debit: out ? amount : ZERO,
          credit: out ? ZERO : amount,
        };
        return manual.send({
          day,
          memo: memo === "" ? t("From the statement") : memo,
          lines: [mine, theirs],
        });
      }
    }
  };
  return {
    record: async (what: Missing): Promise<number | undefined> => {
      const answer = await send(what);
      return answer?.ok === true ? answer.value.entry : undefined;
    },
    sending: all.some((each) => each.sending),
    problem: all.map((each) => each.problem).find((problem) => problem !== undefined),
  };
}
