import type { Money } from "#shared/kernel/money.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { fullDayWords } from "../../text/day-words.ts";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Paper } from "../sheet/paper.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { type Dashboard, margin, verdict } from "./dashboard-model.ts";
import { rich } from "../../text/rich.tsx";
import { t } from "../../text/text.ts";
import classes from "./dashboard.module.css";

type BusinessToday = Dashboard["businesses"][number];

interface Props {
  readonly value: Dashboard;
  readonly business: string | null;
}

export function TodayPanel({ value, business }: Props) {
  const day = { b: business, from: value.day, to: value.day };
  const then = { b: business, from: value.comparedDay, to: value.comparedDay };
  return (
    <Paper title={t("Sales of the day")} aside={fullDayWords(value.day)} testid="today">
      <div className={classes.headline}>
        <a className={classes.big} href={href("sales", null, day)} data-testid="today-sales">
          <span className={classes.currency}>KES</span> <MoneyText amount={value.sales} />
        </a>
        <a className={classes.against} href={href("sales", null, then)}>
          <Against value={value} />
        </a>
      </div>
      <div className={classes.pair}>
        <a className={classes.small} href={href("profit-and-loss", null, day)}>
          <span>{t("Gross profit")}</span>
          <strong>
            <MoneyText amount={value.grossProfit} signed testid="today-gross-profit" />
          </strong>
          <Margin profit={value.grossProfit} sales={value.sales} />
        </a>
        <a className={classes.small} href={href("sales", null, day)}>
          <span>{t("Receipts")}</span>
          <strong data-testid="today-count">{value.count}</strong>
        </a>
      </div>
      {value.businesses.length > 1 && <ByBusiness value={value} />}
    </Paper>
  );
}

function Against({ value }: { readonly value: Dashboard }) {
  const { sales, salesCompared, comparedDay } = value;
  const before = <MoneyText amount={salesCompared} currency />;
  const day = fullDayWords(comparedDay);
  const { today } = useOffice();
  const said = verdict(sales, salesCompared, value.day === today);
  if (said === null) {
    return (
      <>
        {sales === 0 && `${t("Nothing sold yet.")} `}
        {rich("{day} had {before}", { day, before })}
      </>
    );
  }
  return (
    <>
      <Said {...said} />{" "}
      {said.link === "of"
        ? rich("of {day}, which had {before}", { day, before })
        : said.link === "as"
          ? rich("as {day}, which had {before}", { day, before })
          : rich("than {day}, which had {before}", { day, before })}
    </>
  );
}

function Said({ mood, words }: { readonly mood: string; readonly words: string }) {
  return (
    <span className={classes.change} data-mood={mood}>
      {words}
    </span>
  );
}

function Margin({ profit, sales }: { readonly profit: Money; readonly sales: Money }) {
  const percent = margin(profit, sales);
  return percent === undefined ? null : <em>{t("{percent} % of sales", { percent })}</em>;
}

function columnsOf(
  day: (row: BusinessToday) => Record<string, string>,
  running: boolean,
): readonly Column<BusinessToday>[] {
  return [
    { id: "business", title: t("Business"), cell: (row) => <BusinessName business={row.id} /> },
    {
      id: "sales",
      title: t("Sales"),
      figures: true,
      cell: (row) => <Figure amount={row.sales} href={href("sales", null, day(row))} />,
    },
    {
      id: "change",
      title: t("Against last week"),
      figures: true,
      cell: (row) => {
        const said = verdict(row.sales, row.salesCompared, running);
        return said === null ? <span className={sheet.nil}>–</span> : <Said {...said} />;
      },
    },
    {
      id: "profit",
      title: t("Gross profit"),
      figures: true,
      cell: (row) => (
        <Figure amount={row.grossProfit} href={href("profit-and-loss", null, day(row))} />
      ),
    },
    { id: "count", title: t("Receipts"), figures: true, cell: (row) => row.count },
  ];
}

function ByBusiness({ value }: { readonly value: Dashboard }) {
  const { today } = useOffice();
  const day = (row: BusinessToday) => ({ b: row.id, from: value.day, to: value.day });
  return (
    <div className={classes.inset}>
      <Sheet
        natural
        label={t("The day by business")}
        testid="today-by-business"
        columns={columnsOf(day, value.day === today)}
        rows={value.businesses}
        keyOf={(row) => row.id}
        hrefOf={(row) => href("sales", null, day(row))}
        empty={null}
      />
    </div>
  );
}
