import type { BusinessDay } from "#shared/kernel/date.ts";
import { type Money, sum, ZERO } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import type { Draft } from "../../../rpc/use-command.ts";
import type { Item } from "../../fields/item-select.tsx";

export interface ReceivedDraftLine {
  readonly key: number;
  readonly item: Item | null;
  readonly quantity: Quantity | null;
  /** Of the whole line, before tax. */
  readonly cost: Money | null;
  readonly tax: Money | null;
}

export interface ReceiveDraft {
  readonly business: string | null;
  readonly day: BusinessDay | null;
  readonly opening: boolean;
  readonly supplier: string | null;
  readonly reference: string;
  readonly lines: readonly ReceivedDraftLine[];
  /** Null: on the supplier's account. */
  readonly paidFrom: number | null;
  readonly party: string | null;
}

export function blankReceived(key: number): ReceivedDraftLine {
  return { key, item: null, quantity: null, cost: null, tax: null };
}

function isBlank(line: ReceivedDraftLine): boolean {
  return line.item === null && line.quantity === null && line.cost === null;
}

/** There is always one empty line to type into. */
export function withRoom(lines: readonly ReceivedDraftLine[]): readonly ReceivedDraftLine[] {
  const last = lines.at(-1);
  if (last !== undefined && isBlank(last)) return lines;
  return [...lines, blankReceived(Math.max(0, ...lines.map((line) => line.key)) + 1)];
}

export function totals(lines: readonly ReceivedDraftLine[]): {
  cost: Money;
  tax: Money;
  total: Money;
} {
  const cost = sum(lines.map((line) => line.cost ?? ZERO));
  const tax = sum(lines.map((line) => line.tax ?? ZERO));
  return { cost, tax, total: sum([cost, tax]) };
}

/** The command, or undefined while something is missing. */
export function receiveRequest(
  draft: ReceiveDraft,
  needsParty: boolean,
): Draft<"stock.receive"> | undefined {
  const { business, day, opening } = draft;
  if (business === null || day === null) return undefined;
  if (!opening && draft.supplier === null) return undefined;
  if (!opening && needsParty && draft.party === null) return undefined;
  const lines: Draft<"stock.receive">["lines"] = [];
  for (const line of draft.lines) {
    if (isBlank(line)) continue;
    const { item, quantity, cost, tax } = line;
    if (item === null || quantity === null || quantity <= 0 || cost === null) return undefined;
    lines.push({ item: item.id, quantity, cost, tax: tax ?? ZERO });
  }
  if (lines.length === 0) return undefined;
  return {
    business,
    day,
    opening,
    supplier: opening ? null : draft.supplier,
    reference: draft.reference.trim(),
    lines,
    paidFrom: opening ? null : draft.paidFrom,
    party: opening || !needsParty ? null : draft.party,
  };
}
