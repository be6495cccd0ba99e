import type { Request } from "#shared/contract/index.ts";
import { addDays, nairobiDay } from "#shared/kernel/date.ts";
import { dayWords, momentWords } from "#shared/kernel/day-words.ts";
import { parsePhone } from "#shared/kernel/phone.ts";
import { done } from "#shared/kernel/result.ts";
import { readJobCode } from "#shared/trades/jobs-board.ts";
import { fileOf, type Table } from "#main/export/spreadsheet.ts";
import { businesses } from "#main/journal/read/business.ts";
import {
  customersNamed,
  customerWithPhone,
  partiesOf,
  shownAs,
} from "#main/journal/read/customers.ts";
import { findJobs, type JobFilter, type JobPage } from "#main/journal/read/job-list.ts";
import { jobAges } from "#main/journal/read/waiting-jobs.ts";
import type { Dues } from "#main/journal/read/jobs.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { businessesSeen } from "../act.ts";
import type { Parts } from "../parts.ts";
import { jobCard, type JobCard } from "./job-lookup.ts";

type Asked = Omit<Request<"job.export">, "format">;

export function findJob(parts: Parts): Handler<"job.find"> {
  return ({ offset, limit, ...asked }, caller) => {
    const { total, price, paid, due, jobs } = listed(parts, caller, asked, { offset, limit });
    return done({ total, price, paid, due, jobs });
  };
}

function listed(
  parts: Parts,
  caller: Caller,
  asked: Asked,
  { offset, limit }: Pick<JobPage, "offset" | "limit">,
) {
  const { book } = parts.journal;
  const now = parts.now();
  const { sort, descending } = asked;
  const found = findJobs(book, filterOf(parts, caller, asked), { sort, descending, offset, limit });
  const known: Dues = new Map();
  return { ...found.sums, jobs: found.jobs.map((row) => jobCard(book, row, now, known)) };
}

function filterOf(parts: Parts, caller: Caller, asked: Asked): JobFilter {
  const now = parts.now();
  const before = (days: number) => addDays(nairobiDay(now), -days);
  return {
    list: asked.list,
    within: seen(parts, caller, asked.business),
    ...meant(parts, asked.text.trim(), asked.customer),
    readyBy: asked.days === 0 ? null : before(asked.days),
    readyAfter: asked.daysBelow === null ? null : before(asked.daysBelow),
    from: asked.from,
    to: asked.to,
    now,
  };
}

function seen({ journal }: Parts, caller: Caller, business: string | null): string[] {
  const all = businessesSeen(caller, businesses(journal.book));
  return business === null ? all : all.filter((id) => id === business);
}

type Meant = Pick<JobFilter, "customers" | "number">;

/** A text is a number, a phone in any spelling, or part of a name; a customer is all its names. */
function meant({ journal: { book }, sealer }: Parts, text: string, of: string | null): Meant {
  const under = (ids: readonly string[]): string[] =>
    ids.flatMap((id) => partiesOf(book, shownAs(book, id)));
  const said = of === null ? null : under([of]);
  const also = (ids: readonly string[]): string[] =>
    said === null ? under(ids) : under(ids).filter((id) => said.includes(id));
  if (text === "") return { customers: said, number: null };
  const phone = parsePhone(text);
  if (phone !== undefined) {
    const found = customerWithPhone(book, sealer.index(phone, "phone"));
    return { customers: found === undefined ? [] : also([found.id]), number: null };
  }
  const code = readJobCode(text);
  if (code !== undefined) return { customers: said, number: code.number };
  if (/^([A-Z]-)?\d{1,9}$/i.test(text)) {
    return { customers: said, number: text.replace(/^[A-Z]-/i, "") };
  }
  return { customers: also(customersNamed(book, text, 200).map((row) => row.id)), number: null };
}

/** By the steps of the business, or by those of all that are asked about together. */
export function ageJobs(parts: Parts): Handler<"job.ageing"> {
  return ({ business }, caller) => {
    const { book } = parts.journal;
    const within = seen(parts, caller, business);
    const steps = businesses(book)
      .filter((place) => within.includes(place.id) && place.trades.includes("jobs"))
      .flatMap((place) => place.settings.ageingDays);
    const ordered = [...new Set(steps)].toSorted((a, b) => a - b);
    return done({ ages: jobAges(book, within, nairobiDay(parts.now()), ordered) });
  };
}

/** No shop has so many; a request that asks for more is somebody's mistake. */
const MOST = 200_000;

export function exportJobs(parts: Parts): Handler<"job.export"> {
  return async ({ format, ...asked }, caller) => {
    const { jobs, ...sums } = listed(parts, caller, asked, { offset: 0, limit: MOST });
    const today = nairobiDay(parts.now());
    const of = asked.business === null ? [] : [asked.business.toLowerCase()];
    const name = ["tomtin-jobs", ...of, asked.list, today].join("-");
    const total = ["", "Total", "", "", "", "", "", "", "", "", ""];
    const table: Table = {
      title: `Jobs ${today}`,
      columns: COLUMNS,
      rows: jobs.map(rowOf),
      total: [...total, { amount: sums.price }, { amount: sums.paid }, { amount: sums.due }],
    };
    return done(await fileOf(table, format, name));
  };
}

const COLUMNS: Table["columns"] = [
  { title: "Number", width: 18 },
  { title: "Customer", width: 28 },
  { title: "Business", width: 12 },
  { title: "Status", width: 12 },
  { title: "Taken in", width: 20 },
  { title: "Promised", width: 20 },
  { title: "Ready since", width: 14 },
  { title: "Days waiting", width: 12 },
  { title: "Late", width: 8 },
  { title: "Pieces", width: 8 },
  { title: "Rack", width: 10 },
  { title: "Price", width: 14 },
  { title: "Paid", width: 14 },
  { title: "Due", width: 14 },
];

function rowOf(job: JobCard): Table["rows"][number] {
  return [
    job.number,
    job.customerName,
    job.business,
    job.status,
    momentWords(job.at),
    momentWords(job.promised),
    job.readyDay === null ? "" : dayWords(job.readyDay),
    job.waiting ?? "",
    job.late ? "late" : "",
    job.pieces,
    job.rack,
    { amount: job.total },
    { amount: job.paid },
    { amount: job.due },
  ];
}
