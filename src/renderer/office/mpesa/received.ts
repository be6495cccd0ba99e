import type { Reply } from "#shared/contract/index.ts";

/** Money that came in and belongs to no sale yet. */
export type Received = Reply<"mpesa.unmatched">["received"][number];
