import { useState } from "react";
import type { CommandName } from "#shared/contract/index.ts";
import { type Command, type Draft, useCommand } from "../../rpc/use-command.ts";
import type { Posted } from "./record-form.tsx";

/** The commands that answer with the entry they made. */
type Recording = Extract<
  CommandName,
  `entry.${string}` | `stock.${string}` | "supplier.pay" | "customer.pay" | "production.record"
>;

export interface Record<Name extends Recording> {
  readonly command: Command<Name>;
  readonly posted: Posted | undefined;
  readonly close: () => void;
  /** True where it was done and the form may begin anew. */
  readonly post: (request: Draft<Name>) => Promise<boolean>;
}

export function useRecord<Name extends Recording>(name: Name): Record<Name> {
  const command = useCommand(name);
  const [posted, setPosted] = useState<Posted>();
  const post = async (request: Draft<Name>) => {
    const answer = await command.send(request);
    if (answer?.ok !== true) return false;
    setPosted(answer.value);
    return true;
  };
  return { command, posted, close: () => setPosted(undefined), post };
}

/** What every record form shares: fields that change together and begin anew after posting. */
export function useDraft<Fields extends object>(
  empty: () => Fields,
): readonly [Fields, (change: Partial<Fields>) => void, () => void] {
  const [draft, setDraft] = useState(empty);
  return [
    draft,
    (change) => setDraft((before) => ({ ...before, ...change })),
    () => setDraft(empty()),
  ];
}
