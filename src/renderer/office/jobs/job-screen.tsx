import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconReceipt } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { ZERO } from "#shared/kernel/money.ts";
import { actWords, statusWords } from "../../jobs/job-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { QuantityText } from "../../ui/quantity-text.tsx";
import entry from "../entry/entry.module.css";
import { ReceiptPicture } from "../entry/receipt-picture.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { Fact } from "../sheet/fact.tsx";
import { Paper } from "../sheet/paper.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./jobs.module.css";

type Job = Reply<"job.get">;
type Line = Job["lines"][number];
type Act = Job["acts"][number];

interface Shown {
  readonly of: string;
  readonly tags: boolean;
}

/** One job: what was brought in, everything that was done since and by whom, and its papers. */
export function JobScreen() {
  const { arg } = useRoute();
  const answer = useQuery("job.get", arg === null ? null : { job: arg });
  const job = answer.value;
  return (
    <Page
      testid="job"
      scroll
      title={job === undefined ? t("Job") : t("Job {number}", { number: job.number })}
      subtitle={job === undefined ? "" : `${job.customerName}, ${statusWords()[job.status]}`}
      back={href("jobs")}
    >
      <Answered query={answer}>{(value) => <Details key={value.job} job={value} />}</Answered>
    </Page>
  );
}

function Details({ job }: { readonly job: Job }) {
  const [paper, setPaper] = useState<Shown>({ of: job.job, tags: false });
  return (
    <div className={entry.grid}>
      <div className={entry.column}>
        <Sheet
          natural
          label={t("What is in it")}
          testid="job-lines"
          columns={lineColumns(job)}
          rows={job.lines}
          keyOf={(line) => job.lines.indexOf(line)}
          empty={null}
        />
        <Sheet
          natural
          label={t("What was done")}
          testid="job-acts"
          columns={actColumns((of) => setPaper({ of, tags: false }))}
          rows={job.acts}
          keyOf={(act) => act.fact}
          hrefOf={(act) => (act.entry === null ? undefined : href("entry", act.entry))}
          empty={null}
        />
        <Paper title={t("The job")} padded>
          <Facts job={job} />
        </Paper>
      </div>
      <div className={entry.column}>
        <div>
          <div className={classes.papers}>
            <PaperButton
              paper="ticket"
              label={t("Ticket")}
              here={!paper.tags && paper.of === job.job}
              onShow={() => setPaper({ of: job.job, tags: false })}
            />
            <PaperButton
              paper="tags"
              label={t("Tags")}
              here={paper.tags}
              onShow={() => setPaper({ of: job.job, tags: true })}
            />
          </div>
          <ReceiptPicture
            of={paper.of}
            tags={paper.tags}
            title={paper.tags ? t("Tags") : t("Receipt")}
          />
        </div>
        {job.notice !== "" && <Notice text={job.notice} />}
      </div>
    </div>
  );
}

interface PaperButtonProps {
  readonly paper: "ticket" | "tags";
  readonly label: string;
  readonly here: boolean;
  readonly onShow: () => void;
}

function PaperButton({ paper, label, here, onShow }: PaperButtonProps) {
  return (
    <Button
      size="sm"
      variant={here ? "light" : "default"}
      aria-pressed={here}
      onClick={onShow}
      data-testid={`show-${paper}`}
    >
      {label}
    </Button>
  );
}

function Notice({ text }: { readonly text: string }) {
  return (
    <Paper title={t("To the customer")} padded>
      <p className={classes.notice}>{text}</p>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            size="sm"
            variant="default"
            leftSection={
              copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
            }
            onClick={copy}
          >
            {copied ? t("Copied") : t("Copy the message")}
          </Button>
        )}
      </CopyButton>
    </Paper>
  );
}

function lineColumns(job: Job): readonly Column<Line>[] {
  return [
    {
      id: "name",
      title: t("Service"),
      cell: (line) => (
        <>
          {line.name}
          {line.what !== line.name && `: ${line.what}`}{" "}
          <span className={classes.looks}>
            {[line.colour, line.brand].filter(Boolean).join(" · ")}
          </span>{" "}
          <span className={classes.defects}>{line.defects}</span>
        </>
      ),
      foot: t("Total, tax included"),
    },
    {
      id: "quantity",
      title: t("Quantity"),
      figures: true,
      width: 110,
      cell: (line) => <QuantityText amount={line.quantity} unit={line.unit} />,
    },
    {
      id: "pieces",
      title: t("Pieces"),
      figures: true,
      width: 80,
      cell: (line) => line.pieces,
      foot: job.pieces,
    },
    {
      id: "price",
      title: t("Price"),
      figures: true,
      width: 100,
      cell: (line) => <Figure amount={line.unitPrice} />,
    },
    {
      id: "express",
      title: t("Express"),
      figures: true,
      width: 100,
      cell: (line) => <Figure amount={line.surcharge} />,
    },
    {
      id: "gross",
      title: t("Total"),
      figures: true,
      width: 110,
      cell: (line) => <Figure amount={(line.gross + line.surcharge) as Job["total"]} />,
      foot: <Figure amount={job.total} dash={false} testid="job-total" />,
    },
  ];
}

function actColumns(onPaper: (of: string) => void): readonly Column<Act>[] {
  return [
    {
      id: "at",
      title: t("When"),
      width: 165,
      cell: (act) => <span style={{ whiteSpace: "nowrap" }}>{momentWords(act.at)}</span>,
    },
    {
      id: "what",
      title: t("What was done"),
      cell: (act) => (
        <>
          {actWords(act)}
          <div className={classes.looks}>{whoWords(act)}</div>
        </>
      ),
    },
    {
      id: "paid",
      title: t("Paid"),
      figures: true,
      width: 105,
      cell: (act) => <Figure amount={act.paid} />,
    },
    {
      id: "entry",
      title: t("Entry"),
      width: 70,
      cell: (act) => (act.entry === null ? "" : <a href={href("entry", act.entry)}>{act.entry}</a>),
    },
    {
      id: "paper",
      title: "",
      width: 60,
      cell: (act) =>
        hasPaper(act) && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t("Show its receipt")}
            onClick={() => onPaper(act.fact)}
          >
            <IconReceipt size={17} aria-hidden />
          </Button>
        ),
    },
  ];
}

/** "Amina Hassan, approved by Brian Otieno: a stain is still there" */
function whoWords({ by, approver, reason }: Act): string {
  const who = approver === null ? by : t("{by}, approved by {approver}", { by, approver });
  return reason === null || reason === "" ? who : `${who}: ${reason}`;
}

/** The intake has its ticket; every act that moved money its receipt. */
function hasPaper(act: Act): boolean {
  return act.paid !== 0 || act.kind === "job.received" || act.kind === "job.compensated";
}

function Facts({ job }: { readonly job: Job }) {
  return (
    <dl className={entry.facts}>
      <Fact name={t("Customer")}>
        <a href={href("customer", job.customer)}>{job.customerName}</a> {job.phone}
      </Fact>
      <Fact name={t("Business")}>
        <BusinessName business={job.business} />
      </Fact>
      <Fact name={t("Taken in")}>{momentWords(job.at)}</Fact>
      <Fact name={t("Promised")}>
        {momentWords(job.promised)}
        {job.late && t(", late")}
      </Fact>
      <Fact name={t("Where")}>
        {statusWords()[job.status]}
        {job.rack !== "" && t(", rack {rack}", { rack: job.rack })}
        {job.readyDay !== null &&
          job.status === "ready" &&
          t(" since {readyDay}", { readyDay: dayWords(job.readyDay) })}
      </Fact>
      <Fact name={t("Earned when")}>
        {job.recognition === "ready" ? t("it is ready") : t("it is collected")}
      </Fact>
      <Fact name={t("Paid")}>
        {rich("{paid} of {total}", {
          paid: <MoneyText amount={job.paid} />,
          total: <MoneyText amount={job.total} />,
        })}
      </Fact>
      {job.lost > ZERO && (
        <Fact name={t("Given up")}>
          <MoneyText amount={job.lost} />
        </Fact>
      )}
      <Fact name={t("Due")}>
        <MoneyText amount={job.due} testid="job-due" />
      </Fact>
      {job.note !== "" && <Fact name={t("Note")}>{job.note}</Fact>}
    </dl>
  );
}
