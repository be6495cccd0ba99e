import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { dayWords, momentWords } from "../../text/day-words.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { QuantityText } from "../../ui/quantity-text.tsx";
import { ReceiptPicture } from "../entry/receipt-picture.tsx";
import entry from "../entry/entry.module.css";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { Fact } from "../sheet/fact.tsx";
import { Paper } from "../sheet/paper.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { Page } from "../shell/page.tsx";
import { tenderWords } from "../words/account-words.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

type Sale = Reply<"sale.get">;
type Line = Sale["lines"][number];

/** One sale or refund: what was sold, how it was paid, and the receipt. */
export function SaleScreen() {
  const { arg } = useRoute();
  const answer = useQuery("sale.get", arg === null ? null : { sale: arg });
  const sale = answer.value;
  return (
    <Page
      testid="sale"
      scroll
      title={
        sale === undefined
          ? t("Sale")
          : `${sale.kind === "sale" ? t("Sale") : t("Refund")} ${sale.number}`
      }
      subtitle={sale === undefined ? "" : momentWords(sale.at)}
      back={href("sales")}
    >
      <Answered query={answer}>
        {(value) => (
          <div className={entry.grid}>
            <div className={entry.column}>
              <Sheet
                natural
                label={t("Lines of the sale")}
                testid="sale-lines"
                columns={columnsOf(value)}
                rows={value.lines}
                keyOf={(line) => line.no}
                empty={null}
              />
              <Paper
                title={t("The sale")}
                padded
                aside={
                  <a href={href("entry", value.entry)} data-testid="sale-entry">
                    {t("Entry {entry}", { entry: value.entry })}
                  </a>
                }
              >
                <Facts sale={value} />
              </Paper>
            </div>
            <div className={entry.column}>
              <ReceiptPicture of={value.sale} />
            </div>
          </div>
        )}
      </Answered>
    </Page>
  );
}

function columnsOf(sale: Sale): readonly Column<Line>[] {
  return [
    { id: "name", title: t("Item"), cell: (line) => line.name, foot: t("Total, tax included") },
    {
      id: "quantity",
      title: t("Quantity"),
      figures: true,
      cell: (line) => <QuantityText amount={line.quantity} unit={line.unit} />,
    },
    {
      id: "price",
      title: t("Price"),
      figures: true,
      cell: (line) => <Figure amount={line.unitPrice} />,
    },
    {
      id: "discount",
      title: t("Discount"),
      figures: true,
      cell: (line) => <Figure amount={line.discount} />,
    },
    {
      id: "tax",
      title: t("Tax inside"),
      figures: true,
      cell: (line) => (
        <>
          <Figure amount={line.tax} /> {line.taxLetter}
        </>
      ),
      foot: <Figure amount={sale.tax} />,
    },
    {
      id: "gross",
      title: t("Total"),
      figures: true,
      cell: (line) => <Figure amount={line.gross} />,
      foot: <Figure amount={sale.total} dash={false} testid="sale-total" />,
    },
  ];
}

function Facts({ sale }: { readonly sale: Sale }) {
  return (
    <dl className={entry.facts}>
      <Fact name={t("Business")}>
        <BusinessName business={sale.business} />
      </Fact>
      <Fact name={t("Business day")}>{dayWords(sale.day)}</Fact>
      <Fact name={t("Cashier")}>{sale.cashier}</Fact>
      {sale.customer !== null && (
        <Fact name={t("Customer")}>
          {sale.customerId === null ? (
            sale.customer
          ) : (
            <a href={href("customer", sale.customerId)}>{sale.customer}</a>
          )}
        </Fact>
      )}
      {sale.deposits !== 0 && (
        <Fact name={t("Deposits")}>
          <MoneyText amount={sale.deposits} />
        </Fact>
      )}
      {sale.paid.map((tender) => (
        <Fact key={`${tender.kind} ${tender.reference}`} name={tenderWords(tender.kind)}>
          <MoneyText amount={tender.amount} /> {tender.reference}
        </Fact>
      ))}
      {sale.change > 0 && (
        <Fact name={t("Change")}>
          <MoneyText amount={sale.change} />
        </Fact>
      )}
      {sale.approver !== null && <Fact name={t("Approved by")}>{sale.approver}</Fact>}
      {sale.reason !== null && <Fact name={t("Why")}>{sale.reason}</Fact>}
      {sale.related.map((other) => (
        <Fact key={other.sale} name={sale.kind === "sale" ? t("Refunded by") : t("Refund of")}>
          {rich("{number} {total} on {day}", {
            number: <a href={href("sale", other.sale)}>{other.number}</a>,
            total: <MoneyText amount={other.total} />,
            day: dayWords(other.day),
          })}
        </Fact>
      ))}
    </dl>
  );
}
