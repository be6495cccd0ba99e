import type { Reply, Request } from "#shared/contract/index.ts";
import type { FactOf } from "#shared/facts/index.ts";
import { refuse, type Result } from "#shared/kernel/result.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import { act, approvedActor, type Actor } from "../act.ts";
import type { Parts } from "../parts.ts";
import { actDone, mayHandle, type JobFactKind } from "./job-at-hand.ts";

/** The acts on a job that was taken in; each becomes one fact about it. */
export type JobActName =
  | "job.move"
  | "job.pay"
  | "job.collect"
  | "job.cancel"
  | "job.compensate"
  | "job.writeOff";

export type OnJob = Exclude<JobFactKind, "job.received">;

/** Gathers and decides one act; the sealer seals the M-Pesa codes it brings. */
export type DecideJobAct<Name extends JobActName, Kind extends OnJob> = (
  book: Book,
  coming: Coming,
  sealer: Sealer,
  asked: Request<Name>,
  actor: Actor,
) => Result<Draft<Kind>>;

/**
 * The handler of an act on a job: whose it is, a manager's consent if one came along, then the
 * decision and its fact in one transaction, and paper where the act left some to print.
 */
export function actOnJob<Name extends JobActName, Kind extends OnJob>(
  parts: Parts,
  name: Name,
  decide: DecideJobAct<Name, Kind>,
): Handler<Name> {
  const handle = async (
    request: Request<JobActName>,
    caller: Caller,
  ): Promise<Result<Reply<"job.move">>> => {
    // A consent does not open another business.
    if (!mayHandle(parts.journal.book, caller, request.job)) {
      return refuse({ code: "job.unknown", number: request.job });
    }
    const actor = await approvedActor(parts, caller, request.approval);
    if (!actor.ok) return actor;
    const acted = doOnJob(parts, name, decide, request as Request<Name>, actor.value);
    if (acted.ok) parts.paper();
    return acted;
  };
  return handle as unknown as Handler<Name>;
}

/** The same for who needs no door: bulk writers, inside a transaction of theirs. */
export function doOnJob<Name extends JobActName, Kind extends OnJob>(
  parts: Pick<Parts, "journal" | "sealer" | "committed">,
  name: Name,
  decide: DecideJobAct<Name, Kind>,
  request: Request<Name>,
  actor: Actor,
): Result<Reply<"job.move">> {
  return act<Name, Kind, Reply<"job.move">>(
    parts,
    name,
    request,
    (book, coming) => decide(book, coming, parts.sealer, request, actor),
    ({ fact }, book) => actDone(book, fact as FactOf<OnJob>),
  );
}
