import { Text } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { CustomerSelect } from "../fields/customer-select.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

type Customer = Reply<"customer.search">["customers"][number];

interface MergeModalProps {
  readonly opened: boolean;
  readonly customer: Customer;
  /** Whom the merged books propose. */
  readonly proposed: string | null;
  readonly onClose: () => void;
  readonly onMerged: () => void;
}

/** Two customers are one: this one stays, the other's history is shown with it. */
export function MergeModal(props: MergeModalProps) {
  return (
    <FormModal
      title={t("Somebody who is also {name}", { name: props.customer.name })}
      opened={props.opened}
      onClose={props.onClose}
    >
      <Fields {...props} />
    </FormModal>
  );
}

function Fields({ customer, proposed, onClose, onMerged }: MergeModalProps) {
  const { send, sending, problem } = useCommand("customer.merge");
  const [other, setOther] = useState<string | null>(proposed);
  const chosen = useQuery("customer.statement", other === null ? null : { customer: other });
  const card = other === null ? undefined : chosen.value?.customer;
  const merge = async () => {
    if (other === null) return;
    const answer = await send({ from: other, into: customer.id });
    if (answer?.ok === true) onMerged();
  };
  return (
    <FormBody
      ready={other !== null && other !== customer.id}
      sending={sending}
      problem={problem}
      action={t("They are one customer")}
      onSave={merge}
      onCancel={onClose}
    >
      <CustomerSelect value={other} onChange={setOther} />
      {card !== undefined && (
        <Text>
          {card.name}
          {card.phone !== "" && `, ${card.phone}`}
          {rich(", owes {owed} and holds {credit} of store credit.", {
            owed: <MoneyText amount={card.owed} />,
            credit: <MoneyText amount={card.credit} />,
          })}
        </Text>
      )}
      <Text c="dimmed">
        {t(
          "Both histories are shown under {name} from now on, and the other is no longer offered. Nothing that was written is changed; it cannot be taken apart again.",
          { name: customer.name },
        )}
      </Text>
    </FormBody>
  );
}
