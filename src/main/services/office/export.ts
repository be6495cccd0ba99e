import type { Request } from "#shared/contract/index.ts";
import { done } from "#shared/kernel/result.ts";
import type { Account } from "#shared/ledger/account.ts";
import type { Period } from "#shared/ledger/period.ts";
import { writeJournal as writeBeancount } from "#main/export/beancount.ts";
import type { ExportEntry } from "#main/export/export-entry.ts";
import { writeJournal as writeHledger } from "#main/export/hledger.ts";
import { writeJournal as writeLedgerCli } from "#main/export/ledger-cli.ts";
import { balanceSheetTable, profitAndLossTable } from "#main/export/statement-sheet.ts";
import { cashFlowTable } from "#main/export/cash-flow-sheet.ts";
import { fileOf } from "#main/export/spreadsheet.ts";
import { trialBalanceTable } from "#main/export/trial-balance-sheet.ts";
import { chart } from "#main/journal/read/chart.ts";
import { entriesToExport } from "#main/journal/read/export.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { cashFlowOf } from "./cash-flow.ts";
import { reportWindow } from "./checks.ts";
import { balanceSheetOf, comparedWith, profitAndLossOf, yearThrough } from "./statements.ts";
import { trialBalanceOf } from "./trial-balance.ts";

type Format = Request<"export.journal">["format"];

interface Writer {
  readonly ending: string;
  readonly write: (entries: Iterable<ExportEntry>, accounts: Iterable<Account>) => Iterable<string>;
}

/** By format; exported for the command line, which writes piece by piece. */
export const WRITERS: { readonly [F in Format]: Writer } = {
  hledger: { ending: "journal", write: writeHledger },
  ledger: { ending: "ledger", write: writeLedgerCli },
  beancount: { ending: "beancount", write: writeBeancount },
};

/** The entries of a window as a plain-text journal; of one business, its lines alone. */
export function exportJournal(parts: Parts): Handler<"export.journal"> {
  return ({ format, from, to, business }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    const { ending, write } = WRITERS[format];
    const text = parts.journal.readTogether((book) =>
      [...write(entriesToExport(book, window.value, business), chart(book))].join(""),
    );
    return done({
      fileName: `${fileName(`journal-${format}`, window.value, business)}.${ending}`,
      mediaType: "text/plain; charset=utf-8",
      base64: Buffer.from(text, "utf8").toString("base64"),
    });
  };
}

/** The trial balance of a window, as it is on the screen. */
export function exportTrialBalance(parts: Parts): Handler<"export.trialBalance"> {
  return async ({ format, from, to, business }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    const report = parts.journal.readTogether((book) =>
      trialBalanceOf(book, window.value, business),
    );
    const name = fileName("trial-balance", window.value, business);
    return done(await fileOf(trialBalanceTable(report, `${from} to ${to}`), format, name));
  };
}

/** The cash flow of a window, as it is on the screen. */
export function exportCashFlow(parts: Parts): Handler<"export.cashFlow"> {
  return async ({ format, from, to, business }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    const report = parts.journal.readTogether((book) => cashFlowOf(book, window.value, business));
    const name = fileName("cash-flow", window.value, business);
    return done(await fileOf(cashFlowTable(report, `${from} to ${to}`), format, name));
  };
}

/** The profit and loss of a window, beside what it is compared with, as it is on the screen. */
export function exportProfitAndLoss(parts: Parts): Handler<"export.profitAndLoss"> {
  return async ({ format, from, to, business, compare }) => {
    const window = reportWindow(from, to);
    if (!window.ok) return window;
    const other = comparedWith(window.value, compare);
    const report = parts.journal.readTogether((book) =>
      profitAndLossOf(book, window.value, business, other),
    );
    const name = fileName("profit-and-loss", window.value, business);
    return done(await fileOf(profitAndLossTable(report, `${from} to ${to}`), format, name));
  };
}

/** The balance sheet on a day, as it is on the screen. */
export function exportBalanceSheet(parts: Parts): Handler<"export.balanceSheet"> {
  return async ({ format, on, business }) => {
    const year = yearThrough(on);
    if (!year.ok) return year;
    const report = parts.journal.readTogether((book) => balanceSheetOf(book, year.value, business));
    const name = [...nameOf("balance-sheet", business), on].join("-");
    return done(await fileOf(balanceSheetTable(report, `On ${on}`), format, name));
  };
}

/** tomtin-trial-balance-water-2026-01-01-2026-01-31, to which the ending is added. */
function fileName(what: string, { from, to }: Period, business: string | null): string {
  return [...nameOf(what, business), from, to].join("-");
}

const nameOf = (what: string, business: string | null): string[] => [
  "tomtin",
  what,
  ...(business === null ? [] : [business.toLowerCase()]),
];
