import { Alert, Button, Text } from "@mantine/core";
import { IconPencil, IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { PrintButton } from "../sheet/print-button.tsx";
import { Answered } from "../sheet/answered.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { CustomerForm } from "./customer-form.tsx";
import { MergeModal } from "./merge-modal.tsx";
import { OpenDocuments } from "./open-documents.tsx";
import { StatementSheet } from "./statement-sheet.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./customers.module.css";

type Statement = Reply<"customer.statement">;

/** What a customer bought on account and paid, line by line. */
export function CustomerScreen() {
  const { route, filters } = useFilters();
  const { may, businesses } = useOffice();
  const [editing, setEditing] = useState(false);
  const proposed = route.query["merge"] ?? null;
  const [merging, setMerging] = useState(proposed !== null);
  const id = route.arg;
  const { business } = filters;
  const answer = useQuery("customer.statement", id === null ? null : { customer: id, business });
  const customer = answer.value?.customer;
  return (
    <Page
      testid="customer"
      title={customer?.name ?? t("Customer")}
      subtitle={[customer?.phone, customer?.note].filter((text) => text).join(" · ")}
      back={href("customers")}
      tools={
        <>
          {may("customers.edit") && (
            <Button
              size="sm"
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setEditing(true)}
              data-testid="edit-customer"
            >
              {t("Edit")}
            </Button>
          )}
          {may("ledger.post") && (
            <Button
              size="sm"
              variant="default"
              leftSection={<IconUsersGroup size={16} aria-hidden />}
              onClick={() => setMerging(true)}
              data-testid="merge-customer"
            >
              {t("Merge")}
            </Button>
          )}
          {businesses.some((each) => each.trades.includes("jobs")) && id !== null && (
            <Button
              size="sm"
              variant="default"
              component="a"
              href={href("jobs", null, { customer: id, list: "all" })}
              data-testid="customer-jobs"
            >
              {t("Jobs")}
            </Button>
          )}
          <PrintButton />
          {may("sell") && id !== null && (
            <Button
              size="sm"
              component="a"
              href={href("record", "customer-payment", { customer: id, b: business })}
              data-testid="take-payment"
            >
              {t("Take a payment")}
            </Button>
          )}
        </>
      }
      toolbar={<BusinessFilter value={business} />}
    >
      <Answered query={answer}>
        {(value) => (
          <>
            <Aliases value={value} />
            <Card value={value} />
            <OpenDocuments open={value.open} ages={value.ages} />
            <StatementSheet
              lines={value.lines}
              stale={answer.loading}
              amounts={[
                ["debit", t("Bought")],
                ["credit", t("Paid")],
              ]}
              nothing={t("This customer has bought nothing on account so far.")}
            />
          </>
        )}
      </Answered>
      <CustomerForm
        opened={editing}
        customer={customer}
        onClose={() => setEditing(false)}
        onSaved={() => {
          setEditing(false);
          answer.reload();
        }}
      />
      {customer !== undefined && (
        <MergeModal
          opened={merging}
          customer={customer}
          proposed={proposed}
          onClose={() => setMerging(false)}
          onMerged={() => {
            setMerging(false);
            answer.reload();
          }}
        />
      )}
    </Page>
  );
}

/** Who else this customer was, or whom it is shown as now. */
function Aliases({ value }: { readonly value: Statement }) {
  const { aliases, shownAs } = value;
  if (shownAs !== null) {
    return (
      <Alert color="orange" className={classes.notice} data-testid="shown-as">
        {rich("This customer is part of another now. {a}", {
          a: <a href={href("customer", shownAs)}>{t("Show that one")}</a>,
        })}
      </Alert>
    );
  }
  if (aliases.length === 0) return null;
  return (
    <Text c="dimmed" className={classes.notice} data-testid="aliases">
      {t("With the history of {aliases}", { aliases: aliases.map((each) => each.name).join(", ") })}
    </Text>
  );
}

function Card({ value }: { readonly value: Statement }) {
  const { customer, balances } = value;
  return (
    <div className={classes.card}>
      <div>
        <span>{t("Owes in all")}</span>
        <strong>
          <MoneyText amount={customer.owed} currency testid="owed" />
        </strong>
      </div>
      {balances
        .filter((each) => each.owed > 0)
        .map((each) => (
          <div key={each.account}>
            <BusinessName business={each.business} />
            <strong>
              <MoneyText amount={each.owed} />
            </strong>
          </div>
        ))}
      <div>
        <span>{t("Limit")}</span>
        <strong>
          <MoneyText amount={customer.creditLimit} />
        </strong>
      </div>
      {customer.credit !== 0 && (
        <div>
          <span>{t("Store credit")}</span>
          <strong>
            <MoneyText amount={customer.credit} />
          </strong>
        </div>
      )}
    </div>
  );
}
