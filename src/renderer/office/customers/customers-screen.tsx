import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { sum } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { href } from "../route/route.ts";
import { refilter, useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below, Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { CustomerForm } from "./customer-form.tsx";
import { t } from "../../text/text.ts";

type Customer = Reply<"customer.search">["customers"][number];

const SHOWN = 200;

export function CustomersScreen() {
  const route = useRoute();
  const { may } = useOffice();
  const { text = "" } = route.query;
  const answer = useQuery("customer.search", { text, limit: SHOWN });
  const [making, setMaking] = useState(false);
  const make = () => setMaking(true);
  return (
    <Page
      testid="customers"
      title={t("Customers")}
      subtitle={t("What they owe on account, over all businesses, in KES")}
      tools={
        <>
          <SearchBox label={t("Name or phone")} />
          {may("customers.edit") && (
            <NewButton label={t("New customer")} onClick={make} testid="new-customer" />
          )}
        </>
      }
    >
      <Answered query={answer}>
        {({ customers }) => (
          <Sheet
            label={t("Customers")}
            testid="customers"
            columns={columnsOf(customers)}
            rows={customers}
            keyOf={(each) => each.id}
            hrefOf={(each) => href("customer", each.id)}
            quiet={(each) => !each.active}
            stale={answer.loading}
            empty={
              text === "" ? (
                <EmptyState
                  title={t("No customers yet")}
                  action={
                    may("customers.edit") && (
                      <NewButton
                        label={t("New customer")}
                        onClick={make}
                        testid="new-customer-empty"
                      />
                    )
                  }
                >
                  {t("A customer is needed for selling on account and for store credit.")}
                </EmptyState>
              ) : (
                <NoMatch what={t("customers")} onClear={() => refilter(route, { text: null })} />
              )
            }
            below={
              customers.length >= SHOWN && (
                <Below>{t("The first {SHOWN} are shown; search for the others.", { SHOWN })}</Below>
              )
            }
          />
        )}
      </Answered>
      <CustomerForm
        opened={making}
        customer={undefined}
        onClose={() => setMaking(false)}
        onSaved={() => {
          setMaking(false);
          answer.reload();
        }}
      />
    </Page>
  );
}

function columnsOf(customers: readonly Customer[]): readonly Column<Customer>[] {
  return [
    {
      id: "name",
      title: t("Customer"),
      cell: (each) => (
        <>
          <a href={href("customer", each.id)}>{each.name}</a>{" "}
          {!each.active && <span className={sheet.tag}>{t("Inactive")}</span>}
        </>
      ),
      foot: t("Together"),
    },
    { id: "phone", title: t("Phone"), width: 150, cell: (each) => each.phone },
    {
      id: "note",
      title: t("Note"),
      cell: (each) => <span className={sheet.dim}>{each.note}</span>,
    },
    {
      id: "limit",
      title: t("Limit"),
      figures: true,
      width: 130,
      cell: (each) => <Figure amount={each.creditLimit} />,
    },
    {
      id: "credit",
      title: t("Store credit"),
      figures: true,
      width: 130,
      cell: (each) => <Figure amount={each.credit} />,
      foot: <Figure amount={sum(customers.map((each) => each.credit))} />,
    },
    {
      id: "owed",
      title: t("Owes"),
      figures: true,
      width: 140,
      cell: (each) => <Figure amount={each.owed} href={href("customer", each.id)} />,
      foot: <Figure amount={sum(customers.map((each) => each.owed))} testid="owed-total" />,
    },
  ];
}
