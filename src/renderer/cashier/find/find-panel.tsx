import { ActionIcon, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { formatQuantity, type Quantity } from "#shared/kernel/quantity.ts";
import { paletteOf } from "../../ui/business-colour.ts";
import { Key } from "../../ui/key.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import type { TillItem } from "../cart/cart-model.ts";
import { useStable } from "../../ui/use-stable.ts";
import type { Catalog, CatalogState } from "../counter/use-catalogs.ts";
import { find, readSearch } from "./find-model.ts";
import classes from "./find.module.css";
import { Tiles } from "./tiles.tsx";

interface FindPanelProps {
  readonly state: CatalogState;
  readonly onPick: (item: TillItem, times: Quantity | null) => void;
  readonly onRetry: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly control: RefObject<SearchControl | null>;
}

/** What the counter may do to the search from outside: a scan uses up what was typed before it. */
export interface SearchControl {
  readonly put: (text: string) => void;
}

/** Search, categories, tiles. Enter takes the marked item; arrows mark another. */
export const FindPanel = memo(function FindPanel({ state, onRetry, ...props }: FindPanelProps) {
  const { catalog, problem } = state;
  if (catalog === undefined) {
    return problem === undefined ? (
      <LoadingState label="Reading the items" />
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
  const [search, setSearch] = useState("");
  const [category, setCategory] = useState<string | null>(null);
  const [marked, setMarked] = useState(0);
  const { text, times } = readSearch(search);
  const searching = text.trim() !== "";
  const { index, reply } = catalog;
  const found = useMemo(() => find(index, text, category), [index, text, category]);
  const categories = useMemo(() => {
    const used = new Set(reply.items.map((item) => item.category));
    return reply.categories.filter((each) => each.active && used.has(each.id));
  }, [reply]);
  const type = (to: string) => {
    setMarked(0);
    setSearch(to);
  };
  useImperativeHandle(control, () => ({ put: setSearch }), []);
  const pick = useStable((item: TillItem) => {
    onPick(item, times);
    type("");
    input.current?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!searching) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setMarked(Math.max(0, Math.min(found.length - 1, marked + by)));
    }
    const item = found[marked];
    if (event.key === "Enter" && item !== undefined) {
      event.preventDefault();
      pick(item);
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      type("");
    }
  };
  return (
    <div className={classes.panel}>
      <TextInput
        ref={input}
        size="lg"
        placeholder="Name, code or barcode"
        aria-label="Find an item by name, code or barcode"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={search}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={20} aria-hidden />}
        rightSectionWidth={times === null ? 56 : 110}
        rightSection={
          search === "" ? (
            <Key>F2</Key>
          ) : (
            <>
              {times !== null && <span className={classes.times}>{formatQuantity(times)} ×</span>}
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                aria-label="Clear the search"
                onClick={() => {
                  type("");
                  input.current?.focus();
                }}
              >
                <IconX size={20} aria-hidden />
              </ActionIcon>
            </>
          )
        }
        data-testid="search"
      />
      <ScrollArea type="never" className={classes.categories}>
        <div className={classes.categoryRow} role="group" aria-label="Categories">
          <CategoryButton
            name="All"
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
                if (search !== "") type("");
              }}
            />
          ))}
        </div>
      </ScrollArea>
      {found.length === 0 ? (
        <EmptyState title={searching ? "Nothing matches" : "No items yet"}>
          {searching
            ? `No item has “${text.trim()}” in its name or code.`
            : "Items are added in the office, under Items."}
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
  readonly colour: string;
  readonly chosen: boolean;
  readonly onPick: () => void;
}

function CategoryButton({ name, colour, chosen, onPick }: CategoryButtonProps) {
  return (
    <UnstyledButton
      className={classes.category}
      data-chosen={chosen}
      aria-pressed={chosen}
      style={{ "--tt-tone": `var(--mantine-color-${colour}-filled)` }}
      onClick={onPick}
      data-testid={`category-${name}`}
    >
      <span className={classes.dot} />
      {name}
    </UnstyledButton>
  );
}
