import { UnstyledButton } from "@mantine/core";
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useMemo, useRef } from "react";
import { formatQuantity, type Quantity } from "#shared/kernel/quantity.ts";
import { paletteOf } from "../../ui/business-colour.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import type { TillItem } from "../cart/cart-model.ts";
import { type Catalog, stockOf } from "../counter/use-catalogs.ts";
import { type Language, useLanguage } from "../../text/language.ts";
import { t } from "../../text/text.ts";
import classes from "./find.module.css";

/** In rem, like all sizes. */
const TILE_MIN = 10.5;
const TILE_HEIGHT = 6;
const GAP = 0.625;
const FEW = 5_000;

interface TilesProps {
  readonly items: readonly TillItem[];
  readonly catalog: Catalog;
  /** The tile that Enter takes. */
  readonly marked: number | null;
  readonly onPick: (item: TillItem) => void;
}

/** Tiles in rows, of which only those in sight exist: twenty thousand items cost no more than fifty. */
export const Tiles = memo(function Tiles({ items, catalog, marked, onPick }: TilesProps) {
  const language = useLanguage();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: sized, width } = useElementSize();
  const ref = useMergedRef(scroller, sized);
  const rem = rootSize(width);
  const height = TILE_HEIGHT * rem;
  const columns = Math.max(1, Math.floor((width / rem + GAP) / (TILE_MIN + GAP)));
  const colours = useMemo(
    () => new Map(catalog.reply.categories.map((each) => [each.id, paletteOf(each)])),
    [catalog.reply.categories],
  );
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const rows = useVirtualizer({
    // Before the width is known there is nothing to lay out.
    count: width === 0 ? 0 : Math.ceil(items.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => height + GAP * rem,
    overscan: 2,
  });

  useEffect(() => {
    rows.measure(); // the window moved to a screen where a rem is another
    // oxlint-disable-next-line react/exhaustive-deps -- only a new height asks for it
  }, [height]);

  useEffect(() => {
    if (marked !== null) rows.scrollToIndex(Math.floor(marked / columns));
    // oxlint-disable-next-line react/exhaustive-deps -- only a new mark scrolls
  }, [marked, columns]);

  return (
    <div ref={ref} className={classes.scroller} data-testid="tiles">
      <div style={{ height: rows.getTotalSize(), position: "relative" }}>
        {rows.getVirtualItems().map((row) => (
          <div
            key={row.key}
            className={classes.row}
            style={{
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, 1fr)`,
              height,
            }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item, index) => (
              <Tile
                key={item.id}
                item={item}
                stock={stockOf(catalog, item.id)}
                colour={colours.get(item.category ?? "") ?? "gray"}
                marked={row.index * columns + index === marked}
                language={language}
                onPick={onPick}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
});

/** The size of a rem, asked anew only where the window's width is another. */
const sizes = new Map<number, number>();
function rootSize(width: number): number {
  const known = sizes.get(width);
  if (known !== undefined) return known;
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  sizes.set(width, size);
  return size;
}

interface TileProps {
  readonly item: TillItem;
  readonly stock: Quantity | null;
  readonly colour: string;
  /** In which it is drawn: asked once for all tiles. */
  readonly language: Language;
  readonly marked: boolean;
  readonly onPick: (item: TillItem) => void;
}

const Tile = memo(
  function Tile({ item, stock, colour, marked, onPick }: TileProps) {
    return (
      <UnstyledButton
        className={classes.tile}
        data-marked={marked}
        style={{ "--tt-tone": `var(--mantine-color-${colour}-filled)` }}
        onClick={() => onPick(item)}
        data-testid={`tile-${item.sku}`}
      >
        <span className={classes.name}>{item.name}</span>
        <span className={classes.foot}>
          <span className={classes.price}>
            <MoneyText amount={item.price} />
            {item.unit === "kg" && <small>/kg</small>}
            {item.unit === "litre" && <small> /L</small>}
          </span>
          {stock !== null && (
            <span className={classes.stock} data-low={stock <= FEW} data-none={stock <= 0}>
              {stock <= 0 ? t("none left") : t("{stock} left", { stock: formatQuantity(stock) })}
            </span>
          )}
        </span>
      </UnstyledButton>
    );
  },
  (before, after) =>
    before.item === after.item &&
    before.stock === after.stock &&
    before.colour === after.colour &&
    before.language === after.language &&
    before.marked === after.marked &&
    before.onPick === after.onPick,
);
