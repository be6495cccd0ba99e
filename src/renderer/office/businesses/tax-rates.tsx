import { Button, Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import { formatMoney, cents, parseMoney } from "#shared/kernel/money.ts";
import { TAX_LETTERS, type TaxLetter } from "#shared/kernel/tax.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";

type Rates = Reply<"business.rules">["taxRates"];

const percent = (basisPoints: number) => `${formatMoney(cents(basisPoints))} %`;

interface TaxRatesProps {
  readonly business: string;
  readonly rates: Rates;
  readonly onSaved: () => void;
}

/** Each letter's rate by the day it holds from; the one in force stands out. */
export function TaxRates({ business, rates, onSaved }: TaxRatesProps) {
  const { today } = useOffice();
  return (
    <Paper title={t("Tax rates")} aside={t("A rate holds from its day until the next")} padded>
      <table className={classes.rules} data-testid="tax-rates">
        <tbody>
          {rates.map(({ letter, name, basisPoints, from }) => (
            <tr key={`${letter} ${from}`} data-now={inForce(rates, letter, today) === from}>
              <td>{letter}</td>
              <td>{name}</td>
              <td>
                {from <= "2000-01-01"
                  ? t("from the beginning")
                  : t("from {from}", { from: dayWords(from) })}
              </td>
              <td>{percent(basisPoints)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <NewRate business={business} onSaved={onSaved} />
    </Paper>
  );
}

function inForce(rates: Rates, letter: string, today: string): string | undefined {
  return rates
    .filter((rate) => rate.letter === letter && rate.from <= today)
    .map((rate) => rate.from)
    .toSorted()
    .at(-1);
}

function NewRate({ business, onSaved }: Omit<TaxRatesProps, "rates">) {
  const { today } = useOffice();
  const { send, sending, problem } = useCommand("business.setTaxRate");
  const [letter, setLetter] = useState<TaxLetter>("B");
  const [rate, setRate] = useState("");
  const [from, setFrom] = useState<BusinessDay | null>(today);
  const basisPoints = parseMoney(rate);
  const fits = basisPoints !== undefined && basisPoints >= 0 && basisPoints <= 10_000;
  const save = async () => {
    if (!fits || from === null) return;
    const answer = await send({ business, letter, basisPoints, from });
    if (answer?.ok !== true) return;
    setRate("");
    onSaved();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Group align="flex-end" gap="sm" mt="md" wrap="nowrap">
        <Select
          label={t("Letter")}
          w={86}
          allowDeselect={false}
          data={TAX_LETTERS.map((each) => each)}
          value={letter}
          onChange={(next) => setLetter(TAX_LETTERS.find((each) => each === next) ?? letter)}
        />
        <TextInput
          label={t("Per cent")}
          w={110}
          inputMode="decimal"
          value={rate}
          onChange={(event) => setRate(event.currentTarget.value)}
          data-testid="rate-percent"
        />
        <DayInput label={t("From")} value={from} onChange={setFrom} flex={1} />
        <Button
          type="submit"
          variant="default"
          loading={sending}
          disabled={!fits || from === null}
          data-testid="rate-save"
        >
          {t("Add")}
        </Button>
      </Group>
      <RefusalAlert problem={problem} onRetry={() => void save()} />
    </form>
  );
}
