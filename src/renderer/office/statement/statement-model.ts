import type { Reply } from "#shared/contract/index.ts";
import type { Money } from "#shared/kernel/money.ts";
import { sum } from "#shared/kernel/money.ts";
import { t } from "../../text/text.ts";
import { tierWords } from "../words/account-words.ts";
import { accountName } from "../../ui/names.ts";

type ProfitAndLoss = Reply<"report.profitAndLoss">;
type BalanceSheet = Reply<"report.balanceSheet">;
type Section = ProfitAndLoss["sections"][number];

export interface Amounts {
  readonly byBusiness: readonly Money[];
  readonly total: Money;
  readonly compared?: Money | null;
}

/** One row of a statement as it stands on the paper. */
export interface StatementRow {
  readonly key: string;
  readonly kind: "heading" | "line" | "subtotal" | "result" | "final";
  readonly title: string;
  readonly account?: number;
  /** Of a cash flow: which line it is, for the entries behind it. */
  readonly of?: { readonly section: string; readonly line: string };
  readonly amounts?: Amounts;
}

function sectionRows(section: Section): StatementRow[] {
  return [
    { key: `head-${section.title}`, kind: "heading", title: tierWords(section.title) },
    ...section.lines.map((line): StatementRow => ({
      key: `${section.title}-${line.account}-${line.name}`,
      kind: "line",
      title: accountName(line.name),
      account: line.account,
      amounts: line,
    })),
    {
      key: `sum-${section.title}`,
      kind: "subtotal",
      title: t("Total {toLowerCase}", { toLowerCase: tierWords(section.title).toLowerCase() }),
      amounts: section.subtotal,
    },
  ];
}

/** Sections with what is left after each: gross profit after the cost of sales, profit last. */
export function profitAndLossRows(reply: ProfitAndLoss): readonly StatementRow[] {
  const shown = reply.sections.filter((section) => section.lines.length > 0);
  if (shown.length === 0) return [];
  const cost = shown.findIndex((section) => /cost of sales/i.test(section.title));
  const gross: StatementRow = {
    key: "gross-profit",
    kind: "result",
    title: t("Gross profit"),
    amounts: { ...reply.grossProfit, compared: reply.grossProfitCompared },
  };
  const rows = shown.flatMap((section, index) =>
    index === Math.max(cost, 0) ? [...sectionRows(section), gross] : sectionRows(section),
  );
  return [
    ...rows,
    {
      key: "profit",
      kind: "final",
      title: reply.profit.total < 0 ? t("Loss") : t("Profit"),
      amounts: { ...reply.profit, compared: reply.profitCompared },
    },
  ];
}

const sides = () =>
  [
    { digit: "1", title: t("Total assets"), of: "assets" },
    { digit: "2", title: t("Total liabilities"), of: "liabilities" },
    { digit: "3", title: t("Total equity"), of: "equity" },
  ] as const;

/** What is owned, then what is owed and whose the rest is; the two ends are equal. */
export function balanceSheetRows(reply: BalanceSheet): readonly StatementRow[] {
  const shown = reply.sections.filter((section) => section.lines.length > 0);
  if (shown.length === 0) return [];
  const rows = sides().flatMap(({ digit, title, of }): StatementRow[] => {
    const mine = shown.filter((section) => String(section.lines[0]?.account).startsWith(digit));
    const whole: StatementRow = {
      key: of,
      kind: of === "assets" ? "final" : "result",
      title,
      amounts: reply[of],
    };
    return [...mine.flatMap(sectionRows), whole];
  });
  return [
    ...rows,
    {
      key: "liabilities-and-equity",
      kind: "final",
      title: t("Liabilities and equity"),
      amounts: liabilitiesAndEquity(reply),
    },
  ];
}

export function liabilitiesAndEquity(reply: BalanceSheet): Amounts {
  return {
    byBusiness: reply.liabilities.byBusiness.map((owed, index) => {
      const own = reply.equity.byBusiness[index];
      return own === undefined ? owed : sum([owed, own]);
    }),
    total: sum([reply.liabilities.total, reply.equity.total]),
  };
}
