import type { Account } from "#shared/ledger/account.ts";

import { accountFinder, categoryWord, CURRENCY, oneLine, signedAmount } from "./export-entry.ts";
import type { ExportEntry, ExportLine } from "./export-entry.ts";

/**
 * What hledger and ledger-cli share: their transactions are written alike, and differ only in
 * the directives at the top of a file.
 */

/** hledger tells an account's type by these words; ledger-cli does not mind. */
const ROOT = {
  asset: "assets",
  liability: "liabilities",
  equity: "equity",
  revenue: "revenues",
  expense: "expenses",
} as const satisfies Record<Account["type"], string>;

/**
 * 'assets:current:1110 Cash (Water):WATER': type, category, number with name, business. A colon
 * would be a level, two spaces would end the name, a semicolon begins a comment: none is left.
 */
export function plainAccountName(account: Account, business: string): string {
  const name = plainName(`${account.number} ${account.name}`);
  return `${ROOT[account.type]}:${categoryWord(account)}:${name}:${plainName(business)}`;
}

function plainName(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N} ()&'.,/_-]+/gu, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * The transactions, each after the declarations of the accounts it is the first to use, so that
 * both programs can be run with `--strict`. Streams: holds no more than the names in use.
 */
export function* transactions(
  entries: Iterable<ExportEntry>,
  accounts: Iterable<Account>,
): Iterable<string> {
  const find = accountFinder(accounts);
  const declared = new Set<string>();
  for (const entry of entries) {
    const names = entry.lines.map((line) => plainAccountName(find(line.account), line.business));
    for (const name of names) {
      if (!declared.has(name)) yield `account ${name}\n`;
      declared.add(name);
    }
    const postings = entry.lines.map((line, index) => posting(line, names[index] ?? ""));
    yield `\n${header(entry)}${postings.join("")}\n`;
  }
}

function header(entry: ExportEntry): string {
  // A parenthesis would close the number early; braces say the same to a reader.
  const number = oneLine(entry.number).replaceAll("(", "{").replaceAll(")", "}");
  const memo = oneLine(entry.memo) || oneLine(entry.type);
  const tags: (readonly [string, string])[] = [
    ["id", entry.id],
    ["type", entry.type],
  ];
  if (entry.reverses !== null) tags.push(["reverses", entry.reverses]);
  return `${entry.day} * (${number}) ${memo}\n${tags.map(tag).join("")}`;
}

function posting(line: ExportLine, name: string): string {
  const party = line.party === null ? "" : tag(["party", line.party]);
  return `    ${name}  ${CURRENCY} ${signedAmount(line)}\n${party}`;
}

/** A comma would end a tag's value in hledger. */
function tag([name, value]: readonly [string, string]): string {
  return `    ; ${name}: ${oneLine(value).replaceAll(",", " ")}\n`;
}
