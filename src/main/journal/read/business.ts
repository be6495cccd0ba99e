import type { Business, BusinessSaved, BusinessSettings } from "#shared/facts/master.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import type { Book } from "../book.ts";
import { parseFact } from "../stored.ts";

export interface BusinessRow extends Business {
  readonly settings: BusinessSettings;
  /** Fact id of the settings now in force. */
  readonly settingsFact: string;
}

interface Row {
  id: string;
  name: string;
  kind: Business["kind"];
  trades: string;
  colour: string;
  position: number;
  active: number;
  fact: string;
  settings: string;
}

const SELECT = `
  SELECT b.id, b.name, b.kind, b.trades, b.colour, b.position, b.active, s.fact, s.settings
  FROM business b JOIN business_settings s ON s.business = b.id
  WHERE s.seq = (SELECT max(seq) FROM business_settings WHERE business = b.id)`;

/** Settings are parsed once a fact: they are immutable under their fact's id. */
const parsed = new Map<string, BusinessSettings>();

function settingsOf(row: { fact: string; id: string; settings: string }): BusinessSettings {
  const key = `${row.fact} ${row.id}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const settings = JSON.parse(row.settings) as BusinessSettings;
  parsed.set(key, settings);
  return settings;
}

function businessOf(row: Row): BusinessRow {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    trades: JSON.parse(row.trades) as Business["trades"],
    colour: row.colour,
    position: row.position,
    active: row.active === 1,
    settings: settingsOf(row),
    settingsFact: row.fact,
  };
}

export function businesses(book: Book): BusinessRow[] {
  return book.all<Row>(`${SELECT} ORDER BY b.position, b.id`).map(businessOf);
}

export function business(book: Book, id: string): BusinessRow | undefined {
  return book.seldom(`business ${id}`, () => readBusiness(book, id));
}

function readBusiness(book: Book, id: string): BusinessRow | undefined {
  const row = book.get<Row>(`${SELECT} AND b.id = ?`, id);
  return row === undefined ? undefined : businessOf(row);
}

export interface NamedSettings {
  readonly name: string;
  readonly settings: BusinessSettings;
}

interface SettingsRow {
  readonly fact: string;
  readonly name: string;
  readonly settings: string;
}

function namedSettings(id: string, row: SettingsRow | undefined): NamedSettings | undefined {
  if (row === undefined) return undefined;
  return { name: row.name, settings: settingsOf({ ...row, id }) };
}

/** Name and settings as a fact made them: the header of an old receipt. */
export function settingsUnder(book: Book, id: string, fact: string): NamedSettings | undefined {
  const row = book.get<SettingsRow>(
    "SELECT fact, name, settings FROM business_settings WHERE business = ? AND fact = ?",
    id,
    fact,
  );
  return namedSettings(id, row);
}

/** Name and settings in force when a fact was made: the header of an old Z. */
export function settingsAsOf(book: Book, id: string, seq: number): NamedSettings | undefined {
  const row = book.get<SettingsRow>(
    `SELECT fact, name, settings FROM business_settings WHERE business = ? AND seq <= ?
     ORDER BY seq DESC LIMIT 1`,
    id,
    seq,
  );
  return namedSettings(id, row);
}

export interface SavedState {
  readonly at: string;
  /** Id of the user who saved it. */
  readonly by: string | null;
  readonly body: Pick<BusinessSaved["body"], "business" | "settings">;
}

/** A business as each of its facts left it, latest first. */
export function savedStates(book: Book, id: string, limit: number): SavedState[] {
  return book
    .all<{ bytes: Uint8Array }>(
      `SELECT f.bytes FROM business_settings s JOIN fact f ON f.seq = s.seq
       WHERE s.business = ? ORDER BY s.seq DESC LIMIT ?`,
      id,
      limit,
    )
    .map(({ bytes }) => {
      const { at, by, body } = parseFact(bytes) as BusinessSaved;
      return { at, by: by.user, body };
    });
}

/** The rate of a letter on a day; one who is not registered charges nothing, letter D. */
export function taxRate(
  settings: BusinessSettings,
  letter: TaxLetter,
  day: BusinessDay,
): { readonly letter: TaxLetter; readonly basisPoints: number } {
  if (!settings.vatRegistered) return { letter: "D", basisPoints: 0 };
  const rates = settings.taxRates.filter((rate) => rate.letter === letter && rate.from <= day);
  const latest = rates.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
  return { letter, basisPoints: latest?.basisPoints ?? 0 };
}

export function booksOpened(
  book: Book,
): { readonly owner: string; readonly demo: boolean } | undefined {
  const row = book.get<{ owner: string; demo: number }>("SELECT owner, demo FROM books");
  return row === undefined ? undefined : { owner: row.owner, demo: row.demo === 1 };
}

const NEWEST = "9999-12-31" as BusinessDay;

/**
 * The day whose prices count. A clock that shows a day before the books were opened has lost its
 * battery: it does not stop the trade, and the newest prices are the best guess.
 */
export function pricesOf(book: Book, day: BusinessDay): BusinessDay {
  const opened = book.seldom("the day the books were opened", () =>
    book.get<{ day: BusinessDay }>(
      `SELECT json_extract(CAST(f.bytes AS TEXT), '$.day') AS day
       FROM books b JOIN fact f ON f.seq = b.seq`,
    ),
  );
  return opened !== undefined && day < opened.day ? NEWEST : day;
}
