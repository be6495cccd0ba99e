import { Button } from "@mantine/core";
import { dayWords } from "../../text/day-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { AccountLabel, Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { DeskScreen } from "./desk-screen.tsx";
import type { Place } from "./reconcile-model.ts";
import { t } from "../../text/text.ts";

/** Where money lies, and through which day a statement or a count agreed with the books. */
export function ReconcileScreen() {
  const { arg } = useRoute();
  const answer = useQuery("reconciliation.places", {});
  const place = answer.value?.places.find((each) => String(each.account) === arg);
  if (arg !== null && place !== undefined) {
    return <DeskScreen key={place.account} place={place} onChanged={answer.reload} />;
  }
  return (
    <Page
      testid="reconcile"
      title={t("Reconcile")}
      subtitle={t("Bank, M-Pesa tills and the safe against their statements and counts, in KES")}
    >
      <Answered query={answer}>
        {({ places }) => (
          <Sheet
            label={t("Places of money")}
            testid="places"
            columns={columns()}
            rows={places}
            keyOf={(each) => each.account}
            hrefOf={(each) => href("reconcile", each.account)}
            stale={answer.loading}
            empty={
              <EmptyState title={t("No money to reconcile")}>
                {t("An account of all businesses is shown to those who may see all of them.")}
              </EmptyState>
            }
          />
        )}
      </Answered>
    </Page>
  );
}

const columns = (): readonly Column<Place>[] => [
  {
    id: "account",
    title: t("Account"),
    cell: (each) => (
      <>
        <AccountLabel number={each.account} name={each.name} />{" "}
        {each.party !== null && <span className={sheet.dim}>{t("in the safe")}</span>}
      </>
    ),
  },
  {
    id: "business",
    title: t("Business"),
    width: 190,
    cell: (each) =>
      each.business === null ? (
        <span className={sheet.dim}>{t("All businesses")}</span>
      ) : (
        <BusinessName business={each.business} />
      ),
  },
  {
    id: "agreed",
    title: t("Agreed through"),
    width: 190,
    cell: ({ agreed }) =>
      agreed === null ? (
        <span className={sheet.dim}>{t("Never")}</span>
      ) : (
        <>
          {dayWords(agreed.through)}{" "}
          <span className={sheet.dim}>{t("by {by}", { by: agreed.by })}</span>
        </>
      ),
  },
  {
    id: "closing",
    title: t("At"),
    width: 120,
    figures: true,
    cell: ({ agreed }) => agreed !== null && <Figure amount={agreed.closing} dash={false} />,
  },
  {
    id: "balance",
    title: t("In the books today"),
    width: 150,
    figures: true,
    cell: (each) => <Figure amount={each.balance} href={href("ledger", each.account)} />,
  },
  { id: "go", title: "", width: 120, figures: true, cell: (each) => <Go place={each} /> },
];

function Go({ place }: { readonly place: Place }) {
  const { may } = useOffice();
  return (
    <Button
      component="a"
      size="compact-sm"
      variant="default"
      href={href("reconcile", place.account)}
      data-testid={`reconcile-${place.account}`}
    >
      {may("ledger.post", place.business ?? undefined) ? t("Reconcile") : t("Look")}
    </Button>
  );
}
