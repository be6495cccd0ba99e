import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Money } from "#shared/kernel/money.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import type { TaxLetter } from "#shared/kernel/tax.ts";
import type { Reply } from "#shared/contract/index.ts";
import type { Draft } from "../../rpc/use-command.ts";

export type Item = Reply<"catalog.items">["items"][number];

export interface ItemDraft {
  readonly business: string;
  readonly name: string;
  readonly sku: string;
  readonly barcodes: readonly string[];
  readonly category: string | null;
  readonly kind: Item["kind"];
  readonly unit: Item["unit"];
  readonly fractional: boolean;
  readonly tax: TaxLetter;
  readonly price: Money | null;
  readonly priceFrom: BusinessDay | null;
  readonly reorderAt: Quantity | null;
  readonly sellable: boolean;
  readonly active: boolean;
}

export function draftOf(item: Item | undefined, business: string): ItemDraft {
  return {
    business: item?.business ?? business,
    name: item?.name ?? "",
    sku: item?.sku ?? "",
    barcodes: item?.barcodes ?? [],
    category: item?.category ?? null,
    kind: item?.kind ?? "goods",
    unit: item?.unit ?? "piece",
    fractional: item?.fractional ?? false,
    tax: item?.tax ?? "B",
    price: item?.price ?? null,
    priceFrom: null,
    reorderAt: item?.reorderAt ?? null,
    sellable: item?.sellable ?? true,
    active: item?.active ?? true,
  };
}

/** What scanners and people put into one field: one barcode a line, or separated by commas. */
export function readBarcodes(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((code) => code !== ""))];
}

const BARCODE = /^[\x21-\x7e]{4,48}$/;

export function badBarcode(barcodes: readonly string[]): string | undefined {
  return barcodes.find((code) => !BARCODE.test(code));
}

/**
 * The command, or undefined while something is missing. An unchanged price is not sent, so that
 * saving a new name does not begin a new price; what the form does not show stays as it is.
 */
export function itemRequest(
  draft: ItemDraft,
  item: Item | undefined,
): Draft<"catalog.saveItem"> | undefined {
  const name = draft.name.trim();
  if (name === "" || draft.business === "" || badBarcode(draft.barcodes) !== undefined)
    return undefined;
  const same = item !== undefined && item.price === draft.price;
  const priced = same && draft.priceFrom === null ? null : draft.price;
  if (item === undefined && draft.sellable && priced === null) return undefined;
  return {
    business: draft.business,
    id: item?.id ?? null,
    name,
    sku: draft.sku.trim(),
    barcodes: [...draft.barcodes],
    category: draft.category,
    kind: draft.kind,
    unit: draft.unit,
    fractional: draft.fractional,
    tax: draft.tax,
    price: priced,
    priceFrom: priced === null ? null : draft.priceFrom,
    revenue: item?.revenue ?? null,
    cogs: item?.cogs ?? null,
    inventory: item?.inventory ?? null,
    components: item?.components ?? [],
    reorderAt: draft.kind === "goods" ? draft.reorderAt : null,
    sellable: draft.sellable,
    active: draft.active,
    position: item?.position ?? 0,
  };
}
