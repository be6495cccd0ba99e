import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { type Instant, nairobiDay } from "#shared/kernel/date.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { shortNumber } from "#shared/trades/jobs-board.ts";
import { statusWords } from "../../jobs/job-words.ts";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { refilter, useRoute } from "../route/use-route.ts";
import { Figure } from "../sheet/cells.tsx";
import type { Column } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { type List, type Sort, sortOf, turned } from "./job-lists.ts";
import { t } from "../../text/text.ts";
import classes from "./jobs.module.css";

type Found = Reply<"job.find">;
type Job = Found["jobs"][number];

interface Shown {
  /** Over all pages. */
  readonly sums: Pick<Found, "price" | "paid" | "due">;
  /** More than one business takes in work. */
  readonly several: boolean;
  readonly list: List;
}

export function jobColumns({ sums, several, list }: Shown): readonly Column<Job>[] {
  const business: Column<Job> = {
    id: "business",
    title: t("Business"),
    width: 160,
    cell: (job) => <BusinessName business={job.business} />,
  };
  return [
    {
      id: "number",
      title: t("Number"),
      width: 135,
      cell: (job) => (
        <>
          <a href={href("job", job.job)} title={job.number}>
            {shortNumber(job.number)}
          </a>{" "}
          {job.express && <span className={sheet.tag}>{t("Express")}</span>}
        </>
      ),
      foot: t("Together"),
    },
    {
      id: "customer",
      title: <SortTitle sort="customer">{t("Customer")}</SortTitle>,
      cell: (job) => <a href={href("customer", job.customer)}>{job.customerName}</a>,
    },
    ...(several ? [business] : []),
    {
      id: "at",
      title: <SortTitle sort="taken-in">{t("Taken in")}</SortTitle>,
      width: 125,
      cell: (job) => <Unbroken words={dayWords(nairobiDay(job.at as Instant))} />,
    },
    {
      id: "promised",
      title: <SortTitle sort="promised">{t("Promised")}</SortTitle>,
      width: 165,
      cell: (job) => <Unbroken words={momentWords(job.promised)} />,
    },
    {
      id: "status",
      title:
        list === "unclaimed" ? <SortTitle sort="ready">{t("Waits since")}</SortTitle> : t("Where"),
      width: 170,
      cell: (job) => <Where job={job} />,
    },
    {
      id: "total",
      title: <SortTitle sort="total">{t("Price")}</SortTitle>,
      figures: true,
      width: 105,
      cell: (job) => <Figure amount={job.total} />,
      foot: <Figure amount={sums.price} />,
    },
    {
      id: "paid",
      title: t("Paid"),
      figures: true,
      width: 105,
      cell: (job) => <Figure amount={job.paid} />,
      foot: <Figure amount={sums.paid} />,
    },
    {
      id: "due",
      title: <SortTitle sort="due">{t("Due")}</SortTitle>,
      figures: true,
      width: 105,
      cell: (job) => <Figure amount={job.due} />,
      foot: <Figure amount={sums.due} testid="jobs-due" />,
    },
  ];
}

function Unbroken({ words }: { readonly words: string }) {
  return <span style={{ whiteSpace: "nowrap" }}>{words}</span>;
}

/** Where it stands, what is wrong with that, and on which rack it hangs. */
function Where({ job }: { readonly job: Job }) {
  const waits = job.waiting === null || job.waiting === 0 ? "" : `${job.waiting} d`;
  const rack =
    job.rack === "" || job.status !== "ready" ? "" : t("rack {rack}", { rack: job.rack });
  return (
    <>
      {statusWords()[job.status]}{" "}
      {job.late && (
        <span className={sheet.tag} data-tone="alarm">
          {t("Late")}
        </span>
      )}
      <span className={sheet.dim}>{[waits, rack].filter(Boolean).join(", ")}</span>
    </>
  );
}

/** A column's title that sorts by it; pressed again, the other way round. */
function SortTitle({ sort, children }: { readonly sort: Sort; readonly children: string }) {
  const route = useRoute();
  const now = sortOf(route.query);
  const here = now.sort === sort;
  const Arrow = now.descending ? IconArrowDown : IconArrowUp;
  return (
    <UnstyledButton
      className={classes.title}
      onClick={() => refilter(route, turned(route.query, sort))}
      data-testid={`sort-${sort}`}
    >
      {children}
      {here && <Arrow size={14} aria-label={now.descending ? t("descending") : t("ascending")} />}
    </UnstyledButton>
  );
}
