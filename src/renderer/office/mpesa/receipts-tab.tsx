import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below, Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { useConfirm } from "./use-confirm.ts";
import { memoWords } from "../../ui/memo-words.ts";
import { t } from "../../text/text.ts";

type Receipt = Reply<"mpesa.receipts">["receipts"][number];

const SHOWN = 200;

const states = (): Readonly<Record<Receipt["state"], string>> => ({
  claimed: t("Claimed"),
  confirmed: t("Seen"),
  reconciled: t("On the statement"),
  reversed: t("Taken back"),
});

interface ReceiptsTabProps {
  readonly business: string | null;
  readonly state: "claimed" | "all";
  readonly code: string;
}

export function ReceiptsTab({ business, state, code }: ReceiptsTabProps) {
  const { may } = useOffice();
  const answer = useQuery("mpesa.receipts", { business, state, code, limit: SHOWN });
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const confirm = useConfirm();
  const picks = state === "claimed" && may("ledger.post");
  const flip = (key: string) =>
    setPicked((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  const send = async (receipts: readonly Receipt[]) => {
    const chosen = receipts.filter((each) => picked.has(keyOf(each)));
    if (await confirm.send(chosen, "phone")) {
      setPicked(new Set());
      answer.reload();
    }
  };
  return (
    <Answered query={answer}>
      {({ receipts, total, amount }) => (
        <>
          <RefusalAlert problem={confirm.problem} />
          <Sheet
            label={t("M-Pesa payments")}
            testid="mpesa-receipts"
            columns={[
              ...(picks ? [pickColumn(picked, flip)] : []),
              ...columns(),
              amountColumn(amount),
            ]}
            rows={receipts}
            keyOf={keyOf}
            hrefOf={(each) => href("entry", each.entry)}
            quiet={(each) => each.state === "reversed"}
            stale={answer.loading}
            empty={
              <EmptyState
                title={state === "claimed" ? t("No claims are open") : t("No M-Pesa payments")}
              >
                {state === "claimed"
                  ? t("The money of every code has been seen.")
                  : t("Payments by M-Pesa appear here with their codes.")}
              </EmptyState>
            }
            below={
              <Below>
                <span>
                  {total > SHOWN
                    ? t("The latest {SHOWN} of {total}", { SHOWN, total })
                    : t("{total} in all", { total })}
                </span>
                {picks && (
                  <Button
                    size="compact-md"
                    disabled={picked.size === 0}
                    loading={confirm.sending}
                    onClick={() => void send(receipts)}
                    data-testid="mpesa-confirm"
                  >
                    {picked.size === 0
                      ? t("Tick what was seen on the phone")
                      : t("The money of {size} was seen", { size: picked.size })}
                  </Button>
                )}
              </Below>
            }
          />
        </>
      )}
    </Answered>
  );
}

const keyOf = (each: Receipt): string => `${each.of} ${each.code}`;

function pickColumn(picked: ReadonlySet<string>, flip: (key: string) => void): Column<Receipt> {
  return {
    id: "pick",
    title: "",
    width: 52,
    cell: (each) => (
      // A click on the box must not follow the row's link.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <span onClick={(event) => event.stopPropagation()}>
        <Checkbox
          checked={picked.has(keyOf(each))}
          onChange={() => flip(keyOf(each))}
          aria-label={t("Seen: {code}", { code: each.code })}
          data-testid={`pick-${each.code}`}
        />
      </span>
    ),
  };
}

const columns = (): readonly Column<Receipt>[] => [
  {
    id: "day",
    title: t("Day"),
    width: 120,
    cell: (each) => dayWords(each.day),
    foot: t("Together"),
  },
  { id: "code", title: t("Code"), width: 130, cell: (each) => <b>{each.code}</b> },
  {
    id: "of",
    title: t("For"),
    cell: (each) => (
      <>
        <a href={href("entry", each.entry)}>{memoWords(each.number)}</a>{" "}
        {each.direction === "out" && <span className={sheet.tag}>{t("Paid out")}</span>}
      </>
    ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 180,
    cell: (each) => <BusinessName business={each.business} />,
  },
  { id: "state", title: t("State"), width: 150, cell: (each) => states()[each.state] },
];

function amountColumn(total: Receipt["amount"]): Column<Receipt> {
  return {
    id: "amount",
    title: t("Amount"),
    figures: true,
    width: 130,
    cell: (each) => <Figure amount={each.amount} />,
    foot: <Figure amount={total} testid="mpesa-total" />,
  };
}
