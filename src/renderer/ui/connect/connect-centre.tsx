import { Button, Group, Progress, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconArrowRight, IconCloudUp } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { useProgram } from "../../rpc/program.tsx";
import { RefusalAlert } from "../refusal-alert.tsx";
import { t } from "../../text/text.ts";
import classes from "./connect-centre.module.css";

type Look = Reply<"centre.look">;

/** Paste a code, see what it says and what would be sent, and only then connect. */
export function ConnectCentre({ onConnected }: { readonly onConnected: () => void }) {
  const { reload } = useProgram();
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [look, setLook] = useState<Look | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [busy, setBusy] = useState(false);

  const ask = async () => {
    setBusy(true);
    const answer = await call("centre.look", { code });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.refusal);
    setLook(answer.ok ? answer.value : undefined);
  };

  const connect = async () => {
    setBusy(true);
    const answer = await call("centre.connect", { code, name });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.refusal);
    if (!answer.ok) return;
    reload();
    onConnected();
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void (look === undefined ? ask() : connect());
      }}
    >
      <Textarea
        label={t("Enrolment code")}
        description={t(
          "One long line that begins with TOMTIN1. Whoever holds it can connect as this till.",
        )}
        value={code}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          setLook(undefined);
          setProblem(undefined);
        }}
        rows={4}
        classNames={{ input: classes.code ?? "" }}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        data-testid="centre-code"
      />
      <RefusalAlert problem={problem} />
      {look !== undefined && <WhatItSays look={look} />}
      {look?.joins === true && (
        <TextInput
          label={t("Name of this till")}
          placeholder={t("Till {till}", { till: look.till })}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={40}
          data-testid="centre-till-name"
        />
      )}
      <Group justify="flex-end">
        {look === undefined ? (
          <Button
            type="submit"
            size="md"
            loading={busy}
            disabled={code.trim() === ""}
            rightSection={<IconArrowRight size={18} aria-hidden />}
            data-testid="centre-look"
          >
            {t("See what it would do")}
          </Button>
        ) : (
          <Button
            type="submit"
            size="md"
            loading={busy}
            leftSection={<IconCloudUp size={18} aria-hidden />}
            data-testid="centre-connect"
          >
            {look.joins ? t("Connect and receive the books") : t("Connect and send everything")}
          </Button>
        )}
      </Group>
    </form>
  );
}

function WhatItSays({ look }: { readonly look: Look }) {
  const { facts, bytes } = look;
  return (
    <dl className={classes.says} data-testid="centre-says">
      <dt>{t("Centre")}</dt>
      <dd>{look.host}</dd>
      <dt>{t("This is")}</dt>
      <dd>
        {t("{kind}, with the code {till}", {
          kind: look.kind === "office" ? t("the office") : t("a till"),
          till: look.till,
        })}
      </dd>
      <dt>{t("It sees")}</dt>
      <dd>{look.scope === "*" ? t("all businesses") : look.scope.join(", ")}</dd>
      <dt>{look.joins ? t("It receives") : t("It sends")}</dt>
      <dd>
        {look.joins
          ? t("the books of these businesses, from the first day on. Nothing is here yet.")
          : t(
              "all that was done here so far: {facts} facts, {bytes}. Phone numbers and M-Pesa codes leave only encrypted.",
              { facts: facts.toLocaleString("en-KE"), bytes: size(bytes) },
            )}
      </dd>
      <dt>{t("From then on")}</dt>
      <dd>
        {look.kind === "office"
          ? t("prices, people and settings go from here to the tills, and their sales come here.")
          : t(
              "prices, people and settings come from the office. Selling never waits for the network.",
            )}
      </dd>
    </dl>
  );
}

/** Sent so far, while the first sending runs; nothing once all is confirmed. */
export function SendingProgress({ of }: { readonly of: number }) {
  const { status } = useProgram();
  const left = status.unconfirmed ?? 0;
  if (left === 0 || of === 0) return null;
  const percent = Math.max(0, Math.min(100, Math.round(((of - left) * 100) / of)));
  return (
    <Stack gap={6} data-testid="sending">
      <Group justify="space-between">
        <Text fw={500}>{t("Sending what was done here so far")}</Text>
        <Text c="dimmed">
          {t("{left} still to be confirmed", { left: left.toLocaleString("en-KE") })}
        </Text>
      </Group>
      <Progress value={percent} size="md" radius="xl" aria-label={t("Sent so far")} />
    </Stack>
  );
}

function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
