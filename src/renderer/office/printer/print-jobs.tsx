import { Button } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { momentWords } from "../../text/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { Answered } from "../sheet/answered.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { printerWords } from "../../ui/printer-words.ts";
import { t } from "../../text/text.ts";
import sheet from "../sheet/sheet.module.css";

type Job = Reply<"print.jobs">["jobs"][number];

const states = (): Readonly<Record<Job["state"], string>> => ({
  none: t("Not printed"),
  waiting: t("Waiting"),
  sending: t("Being sent"),
  sent: t("Sent"),
  failed: t("Failed"),
  unknown: t("Not known"),
});

/** The print outbox: what went to paper, and what did not and why. */
export function PrintJobs() {
  const answer = useQuery("print.jobs", { limit: 20 });
  const retry = async (job: number) => {
    await call("print.retry", { job });
    answer.reload();
  };
  return (
    <Answered query={answer}>
      {({ jobs }) => (
        <Sheet
          natural
          label={t("Print outbox")}
          testid="print-jobs"
          columns={columnsOf((job) => void retry(job))}
          rows={jobs}
          keyOf={(job) => job.job}
          empty={
            <EmptyState title={t("Nothing printed yet")}>
              {t("Every receipt on its way to paper is listed here.")}
            </EmptyState>
          }
        />
      )}
    </Answered>
  );
}

function columnsOf(retry: (job: number) => void): readonly Column<Job>[] {
  return [
    {
      id: "what",
      title: t("Latest prints"),
      cell: (job) => (
        <>
          {job.number} <span className={sheet.dim}>{job.document}</span>{" "}
          {job.copy && <span className={sheet.tag}>{t("Copy")}</span>}
        </>
      ),
    },
    {
      id: "at",
      title: t("When"),
      cell: (job) => <span className={sheet.dim}>{momentWords(job.at)}</span>,
    },
    {
      id: "state",
      title: t("State"),
      cell: (job) => (
        <span className={sheet.tag} data-tone={toneOf(job.state)} title={printerWords(job.problem)}>
          {states()[job.state]}
        </span>
      ),
    },
    {
      id: "retry",
      title: "",
      figures: true,
      cell: (job) =>
        (job.state === "failed" || job.state === "unknown") && (
          <Button size="compact-sm" variant="default" onClick={() => retry(job.job)}>
            {t("Send again")}
          </Button>
        ),
    },
  ];
}

function toneOf(state: Job["state"]): "alarm" | "good" | undefined {
  if (state === "failed" || state === "unknown") return "alarm";
  return state === "sent" ? "good" : undefined;
}
