import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../../rpc/use-command.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { taskOf, type Exception } from "./exceptions-model.ts";
import { t } from "../../text/text.ts";

interface SettleFormProps {
  readonly exception: Exception;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Why nothing is left to be done: kept with the name and the time, for ever. */
export function SettleForm({ exception, onClose, onDone }: SettleFormProps) {
  const { send, sending, problem } = useCommand("exception.settle");
  const [reason, setReason] = useState("");
  const save = async () => {
    const { of, kind } = exception;
    const answer = await send({ of, kind, reason: reason.trim() });
    if (answer?.ok === true) onDone();
  };
  return (
    <FormBody
      ready={reason.trim() !== ""}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
      action={t("It is settled")}
    >
      <Text>{taskOf(exception).title}.</Text>
      <Textarea
        label={t("What was done about it?")}
        description={t(
          "It changes no figure: what corrects the books is recorded where the task leads. It is kept with your name.",
        )}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={200}
        autosize
        minRows={2}
        data-autofocus
        data-testid="settle-reason"
      />
    </FormBody>
  );
}
