import type { Link } from "#main/replication/link.ts";

/** One thing that was compared, and whether it was equal. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What the office needs beside the parts that all services are made of. */
export interface OfficeNeeds {
  /** The tie to the centre, which closes a period first. */
  readonly link: Link;
  /** Recomputes every chain and balance from the facts and lines; may take a while. */
  readonly verify: () => readonly Check[] | Promise<readonly Check[]>;
}
