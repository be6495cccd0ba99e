import type { ReactNode } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { DENOMINATIONS } from "#shared/kernel/denomination.ts";
import { cents, type Money } from "#shared/kernel/money.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords, timeWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { ReceiptPicture } from "../entry/receipt-picture.tsx";
import entry from "../entry/entry.module.css";
import { href } from "../route/route.ts";
import { useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { tenderWords } from "../words/account-words.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./shifts.module.css";

type Z = Reply<"shift.z">;

/** The Z report of a closed shift: what was sold, what was counted, what was missing. */
export function ShiftScreen() {
  const { arg } = useRoute();
  const { nameOf } = useOffice();
  const answer = useQuery("shift.z", arg === null ? null : { shift: arg });
  const z = answer.value;
  return (
    <Page
      testid="shift"
      scroll
      title={z === undefined ? "Shift" : `Z ${z.number}, ${nameOf(z.business)}`}
      subtitle={z === undefined ? "" : t("{day}, in KES", { day: dayWords(z.day) })}
      back={href("shifts")}
    >
      <Answered query={answer}>
        {(value) => (
          <div className={entry.grid}>
            <div className={classes.columns}>
              <Sold z={value} />
              <Counted z={value} />
            </div>
            <div className={entry.column}>
              <ReceiptPicture of={value.shift} title={t("Z report")} />
            </div>
          </div>
        )}
      </Answered>
    </Page>
  );
}

function Sold({ z }: { readonly z: Z }) {
  const { totals } = z;
  const tenders = Object.entries(totals.byTender).filter(([, amount]) => amount !== 0);
  return (
    <Paper
      title={t("Sold")}
      padded
      aside={[
        totals.sales === 1 ? t("1 sale") : t("{count} sales", { count: totals.sales }),
        totals.refunds === 1 ? t("1 refund") : t("{count} refunds", { count: totals.refunds }),
      ].join(", ")}
    >
      <dl className={classes.rows}>
        <Row name={t("Sales, tax included")} amount={totals.gross} />
        <Row name={t("Refunded")} amount={totals.refunded} />
        <Row name={t("Discounts given")} amount={totals.discount} />
        <Row name={t("Tax inside")} amount={totals.tax} />
        {tenders.map(([kind, amount], index) => (
          <Row key={kind} name={tenderWords(kind)} amount={amount} ruled={index === 0} />
        ))}
        {totals.taxes.map((tax, index) => (
          <Row
            key={tax.letter}
            name={
              <>
                {rich("Tax {letter} of {gross}", {
                  letter: tax.letter,
                  gross: <MoneyText amount={tax.gross} />,
                })}
              </>
            }
            amount={tax.tax}
            ruled={index === 0}
          />
        ))}
      </dl>
    </Paper>
  );
}

function Counted({ z }: { readonly z: Z }) {
  return (
    <Paper
      title={t("Counted")}
      padded
      aside={t("By {closedBy}, {time}", { closedBy: z.closedBy, time: timeWords(z.closedAt) })}
    >
      <dl className={classes.rows}>
        <Row name={t("Float")} amount={z.float} />
        <Row name={t("Cash put in")} amount={z.totals.cashIn} />
        <Row name={t("Cash taken out")} amount={z.totals.cashOut} />
        <Row name={t("Expected in the drawer")} amount={z.expected} ruled />
        <Row name={t("Counted")} amount={z.counted} />
        <Row name={t("Cash over/short")} amount={z.variance} strong />
        <Row name={t("M-Pesa expected")} amount={z.mpesaExpected} ruled />
        {z.mpesaCounted !== null && <Row name={t("M-Pesa till showed")} amount={z.mpesaCounted} />}
        {z.mpesaCounted !== null && (
          <Row name={t("M-Pesa over/short")} amount={z.mpesaVariance} strong />
        )}
        <Row name={t("Left in the drawer")} amount={z.leftInDrawer} ruled />
        <Row name={t("To the safe")} amount={z.toSafe} />
        {DENOMINATIONS.filter((each) => (z.counts[each] ?? 0) > 0).map((each, index) => (
          <Row
            key={each}
            name={`${z.counts[each] ?? 0} × ${each}`}
            amount={cents((z.counts[each] ?? 0) * each * 100)}
            ruled={index === 0}
          />
        ))}
      </dl>
      {z.note !== "" && <p className={classes.note}>{z.note}</p>}
    </Paper>
  );
}

interface RowProps {
  readonly name: ReactNode;
  readonly amount: Money;
  readonly ruled?: boolean;
  readonly strong?: boolean;
}

function Row({ name, amount, ruled, strong }: RowProps) {
  return (
    <div data-ruled={ruled || undefined} data-strong={strong || undefined}>
      <dt>{name}</dt>
      <dd>
        <MoneyText amount={amount} signed />
      </dd>
    </div>
  );
}
