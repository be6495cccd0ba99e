import type { Reply } from "#shared/contract/index.ts";
import { call } from "../../rpc/call.ts";
import { receiptNumber } from "./sales-model.ts";

export type Row = Reply<"sale.find">["sales"][number];

/** The sale or refund whose receipt was scanned; null: no books here know it. */
export async function saleOfReceipt(scanned: string): Promise<Row | null> {
  const number = receiptNumber(scanned);
  if (number === undefined) return null;
  const answer = await call("sale.find", { text: number });
  const sales = answer.ok ? answer.value.sales : [];
  return sales.find((sale) => sale.number === number) ?? null;
}
