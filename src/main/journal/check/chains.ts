import type { Book } from "../book.ts";
import { chainNext, chainStart, sha256 } from "../chain.ts";
import { haveRows } from "../device/link.ts";
import { linksAt } from "../stored.ts";
import { check, type Check } from "./check.ts";

interface Epoch {
  readonly no: number;
  readonly id: string;
  readonly till: string;
  readonly parent: string | null;
  readonly parent_position: number | null;
  readonly parent_hash: Uint8Array | null;
}

interface Stored {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly epoch: number;
  readonly position: number;
  readonly local: number;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly chain: Uint8Array;
}

/**
 * Every fact's hash from its bytes, every link from the one before, each epoch on its parent: whole
 * for what was made here, as far as its neighbours are here for what came from elsewhere.
 * Hands each fact's bytes on, so that they are read from the disk once.
 */
export function chains(book: Book, each: (stored: Stored, wholeHash: boolean) => void): Check[] {
  const epochs = new Map(book.all<Epoch>("SELECT * FROM epoch").map((epoch) => [epoch.no, epoch]));
  const heads = new Map<number, { position: number; chain: Uint8Array }>();
  const furthest = new Map<number, number>();
  let total = 0;
  let wrongHash = 0;
  let wrongLink = 0;
  const rows = book.each<Stored>(
    "SELECT seq, id, kind, epoch, position, local, bytes, hash, chain FROM fact ORDER BY seq",
  );
  for (const row of rows) {
    total += 1;
    const head = heads.get(row.epoch) ?? startOf(epochs.get(row.epoch));
    const hash = sha256(row.bytes);
    const whole = hash.equals(row.hash);
    if (!whole) wrongHash += 1;
    const link = chainNext(head.chain, hash);
    const next = row.position === head.position + 1;
    const wrong = row.local === 1 ? !next || !link.equals(row.chain) : !fits(book, row, epochs);
    if (row.seq !== total || wrong) wrongLink += 1;
    if (row.local === 1) heads.set(row.epoch, { position: row.position, chain: row.chain });
    furthest.set(row.epoch, Math.max(row.position, furthest.get(row.epoch) ?? 0));
    each(row, whole);
  }
  return [
    check("fact hashes", wrongHash, `${total} facts hash to what was stored`),
    check("fact chains", wrongLink, `${total} links in ${epochs.size} epochs follow one another`),
    check(
      "epochs",
      wrongEpochs(book, [...epochs.values()], new Set(heads.keys()), furthest),
      `${epochs.size} epochs start where another ended`,
    ),
  ];
}

/** An epoch that is missing has no start that any link could fit. */
function startOf(epoch: Epoch | undefined): { position: number; chain: Uint8Array } {
  if (epoch === undefined) return { position: 0, chain: new Uint8Array() };
  return { position: 0, chain: chainStart(epoch.id, epoch.parent_hash) };
}

/** A fact from elsewhere, against the one before it in its epoch, where that is here. */
function fits(book: Book, row: Stored, epochs: ReadonlyMap<number, Epoch>): boolean {
  const before =
    row.position === 1
      ? [startOf(epochs.get(row.epoch)).chain]
      : linksAt(book, row.epoch, row.position - 1);
  const hash = sha256(row.bytes);
  return before.length === 0 || before.some((link) => chainNext(link, hash).equals(row.chain));
}

/**
 * Each epoch of this till has facts and, but for the first, hangs on a link that is there. An epoch
 * from elsewhere hangs on its parent's link if that is here; but for what two copies of one till
 * leave behind, whether or not the branch that explains it is here. It may have no facts: what was
 * parked under it can come under another start too.
 */
function wrongEpochs(
  book: Book,
  epochs: readonly Epoch[],
  own: ReadonlySet<number>,
  furthest: ReadonlyMap<number, number>,
): number {
  const till = book.get<{ till: string }>("SELECT till FROM device")?.till;
  let first = false;
  return epochs.filter((epoch) => {
    const mine = own.has(epoch.no);
    const used = furthest.has(epoch.no) || hasParked(book, epoch.id);
    if (!used && epoch.till === till && !isBranchOf(epochs, furthest, epoch)) return true;
    if (epoch.parent === null) {
      const second = mine && first;
      if (mine) first = true;
      return second;
    }
    const parent = epochs.find((each) => each.id === epoch.parent);
    const links = linksAt(book, parent?.no ?? 0, epoch.parent_position ?? 0);
    if (links.length === 0) return mine;
    const hash = epoch.parent_hash;
    if (hash === null) return true;
    if (links.some((link) => Buffer.compare(link, hash) === 0)) return false;
    return mine || !(branches(epochs, epoch) || isPartlyElsewhere(book, epoch.till));
  }).length;
}

/**
 * Two copies went on in one epoch. The centre keeps the later one as a branch with links of its own,
 * so that a start which hangs on it hangs on links of which only its own disk knows.
 */
function branches(epochs: readonly Epoch[], { parent, parent_position: place }: Epoch): boolean {
  return epochs.some(
    (each) => each.parent === parent && (each.parent_position ?? 0) < (place ?? 0),
  );
}

/**
 * Whether the centre has posted more of this till than this device was given. What a copy did in
 * businesses that are not this device's makes a branch of which nothing comes here, while what the
 * copy writes for everybody in its next start does. Of a till that is here whole no branch is hidden.
 */
function isPartlyElsewhere(book: Book, till: string): boolean {
  const here = book.get<{ n: number }>(
    "SELECT count(*) AS n FROM fact f JOIN epoch e ON e.no = f.epoch WHERE e.till = ?",
    till,
  );
  const posted = haveRows(book).find((row) => row.till === till)?.head ?? 0;
  return posted > (here?.n ?? 0);
}

/** The centre's branch for facts that are here already, in the very epoch that it branched from. */
function isBranchOf(
  epochs: readonly Epoch[],
  furthest: ReadonlyMap<number, number>,
  { parent, parent_position: place }: Epoch,
): boolean {
  return epochs.some((each) => each.id === parent && (furthest.get(each.no) ?? 0) > (place ?? 0));
}

function hasParked(book: Book, epoch: string): boolean {
  return book.get("SELECT 1 FROM parked_fact WHERE epoch = ?", epoch) !== undefined;
}
