import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessFilter, BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { entryWords } from "../words/account-words.ts";
import { CustomerForm } from "./customer-form.tsx";
import classes from "./customers.module.css";

type Statement = Reply<"customer.statement">;
type Line = Statement["lines"][number];

/** What a customer bought on account and paid, line by line. */
export function CustomerScreen() {
  const { route, filters } = useFilters();
  const { may } = useOffice();
  const [editing, setEditing] = useState(false);
  const id = route.arg;
  const { business } = filters;
  const answer = useQuery("customer.statement", id === null ? null : { customer: id, business });
  const customer = answer.value?.customer;
  return (
    <Page
      testid="customer"
      title={customer?.name ?? "Customer"}
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
              Change
            </Button>
          )}
          {may("sell") && id !== null && (
            <Button
              size="sm"
              component="a"
              href={href("record", "customer-payment", { customer: id, b: business })}
              data-testid="take-payment"
            >
              Take a payment
            </Button>
          )}
        </>
      }
      toolbar={<BusinessFilter value={business} />}
    >
      <Answered query={answer}>
        {(value) => (
          <>
            <Card value={value} />
            <Sheet
              label="Statement"
              testid="statement"
              columns={COLUMNS}
              rows={value.lines}
              keyOf={(line) => value.lines.indexOf(line)}
              hrefOf={(line) => href("entry", line.entry)}
              stale={answer.loading}
              empty={
                <EmptyState title="Nothing on account">
                  This customer has bought nothing on account so far.
                </EmptyState>
              }
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
    </Page>
  );
}

function Card({ value }: { readonly value: Statement }) {
  const { customer, balances } = value;
  return (
    <div className={classes.card}>
      <div>
        <span>Owes in all</span>
        <strong>
          <MoneyText amount={customer.owed} currency testid="owed" />
        </strong>
      </div>
      {balances
        .filter((each) => each.owed !== 0)
        .map((each) => (
          <div key={each.account}>
            <BusinessName business={each.business} />
            <strong>
              <MoneyText amount={each.owed} />
            </strong>
          </div>
        ))}
      <div>
        <span>Limit</span>
        <strong>
          <MoneyText amount={customer.creditLimit} />
        </strong>
      </div>
      {customer.credit !== 0 && (
        <div>
          <span>Store credit</span>
          <strong>
            <MoneyText amount={customer.credit} />
          </strong>
        </div>
      )}
    </div>
  );
}

const COLUMNS: readonly Column<Line>[] = [
  { id: "day", title: "Day", width: 120, cell: (line) => dayWords(line.day) },
  {
    id: "entry",
    title: "Entry",
    width: 80,
    cell: (line) => <a href={href("entry", line.entry)}>{line.entry}</a>,
  },
  {
    id: "what",
    title: "What",
    cell: (line) => (
      <>
        {line.memo} <span className={sheet.dim}>{entryWords(line.type)}</span>
      </>
    ),
  },
  {
    id: "business",
    title: "Business",
    width: 180,
    cell: (line) => <BusinessName business={line.business} />,
  },
  {
    id: "debit",
    title: "Bought",
    figures: true,
    width: 130,
    cell: (line) => <Figure amount={line.debit} />,
  },
  {
    id: "credit",
    title: "Paid",
    figures: true,
    width: 130,
    cell: (line) => <Figure amount={line.credit} />,
  },
  {
    id: "balance",
    title: "Owed after",
    figures: true,
    width: 140,
    cell: (line) => <Figure amount={line.balance} dash={false} />,
  },
];
