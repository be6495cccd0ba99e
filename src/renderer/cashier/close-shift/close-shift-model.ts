import type { Reply } from "#shared/contract/index.ts";
import { countCash, type CashCount } from "#shared/kernel/denomination.ts";
import { less, type Money, ZERO } from "#shared/kernel/money.ts";
import type { Problem } from "../../rpc/problem.ts";
import { t } from "../../text/text.ts";

export type ZReport = Reply<"shift.close">;

/**
 * The count is blind: nothing here knows what is expected until the program has answered with
 * the Z report.
 */
export interface Count {
  readonly counts: CashCount;
  /** Null: the M-Pesa balance was not looked at, which is said by `unseen`. */
  readonly mpesa: Money | null;
  /** Ticked: nobody looked at the M-Pesa balance. It is not passed over by mistake. */
  readonly unseen: boolean;
  readonly leave: Money | null;
  readonly note: string;
}

export type Model =
  | {
      readonly step: "counting";
      readonly count: Count;
      readonly problem?: Problem;
      /** Asked for in vain: the M-Pesa balance, or that nobody looked. */
      readonly unsaid?: boolean;
    }
  /** "Is this what you counted?" – the last moment before it is final. */
  | { readonly step: "confirming"; readonly count: Count; readonly problem?: Problem }
  | { readonly step: "sending"; readonly count: Count }
  | { readonly step: "closed"; readonly z: ZReport };

export type Event =
  | { readonly type: "changed"; readonly to: Partial<Count> }
  | { readonly type: "counted" }
  | { readonly type: "back" }
  | { readonly type: "confirmed" }
  | { readonly type: "refused"; readonly problem: Problem }
  | { readonly type: "closed"; readonly z: ZReport };

export const START: Model = {
  step: "counting",
  count: { counts: {}, mpesa: null, unseen: false, leave: null, note: "" },
};

export function counted(count: Count): Money {
  return countCash(count.counts);
}

export function toSafe(count: Count): Money {
  return less(counted(count), count.leave ?? ZERO);
}

/** What must be mended before the count can be confirmed. */
export function wrong(count: Count): string | undefined {
  return toSafe(count) < 0 ? t("More than was counted") : undefined;
}

/** Neither a balance of M-Pesa nor the word that nobody looked at it. */
export function mpesaUnsaid({ mpesa, unseen }: Count): boolean {
  return mpesa === null && !unseen;
}

/** A balance that is typed was looked at. */
function changed(count: Count, to: Partial<Count>): Count {
  const next = { ...count, ...to };
  return next.mpesa === null ? next : { ...next, unseen: false };
}

export function update(model: Model, event: Event): Model {
  switch (event.type) {
    case "changed":
      return model.step === "counting"
        ? { step: "counting", count: changed(model.count, event.to) }
        : model;
    case "counted":
      if (model.step !== "counting" || wrong(model.count) !== undefined) return model;
      return mpesaUnsaid(model.count)
        ? { ...model, unsaid: true }
        : { step: "confirming", count: model.count };
    case "back":
      return model.step === "confirming" ? { step: "counting", count: model.count } : model;
    case "confirmed":
      return model.step === "confirming" ? { step: "sending", count: model.count } : model;
    case "refused":
      return model.step === "sending"
        ? { step: "confirming", count: model.count, problem: event.problem }
        : model;
    case "closed":
      return model.step === "sending" ? { step: "closed", z: event.z } : model;
  }
}
