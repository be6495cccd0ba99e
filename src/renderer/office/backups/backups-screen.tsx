import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { IconCopyCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { momentWords } from "../../text/day-words.ts";
import { t } from "../../text/text.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { RestoreCopy } from "../../ui/restore/restore-copy.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { Page } from "../shell/page.tsx";

type Status = Reply<"backup.status">;
type Run = Status["runs"][number];

/** Copies of this computer's books: where they go, and whether the last ones were good. */
export function BackupsScreen() {
  const answer = useQuery("backup.status", {});
  const [problem, setProblem] = useState<Problem>();
  const [running, setRunning] = useState(false);
  const now = async () => {
    setRunning(true);
    const reply = await call("backup.now", {});
    setRunning(false);
    setProblem(reply.ok ? undefined : reply.refusal);
    answer.reload();
  };
  const last = answer.value?.last;
  return (
    <Page
      testid="backups"
      title={t("Backups")}
      subtitle={
        last === undefined || last === null
          ? t("This computer's books have no copy yet")
          : t("Last good copy {when}, {facts} facts", {
              when: momentWords(last.at),
              facts: last.facts.toLocaleString("en-KE"),
            })
      }
      scroll
      tools={
        <Button
          size="sm"
          loading={running}
          disabled={(answer.value?.plan.folder ?? "") === ""}
          leftSection={<IconCopyCheck size={17} aria-hidden />}
          onClick={() => void now()}
          data-testid="backup-now"
        >
          {t("Copy now")}
        </Button>
      }
    >
      <Answered query={answer}>
        {({ plan, runs, last }) => (
          <Stack gap="md">
            <RefusalAlert problem={problem} />
            <PlanForm key={JSON.stringify(plan)} plan={plan} onSaved={answer.reload} />
            <Sheet
              label={t("Copies")}
              testid="backup-runs"
              natural
              columns={columnsOf()}
              rows={runs}
              keyOf={(run) => run.at}
              empty={
                <EmptyState title={t("No copy was made yet")}>
                  {t(
                    "A copy is opened and checked before it counts. Keep the owner's key apart from it.",
                  )}
                </EmptyState>
              }
            />
            <Paper title={t("Go back to a copy")} padded>
              <RestoreCopy key={last?.file} latest={last?.file ?? ""} asksKey={false} />
            </Paper>
          </Stack>
        )}
      </Answered>
    </Page>
  );
}

interface PlanFormProps {
  readonly plan: Status["plan"];
  readonly onSaved: () => void;
}

function PlanForm({ plan, onSaved }: PlanFormProps) {
  const [draft, setDraft] = useState(plan);
  const [problem, setProblem] = useState<Problem>();
  const set = (part: Partial<Status["plan"]>) => setDraft((before) => ({ ...before, ...part }));
  const save = async () => {
    const reply = await call("backup.save", { plan: { ...draft, folder: draft.folder.trim() } });
    setProblem(reply.ok ? undefined : reply.refusal);
    if (reply.ok) onSaved();
  };
  return (
    <Paper title={t("Where and how often")} padded>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t("Folder")}
            description={t(
              "A whole path on this computer: a stick, a second disk, a shared folder",
            )}
            value={draft.folder}
            onChange={(event) => set({ folder: event.currentTarget.value })}
            data-testid="backup-folder"
          />
          <Group align="flex-end" gap="md">
            <NumberInput
              label={t("Copies that stay there")}
              w={190}
              min={1}
              max={365}
              allowDecimal={false}
              value={draft.keep}
              onChange={(keep) => set({ keep: Number(keep) })}
              data-testid="backup-keep"
            />
            <NumberInput
              label={t("Warn after days without one")}
              w={220}
              min={1}
              max={90}
              allowDecimal={false}
              value={draft.warnDays}
              onChange={(warnDays) => set({ warnDays: Number(warnDays) })}
              data-testid="backup-warn"
            />
            <Checkbox
              mb={10}
              label={t("Once a day, by itself")}
              checked={draft.automatic}
              onChange={(event) => set({ automatic: event.currentTarget.checked })}
              data-testid="backup-automatic"
            />
          </Group>
          <RefusalAlert problem={problem} />
          <Group justify="space-between">
            <Text c="dimmed" size="sm">
              {t("With a centre its own backups hold these books too.")}
            </Text>
            <Button type="submit" data-testid="backup-save">
              {t("Save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

const columnsOf = (): readonly Column<Run>[] => [
  { id: "at", title: t("When"), width: 190, cell: (run) => momentWords(run.at) },
  {
    id: "state",
    title: "",
    width: 110,
    cell: (run) => (
      <span className={sheet.tag} data-tone={run.problem === "" ? "good" : "alarm"}>
        {run.problem === "" ? t("Good") : t("Failed")}
      </span>
    ),
  },
  { id: "file", title: t("Copy"), cell: (run) => (run.problem === "" ? run.file : run.problem) },
  {
    id: "facts",
    title: t("Facts"),
    width: 110,
    figures: true,
    cell: (run) => (run.problem === "" ? run.facts.toLocaleString("en-KE") : ""),
  },
  {
    id: "bytes",
    title: t("Size"),
    width: 110,
    figures: true,
    cell: (run) =>
      run.problem === "" ? t("{size} MB", { size: (run.bytes / 1_000_000).toFixed(1) }) : "",
  },
];
