import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { QuantityInput } from "../../../ui/decimal-input.tsx";
import { quantityWords } from "../../../ui/quantity-text.tsx";
import { ItemSelect } from "../../fields/item-select.tsx";
import classes from "../record.module.css";
import { type GoodsLine, isShort } from "./goods-model.ts";
import { t } from "../../../text/text.ts";

interface GoodsGridProps<Line extends GoodsLine> {
  readonly business: string;
  readonly lines: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
  /** One more column beside the item, such as what the goods become elsewhere. */
  readonly more?: { readonly title: string; readonly cell: Cell<Line> };
  /** Columns after the quantity, such as what the line cost. */
  readonly amounts?: readonly {
    readonly title: string;
    readonly width: number;
    readonly cell: Cell<Line>;
  }[];
  /** They come in: what lies on the shelf does not matter. */
  readonly incoming?: boolean;
}

type Cell<Line> = (line: Line, change: (part: Partial<Line>) => void, no: number) => ReactNode;

/** Goods to type, line under line, with what is there of each. */
export function GoodsGrid<Line extends GoodsLine>(props: GoodsGridProps<Line>) {
  const { business, lines, onChange, more, amounts = [], incoming = false } = props;
  const change = (key: number, part: Partial<Line>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <table className={classes.grid} data-testid="lines">
      <thead>
        <tr>
          <th>{t("Item")}</th>
          {more !== undefined && <th>{more.title}</th>}
          <th data-figures style={{ width: amounts.length > 0 ? 120 : 190 }}>
            {t("Quantity")}
          </th>
          {amounts.map(({ title, width }) => (
            <th key={title} data-figures style={{ width }}>
              {title}
            </th>
          ))}
          <td style={{ width: 40 }} />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={line.key} data-testid={`line-${index + 1}`}>
            <td>
              <ItemSelect
                aria-label={t("Item of line {index}", { index: index + 1 })}
                business={business}
                value={line.item}
                onChange={(item) => change(line.key, { item } as Partial<Line>)}
                testid={`line-${index + 1}-item`}
              />
            </td>
            {more !== undefined && (
              <td>{more.cell(line, (part) => change(line.key, part), index + 1)}</td>
            )}
            <td data-figures>
              <QuantityInput
                size="sm"
                aria-label={t("Quantity of line {index}", { index: index + 1 })}
                value={line.quantity}
                onChange={(quantity) => change(line.key, { quantity } as Partial<Line>)}
                error={
                  !incoming && isShort(line) && line.item?.stock !== null && line.item !== null
                    ? t("Only {stock} there", {
                        stock: quantityWords(line.item.stock, line.item.unit),
                      })
                    : undefined
                }
                data-testid={`line-${index + 1}-quantity`}
              />
            </td>
            {amounts.map(({ title, cell }) => (
              <td key={title} data-figures>
                {cell(line, (part) => change(line.key, part), index + 1)}
              </td>
            ))}
            <td>
              {lines.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={36}
                  aria-label={t("Remove line {index}", { index: index + 1 })}
                  onClick={() => onChange(lines.filter((each) => each.key !== line.key))}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
