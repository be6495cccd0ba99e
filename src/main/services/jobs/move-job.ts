import type { Request } from "#shared/contract/index.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { jobEntry } from "#shared/trades/jobs.ts";
import { isForward, previousStatus } from "#shared/trades/jobs-board.ts";
import type { Book } from "#main/journal/book.ts";
import type { Coming, Draft } from "#main/journal/command.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Actor } from "../act.ts";
import { factEntry } from "../lines.ts";
import { actOn, jobAtHand, placeOf, shiftFor } from "./job-at-hand.ts";

/**
 * Moves a job along the board, or its bag to another rack. Work that becomes ready earns its
 * revenue where that is the policy (J20); a step back takes it out of the books again.
 */
export function decideMove(
  book: Book,
  coming: Coming,
  _: Sealer,
  asked: Request<"job.move">,
  actor: Actor,
): Result<Draft<"job.moved">> {
  const found = jobAtHand(book, asked.job);
  if (!found.ok) return found;
  const at = found.value;
  const { number, status } = at.row;
  const again = asked.to === status && asked.rack !== null;
  const back = previousStatus(status);
  if (!again && !isForward(status, asked.to)) {
    if (asked.to === status) return refuse({ code: "job.moved_meanwhile", number, status });
    // One step at a time, so that each is a decision with a reason.
    if (asked.to !== back) return refuse({ code: "job.ended", number, status });
    if (!actor.may("jobs.manage", at.place.id)) {
      return refuse({ code: "approval.required", permission: "jobs.manage" });
    }
    const said = actor.author(asked.reason.trim() === "" ? null : asked.reason.trim()).reason;
    if (said === null || said === "") return refuse({ code: "job.reason_missing" });
    if (at.onAccount > 0 || at.row.lost > 0) {
      return refuse({ code: "job.paid_on_account", number, amount: at.onAccount });
    }
  }
  const shift = shiftFor(book, coming, at.place.id, false);
  if (!shift.ok) return shift;
  const rack = asked.rack === null ? null : asked.rack.trim();
  const body = { ...actOn(at, asked.to), rack };
  const place = placeOf(book, at, coming.till);
  const entry = jobEntry(place, at.fact.body, { change: body.books });
  return done({
    kind: "job.moved",
    day: shift.value.day,
    business: at.place.id,
    by: actor.author(asked.reason.trim() === "" ? null : asked.reason.trim()),
    body,
    entry: factEntry(entry, "sale", `Job ${number} ${asked.to}`),
  });
}
