import { Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Money } from "#shared/kernel/money.ts";
import { contentOf } from "#shared/trades/returnables.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { QuantityText } from "../../ui/quantity-text.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { CountedFields, TypeSelect } from "./counted-fields.tsx";
import type { ReturnableType } from "./type-form.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

interface SwapFormProps {
  readonly types: readonly ReturnableType[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

interface Counted {
  readonly count: number;
  readonly serials: readonly string[];
}
const NONE: Counted = { count: 0, serials: [] };

/** Empties handed over, fulls received; only the gas in them is bought. */
export function SwapForm({ types, onClose, onSaved }: SwapFormProps) {
  const { today } = useOffice();
  const { send, sending, problem } = useCommand("stock.receive");
  const suppliers = useQuery("supplier.list", { text: "" }).value?.suppliers ?? [];
  const [type, setType] = useState<string | null>(null);
  const [supplier, setSupplier] = useState<string | null>(null);
  const [out, setOut] = useState(NONE);
  const [into, setInto] = useState(NONE);
  const [cost, setCost] = useState<Money | null>(null);
  const [reference, setReference] = useState("");
  const [day, setDay] = useState<typeof today | null>(today);
  const chosen = types.find((each) => each.id === type);
  const gas = chosen === undefined ? null : contentOf(chosen, into.count);
  const ready =
    chosen !== undefined && supplier !== null && day !== null && into.count > 0 && cost !== null;
  const save = async () => {
    if (chosen === undefined || gas === null || cost === null || day === null) return;
    const answer = await send({
      business: chosen.business,
      day,
      supplier,
      reference: reference.trim(),
      lines: [{ item: chosen.content, quantity: gas, cost }],
      swapped: [
        {
          type: chosen.id,
          out: out.count,
          in: into.count,
          serialsOut: [...out.serials],
          serialsIn: [...into.serials],
        },
      ],
    });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody ready={ready} sending={sending} problem={problem} onSave={save} onCancel={onClose}>
      <Group grow>
        <TypeSelect types={types} value={type} onChange={setType} />
        <Select
          label={t("Supplier")}
          searchable
          data={suppliers
            .filter((each) => each.active)
            .map((each) => ({ value: each.id, label: each.name }))}
          value={supplier}
          onChange={setSupplier}
          data-testid="swap-supplier"
        />
      </Group>
      <Group grow align="flex-start">
        <CountedFields
          label={t("Empties handed over")}
          serialised={chosen?.serialised ?? false}
          {...out}
          onChange={(count, serials) => setOut({ count, serials })}
          testid="swap-out"
        />
        <CountedFields
          label={t("Fulls received")}
          serialised={chosen?.serialised ?? false}
          {...into}
          onChange={(count, serials) => setInto({ count, serials })}
          testid="swap-in"
        />
      </Group>
      <Group grow align="flex-start">
        <MoneyInput
          label={t("Gas bought, in all")}
          description={
            gas === null || into.count === 0 ? (
              t("What is in the fulls")
            ) : (
              <>{rich("For {gas}", { gas: <QuantityText amount={gas} unit="kg" /> })}</>
            )
          }
          value={cost}
          onChange={setCost}
          data-testid="swap-cost"
        />
        <TextInput
          label={t("Delivery note")}
          description={t("Owed until paid")}
          maxLength={120}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <DayInput
          label={t("Day")}
          description={t("When they came")}
          value={day}
          onChange={setDay}
        />
      </Group>
    </FormBody>
  );
}
