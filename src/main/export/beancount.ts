import type { Account } from "#shared/ledger/account.ts";

import { accountFinder, categoryWord, CURRENCY, oneLine, signedAmount } from "./export-entry.ts";
import type { ExportEntry, ExportLine } from "./export-entry.ts";

/** Beancount's five roots; it has no other. */
const ROOT = {
  asset: "Assets",
  liability: "Liabilities",
  equity: "Equity",
  revenue: "Income",
  expense: "Expenses",
} as const satisfies Record<Account["type"], string>;

/** Entries may come in any order, and an account must be open before the first of them. */
const OPEN_SINCE = "1970-01-01";

/**
 * A file for beancount 2 and 3. Accounts are named 'Assets:Current:N1110-Cash-Water:WATER', with
 * an `open` before the first entry that uses them; entry number, id and party are metadata. Text
 * comes in pieces that end with a line, to be written one after another.
 */
export function* writeJournal(
  entries: Iterable<ExportEntry>,
  accounts: Iterable<Account>,
): Iterable<string> {
  yield `; Journal export, amounts in ${CURRENCY}\n`;
  yield `option "title" "Journal"\noption "operating_currency" "${CURRENCY}"\n\n`;
  const find = accountFinder(accounts);
  const opened = new Set<string>();
  for (const entry of entries) {
    const names = entry.lines.map((line) => beancountName(find(line.account), line.business));
    for (const name of names) {
      if (!opened.has(name)) yield `${OPEN_SINCE} open ${name} ${CURRENCY}\n`;
      opened.add(name);
    }
    const postings = entry.lines.map((line, index) => posting(line, names[index] ?? ""));
    yield `\n${header(entry)}${postings.join("")}\n`;
  }
}

/**
 * Every level begins with a capital or a digit and holds letters, digits and dashes; `N` before
 * the number keeps it a word.
 */
export function beancountName(account: Account, business: string): string {
  const name = `N${account.number}-${level(account.name)}`.replace(/-$/, "");
  return [ROOT[account.type], capital(level(categoryWord(account))), name, levelOf(business)].join(
    ":",
  );
}

function level(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

function levelOf(business: string): string {
  return capital(level(business)) || "X";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function header(entry: ExportEntry): string {
  const reverses = entry.reverses === null ? "" : `  reverses: ${quoted(entry.reverses)}\n`;
  return (
    `${entry.day} * ${quoted(entry.type)} ${quoted(entry.memo)}\n` +
    `  number: ${quoted(entry.number)}\n  id: ${quoted(entry.id)}\n${reverses}`
  );
}

function posting(line: ExportLine, name: string): string {
  const party = line.party === null ? "" : `    party: ${quoted(line.party)}\n`;
  return `  ${name}  ${signedAmount(line)} ${CURRENCY}\n${party}`;
}

function quoted(text: string): string {
  return `"${oneLine(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
