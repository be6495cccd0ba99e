import { Button, Group, Switch, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowLeft, IconPlus, IconSearch } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { JobStatus } from "#shared/facts/jobs.ts";
import { nextStatus, previousStatus, shortNumber } from "#shared/trades/jobs-board.ts";
import { call } from "../../rpc/call.ts";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { Key } from "../../ui/key.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { beep } from "../../ui/sound.ts";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { useStable } from "../../ui/use-stable.ts";
import type { Till } from "../counter/till.ts";
import { BoardColumn } from "./board-column.tsx";
import { isBegun } from "./intake-model.ts";
import { JobDialog } from "./job-dialog.tsx";
import { takenFor } from "./job-payment-model.ts";
import { statusWords } from "../../jobs/job-words.ts";
import { type Board, type JobCard, type Mode, modeFor, moveSpot, spotOf } from "./jobs-model.ts";
import classes from "./jobs.module.css";
import { useJobAct } from "./use-job-act.tsx";
import { t } from "../../text/text.ts";

interface JobsScreenProps {
  readonly till: Till;
  readonly first: string | null;
  readonly onNew: () => void;
  readonly onLeave: () => void;
}

/** The board: what was received, is washed, is ready, and what was fetched today. */
export function JobsScreen({ till, first, onNew, onLeave }: JobsScreenProps) {
  const { business } = till;
  const [marked, setMarked] = useState<string | null>(first);
  // A job that was left half paid comes first.
  const { jobPayment } = till.desk;
  const [opened, setOpened] = useState<{ job: string; mode: Mode } | null>(
    jobPayment === null || takenFor(jobPayment) === 0
      ? null
      : { job: jobPayment.of.job, mode: jobPayment.of.act },
  );
  const [text, setText] = useState("");
  const [scanMoves, setScanMoves] = useState(false);
  const [asked] = useDebouncedValue(text.trim(), 150);
  const search = useRef<HTMLInputElement>(null);
  const board = useQuery("job.board", { business: business.id });
  const found = useQuery(
    "job.find",
    asked === "" ? null : { business: business.id, text: asked, limit: 40 },
  );
  const columns: Board =
    asked === "" || found.value === undefined
      ? (board.value?.columns ?? [])
      : byStatus(found.value.jobs);
  const reload = () => {
    board.reload();
    found.reload();
  };
  const move = useJobAct("job.move", business.id, t("A job goes back"), (moved) => {
    till.notice(`${shortNumber(moved.number)}: ${statusWords()[moved.status]}.`);
    reload();
  });
  const cardOf = (id: string | null): JobCard | undefined =>
    columns.flatMap((column) => column.jobs).find((card) => card.job === id);

  const open = (job: string) => setOpened({ job, mode: "view" });
  /** Into the machine at once; what asks for a rack, money or a reason has a form of its own. */
  const step = ({ job, status }: JobCard, to: JobStatus | undefined) => {
    if (to === undefined) return open(job);
    const mode = modeFor(status, to);
    if (mode === "washing") move.go({ job, to: mode });
    else setOpened({ job, mode });
  };
  const spot = spotOf(columns, marked);
  const focus = (id: string) => {
    setMarked(id);
    document.querySelector<HTMLElement>(`[data-job="${id}"]`)?.focus();
  };
  const onKey = useStable((event: KeyboardEvent) => {
    if (document.querySelector('[role="dialog"]') !== null) return;
    const typing = event.target instanceof HTMLInputElement;
    const card = cardOf(marked);
    if (event.key === "Escape") onLeave();
    else if (event.key === "F2") search.current?.focus();
    else if (event.altKey && event.code === "KeyN") onNew();
    else if (event.altKey && event.key === "ArrowRight" && card !== undefined) {
      step(card, nextStatus(card.status) ?? "collected");
    } else if (event.altKey && event.key === "ArrowLeft" && card !== undefined) {
      step(card, previousStatus(card.status));
    } else if (event.key.startsWith("Arrow") && !(typing && /Left|Right/.test(event.key))) {
      const at = spot === undefined ? { column: 0, row: 0 } : moveSpot(columns, spot, event.key);
      const next =
        columns[at.column]?.jobs[at.row] ?? columns.find((each) => each.jobs.length > 0)?.jobs[0];
      if (next !== undefined) focus(next.job);
    } else if (event.key === "Enter" && typing) {
      const [only] = columns.flatMap((column) => column.jobs);
      if (only !== undefined) open(only.job);
    } else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [onKey]);
  const scanned = async (code: string) => {
    const answer = await call("job.scan", { business: business.id, code });
    beep(answer.ok ? "added" : "refused");
    if (!answer.ok) return till.notice(refusalWords(answer.refusal), "odd");
    const { job } = answer.value;
    setText("");
    setMarked(job.job);
    const to = nextStatus(job.status);
    if (scanMoves && to !== undefined) return move.go({ job: job.job, to });
    return open(job.job);
  };
  useScanner((code) => {
    void scanned(code);
    return true;
  });
  const shown = board.value !== undefined;
  useEffect(() => {
    if (first !== null && shown)
      document.querySelector<HTMLElement>(`[data-job="${first}"]`)?.focus();
  }, [first, shown]);

  return (
    <main className={classes.board}>
      <PageHeader title={t("Jobs")} subtitle={business.name}>
        <Switch
          label={t("A scan moves it on")}
          checked={scanMoves}
          onChange={(event) => setScanMoves(event.currentTarget.checked)}
          data-testid="scan-moves"
        />
        <TextInput
          ref={search}
          placeholder={t("Number, name or phone")}
          aria-label={t("Find a job by number, name or phone")}
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={<Key>F2</Key>}
          rightSectionWidth={44}
          w={260}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-testid="jobs-search"
        />
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          rightSection={<Key>Alt N</Key>}
          onClick={onNew}
          data-testid="jobs-new"
        >
          {isBegun(till.desk.work) ? t("Go on with the intake") : t("New job")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          rightSection={<Key>Esc</Key>}
          onClick={onLeave}
          data-testid="jobs-back"
        >
          {t("Selling")}
        </Button>
      </PageHeader>
      <RefusalAlert
        problem={move.problem}
        onClose={() => {
          move.clear();
          reload();
        }}
      />
      {board.value === undefined ? (
        board.problem ? (
          <ErrorState problem={board.problem} onRetry={board.reload} />
        ) : (
          <LoadingState />
        )
      ) : (
        <div className={classes.columns}>
          {columns.map((column) => (
            <BoardColumn
              key={column.status}
              column={column}
              today={till.today}
              marked={marked}
              onMark={setMarked}
              onOpen={open}
              onDrop={(id) => {
                const card = cardOf(id);
                if (card !== undefined && card.status !== column.status) step(card, column.status);
              }}
            />
          ))}
        </div>
      )}
      <Group gap="lg" className={classes.keys}>
        <Text c="dimmed">
          {t("Arrows choose · Enter opens · Alt → moves on · Alt ← back · or drag, or scan a tag")}
        </Text>
        {asked !== "" && found.value !== undefined && (
          <Text c="dimmed" data-testid="jobs-found">
            {found.value.total === 1
              ? t("1 job found")
              : t("{total} jobs found", { total: found.value.total })}
          </Text>
        )}
      </Group>
      {opened !== null && (
        <JobDialog
          till={till}
          job={opened.job}
          first={opened.mode}
          onChanged={reload}
          onClose={() => {
            const id = opened.job;
            setOpened(null);
            reload();
            requestAnimationFrame(() => focus(id));
          }}
        />
      )}
      {move.dialog}
    </main>
  );
}

/** What was found, in the columns of the board; what has ended stands in the last. */
function byStatus(jobs: readonly JobCard[]): Board {
  const ended = jobs.filter((job) => !["received", "washing", "ready"].includes(job.status));
  const columns = (["received", "washing", "ready"] as const).map((status) => {
    const mine = jobs.filter((job) => job.status === status);
    return { status, total: mine.length, jobs: mine };
  });
  return [...columns, { status: "collected", total: ended.length, jobs: ended }];
}
