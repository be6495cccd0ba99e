import type { Book } from "../book.ts";
import { chainNext, chainStart, sha256 } from "../chain.ts";
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
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly chain: Uint8Array;
}

/**
 * Every fact's hash from its bytes, every link from the one before, each epoch on its parent.
 * Hands each fact's bytes on, so that they are read from the disk once.
 */
export function chains(book: Book, each: (stored: Stored, wholeHash: boolean) => void): Check[] {
  const epochs = new Map(book.all<Epoch>("SELECT * FROM epoch").map((epoch) => [epoch.no, epoch]));
  const heads = new Map<number, { position: number; chain: Uint8Array }>();
  let total = 0;
  let wrongHash = 0;
  let wrongLink = 0;
  const rows = book.each<Stored>(
    "SELECT seq, id, kind, epoch, position, bytes, hash, chain FROM fact ORDER BY seq",
  );
  for (const row of rows) {
    total += 1;
    const head = heads.get(row.epoch) ?? startOf(epochs.get(row.epoch));
    const hash = sha256(row.bytes);
    const whole = hash.equals(row.hash);
    if (!whole) wrongHash += 1;
    const link = chainNext(head.chain, hash);
    const follows = row.seq === total && row.position === head.position + 1;
    if (!follows || !link.equals(row.chain)) wrongLink += 1;
    heads.set(row.epoch, { position: row.position, chain: row.chain });
    each(row, whole);
  }
  return [
    check("fact hashes", wrongHash, `${total} facts hash to what was stored`),
    check("fact chains", wrongLink, `${total} links in ${epochs.size} epochs follow one another`),
    check(
      "epochs",
      wrongEpochs(book, [...epochs.values()], new Set(heads.keys())),
      `${epochs.size} epochs start where another ended`,
    ),
  ];
}

/** An epoch that is missing has no start that any link could fit. */
function startOf(epoch: Epoch | undefined): { position: number; chain: Uint8Array } {
  if (epoch === undefined) return { position: 0, chain: new Uint8Array() };
  return { position: 0, chain: chainStart(epoch.id, epoch.parent_hash) };
}

/** Each has facts; each but a till's first hangs on a link that is there. */
function wrongEpochs(book: Book, epochs: readonly Epoch[], withFacts: ReadonlySet<number>): number {
  const first = new Set<string>();
  return epochs.filter((epoch) => {
    if (!withFacts.has(epoch.no)) return true;
    if (epoch.parent === null) {
      const second = first.has(epoch.till);
      first.add(epoch.till);
      return second;
    }
    const parent = epochs.find((each) => each.id === epoch.parent);
    const link = book.get<{ chain: Uint8Array }>(
      "SELECT chain FROM fact WHERE epoch = ? AND position = ?",
      parent?.no ?? 0,
      epoch.parent_position,
    );
    return (
      link === undefined ||
      epoch.parent_hash === null ||
      Buffer.compare(link.chain, epoch.parent_hash) !== 0
    );
  }).length;
}
