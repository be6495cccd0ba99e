import { Button, FileButton, Group, SegmentedControl, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import { readStatement } from "#shared/trades/bank-statement.ts";
import { call } from "../../rpc/call.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { tableRows } from "../reading/table-file.ts";
import { href } from "../route/route.ts";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { AgreedView } from "./agreed-view.tsx";
import { HistoryView } from "./history-view.tsx";
import { OpenView } from "./open-view.tsx";
import { Balance } from "./balance.tsx";
import {
  CLEAN,
  type Desk,
  finishing,
  matchRecorded,
  type Opened,
  standing,
  statementOpening,
  withStatement,
} from "./reconcile-model.ts";
import type { Place } from "./reconcile-model.ts";
import classes from "./reconcile.module.css";
import { useDesk } from "./use-desk.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import { accountName } from "../../ui/names.ts";

type View = "open" | "agreed" | "history";

interface DeskScreenProps {
  readonly place: Place;
  readonly onChanged: () => void;
}

/** One statement against the books: what matches, what is open on either side, what is left. */
export function DeskScreen({ place, onChanged }: DeskScreenProps) {
  const { session, today, may } = useOffice();
  const [desk, setDesk] = useDesk(session.user, place.account);
  const [view, setView] = useState<View>("open");
  const mayPost = may("ledger.post", place.business ?? undefined);
  const asked = {
    account: place.account,
    party: place.party,
    since: desk.since,
    through: desk.through ?? today,
  };
  const opened = useQuery("reconciliation.open", mayPost ? asked : null);
  const finish = useCommand("reconciliation.finish");
  const { value } = opened;
  const now = value === undefined ? undefined : standing(desk, value);

  const done = async () => {
    if (now === undefined || desk.through === null || desk.closing === null) return;
    const { account, party, since } = asked;
    const { through, closing } = desk;
    const answer = await finish.send({
      account,
      party,
      since,
      through,
      closing,
      ...finishing(desk, now),
    });
    if (answer?.ok !== true) return;
    setDesk(CLEAN);
    setView("history");
    onChanged();
    opened.reload();
  };
  const recorded = async (keys: readonly string[], entry: number) => {
    const again = await call("reconciliation.open", asked);
    if (again.ok) setDesk((before) => matchRecorded(before, again.value, keys, entry));
    opened.reload();
    onChanged();
  };

  return (
    <Page
      testid="reconcile-desk"
      title={`${place.account} ${accountName(place.name)}`}
      subtitle={<AgreedWords place={place} />}
      back={href("reconcile")}
      tools={
        <SegmentedControl
          size="sm"
          value={view}
          onChange={(next) => setView(next as View)}
          data={[
            {
              value: "open",
              label: t("Open{now}", { now: now === undefined ? "" : ` ${openCount(now)}` }),
            },
            {
              value: "agreed",
              label: t("Agreed {value}", { value: (now?.agreed.length ?? 0) + desk.ticked.length }),
            },
            { value: "history", label: t("History") },
          ]}
          data-testid="reconcile-view"
        />
      }
    >
      {view === "history" || !mayPost ? (
        <HistoryView
          place={place}
          onUndone={() => {
            onChanged();
            opened.reload();
          }}
        />
      ) : (
        <>
          <StatementFields
            desk={desk}
            opened={value}
            today={today}
            onChange={setDesk}
            first={place.agreed === null}
          />
          {opened.problem !== undefined && (
            <Paper>
              <ErrorState problem={opened.problem} onRetry={opened.reload} />
            </Paper>
          )}
          {now === undefined && opened.problem === undefined && <LoadingState />}
          {now !== undefined && value !== undefined && (
            <>
              {view === "open" ? (
                <OpenView
                  place={place}
                  desk={desk}
                  now={now}
                  begun={value.since !== null}
                  more={value.more}
                  stale={opened.loading}
                  onChange={setDesk}
                  onRecorded={(keys, entry) => void recorded(keys, entry)}
                />
              ) : (
                <AgreedView desk={desk} now={now} onChange={setDesk} />
              )}
              <RefusalAlert problem={finish.problem} onRetry={() => void done()} />
              <Balance
                opened={value}
                desk={desk}
                now={now}
                sending={finish.sending || opened.loading}
                onFinish={() => void done()}
              />
            </>
          )}
        </>
      )}
    </Page>
  );
}

const openCount = (now: ReturnType<typeof standing>): number =>
  now.openStatement.length + now.openBooks.length;

function AgreedWords({ place }: { readonly place: Place }) {
  const { agreed } = place;
  if (agreed === null) return t("Never reconciled, in KES");
  return (
    <span data-testid="agreed-through">
      {rich("Reconciled to {through} at {closing}, by {by}", {
        through: dayWords(agreed.through),
        closing: <MoneyText amount={agreed.closing} fw={600} />,
        by: agreed.by,
      })}
    </span>
  );
}

interface StatementFieldsProps {
  readonly desk: Desk;
  readonly opened: Opened | undefined;
  readonly today: BusinessDay;
  readonly first: boolean;
  readonly onChange: (desk: Desk) => void;
}

/** What the statement says of itself: from a file, or typed from paper. */
function StatementFields({ desk, opened, today, first, onChange }: StatementFieldsProps) {
  const [unread, setUnread] = useState("");
  const read = async (file: File | null) => {
    if (file === null) return;
    setUnread("");
    try {
      const found = readStatement(await tableRows(file));
      if (found.ok && found.value.lines.length > 0) {
        onChange(withStatement(desk, found.value, file.name));
        return;
      }
      setUnread(t("No statement was found in it: a row of column names with a day and amounts."));
    } catch {
      setUnread(t("This file cannot be read. Export the statement as CSV or XLSX."));
    }
  };
  const began = statementOpening(desk);
  const differs = first && began !== null && opened !== undefined && began !== opened.opening;
  return (
    <div className={classes.fields}>
      <Group align="flex-end" gap="sm">
        <FileButton
          accept=".csv,.xlsx,text/csv"
          onChange={(file) => void read(file)}
          inputProps={{ "aria-label": t("Statement"), "data-testid": "statement-file" } as object}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={17} aria-hidden />}>
              {desk.statement === null ? t("Statement (CSV, XLSX)") : t("Another statement")}
            </Button>
          )}
        </FileButton>
        {first && (
          <DayInput
            size="sm"
            label={t("Statement begins")}
            value={desk.since}
            maxDate={today}
            onChange={(since) => onChange({ ...desk, since })}
            data-testid="statement-since"
          />
        )}
        <DayInput
          size="sm"
          label={t("Statement ends")}
          value={desk.through}
          maxDate={today}
          onChange={(through) => onChange({ ...desk, through })}
          data-testid="statement-through"
        />
        <MoneyInput
          size="sm"
          label={t("With a balance of, KES")}
          allowNegative
          value={desk.closing}
          onChange={(closing) => onChange({ ...desk, closing })}
          data-testid="statement-closing"
        />
        {desk.statement !== null && (
          <Text className={classes.file} data-testid="statement-read">
            {rich("{fileName}{br}{count} lines", {
              fileName: <strong>{desk.fileName}</strong>,
              br: <br />,
              count: desk.statement.lines.length,
            })}
            {desk.statement.skipped.length > 0 &&
              t(", {count} skipped", { count: desk.statement.skipped.length })}
          </Text>
        )}
      </Group>
      <Skipped desk={desk} />
      {differs && (
        <Text size="sm" c="var(--mantine-color-error)">
          {rich(
            "The statement begins with {began}; the books held {opening} before that day. Record the opening balance or what is missing first.",
            {
              began: <MoneyText amount={began} fw={600} />,
              opening: <MoneyText amount={opened.opening} fw={600} />,
            },
          )}
        </Text>
      )}
      {unread !== "" && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {unread}
        </Text>
      )}
    </div>
  );
}

const NAMED = 3;

/** Rows that are no lines, by their number: nothing is left out without a word. */
function Skipped({ desk }: { readonly desk: Desk }) {
  const skipped = desk.statement?.skipped ?? [];
  if (skipped.length === 0) return null;
  const named = skipped.slice(0, NAMED).map(({ row, why }) => t("row {row}: {why}", { row, why }));
  const more =
    skipped.length > NAMED ? t(", and {count} more", { count: skipped.length - NAMED }) : "";
  return (
    <Text size="sm" c="dimmed">
      {t("Not read: {named}{more}", { named: named.join("; "), more })}
    </Text>
  );
}
