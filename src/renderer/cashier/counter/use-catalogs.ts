import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { indexOf, type ItemIndex } from "../find/find-model.ts";
import { returnableTiles } from "../returnables/returnable-model.ts";

export interface Catalog {
  readonly reply: Reply<"catalog.forTill">;
  readonly index: ItemIndex;
  /** Stock that moved since the catalogue was read, by item. */
  readonly moved: ReadonlyMap<string, Quantity | null>;
}

export interface CatalogState {
  readonly catalog: Catalog | undefined;
  readonly problem: Problem | undefined;
}

const LOOK_EVERY_MS = 15_000;
const NOTHING: CatalogState = { catalog: undefined, problem: undefined };

export interface Catalogs {
  readonly of: (business: string) => CatalogState;
  readonly reload: (business: string) => Promise<void>;
  /** After a sale: ask only for the stock of what was sold. */
  readonly refreshStock: (business: string, items: readonly string[]) => Promise<void>;
}

/** Reads the catalogue of every business at once, so that switching waits for nothing. */
export function useCatalogs(businesses: readonly string[]): Catalogs {
  const [states, setStates] = useState<Readonly<Record<string, CatalogState>>>({});
  const key = businesses.join(" ");
  const latest = useRef(states);
  useEffect(() => {
    latest.current = states;
  }, [states]);

  const set = useCallback((business: string, to: (before: CatalogState) => CatalogState) => {
    setStates((all) => ({ ...all, [business]: to(all[business] ?? NOTHING) }));
  }, []);

  const reload = useCallback(
    async (business: string) => {
      const answer = await call("catalog.forTill", { business });
      set(business, (before) =>
        answer.ok
          ? {
              catalog: {
                reply: answer.value,
                index: indexOf([...answer.value.items, ...returnableTiles(answer.value)]),
                moved: new Map(),
              },
              problem: undefined,
            }
          : { ...before, problem: answer.refusal },
      );
    },
    [set],
  );

  const refreshStock = useCallback(
    async (business: string, items: readonly string[]) => {
      const answer = await call("catalog.stock", { business, items: items.slice(0, 200) });
      if (!answer.ok) return;
      const known = latest.current[business]?.catalog;
      if (known !== undefined && known.reply.version !== answer.value.version) {
        await reload(business);
        return;
      }
      if (answer.value.stock.length === 0) return;
      set(business, (before) => {
        if (before.catalog === undefined) return before;
        const moved = new Map(before.catalog.moved);
        for (const { item, stock } of answer.value.stock) moved.set(item, stock);
        return { ...before, catalog: { ...before.catalog, moved } };
      });
    },
    [reload, set],
  );

  useEffect(() => {
    const all = key === "" ? [] : key.split(" ");
    const readAll = async () => {
      await Promise.all(all.map(reload));
    };
    void readAll();
    const timer = setInterval(() => {
      for (const business of all) void refreshStock(business, []);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [key, reload, refreshStock]);

  const of = useCallback((business: string) => states[business] ?? NOTHING, [states]);
  return useMemo(() => ({ of, reload, refreshStock }), [of, reload, refreshStock]);
}

export function stockOf(catalog: Catalog, item: string): Quantity | null {
  const moved = catalog.moved.get(item);
  return moved === undefined ? (catalog.index.byId.get(item)?.stock ?? null) : moved;
}

/**
 * What is left of an item where so much of it is more: a warning, or, where the business refuses
 * to sell it, what would otherwise be heard only once the customer holds out the money.
 */
export function leftIfBeyond(
  catalog: Catalog | undefined,
  item: string,
  sold: Quantity,
): Quantity | undefined {
  if (catalog === undefined || sold <= 0) return undefined;
  const left = stockOf(catalog, item);
  return left !== null && sold > left ? left : undefined;
}
