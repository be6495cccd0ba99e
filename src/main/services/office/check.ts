/** One thing that was compared, and whether it was equal. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** What the office needs beside the parts that all services are made of. */
export interface OfficeNeeds {
  /** Recomputes every chain and balance from the facts and lines; may take a while. */
  readonly verify: () => readonly Check[] | Promise<readonly Check[]>;
}
