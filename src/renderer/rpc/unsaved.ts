/** Sends what is not yet with the program, and answers when it is. */
type Save = () => Promise<unknown>;

const saves = new Set<Save>();

/** Whoever keeps something for a moment before it is sent says here how to send it. */
export function keepsUnsaved(save: Save): () => void {
  saves.add(save);
  return () => void saves.delete(save);
}

/**
 * To be awaited before what is kept would have no place to go any more: the session ends, or the
 * program that answers becomes another one.
 */
export async function saveAll(): Promise<void> {
  await Promise.all([...saves].map((save) => save()));
}

/** Of an act that changes or clears what is kept: a save that came after it would undo that. */
export const KEPT_FIRST = { first: saveAll };
