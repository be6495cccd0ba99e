import { Button } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { OpenDocuments } from "../customers/open-documents.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { PrintButton } from "../sheet/print-button.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { entryWords } from "../words/account-words.ts";
import { t } from "../../text/text.ts";

type Line = Reply<"supplier.statement">["lines"][number];

/** What a supplier brought and was paid, and which bills are open. */
export function SupplierScreen() {
  const { route, filters } = useFilters();
  const { may } = useOffice();
  const id = route.arg;
  const { business } = filters;
  const answer = useQuery("supplier.statement", id === null ? null : { supplier: id, business });
  const supplier = answer.value?.supplier;
  return (
    <Page
      testid="supplier"
      title={supplier?.name ?? t("Supplier")}
      subtitle={supplier?.phone}
      back={href("suppliers")}
      tools={
        <>
          <PrintButton />
          {may("ledger.post") && id !== null && (
            <Button
              size="sm"
              component="a"
              href={href("record", "pay-supplier", { supplier: id })}
              data-testid="pay-supplier"
            >
              {t("Pay")}
            </Button>
          )}
        </>
      }
      toolbar={<BusinessFilter value={business} />}
    >
      <Answered query={answer}>
        {(value) => (
          <>
            <OpenDocuments open={value.open} ages={value.ages} />
            <Sheet
              label={t("Statement")}
              testid="statement"
              columns={columns()}
              rows={value.lines}
              keyOf={(line) => value.lines.indexOf(line)}
              hrefOf={(line) => href("entry", line.entry)}
              stale={answer.loading}
              empty={
                <EmptyState title={t("Nothing on account")}>
                  {t("Goods that are not paid at once, and what is paid for them, appear here.")}
                </EmptyState>
              }
            />
          </>
        )}
      </Answered>
    </Page>
  );
}

const columns = (): readonly Column<Line>[] => [
  { id: "day", title: t("Day"), width: 120, cell: (line) => dayWords(line.day) },
  {
    id: "entry",
    title: t("Entry"),
    width: 80,
    cell: (line) => <a href={href("entry", line.entry)}>{line.entry}</a>,
  },
  {
    id: "what",
    title: t("What"),
    cell: (line) => (
      <>
        {line.memo} <span className={sheet.dim}>{entryWords(line.type)}</span>
      </>
    ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 180,
    cell: (line) => <BusinessName business={line.business} />,
  },
  {
    id: "credit",
    title: t("Brought"),
    figures: true,
    width: 130,
    cell: (line) => <Figure amount={line.credit} />,
  },
  {
    id: "debit",
    title: t("Paid"),
    figures: true,
    width: 130,
    cell: (line) => <Figure amount={line.debit} />,
  },
  {
    id: "balance",
    title: t("Owed after"),
    figures: true,
    width: 140,
    cell: (line) => <Figure amount={line.balance} dash={false} />,
  },
];
