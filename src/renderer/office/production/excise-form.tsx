import { Group, Text } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import type { Money } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";

interface ExciseFormProps {
  readonly business: string;
  readonly rates: Reply<"production.excise">["rates"];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** For licensed packers: a rate a litre, each from its own day; nothing ends it. */
export function ExciseForm({ business, rates, onClose, onSaved }: ExciseFormProps) {
  const { today } = useOffice();
  const { send, sending, problem } = useCommand("production.saveExcise");
  const [from, setFrom] = useState<BusinessDay | null>(today);
  const [perLitre, setPerLitre] = useState<Money | null>(rates.at(-1)?.perLitre ?? null);
  const save = async () => {
    if (from === null || perLitre === null) return;
    if ((await send({ business, from, perLitre }))?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={from !== null && perLitre !== null}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <Text c="dimmed">
        {t(
          "Each run then owes excise on its good litres, to account 2160. Nothing is charged before the first rate, and a rate of 0.00 ends it.",
        )}
      </Text>
      {rates.map((rate) => (
        <Text key={rate.from}>
          {t("From {from}: {perLitre} a litre", {
            from: dayWords(rate.from),
            perLitre: moneyWords(rate.perLitre),
          })}
        </Text>
      ))}
      <Group grow align="flex-start">
        <DayInput label={t("From")} value={from} onChange={setFrom} />
        <MoneyInput
          size="md"
          label={t("A litre, KES")}
          data-autofocus
          value={perLitre}
          onChange={setPerLitre}
          data-testid="excise-rate"
        />
      </Group>
    </FormBody>
  );
}
