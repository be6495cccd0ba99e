import { Button } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { momentWords } from "#shared/kernel/day-words.ts";
import { EmptyState } from "../../ui/states.tsx";
import { Answered } from "../sheet/answered.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";

type Job = Reply<"print.jobs">["jobs"][number];

const STATES: Readonly<Record<Job["state"], string>> = {
  none: "Not printed",
  waiting: "Waiting",
  sending: "Being sent",
  sent: "Sent",
  failed: "Failed",
  unknown: "Not known",
};

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
          label="Print outbox"
          testid="print-jobs"
          columns={columnsOf((job) => void retry(job))}
          rows={jobs}
          keyOf={(job) => job.job}
          empty={
            <EmptyState title="Nothing printed yet">
              Every receipt on its way to paper is listed here.
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
      title: "Latest prints",
      cell: (job) => (
        <>
          {job.number} <span className={sheet.dim}>{job.document}</span>{" "}
          {job.copy && <span className={sheet.tag}>Copy</span>}
        </>
      ),
    },
    {
      id: "at",
      title: "When",
      cell: (job) => <span className={sheet.dim}>{momentWords(job.at)}</span>,
    },
    {
      id: "state",
      title: "State",
      cell: (job) => (
        <span className={sheet.tag} data-tone={toneOf(job.state)} title={job.problem}>
          {STATES[job.state]}
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
            Send again
          </Button>
        ),
    },
  ];
}

function toneOf(state: Job["state"]): "alarm" | "good" | undefined {
  if (state === "failed" || state === "unknown") return "alarm";
  return state === "sent" ? "good" : undefined;
}
