import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { sumQuantities } from "#shared/kernel/quantity.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { QuantityText, quantityWords } from "../../ui/quantity-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { href } from "../route/route.ts";
import { useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { PAGE_ROWS, pageOf, Pager } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { t } from "../../text/text.ts";

type Run = Reply<"production.runs">["runs"][number];

/** Every run with its yield; Enter leads to its entry. */
export function Runs({ business }: { readonly business: string }) {
  const route = useRoute();
  const { may } = useOffice();
  const offset = (pageOf(route.query) - 1) * PAGE_ROWS;
  const answer = useQuery("production.runs", { business, offset, limit: PAGE_ROWS });
  const [taking, setTaking] = useState<Run>();
  const adjusts = may("stock.adjust", business);
  return (
    <>
      <Answered query={answer}>
        {({ runs, total }) => (
          <Sheet
            label={t("Production runs")}
            testid="runs"
            columns={columnsOf(adjusts ? setTaking : undefined)}
            rows={runs}
            keyOf={(run) => run.run}
            hrefOf={(run) => href("entry", run.entry)}
            quiet={(run) => run.reversedBy !== null}
            stale={answer.loading}
            empty={
              <EmptyState title={t("No run yet")}>
                {t("What is filled is recorded under New run.")}
              </EmptyState>
            }
            below={<Pager total={total} what={t("runs")} one={t("run")} />}
          />
        )}
      </Answered>
      <FormModal
        title={t("Take this run back")}
        size="md"
        opened={taking !== undefined}
        onClose={() => setTaking(undefined)}
      >
        {taking !== undefined && (
          <TakeBack
            run={taking}
            onClose={() => setTaking(undefined)}
            onDone={() => {
              setTaking(undefined);
              answer.reload();
            }}
          />
        )}
      </FormModal>
    </>
  );
}

function columnsOf(onTake: ((run: Run) => void) | undefined): readonly Column<Run>[] {
  const figures = true;
  return [
    { id: "day", title: t("Day"), width: 120, cell: (run) => dayWords(run.day) },
    {
      id: "what",
      title: t("Product"),
      cell: (run) => (
        <>
          <div>{run.name}</div>
          <span className={sheet.dim}>
            {run.batch}
            {run.by !== null && `, ${run.by}`}
          </span>{" "}
          {run.reversedBy !== null && <span className={sheet.tag}>{t("Taken back")}</span>}
        </>
      ),
    },
    {
      id: "expires",
      title: t("Good until"),
      width: 130,
      cell: (run) => (run.expires === null ? "" : dayWords(run.expires)),
    },
    {
      id: "good",
      title: t("Good"),
      figures,
      width: 90,
      cell: (run) => <QuantityText amount={run.good} unit={run.unit} />,
    },
    {
      id: "lost",
      title: t("Lost"),
      figures,
      width: 80,
      cell: (run) => {
        const lost = sumQuantities([run.normal, run.abnormal]);
        return lost === 0 ? <span className={sheet.nil}>–</span> : <QuantityText amount={lost} />;
      },
    },
    {
      id: "yield",
      title: t("Yield"),
      figures,
      width: 100,
      cell: (run) =>
        run.abnormal > 0 ? (
          <span className={sheet.tag} data-tone="low">
            {percent(run.yieldBasisPoints)}
          </span>
        ) : (
          percent(run.yieldBasisPoints)
        ),
    },
    {
      id: "left",
      title: t("Left"),
      figures,
      width: 90,
      cell: (run) => <QuantityText amount={run.left} unit={run.unit} />,
    },
    {
      id: "cost",
      title: t("Cost, KES"),
      figures,
      width: 130,
      cell: (run) => (run.cost === null ? "" : <Figure amount={run.cost} />),
    },
    {
      id: "act",
      title: "",
      figures,
      width: 110,
      cell: (run) =>
        onTake !== undefined &&
        run.reversedBy === null &&
        run.left === run.good && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onTake(run)}
            data-testid="take-back"
          >
            {t("Take back")}
          </Button>
        ),
    },
  ];
}

/** 9756 hundredths of a per cent: "97.6 %". */
function percent(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(1)} %`;
}

interface TakeBackProps {
  readonly run: Run;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function TakeBack({ run, onClose, onDone }: TakeBackProps) {
  const { send, sending, problem } = useCommand("production.reverse");
  const [reason, setReason] = useState("");
  const save = async () => {
    const answer = await send({ run: run.run, reason: reason.trim() });
    if (answer?.ok === true) onDone();
  };
  return (
    <FormBody
      ready={reason.trim() !== ""}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
      action={t("Take it back")}
    >
      <Text>
        {t(
          "{good} {name} of batch {batch} leave the shelf, and the empties and materials go back to theirs. It is written as a reversal: nothing is erased.",
          { good: quantityWords(run.good, run.unit), name: run.name, batch: run.batch },
        )}
      </Text>
      <TextInput
        label={t("Reason")}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="reason"
      />
    </FormBody>
  );
}
