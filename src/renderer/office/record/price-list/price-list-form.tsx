import { Button, Group, Select, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../../text/day-words.ts";
import { less, type Money, share } from "#shared/kernel/money.ts";
import { splitTax } from "#shared/kernel/tax.ts";
import { useCommand } from "../../../rpc/use-command.ts";
import { useQuery } from "../../../rpc/use-query.ts";
import { DayInput } from "../../../ui/day-input.tsx";
import { MoneyInput } from "../../../ui/decimal-input.tsx";
import { MoneyText } from "../../../ui/money-text.tsx";
import { RefusalAlert } from "../../../ui/refusal-alert.tsx";
import type { Item } from "../../fields/item-select.tsx";
import { href } from "../../route/route.ts";
import { Paper } from "../../sheet/paper.tsx";
import { useFilters, useOffice } from "../../shell/office-context.tsx";
import { t } from "../../../text/text.ts";
import classes from "../record.module.css";

/** New prices of one business from a day on; a price under the last cost is said at once. */
export function PriceListForm() {
  const { today, businesses, may } = useOffice();
  const { filters } = useFilters();
  const places = businesses.filter((each) => each.active && may("catalog.edit", each.id));
  const [business, setBusiness] = useState<string | null>(
    filters.business ?? places[0]?.id ?? null,
  );
  const [from, setFrom] = useState<BusinessDay | null>(today);
  const [typed, setTyped] = useState<ReadonlyMap<string, Money | null>>(new Map());
  const [saved, setSaved] = useState<string>();
  const answer = useQuery("catalog.items", business === null ? null : { business, limit: 500 });
  const { send, sending, problem } = useCommand("price.saveList");
  const items = (answer.value?.items ?? []).filter((each) => each.sellable);
  const prices = items.flatMap((item) => {
    const price = typed.get(item.id) ?? null;
    return price === null || price === item.price ? [] : [{ item: item.id, price }];
  });
  const save = async () => {
    if (business === null || from === null || prices.length === 0) return;
    if ((await send({ business, from, prices }))?.ok !== true) return;
    const many =
      prices.length === 1 ? t("One price") : t("{count} prices", { count: prices.length });
    setSaved(t("{many} from {from}", { many, from: dayWords(from) }));
    setTyped(new Map());
    answer.reload();
  };
  return (
    <div className={classes.sheet} data-wide>
      {saved !== undefined && (
        <div className={classes.posted} role="status" data-testid="prices-saved">
          <div className={classes.postedHead}>
            <IconCircleCheck size={20} aria-hidden />
            <span>
              {t("{saved} saved. Receipts of earlier sales keep what they cost then.", { saved })}
            </span>
            <Button size="compact-sm" variant="default" onClick={() => setSaved(undefined)}>
              {t("Done")}
            </Button>
          </div>
        </div>
      )}
      <Paper title={t("Price list")} aside={t("Prices include tax, in KES")} padded>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Group grow align="flex-start" mb="md">
            <Select
              label={t("Business")}
              allowDeselect={false}
              data={places.map((each) => ({ value: each.id, label: each.name }))}
              value={business}
              onChange={(next) => {
                setBusiness(next);
                setTyped(new Map());
              }}
              data-testid="business"
            />
            <DayInput
              label={t("From")}
              value={from}
              onChange={setFrom}
              minDate={today}
              data-testid="from"
            />
          </Group>
          <table className={classes.grid} data-testid="prices">
            <thead>
              <tr>
                <th>{t("Item")}</th>
                <th data-figures style={{ width: 150 }}>
                  {t("Unit cost now")}
                </th>
                <th data-figures style={{ width: 130 }}>
                  {t("Price now")}
                </th>
                <th data-figures style={{ width: 190 }}>
                  {t("New price")}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <PriceRow
                  key={item.id}
                  item={item}
                  value={typed.get(item.id) ?? null}
                  onChange={(price) => setTyped(new Map(typed).set(item.id, price))}
                />
              ))}
            </tbody>
          </table>
          <RefusalAlert problem={problem} />
          <div className={classes.foot}>
            <div className={classes.sum}>
              {prices.length === 0
                ? t("Nothing changed yet")
                : t("{count} changed", { count: prices.length })}
            </div>
            <Button
              type="submit"
              disabled={prices.length === 0 || from === null}
              loading={sending}
              data-testid="save-prices"
            >
              {t("Save the prices")}
            </Button>
          </div>
        </form>
      </Paper>
    </div>
  );
}

interface PriceRowProps {
  readonly item: Item;
  readonly value: Money | null;
  readonly onChange: (price: Money | null) => void;
}

function PriceRow({ item, value, onChange }: PriceRowProps) {
  const cost = unitCost(item);
  const net = value === null ? null : less(value, splitTax(value, item.basisPoints).tax);
  const below = net !== null && cost !== null && net < cost;
  return (
    <tr>
      <td>
        {item.stock === null ? item.name : <a href={href("stock-card", item.id)}>{item.name}</a>}
      </td>
      <td data-figures>
        {cost === null ? <Text c="dimmed">–</Text> : <MoneyText amount={cost} />}
      </td>
      <td data-figures>
        {item.price === null ? (
          <Text c="dimmed">{t("none")}</Text>
        ) : (
          <MoneyText amount={item.price} />
        )}
      </td>
      <td data-figures>
        <MoneyInput
          size="sm"
          aria-label={t("New price of {name}", { name: item.name })}
          value={value}
          onChange={onChange}
          error={below ? t("Below cost, without its tax") : undefined}
          data-testid={`price-${item.sku === "" ? item.name : item.sku}`}
        />
      </td>
    </tr>
  );
}

/** What the stock that is there cost for one unit; null where there is none. */
function unitCost(item: Item): Money | null {
  const { stock, stockCost } = item;
  if (stock === null || stockCost === null || stock <= 0) return null;
  return share(stockCost, 1000, stock);
}
