import { Button } from "@mantine/core";
import { useQuery } from "../../rpc/use-query.ts";
import { OpenDocuments } from "../customers/open-documents.tsx";
import { StatementSheet } from "../customers/statement-sheet.tsx";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { PrintButton } from "../sheet/print-button.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";

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
            <StatementSheet
              lines={value.lines}
              stale={answer.loading}
              amounts={[
                ["credit", t("Brought")],
                ["debit", t("Paid")],
              ]}
              nothing={t(
                "Goods that are not paid at once, and what is paid for them, appear here.",
              )}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
