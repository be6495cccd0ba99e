import { Radio, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { dayWords } from "../../text/day-words.ts";
import { type Draft, useCommand } from "../../rpc/use-command.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { CustomerSelect } from "../fields/customer-select.tsx";
import type { Received } from "./received.ts";
import { memoWords } from "../../ui/memo-words.ts";
import { t } from "../../text/text.ts";

interface MatchModalProps {
  readonly received: Received | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what money without a sale was for; the likely answer is chosen already. */
export function MatchModal({ received, onClose, onDone }: MatchModalProps) {
  return (
    <FormModal title={t("What is this money?")} opened={received !== undefined} onClose={onClose}>
      {received !== undefined && <Fields received={received} onClose={onClose} onDone={onDone} />}
    </FormModal>
  );
}

type Kind = "customer" | "receipt" | "returned" | "mistake";
type To = Draft<"mpesa.match">["to"];

function Fields({ received, onClose, onDone }: MatchModalProps & { readonly received: Received }) {
  const { alike } = received;
  const { send, sending, problem } = useCommand("mpesa.match");
  const likely = received.customer === null && alike.length > 0 ? "receipt" : "customer";
  const [kind, setKind] = useState<Kind>(likely);
  const [customer, setCustomer] = useState<string | null>(received.customer?.id ?? null);
  const [receipt, setReceipt] = useState<string | null>(alike[0]?.of ?? null);
  const [code, setCode] = useState("");
  const to = (): To | undefined => {
    switch (kind) {
      case "customer":
        return customer === null ? undefined : { kind, customer };
      case "receipt": {
        const of = alike.find((each) => each.of === receipt);
        return of === undefined ? undefined : { kind, of: of.of, code: of.code };
      }
      case "returned":
        return code.trim().length === 10 ? { kind, code } : undefined;
      case "mistake":
        return { kind };
    }
  };
  const save = async () => {
    const answered = to();
    if (answered === undefined) return;
    const answer = await send({ received: received.id, to: answered });
    if (answer?.ok === true) onDone();
  };
  return (
    <FormBody
      ready={to() !== undefined}
      sending={sending}
      problem={problem}
      action={t("That is what it is")}
      onSave={save}
      onCancel={onClose}
    >
      <Text size="lg">
        <MoneyText amount={received.amount} currency fw={600} />, {received.code}
        {received.name !== "" && t(" from {name}", { name: received.name })},{" "}
        {dayWords(received.day)}
      </Text>
      <Radio.Group value={kind} onChange={(next) => setKind(next as Kind)}>
        <Stack gap="sm">
          <Radio
            value="customer"
            label={t("A customer pays: debts first, the rest is store credit")}
          />
          <Radio
            value="receipt"
            disabled={alike.length === 0}
            label={
              alike.length === 0
                ? t("A sale under a mistyped code: none of this amount is claimed")
                : t("A sale under a mistyped code")
            }
          />
          <Radio value="returned" label={t("Sent back to the payer")} />
          <Radio value="mistake" label={t("It never came: written down by mistake")} />
        </Stack>
      </Radio.Group>
      {kind === "customer" && <CustomerSelect value={customer} onChange={setCustomer} />}
      {kind === "receipt" && (
        <Radio.Group label={t("Which one")} value={receipt} onChange={setReceipt}>
          <Stack gap="xs" mt={4}>
            {alike.map((each) => (
              <Radio
                key={each.of}
                value={each.of}
                label={`${memoWords(each.number)}, ${each.code}, ${dayWords(each.day)}`}
              />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {kind === "returned" && (
        <TextInput
          label={t("Code of the reversal")}
          maxLength={10}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
        />
      )}
    </FormBody>
  );
}
