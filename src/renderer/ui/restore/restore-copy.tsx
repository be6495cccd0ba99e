import { Button, Group, TextInput } from "@mantine/core";
import { IconArrowRight, IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { useProgram } from "../../rpc/program.tsx";
import { momentWords } from "../../text/day-words.ts";
import { t } from "../../text/text.ts";
import { RefusalAlert } from "../refusal-alert.tsx";
import classes from "./restore-copy.module.css";

type Look = Reply<"backup.look">;

interface RestoreCopyProps {
  /** The latest good copy that is known of. */
  readonly latest: string;
  /** A computer without books may lack their key too. */
  readonly asksKey: boolean;
}

/** Name a copy, have it verified, see whose it is and what it lacks, and only then put it in place. */
export function RestoreCopy({ latest, asksKey }: RestoreCopyProps) {
  const { reload } = useProgram();
  const [file, setFile] = useState(latest);
  const [key, setKey] = useState("");
  const [look, setLook] = useState<Look | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [busy, setBusy] = useState(false);

  const asked = { file: file.trim(), key: key.trim() };
  const forget = () => {
    setLook(undefined);
    setProblem(undefined);
  };
  const verify = async () => {
    setBusy(true);
    const answer = await call("backup.look", asked);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.refusal);
    setLook(answer.ok ? answer.value : undefined);
  };
  const restore = async () => {
    setBusy(true);
    const answer = await call("backup.restore", asked);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.refusal);
    // Everybody is signed out: the books are others now.
    if (answer.ok) reload();
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void (look === undefined ? verify() : restore());
      }}
    >
      <TextInput
        label={t("File of the copy")}
        description={t("The whole path of the file on this computer or on a stick in it")}
        value={file}
        onChange={(event) => {
          setFile(event.currentTarget.value);
          forget();
        }}
        disabled={busy}
        spellCheck={false}
        autoComplete="off"
        data-testid="restore-file"
      />
      {asksKey && (
        <TextInput
          label={t("Owner's key")}
          description={t("The file owner.key that was kept apart from the copy")}
          value={key}
          onChange={(event) => {
            setKey(event.currentTarget.value);
            forget();
          }}
          disabled={busy}
          spellCheck={false}
          autoComplete="off"
          data-testid="restore-key"
        />
      )}
      <RefusalAlert problem={problem} />
      {look !== undefined && <WhatItHolds look={look} />}
      <Group justify="flex-end">
        {look === undefined ? (
          <Button
            type="submit"
            size="md"
            variant="default"
            loading={busy}
            disabled={asked.file === ""}
            rightSection={<IconArrowRight size={18} aria-hidden />}
            data-testid="restore-look"
          >
            {t("Verify this copy")}
          </Button>
        ) : (
          <>
            <Button variant="subtle" size="md" disabled={busy} onClick={forget}>
              {t("Cancel")}
            </Button>
            <Button
              type="submit"
              size="md"
              color="red"
              loading={busy}
              leftSection={<IconHistory size={18} aria-hidden />}
              data-testid="restore-do"
            >
              {t("Put this copy in place")}
            </Button>
          </>
        )}
      </Group>
    </form>
  );
}

function WhatItHolds({ look }: { readonly look: Look }) {
  const facts = (count: number) => count.toLocaleString("en-KE");
  return (
    <dl className={classes.says} data-testid="restore-says">
      <dt>{t("Verified")}</dt>
      <dd>{t("whole: every hash, balance and stock was recomputed")}</dd>
      <dt>{t("Till")}</dt>
      <dd>{look.till}</dd>
      <dt>{t("It goes to")}</dt>
      <dd>
        {t("{when}, {facts} facts", { when: momentWords(look.until), facts: facts(look.facts) })}
      </dd>
      <dt>{t("It lacks")}</dt>
      <dd>{lacksWords(look.lacks)}</dd>
      <dt>{t("From then on")}</dt>
      <dd>
        {t(
          "this computer goes on from the copy, and everybody signs in again. Today's journal stays in a file beside it. A centre gives back what it had received.",
        )}
      </dd>
    </dl>
  );
}

function lacksWords(lacks: number | null): string {
  if (lacks === null) return t("nothing that is known here");
  if (lacks === 0) return t("nothing that was done here");
  return lacks === 1
    ? t("one fact that was made here since")
    : t("{count} facts that were made here since", { count: lacks.toLocaleString("en-KE") });
}
