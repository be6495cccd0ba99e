import { ScrollArea, UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, memo, type RefObject, useMemo, useState } from "react";
import type { Quantity } from "#shared/kernel/quantity.ts";
import { paletteOf } from "../../ui/business-colour.ts";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import type { TillItem } from "../cart/cart-model.ts";
import { useStable } from "../../ui/use-stable.ts";
import type { Catalog, CatalogState } from "../counter/use-catalogs.ts";
import { find, readSearch } from "./find-model.ts";
import classes from "./find.module.css";
import { type SearchControl, SearchField } from "./search-field.tsx";
import { Tiles } from "./tiles.tsx";
import { useLanguage } from "../../text/language.ts";
import { t } from "../../text/text.ts";

interface FindPanelProps {
  readonly state: CatalogState;
  readonly onPick: (item: TillItem, times: Quantity | null) => void;
  readonly onRetry: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly control: RefObject<SearchControl | null>;
}

/** Search, categories, tiles. Enter takes the marked item; arrows mark another. */
export const FindPanel = memo(function FindPanel({ state, onRetry, ...props }: FindPanelProps) {
  useLanguage(); // memoised
  const { catalog, problem } = state;
  if (catalog === undefined) {
    return problem === undefined ? (
      <LoadingState label={t("Reading the items")} />
    ) : (
      <ErrorState problem={problem} onRetry={onRetry} />
    );
  }
  return <Finder catalog={catalog} {...props} />;
});

interface FinderProps extends Omit<FindPanelProps, "state" | "onRetry"> {
  readonly catalog: Catalog;
}

function Finder({ catalog, onPick, input, control }: FinderProps) {
  const [shown, setShown] = useState("");
  const [category, setCategory] = useState<string | null>(null);
  const [marked, setMarked] = useState(0);
  const { index, reply } = catalog;
  const asked = readSearch(shown).text;
  const searching = asked.trim() !== "";
  const found = useMemo(() => find(index, asked, category), [index, asked, category]);
  const categories = useMemo(() => {
    const used = new Set(reply.items.map((item) => item.category));
    return reply.categories.filter((each) => each.active && used.has(each.id));
  }, [reply]);
  const onAsked = useStable((text: string) => {
    setMarked(0);
    setShown(text);
  });
  const clear = () => control.current?.put("");
  const pick = useStable((item: TillItem) => {
    onPick(item, readSearch(input.current?.value ?? "").times);
    clear();
    input.current?.focus();
  });
  const onKey = useStable((event: KeyboardEvent, typed: string) => {
    const { text } = readSearch(typed);
    if (text.trim() === "") return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setMarked(Math.max(0, Math.min(found.length - 1, marked + by)));
    }
    if (event.key === "Enter") {
      // What was typed, also where the tiles have not caught up with it. Sought at Enter alone: a
      // scan is thirteen keys before it, and each would look through all items.
      const item = (asked === text ? found : find(index, text, category))[marked];
      if (item !== undefined) {
        event.preventDefault();
        pick(item);
      }
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      clear();
    }
  });
  return (
    <div className={classes.panel}>
      <SearchField input={input} control={control} onAsked={onAsked} onKey={onKey} />
      <ScrollArea type="never" className={classes.categories}>
        <div className={classes.categoryRow} role="group" aria-label={t("Categories")}>
          <CategoryButton
            name={t("All")}
            code={t("All")}
            colour="gray"
            chosen={category === null}
            onPick={() => setCategory(null)}
          />
          {categories.map((each) => (
            <CategoryButton
              key={each.id}
              name={each.name}
              colour={paletteOf(each)}
              chosen={category === each.id}
              onPick={() => {
                setCategory(each.id);
                clear();
              }}
            />
          ))}
        </div>
      </ScrollArea>
      {found.length === 0 ? (
        <EmptyState title={searching ? t("Nothing matches") : t("No items yet")}>
          {searching
            ? t("No item has “{asked}” in its name or code.", { asked: asked.trim() })
            : t("Items are added in the office, under Items.")}
        </EmptyState>
      ) : (
        <Tiles
          key={category}
          items={found}
          catalog={catalog}
          marked={searching ? marked : null}
          onPick={pick}
        />
      )}
    </div>
  );
}

interface CategoryButtonProps {
  readonly name: string;
  /** Where the name is not the owner's but ours, and so differs by language. */
  readonly code?: string;
  readonly colour: string;
  readonly chosen: boolean;
  readonly onPick: () => void;
}

function CategoryButton({ name, code, colour, chosen, onPick }: CategoryButtonProps) {
  return (
    <UnstyledButton
      className={classes.category}
      data-chosen={chosen}
      aria-pressed={chosen}
      style={{ "--tt-tone": `var(--mantine-color-${colour}-filled)` }}
      onClick={onPick}
      data-testid={`category-${code ?? name}`}
    >
      <span className={classes.dot} />
      {name}
    </UnstyledButton>
  );
}
