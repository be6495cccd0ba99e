import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import type { Place } from "./reconcile-model.ts";
import { t } from "../../text/text.ts";

type Done = Reply<"reconciliation.history">["done"][number];

interface HistoryViewProps {
  readonly place: Place;
  readonly onUndone: () => void;
}

/** Every statement that was agreed, who did it, and which of them were taken back and why. */
export function HistoryView({ place, onUndone }: HistoryViewProps) {
  const { may } = useOffice();
  const { account, party } = place;
  const answer = useQuery("reconciliation.history", { account, party });
  const [undoing, setUndoing] = useState<Done>();
  const mayUndo = may("ledger.reverse", place.business ?? undefined);
  return (
    <>
      <Answered query={answer}>
        {({ done }) => (
          <Sheet
            label={t("Reconciliations")}
            testid="reconciliations"
            columns={columnsOf(
              mayUndo ? done.find((each) => each.undone === null)?.id : undefined,
              setUndoing,
            )}
            rows={done}
            keyOf={(each) => each.id}
            quiet={(each) => each.undone !== null}
            stale={answer.loading}
            empty={
              <EmptyState title={t("Never reconciled")}>
                {t("A statement that is agreed with the books is kept here.")}
              </EmptyState>
            }
          />
        )}
      </Answered>
      <FormModal
        title={t("Undo the reconciliation")}
        opened={undoing !== undefined}
        onClose={() => setUndoing(undefined)}
      >
        {undoing !== undefined && (
          <Undo
            done={undoing}
            onClose={() => setUndoing(undefined)}
            onUndone={() => {
              setUndoing(undefined);
              answer.reload();
              onUndone();
            }}
          />
        )}
      </FormModal>
    </>
  );
}

interface UndoProps {
  readonly done: Done;
  readonly onClose: () => void;
  readonly onUndone: () => void;
}

function Undo({ done, onClose, onUndone }: UndoProps) {
  const { send, sending, problem } = useCommand("reconciliation.undo");
  const [reason, setReason] = useState("");
  const save = async () => {
    const answer = await send({ reconciliation: done.id, reason: reason.trim() });
    if (answer?.ok === true) onUndone();
  };
  return (
    <FormBody
      ready={reason.trim() !== ""}
      sending={sending}
      problem={problem}
      action={t("Undo it")}
      onSave={save}
      onCancel={onClose}
    >
      <Text>
        {t(
          "Its {lines} lines through {through} are open again. No entry changes; this one is kept, marked as undone.",
          { lines: done.lines, through: dayWords(done.through) },
        )}
      </Text>
      <TextInput
        label={t("Why")}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="undo-reason"
      />
    </FormBody>
  );
}

function columnsOf(
  undoable: string | undefined,
  onUndo: (done: Done) => void,
): readonly Column<Done>[] {
  return [
    { id: "through", title: t("Through"), width: 130, cell: (each) => dayWords(each.through) },
    {
      id: "lines",
      title: t("Lines"),
      width: 80,
      figures: true,
      cell: (each) => each.lines.toLocaleString("en-KE"),
    },
    {
      id: "by",
      title: t("Who"),
      cell: (each) => (
        <>
          {each.by}{" "}
          {each.undone !== null && (
            <span className={sheet.dim}>
              {t("undone by {by}: {reason}", { by: each.undone.by, reason: each.undone.reason })}
            </span>
          )}
        </>
      ),
    },
    {
      id: "opening",
      title: t("From"),
      width: 150,
      figures: true,
      cell: (each) => <Figure amount={each.opening} dash={false} />,
    },
    {
      id: "closing",
      title: t("To"),
      width: 150,
      figures: true,
      cell: (each) => <Figure amount={each.closing} dash={false} />,
    },
    {
      id: "undo",
      title: "",
      width: 110,
      figures: true,
      cell: (each) =>
        each.id === undoable && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onUndo(each)}
            data-testid="undo"
          >
            {t("Undo")}
          </Button>
        ),
    },
  ];
}
