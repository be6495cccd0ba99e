import type { Journal } from "./journal.ts";

const LOOK_MS = 250;
/** Fewer are not worth the two flushes that a checkpoint takes. */
const WORTH_IT = 16;

/**
 * Moves the journal's log into its file while nobody sells: a checkpoint within a commit is a sale
 * that takes ten times as long as the others. What is committed is durable either way.
 * @returns how to stop it, before the journal is closed
 */
export function checkpointInPauses(journal: Journal): () => void {
  let before = 0;
  const timer = setInterval(() => {
    const { uncheckpointed } = journal;
    if (uncheckpointed >= WORTH_IT && uncheckpointed === before) journal.checkpoint();
    before = journal.uncheckpointed;
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
