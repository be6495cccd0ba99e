import { useState } from "react";
import type { Permission } from "#shared/facts/permission.ts";
import type { CommandName } from "#shared/contract/index.ts";
import { KEPT_FIRST } from "../../rpc/unsaved.ts";
import { type Command, type Draft, useCommand } from "../../rpc/use-command.ts";
import type { Answer } from "../../rpc/call.ts";
import { type Approval, ApprovalDialog } from "../approval/approval-dialog.tsx";

type JobCommand = Extract<CommandName, `job.${string}`>;
type Approvable = Exclude<JobCommand, "job.saveSettings">;

/** What a manager can allow, by the code with which it was refused. */
const ALLOWS: Readonly<Record<string, Permission>> = {
  "job.balance_due": "sell.credit",
  "job.deposit_short": "sell.credit",
  "credit.limit_exceeded": "sell.credit",
};

interface Asking<Name extends Approvable> {
  readonly request: Draft<Name>;
  readonly permission: Permission;
}

/**
 * An act on a job. Where it takes a manager, the manager is asked at once, with what it is about,
 * and the same request goes again with the consent.
 */
export function useJobAct<Name extends Approvable>(
  name: Name,
  business: string,
  what: string,
  onDone: (value: Extract<Answer<Name>, { ok: true }>["value"]) => void,
  /** Where the act outlives the screen that began it. */
  command?: Command<Name>,
) {
  const own = useCommand(name, business, KEPT_FIRST);
  const { send, sending, problem, clear } = command ?? own;
  const [asking, setAsking] = useState<Asking<Name> | null>(null);
  const go = async (request: Draft<Name>, approval?: Approval) => {
    const consent = approval === undefined ? {} : { approval };
    const answer = await send({ ...request, ...consent } as Draft<Name>);
    if (answer === undefined) return;
    if (answer.ok) {
      setAsking(null);
      onDone(answer.value as never);
      return;
    }
    const { refusal } = answer;
    const permission =
      refusal.code === "approval.required"
        ? (refusal.permission as Permission)
        : ALLOWS[refusal.code];
    if (permission === undefined || approval !== undefined) return;
    clear();
    setAsking({ request, permission });
  };
  const said =
    asking === null || !("reason" in asking.request) ? "" : String(asking.request.reason ?? "");
  const dialog =
    asking === null ? null : (
      <ApprovalDialog
        permission={asking.permission}
        business={business}
        what={what}
        said={said}
        sending={sending}
        problem={problem}
        onApprove={(approval) => void go(asking.request, approval)}
        onClose={() => {
          clear();
          setAsking(null);
        }}
      />
    );
  return { go: (request: Draft<Name>) => void go(request), sending, problem, clear, dialog };
}
