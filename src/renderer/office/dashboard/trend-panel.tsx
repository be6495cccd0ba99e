import { BarChart } from "@mantine/charts";
import { SegmentedControl, useComputedColorScheme } from "@mantine/core";
import { useState } from "react";
import { addDays } from "#shared/kernel/date.ts";
import { cents } from "#shared/kernel/money.ts";
import { moneyWords } from "../../ui/money-text.tsx";
import { periodWords, shortDay } from "../filters/filters.ts";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import { Paper } from "../sheet/paper.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { axisWords, type Dashboard, margin } from "./dashboard-model.ts";
import { t } from "../../text/text.ts";
import classes from "./dashboard.module.css";

type Week = Dashboard["trend"][number];

interface Props {
  readonly value: Dashboard;
  readonly business: string | null;
}

export function TrendPanel({ value, business }: Props) {
  const [shown, setShown] = useState<"chart" | "table">("chart");
  return (
    <Paper
      title={t("Thirteen weeks")}
      testid="trend"
      aside={
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={setShown}
          data={[
            { value: "chart", label: t("Chart") },
            { value: "table", label: t("Table") },
          ]}
          data-testid="trend-as"
        />
      }
    >
      {shown === "chart" ? (
        <TrendChart weeks={value.trend} />
      ) : (
        <TrendTable weeks={value.trend} business={business} />
      )}
    </Paper>
  );
}

function TrendChart({ weeks }: { readonly weeks: readonly Week[] }) {
  const light = useComputedColorScheme("light") === "light";
  return (
    <div
      className={classes.chart}
      role="img"
      aria-label={t("Sales and gross profit of thirteen weeks")}
    >
      <BarChart
        h={232}
        data={weeks.map((week) => ({ ...week, week: shortDay(week.week) }))}
        dataKey="week"
        series={[
          { name: "sales", label: t("Sales"), color: light ? "tide.2" : "tide.6" },
          { name: "grossProfit", label: t("Gross profit"), color: light ? "tide.6" : "tide.3" },
        ]}
        withLegend
        legendProps={{ verticalAlign: "top", align: "left", height: 34 }}
        valueFormatter={(value) => moneyWords(cents(Math.round(value)))}
        yAxisProps={{ tickFormatter: axisWords, width: 46 }}
        xAxisProps={{ interval: 1 }}
        gridAxis="x"
        tickLine="none"
        strokeDasharray="2 4"
        maxBarWidth={18}
        barChartProps={{ barGap: 1 }}
        barProps={{ radius: [3, 3, 0, 0], isAnimationActive: false }}
      />
    </div>
  );
}

function daysOf(week: Week) {
  return { from: week.week, to: addDays(week.week, 6) };
}

function columnsOf(link: (week: Week) => string): readonly Column<Week>[] {
  return [
    {
      id: "week",
      title: t("Week"),
      cell: (week) => <a href={link(week)}>{periodWords(daysOf(week))}</a>,
    },
    {
      id: "sales",
      title: t("Sales"),
      figures: true,
      cell: (week) => <Figure amount={week.sales} href={link(week)} />,
    },
    {
      id: "profit",
      title: t("Gross profit"),
      figures: true,
      cell: (week) => <Figure amount={week.grossProfit} href={link(week)} />,
    },
    {
      id: "margin",
      title: t("Of sales"),
      figures: true,
      cell: (week) => {
        const percent = margin(week.grossProfit, week.sales);
        return percent === undefined ? "–" : `${percent} %`;
      },
    },
  ];
}

interface TrendTableProps {
  readonly weeks: readonly Week[];
  readonly business: string | null;
}

function TrendTable({ weeks, business }: TrendTableProps) {
  const link = (week: Week) => href("profit-and-loss", null, { b: business, ...daysOf(week) });
  return (
    <div className={classes.inset}>
      <Sheet
        natural
        label={t("Sales and gross profit by week")}
        testid="trend-table"
        columns={columnsOf(link)}
        rows={[...weeks].reverse()}
        keyOf={(week) => week.week}
        hrefOf={link}
        empty={null}
      />
    </div>
  );
}
