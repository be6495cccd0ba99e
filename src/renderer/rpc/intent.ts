/**
 * One act of a person, however often it is sent. The id is made when the act is first sent and
 * kept until the program has answered that it is done: a repeated send after a lost reply is then
 * the same command, and the books hold it once.
 */
export type Intent =
  | { readonly state: "idle" }
  | { readonly state: "sending"; readonly id: string }
  /** The reply got lost: it may or may not have been done. The id must be kept. */
  | { readonly state: "unsure"; readonly id: string };

export type Outcome = "done" | "refused" | "silent";

export const IDLE: Intent = { state: "idle" };

/** Undefined: it is already on its way, so this press counts for nothing. */
export function begin(intent: Intent, newId: () => string): Intent | undefined {
  switch (intent.state) {
    case "idle":
      return { state: "sending", id: newId() };
    case "unsure":
      return { state: "sending", id: intent.id };
    case "sending":
      return undefined;
  }
}

export function finish(intent: Intent, outcome: Outcome): Intent {
  if (intent.state !== "sending") return intent;
  return outcome === "silent" ? { state: "unsure", id: intent.id } : IDLE;
}
