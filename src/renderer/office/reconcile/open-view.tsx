import { Button, Checkbox } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { dayWords } from "../../text/day-words.ts";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import {
  type BookLine,
  type Chosen,
  chosenOf,
  type Desk,
  matchChosen,
  openCharges,
  type Standing,
  type StatementLine,
} from "./reconcile-model.ts";
import type { Place } from "./reconcile-model.ts";
import classes from "./reconcile.module.css";
import { RecordMissing } from "./record-missing.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import { memoWords } from "../../ui/memo-words.ts";

interface OpenViewProps {
  readonly place: Place;
  readonly desk: Desk;
  readonly now: Standing;
  /** The books know with which day the first statement begins. */
  readonly begun: boolean;
  readonly more: boolean;
  readonly stale: boolean;
  readonly onChange: (desk: Desk) => void;
  readonly onRecorded: (keys: readonly string[], entry: number) => void;
}

/** What is open on either side: chosen lines that come to the same are matched, or recorded. */
export function OpenView(props: OpenViewProps) {
  const { place, desk, now, begun, more, stale, onChange, onRecorded } = props;
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [recording, setRecording] = useState(false);
  const chosen = chosenOf(now, keys);
  const onPaper = desk.statement === null;
  const choose = (key: string) => setKeys((before) => toggled(before, key));
  const match = () => {
    if (!chosen.equal) return;
    onChange(matchChosen(desk, chosen));
    setKeys(new Set());
  };
  const tick = (ticked: readonly string[]) => onChange({ ...desk, ticked });
  useShortcuts({
    m: match,
    r: () => mayRecord(chosen) && setRecording(true),
  });

  return (
    <>
      <div className={classes.sides}>
        <div className={classes.side}>
          <h2 className={classes.sideTitle}>{t("On the statement, not in the books")}</h2>
          <Sheet
            label={t("On the statement, not in the books")}
            testid="open-statement"
            columns={statementColumns(keys, choose)}
            rows={now.openStatement}
            keyOf={(line) => line.key}
            onOpen={(line) => choose(line.key)}
            empty={<NothingOnStatement onPaper={onPaper} />}
          />
        </div>
        <div className={classes.side}>
          <h2 className={classes.sideTitle}>
            {t("In the books, not on the statement")}
            {onPaper && now.openBooks.length > 0 && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => tick([...desk.ticked, ...now.openBooks.map((line) => line.key)])}
                data-testid="tick-all"
              >
                {t("Tick all")}
              </Button>
            )}
          </h2>
          <Sheet
            label={t("In the books, not on the statement")}
            testid="open-books"
            columns={bookColumns(
              keys,
              onPaper ? (key) => tick([...desk.ticked, key]) : choose,
              onPaper,
            )}
            rows={now.openBooks}
            keyOf={(line) => line.key}
            onOpen={(line) => (onPaper ? tick([...desk.ticked, line.key]) : choose(line.key))}
            stale={stale}
            empty={<NothingInBooks onPaper={onPaper} begun={begun} />}
          />
        </div>
      </div>
      <ChosenBar
        chosen={chosen}
        now={now}
        desk={desk}
        more={more}
        onMatch={match}
        onRecord={() => setRecording(true)}
        onCharges={() => setKeys(new Set(openCharges(now).map((line) => line.key)))}
        onClear={() => setKeys(new Set())}
        onEarlier={() => onChange({ ...desk, earlierToo: true })}
      />
      <RecordMissing
        place={place}
        lines={recording ? chosen.statement : []}
        onClose={() => setRecording(false)}
        onRecorded={(entry) => {
          setRecording(false);
          onRecorded(
            chosen.statement.map((line) => line.key),
            entry,
          );
          setKeys(new Set());
        }}
      />
    </>
  );
}

function NothingOnStatement({ onPaper }: { readonly onPaper: boolean }) {
  return onPaper ? (
    <EmptyState title={t("No statement in a file yet")}>
      {t(
        "Choose one, or type its last day and balance and tick each line that is on the paper, or that you counted.",
      )}
    </EmptyState>
  ) : (
    <EmptyState title={t("Every line of the statement is in the books")} />
  );
}

interface NothingInBooksProps {
  readonly onPaper: boolean;
  readonly begun: boolean;
}

function NothingInBooks({ onPaper, begun }: NothingInBooksProps) {
  if (!begun) {
    return (
      <EmptyState title={t("Say when the statement begins")}>
        {t("What the books held before that day is taken as agreed.")}
      </EmptyState>
    );
  }
  return onPaper ? (
    <EmptyState title={t("Nothing is open")}>
      {t("Every line of these days was agreed on.")}
    </EmptyState>
  ) : (
    <EmptyState title={t("Every line is on the statement")} />
  );
}

interface ChosenBarProps {
  readonly chosen: Chosen;
  readonly now: Standing;
  readonly desk: Desk;
  readonly more: boolean;
  readonly onMatch: () => void;
  readonly onRecord: () => void;
  readonly onCharges: () => void;
  readonly onClear: () => void;
  readonly onEarlier: () => void;
}

function ChosenBar({ chosen, now, desk, more, ...on }: ChosenBarProps) {
  const charges = openCharges(now).length;
  const some = chosen.statement.length + chosen.books.length > 0;
  return (
    <div className={classes.chosen} data-testid="chosen">
      {some ? (
        <span>
          {rich("Chosen: {onStatement} on the statement, {inBooks} in the books", {
            onStatement: <MoneyText amount={chosen.onStatement} signed fw={600} />,
            inBooks: <MoneyText amount={chosen.inBooks} signed fw={600} />,
          })}
        </span>
      ) : (
        <span className={sheet.dim}>
          {desk.statement === null ? "" : t("Choose lines that are the same money on both sides")}
        </span>
      )}
      {more && <span className={classes.off}>{t("More lines than fit: take fewer days")}</span>}
      {now.earlier > 0 && !desk.earlierToo && (
        <Button size="compact-sm" variant="default" onClick={on.onEarlier}>
          {t("{earlier} on days already agreed: take them in", { earlier: now.earlier })}
        </Button>
      )}
      <span className={classes.grow} />
      {some && (
        <Button size="sm" variant="subtle" onClick={on.onClear}>
          {t("Clear")}
        </Button>
      )}
      {!some && charges > 1 && (
        <Button size="sm" variant="default" onClick={on.onCharges} data-testid="choose-charges">
          {t("Choose {charges} charges", { charges })}
        </Button>
      )}
      {desk.statement !== null && (
        <>
          <Button
            size="sm"
            variant="default"
            disabled={!mayRecord(chosen)}
            onClick={on.onRecord}
            rightSection={<Key>R</Key>}
            aria-keyshortcuts="R"
            data-testid="record-missing"
          >
            {t("Record in the books")}
          </Button>
          <Button
            size="sm"
            disabled={!chosen.equal}
            onClick={on.onMatch}
            rightSection={<Key>M</Key>}
            aria-keyshortcuts="M"
            data-testid="match-chosen"
          >
            {t("Match")}
          </Button>
        </>
      )}
    </div>
  );
}

function box(label: string, checked: boolean, onChange: () => void): ReactNode {
  return <Checkbox size="xs" aria-label={label} checked={checked} onChange={onChange} />;
}

function statementColumns(
  keys: ReadonlySet<string>,
  choose: (key: string) => void,
): readonly Column<StatementLine>[] {
  return [
    {
      id: "box",
      title: "",
      width: 46,
      cell: (line) =>
        box(`${line.text} ${line.code ?? ""}`, keys.has(line.key), () => choose(line.key)),
    },
    { id: "day", title: t("Day"), width: 128, cell: (line) => dayWords(line.day) },
    {
      id: "text",
      title: t("It says"),
      cell: (line) => (
        <>
          {line.code !== null && <b>{line.code} </b>}
          {line.text} <span className={sheet.dim}>{line.party}</span>
        </>
      ),
    },
    {
      id: "amount",
      title: t("Amount"),
      width: 112,
      figures: true,
      cell: (line) => <Figure amount={line.amount} />,
    },
  ];
}

function bookColumns(
  keys: ReadonlySet<string>,
  choose: (key: string) => void,
  onPaper: boolean,
): readonly Column<BookLine>[] {
  return [
    {
      id: "box",
      title: "",
      width: 46,
      cell: (line) =>
        box(
          `${onPaper ? t("On the statement: ") : ""}${memoWords(line.memo)}`,
          keys.has(line.key),
          () => choose(line.key),
        ),
    },
    { id: "day", title: t("Day"), width: 128, cell: (line) => dayWords(line.day) },
    {
      id: "memo",
      title: t("Entry"),
      cell: (line) => (
        <>
          <a href={href("entry", line.entry)}>{memoWords(line.memo)}</a>{" "}
          <span className={sheet.dim}>{line.codes.join(" ")}</span>
        </>
      ),
    },
    {
      id: "amount",
      title: t("Amount"),
      width: 112,
      figures: true,
      cell: (line) => <Figure amount={line.amount} />,
    },
  ];
}

const mayRecord = ({ statement, books }: Chosen): boolean =>
  statement.length > 0 && books.length === 0;

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(keys);
  if (!after.delete(key)) after.add(key);
  return after;
}
