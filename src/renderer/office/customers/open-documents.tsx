import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { Figure } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { t } from "../../text/text.ts";
import classes from "./customers.module.css";
import { memoWords } from "../../ui/memo-words.ts";

type Statement = Reply<"customer.statement">;
type Document = Statement["open"][number];

const ageTitles = () =>
  [t("0–30 days"), t("31–60 days"), t("61–90 days"), t("over 90 days")] as const;

/** What is owed by age, and document by document. Nothing where nothing is open. */
export function OpenDocuments({ open, ages }: Pick<Statement, "open" | "ages">) {
  if (open.length === 0) return null;
  return (
    <section className={classes.open} aria-label={t("Open documents")} data-testid="open-documents">
      <div className={classes.ages}>
        {ageTitles().map((words, at) => (
          <div key={words} data-old={at > 0 && (ages[at] ?? 0) > 0 ? true : undefined}>
            <span>{words}</span>
            <strong>
              <MoneyText amount={ages[at] ?? ages[0]} />
            </strong>
          </div>
        ))}
      </div>
      <Sheet
        label={t("Open documents")}
        testid="open"
        natural
        columns={columns()}
        rows={open}
        keyOf={(each) => `${each.entry} ${each.business}`}
        hrefOf={(each) => href("entry", each.entry)}
        empty={null}
      />
    </section>
  );
}

const columns = (): readonly Column<Document>[] => [
  { id: "day", title: t("Open since"), width: 120, cell: (each) => dayWords(each.day) },
  { id: "memo", title: t("Document"), cell: (each) => memoWords(each.memo) },
  {
    id: "business",
    title: t("Business"),
    width: 180,
    cell: (each) => <BusinessName business={each.business} />,
  },
  {
    id: "amount",
    title: t("Amount"),
    figures: true,
    width: 130,
    cell: (each) => <Figure amount={each.amount} />,
  },
  {
    id: "open",
    title: t("Still open"),
    figures: true,
    width: 140,
    cell: (each) => <Figure amount={each.open} />,
  },
];
