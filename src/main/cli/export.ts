import { businessDay, isBusinessDay, type BusinessDay } from "#shared/kernel/date.ts";
import { period, type Period } from "#shared/ledger/period.ts";
import type { Book } from "#main/journal/book.ts";
import { textOf, UsageError, type Command, type Io, type Values } from "./command-line.ts";

const JOURNALS = ["hledger", "ledger", "beancount"] as const;
const SHEETS = ["csv", "xlsx"] as const;

export const exportCommand: Command = {
  name: "export",
  summary: "Write the journal for hledger, ledger or beancount, or the trial balance as a sheet",
  options: {
    format: {
      type: "string",
      value: "F",
      summary: `One of ${[...JOURNALS, ...SHEETS].join(", ")}`,
      default: "hledger",
    },
    from: {
      type: "string",
      value: "DAY",
      summary: "First day, 2026-01-31 (usually the first there is)",
    },
    to: { type: "string", value: "DAY", summary: "Last day (usually the last there is)" },
    business: { type: "string", value: "CODE", summary: "Of this business alone" },
    out: { type: "string", value: "FILE", summary: "Write here instead of on the screen" },
  },
  async run(values, io) {
    const wanted = readFormat(textOf(values, "format"));
    const { withBooks } = await import("./books.ts");
    const { businesses } = await import("#main/journal/read/business.ts");
    await withBooks(textOf(values, "data"), async ({ reading }) => {
      const window = windowOf(values, reading);
      const business = typeof values["business"] === "string" ? values["business"] : null;
      const known = businesses(reading).map((each) => each.id);
      if (business !== null && !known.includes(business)) {
        throw new UsageError(
          `There is no business '${business}'. Businesses: ${known.join(", ")}.`,
        );
      }
      const pieces =
        wanted.kind === "journal"
          ? await journalPieces(wanted.format, reading, window, business)
          : await sheetPieces(wanted.format, reading, window, business);
      await deliver(values, io, { format: wanted.format, ...window, business }, pieces);
    });
    return 0;
  },
};

type Wanted =
  | { readonly kind: "journal"; readonly format: (typeof JOURNALS)[number] }
  | { readonly kind: "sheet"; readonly format: (typeof SHEETS)[number] };

function readFormat(text: string): Wanted {
  const journal = JOURNALS.find((each) => each === text);
  if (journal !== undefined) return { kind: "journal", format: journal };
  const sheet = SHEETS.find((each) => each === text);
  if (sheet !== undefined) return { kind: "sheet", format: sheet };
  throw new UsageError(
    `--format must be one of ${[...JOURNALS, ...SHEETS].join(", ")}, not '${text}'.`,
  );
}

/** Days as given; otherwise all that the books have. */
function windowOf(values: Values, book: Book): Period {
  const all = book.get<{ first: BusinessDay | null; last: BusinessDay | null }>(
    "SELECT min(day) AS first, max(day) AS last FROM entry",
  );
  const from = dayOf(values, "from") ?? all?.first ?? businessDay("2000-01-01");
  const to = dayOf(values, "to") ?? all?.last ?? from;
  if (to < from) throw new UsageError(`There is no day from ${from} to ${to}.`);
  return period(from, to);
}

function dayOf(values: Values, name: string): BusinessDay | null {
  const text = values[name];
  if (typeof text !== "string") return null;
  if (!isBusinessDay(text))
    throw new UsageError(`--${name} must be a day like 2026-01-31, not '${text}'.`);
  return text;
}

/** Entry by entry: seven years do not fit into one text. */
async function journalPieces(
  format: (typeof JOURNALS)[number],
  book: Book,
  window: Period,
  business: string | null,
): Promise<Iterable<string>> {
  const { WRITERS } = await import("#main/services/office/export.ts");
  const { entriesToExport } = await import("#main/journal/read/export.ts");
  const { chart } = await import("#main/journal/read/chart.ts");
  return WRITERS[format].write(entriesToExport(book, window, business), chart(book));
}

async function sheetPieces(
  format: (typeof SHEETS)[number],
  book: Book,
  window: Period,
  business: string | null,
): Promise<Iterable<string | Buffer>> {
  const { trialBalanceOf } = await import("#main/services/office/trial-balance.ts");
  const { csvOf, xlsxOf } = await import("#main/export/spreadsheet.ts");
  const { trialBalanceTable } = await import("#main/export/trial-balance-sheet.ts");
  const report = trialBalanceOf(book, window, business);
  const table = trialBalanceTable(report, `${window.from} to ${window.to}`);
  return [format === "csv" ? csvOf(table) : await xlsxOf(table)];
}

/** To the file, or to stdout where a text can go; with --json what was written is said there. */
async function deliver(
  values: Values,
  io: Io,
  about: object,
  pieces: Iterable<string | Buffer>,
): Promise<void> {
  const file = values["out"];
  if (typeof file === "string") {
    const { writePieces } = await import("./write-pieces.ts");
    const bytes = writePieces(file, pieces);
    io.out(
      io.json ? JSON.stringify({ ...about, file, bytes }) : `${bytes} bytes written to ${file}`,
    );
    return;
  }
  if (io.json) throw new UsageError("--json needs --out FILE: the export itself is no JSON.");
  for (const piece of pieces) {
    if (typeof piece !== "string")
      throw new UsageError("A workbook cannot be shown: give --out FILE.");
    // A line's end is put back by `out`.
    io.out(piece.replace(/\n$/, ""));
  }
}
