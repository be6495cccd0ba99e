import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { href } from "../route/route.ts";
import { useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { entryWords } from "../words/account-words.ts";
import { factWords } from "../words/fact-words.ts";
import { EntryLines, StockMoves } from "./entry-lines.tsx";
import classes from "./entry.module.css";
import { ReceiptPicture } from "./receipt-picture.tsx";
import { ReverseButton } from "./reverse-button.tsx";
import { t } from "../../text/text.ts";
import { memoWords } from "../../ui/memo-words.ts";

type Entry = Reply<"report.entry">;

/** One entry, whole: lines, who, when, why, what moved, and the paper the customer got. */
export function EntryScreen() {
  const { arg } = useRoute();
  const { may } = useOffice();
  const number = Number(arg);
  const known = Number.isSafeInteger(number) && number > 0;
  const answer = useQuery("report.entry", { entry: known ? number : 0 });
  const entry = answer.value;
  return (
    <Page
      testid="entry"
      scroll
      title={t("Entry {arg}", { arg: arg ?? "" })}
      subtitle={entry === undefined ? "" : `${entryWords(entry.type)}: ${memoWords(entry.memo)}`}
      back={href("journal")}
      tools={
        entry?.reversible === true &&
        may("ledger.reverse") && <ReverseButton entry={entry} onReversed={answer.reload} />
      }
    >
      <Answered query={answer}>{(value) => <Whole entry={value} />}</Answered>
    </Page>
  );
}

function Whole({ entry }: { readonly entry: Entry }) {
  return (
    <div className={classes.grid}>
      <div className={classes.column}>
        <EntryLines entry={entry} />
        {entry.moves.length > 0 && <StockMoves moves={entry.moves} />}
      </div>
      <div className={classes.column}>
        <Paper
          title={t("Who, when and why")}
          padded
          aside={<State entry={entry} />}
          testid="entry-facts"
        >
          <Facts entry={entry} />
        </Paper>
        {entry.hasReceipt && <ReceiptPicture of={entry.fact.id} />}
      </div>
    </div>
  );
}

function State({ entry }: { readonly entry: Entry }) {
  if (entry.reversedBy !== null) {
    return (
      <a href={href("entry", entry.reversedBy)}>
        {t("Reversed by {reversedBy}", { reversedBy: entry.reversedBy })}
      </a>
    );
  }
  if (entry.reverses !== null) {
    return (
      <a href={href("entry", entry.reverses)}>
        {t("Reverses {reverses}", { reverses: entry.reverses })}
      </a>
    );
  }
  return null;
}

function Facts({ entry }: { readonly entry: Entry }) {
  const { status } = useOffice();
  const rows: readonly (readonly [string, React.ReactNode] | false)[] = [
    [t("Business day"), dayWords(entry.businessDay)],
    entry.late && [
      t("Posted on"),
      <span key="late">
        {dayWords(entry.day)} <span className={sheet.tag}>{t("Late")}</span>
      </span>,
    ],
    entry.others.length > 0 && [
      t("Together with"),
      <EntryLinks key="others" entries={entry.others} />,
    ],
    !entry.whole && [t("The rest"), t("In a business that is not shown here")],
    [t("Recorded"), momentWords(entry.at)],
    [t("By"), entry.by],
    entry.approver !== null && [t("Approved by"), entry.approver],
    entry.reason !== null && [t("Why"), entry.reason],
    [
      t("Till"),
      entry.till === status.till?.code ? `${entry.till} ${status.till.name}` : entry.till,
    ],
    [
      t("Fact"),
      t("{kind}, number {seq} of its chain", {
        kind: factWords(entry.fact.kind),
        seq: entry.fact.seq,
      }),
    ],
    [t("Id"), <code key="id">{entry.fact.id}</code>],
  ];
  return (
    <dl className={classes.facts}>
      {rows
        .filter((row) => row !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The same act in other businesses: an entry of its own in each. */
function EntryLinks({ entries }: { readonly entries: readonly number[] }) {
  return entries.map((each, at) => (
    <span key={each}>
      {at > 0 && ", "}
      <a href={href("entry", each)}>{t("entry {entry}", { entry: each })}</a>
    </span>
  ));
}
