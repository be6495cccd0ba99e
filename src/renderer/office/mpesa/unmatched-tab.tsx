import { Button } from "@mantine/core";
import { useState } from "react";
import { dayWords } from "../../text/day-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { pageOf, Pager, rowsOf } from "../sheet/pager.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { MatchModal } from "./match-modal.tsx";
import type { Received } from "./received.ts";
import { memoWords } from "../../ui/memo-words.ts";
import { t } from "../../text/text.ts";

/** Money that belongs to no sale yet, with a guess whose it is. */
export function UnmatchedTab({ business }: { readonly business: string | null }) {
  const { may } = useOffice();
  const { route } = useFilters();
  const answer = useQuery("mpesa.unmatched", { business, ...rowsOf(pageOf(route.query)) });
  const [matching, setMatching] = useState<Received>();
  return (
    <>
      <Answered query={answer}>
        {({ received, count, total }) => (
          <Sheet
            label={t("Money without a sale")}
            testid="mpesa-unmatched"
            columns={columnsOf(total, may("ledger.post") ? setMatching : undefined)}
            rows={received}
            keyOf={(each) => each.id}
            hrefOf={(each) => href("entry", each.entry)}
            stale={answer.loading}
            below={<Pager total={count} what={t("payments")} one={t("payment")} />}
            empty={
              <EmptyState title={t("Every payment has its sale")}>
                {t(
                  "Money that comes by M-Pesa and nobody rang up is kept here until it is known what it was for.",
                )}
              </EmptyState>
            }
          />
        )}
      </Answered>
      <MatchModal
        received={matching}
        onClose={() => setMatching(undefined)}
        onDone={() => {
          setMatching(undefined);
          answer.reload();
        }}
      />
    </>
  );
}

const columns = (): readonly Column<Received>[] => [
  {
    id: "day",
    title: t("Came"),
    width: 120,
    cell: (each) => dayWords(each.day),
    foot: t("Together"),
  },
  { id: "code", title: t("Code"), width: 130, cell: (each) => <b>{each.code}</b> },
  {
    id: "from",
    title: t("Payer"),
    cell: (each) => (
      <>
        {each.name === "" ? <span className={sheet.dim}>{t("Unknown")}</span> : each.name}{" "}
        <span className={sheet.dim}>{each.phone}</span>
      </>
    ),
  },
  {
    id: "guess",
    title: t("May be"),
    cell: (each) =>
      each.customer !== null ? (
        <a href={href("customer", each.customer.id)}>{each.customer.name}</a>
      ) : each.alike.length > 0 ? (
        <span>{t("{number}, mistyped", { number: memoWords(each.alike[0]?.number ?? "") })}</span>
      ) : (
        ""
      ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 180,
    cell: (each) => <BusinessName business={each.business} />,
  },
];

function columnsOf(
  total: Received["amount"],
  onMatch: ((received: Received) => void) | undefined,
): readonly Column<Received>[] {
  return [
    ...columns(),
    {
      id: "amount",
      title: t("Amount"),
      figures: true,
      width: 130,
      cell: (each) => <Figure amount={each.amount} />,
      foot: <Figure amount={total} />,
    },
    {
      id: "match",
      title: "",
      width: 140,
      figures: true,
      cell: (each) =>
        onMatch !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={(event) => {
              event.stopPropagation();
              onMatch(each);
            }}
            data-testid={`match-${each.code}`}
          >
            {t("What is it?")}
          </Button>
        ),
    },
  ];
}
