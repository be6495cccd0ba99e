import type { Reply } from "#shared/contract/index.ts";
import { useCommand } from "../../rpc/use-command.ts";
import type { Problem } from "../../rpc/problem.ts";

type Receipt = Reply<"mpesa.receipts">["receipts"][number];

/** So many a command: the contract's limit. */
const MOST = 500;

export interface Confirm {
  /** True where all of them were done. */
  readonly send: (
    receipts: readonly Pick<Receipt, "of" | "code" | "business">[],
    seen: "message" | "phone" | "statement",
  ) => Promise<boolean>;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
}

/** Confirms payments, one command a business. */
export function useConfirm(): Confirm {
  const command = useCommand("mpesa.confirm");
  const send: Confirm["send"] = async (receipts, seen) => {
    for (const [business, of] of Map.groupBy(receipts, (each) => each.business)) {
      for (let at = 0; at < of.length; at += MOST) {
        const some = of.slice(at, at + MOST).map((each) => ({ of: each.of, code: each.code }));
        const answer = await command.send({ business, receipts: some, seen });
        if (answer?.ok !== true) return false;
      }
    }
    return true;
  };
  return { send, sending: command.sending, problem: command.problem };
}
