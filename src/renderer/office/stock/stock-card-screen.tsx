import { Button, Group } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "#shared/kernel/day-words.ts";
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
              <BusinessName business={card.business} />, account {card.account}
            </>
          }
        >
          <div className={classes.split}>
            <Sheet
              label={`Movements of ${card.name}`}
              testid="moves"
              columns={moveColumns(card.unit)}
              rows={card.moves}
              keyOf={(move) => move.entry}
              hrefOf={(move) => href("entry", move.entry)}
              stale={answer.loading}
              empty={<EmptyState title="Nothing moved it yet" />}
              below={
                <Below>
                  <span>{before === null ? "The latest movements" : "Earlier movements"}</span>
                  <Group gap="xs">
                    {before !== null && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => refilter(route, { before: null })}
                      >
                        Latest
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
                        Earlier
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
    { id: "day", title: "Day", width: 135, cell: (move) => dayWords(move.day) },
    {
      id: "what",
      title: "What",
      cell: (move) => (
        <>
          {moveWords(move.kind)} <span className={sheet.dim}>{move.what}</span>
        </>
      ),
    },
    {
      id: "quantity",
      title: "Quantity",
      figures,
      width: 110,
      cell: (move) => <QuantityText amount={move.quantity} unit={unit} />,
    },
    {
      id: "cost",
      title: "Cost",
      figures,
      width: 120,
      cell: (move) => <MoneyText amount={move.cost} />,
    },
    {
      id: "balance",
      title: "There after",
      figures,
      width: 110,
      cell: (move) => <QuantityText amount={move.balance} unit={unit} />,
    },
    {
      id: "value",
      title: "Worth",
      figures,
      width: 120,
      cell: (move) => <Figure amount={move.value} />,
    },
  ];
}

function Held({ card }: { readonly card: Card }) {
  return (
    <Paper title="On the shelf" padded testid="held">
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
              <th scope="col">Oldest first</th>
              <th scope="col" data-figures>
                Left
              </th>
              <th scope="col" data-figures>
                Cost
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

const STATE_WORDS = { past: "", now: "now", coming: "to come" } as const;

function Prices({ item }: { readonly item: string }) {
  const { value } = useQuery("price.history", { item });
  if (value === undefined) return null;
  return (
    <Paper
      title="Prices"
      padded
      testid="prices"
      aside={
        value.lastCost !== null && (
          <>
            cost last <MoneyText amount={value.lastCost} />
          </>
        )
      }
    >
      {value.prices.length === 0 ? (
        <span className={sheet.dim}>It has never had a price.</span>
      ) : (
        <table className={classes.list}>
          <tbody>
            {value.prices.map((price) => (
              <tr key={price.from} data-state={price.state}>
                <td>
                  from {dayWords(price.from)}{" "}
                  {price.state !== "past" && (
                    <span className={sheet.tag}>{STATE_WORDS[price.state]}</span>
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
