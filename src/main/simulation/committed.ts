import { sha256 } from "#main/journal/chain.ts";
import type { ModelFact } from "./model/state.ts";

/** A fact whose COMMIT returned, on whichever device. */
export interface Committed {
  readonly id: string;
  readonly by: string;
  readonly expect: ModelFact["state"];
  /** What cannot be read has no identity: said again it lies there again. */
  readonly times?: number;
}

/** A fact's bytes as the key they are kept under. */
export const keyOf = (bytes: Uint8Array): string => sha256(bytes).toString("base64");
