import { Button, Group } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { QuantityText } from "../../ui/quantity-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { refilter, useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below, Figure } from "../sheet/cells.tsx";
import { Paper } from "../sheet/paper.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { Page } from "../shell/page.tsx";
import { moveWords } from "./stock-words.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./stock.module.css";

type Card = Reply<"stock.card">;
type Move = Card["moves"][number];

/** One item: what is there and from when, what it sells at, and everything that moved it. */
export function StockCardScreen() {
  const route = useRoute();
  const item = route.arg ?? "";
  const before = Number(route.query["before"] ?? "0") || null;
  const answer = useQuery("stock.card", item === "" ? null : { item, before });
  return (
    <Answered query={answer}>
      {(card) => (
        <Page
          testid="stock-card"
          title={card.name}
          back={href("stock")}
          subtitle={
            <>
              {rich("{businessName}, account {account}", {
                businessName: <BusinessName business={card.business} />,
                account: card.account,
              })}
            </>
          }
        >
          <div className={classes.split}>
            <Sheet
              label={t("Movements of {name}", { name: card.name })}
              testid="moves"
              columns={moveColumns(card.unit)}
              rows={card.moves}
              keyOf={(move) => move.entry}
              hrefOf={(move) => href("entry", move.entry)}
              stale={answer.loading}
              empty={<EmptyState title={t("Nothing moved it yet")} />}
              below={
                <Below>
                  <span>
                    {before === null ? t("The latest movements") : t("Earlier movements")}
                  </span>
                  <Group gap="xs">
                    {before !== null && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => refilter(route, { before: null })}
                      >
                        {t("Latest")}
                      </Button>
                    )}
                    {card.more && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() =>
                          refilter(route, { before: String(card.moves.at(-1)?.entry ?? "") })
                        }
                        data-testid="older"
                      >
                        {t("Earlier")}
                      </Button>
                    )}
                  </Group>
                </Below>
              }
            />
            <div className={classes.side}>
              <Held card={card} />
              <Prices item={card.item} />
            </div>
          </div>
        </Page>
      )}
    </Answered>
  );
}

function moveColumns(unit: Card["unit"]): readonly Column<Move>[] {
  const figures = true;
  return [
    { id: "day", title: t("Day"), width: 135, cell: (move) => dayWords(move.day) },
    {
      id: "what",
      title: t("What"),
      cell: (move) => (
        <>
          {moveWords(move.kind)} <span className={sheet.dim}>{move.what}</span>
        </>
      ),
    },
    {
      id: "quantity",
      title: t("Quantity"),
      figures,
      width: 110,
      cell: (move) => <QuantityText amount={move.quantity} unit={unit} />,
    },
    {
      id: "cost",
      title: t("Cost"),
      figures,
      width: 120,
      cell: (move) => <MoneyText amount={move.cost} />,
    },
    {
      id: "balance",
      title: t("There after"),
      figures,
      width: 110,
      cell: (move) => <QuantityText amount={move.balance} unit={unit} />,
    },
    {
      id: "value",
      title: t("Worth"),
      figures,
      width: 120,
      cell: (move) => <Figure amount={move.value} />,
    },
  ];
}

function Held({ card }: { readonly card: Card }) {
  return (
    <Paper title={t("On the shelf")} padded testid="held">
      <div className={classes.held}>
        <strong>
          <QuantityText amount={card.quantity} unit={card.unit} />
        </strong>
        <span>
          <MoneyText amount={card.cost} currency />
        </span>
      </div>
      {card.layers.length > 0 && (
        <table className={classes.list}>
          <thead>
            <tr>
              <th scope="col">{t("Oldest first")}</th>
              <th scope="col" data-figures>
                {t("Left")}
              </th>
              <th scope="col" data-figures>
                {t("Cost")}
              </th>
            </tr>
          </thead>
          <tbody>
            {card.layers.map((layer) => (
              <tr key={layer.layer}>
                <td>
                  <a href={href("entry", layer.entry)}>{dayWords(layer.day)}</a>
                </td>
                <td data-figures>
                  <QuantityText amount={layer.quantity} />
                </td>
                <td data-figures>
                  <MoneyText amount={layer.cost} signed />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Paper>
  );
}

const stateWords = () => ({ past: "", now: t("now"), coming: t("to come") }) as const;

function Prices({ item }: { readonly item: string }) {
  const { value } = useQuery("price.history", { item });
  if (value === undefined) return null;
  return (
    <Paper
      title={t("Prices")}
      padded
      testid="prices"
      aside={
        value.lastCost !== null && (
          <>{rich("cost last {lastCost}", { lastCost: <MoneyText amount={value.lastCost} /> })}</>
        )
      }
    >
      {value.prices.length === 0 ? (
        <span className={sheet.dim}>{t("It has never had a price.")}</span>
      ) : (
        <table className={classes.list}>
          <tbody>
            {value.prices.map((price) => (
              <tr key={price.from} data-state={price.state}>
                <td>
                  {t("from {from}", { from: dayWords(price.from) })}{" "}
                  {price.state !== "past" && (
                    <span className={sheet.tag}>{stateWords()[price.state]}</span>
                  )}
                </td>
                <td data-figures>
                  <MoneyText amount={price.price} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Paper>
  );
}
