import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { pieces, type Quantity } from "#shared/kernel/quantity.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { type Query, useQuery } from "../../rpc/use-query.ts";
import { QuantityInput } from "../../ui/decimal-input.tsx";
import { quantityWords, unitWords } from "../../ui/quantity-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { ScannerProvider, useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { go, useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Below } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { Review } from "./review.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";

type SheetReply = Reply<"stocktake.sheet">;
type Row = SheetReply["items"][number];

/** Counting, blind: by scanner one at a time, or down the list. Each count is kept at once. */
export function StocktakeScreen() {
  return (
    <ScannerProvider>
      <Counting />
    </ScannerProvider>
  );
}

function Counting() {
  const stocktake = useRoute().arg ?? "";
  const { may } = useOffice();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 180);
  const answer = useQuery("stocktake.sheet", stocktake === "" ? null : { stocktake, text: asked });
  const [problem, setProblem] = useState<Problem>();
  const [said, setSaid] = useState("");
  const [reviewing, setReviewing] = useState(false);
  const [discarding, setDiscarding] = useState(false);

  const count = async (row: Row, quantity: Quantity | null, add = false) => {
    const { item, name, unit } = row;
    const reply =
      quantity === null
        ? await call("stocktake.forget", { stocktake, item })
        : await call("stocktake.count", { stocktake, item, quantity, add });
    setProblem(reply.ok ? undefined : reply.refusal);
    if (reply.ok && "counted" in reply.value) {
      setSaid(`${name}: ${quantityWords(reply.value.counted, unit)}`);
    }
    answer.reload();
  };
  useScanner((code) => {
    if (reviewing || discarding) return false;
    void scanned(stocktake, code).then((row) =>
      row === undefined
        ? setSaid(t("Nothing here has the barcode {code}", { code }))
        : count(row, pieces(1), true),
    );
    return true;
  });

  return (
    <Answered query={answer}>
      {(count_) => (
        <Page
          testid="stocktake"
          title={count_.label}
          back={href("stocktakes")}
          subtitle={
            <>
              {rich("{businessName}, {counted} counted", {
                businessName: <BusinessName business={count_.business} />,
                counted: count_.counted,
              })}
            </>
          }
          tools={
            <>
              <Button variant="default" onClick={() => setDiscarding(true)} data-testid="discard">
                {t("Discard")}
              </Button>
              {may("stock.adjust", count_.business) && (
                <Button
                  disabled={count_.counted === 0}
                  onClick={() => setReviewing(true)}
                  data-testid="review"
                >
                  {t("Review and post")}
                </Button>
              )}
            </>
          }
          toolbar={
            <>
              <TextInput
                w={320}
                aria-label={t("Name, SKU or barcode")}
                placeholder={t("Name, SKU or barcode")}
                leftSection={<IconSearch size={16} aria-hidden />}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                data-testid="count-search"
              />
              <Text c="dimmed" aria-live="polite" data-testid="count-said">
                {said === "" ? t("Scan to add one, or type down the list: Enter goes on") : said}
              </Text>
            </>
          }
        >
          <RefusalAlert problem={problem} />
          <Lines query={answer} count={count_} onCount={count} />
          <FormReview
            opened={reviewing}
            stocktake={stocktake}
            onClose={() => setReviewing(false)}
          />
          <Modal
            opened={discarding}
            onClose={() => setDiscarding(false)}
            title={t("Throw this count away?")}
            size="md"
          >
            <Text mb="md">
              {t("{counted} counted items are forgotten. The stock stays as the books have it.", {
                counted: count_.counted,
              })}
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setDiscarding(false)}>
                {t("Keep it")}
              </Button>
              <Button
                color="red"
                onClick={() =>
                  void call("stocktake.discard", { stocktake }).then(() => go(href("stocktakes")))
                }
                data-testid="discard-yes"
              >
                {t("Discard")}
              </Button>
            </Group>
          </Modal>
        </Page>
      )}
    </Answered>
  );
}

/** The one item of this count that has a barcode. */
async function scanned(stocktake: string, code: string): Promise<Row | undefined> {
  const answer = await call("stocktake.sheet", { stocktake, text: code, limit: 5 });
  return answer.ok ? answer.value.items.find((row) => row.barcodes.includes(code)) : undefined;
}

interface LinesProps {
  readonly query: Query<"stocktake.sheet">;
  readonly count: SheetReply;
  readonly onCount: (row: Row, quantity: Quantity | null) => Promise<void>;
}

function Lines({ query, count, onCount }: LinesProps) {
  return (
    <Sheet
      label={t("Items to count")}
      testid="count-sheet"
      columns={columnsOf(onCount)}
      rows={count.items}
      keyOf={(row) => row.item}
      stale={query.loading}
      empty={<EmptyState title={t("No stocked item matches")} />}
      below={
        <Below>
          <span>
            {count.items.length < count.total
              ? t("The first {count} of {total} items: search for the others", {
                  count: count.items.length,
                  total: count.total,
                })
              : t("{total} items", { total: count.total })}
          </span>
        </Below>
      }
    />
  );
}

function columnsOf(onCount: LinesProps["onCount"]): readonly Column<Row>[] {
  return [
    {
      id: "name",
      title: t("Item"),
      cell: (row) => (
        <>
          {row.name} {row.sku !== "" && <span className={sheet.dim}>{row.sku}</span>}
        </>
      ),
    },
    { id: "barcode", title: t("Barcode"), width: 190, cell: (row) => row.barcodes[0] ?? "" },
    { id: "unit", title: t("Unit"), width: 90, cell: (row) => unitWords(row.unit) },
    {
      id: "counted",
      title: t("Counted"),
      figures: true,
      width: 170,
      cell: (row) => <CountCell key={`${row.item} ${row.counted}`} row={row} onCount={onCount} />,
    },
  ];
}

/** Kept when it is left or Enter is pressed; Enter goes down the list, as on paper. */
function CountCell({ row, onCount }: { readonly row: Row } & Pick<LinesProps, "onCount">) {
  const [typed, setTyped] = useState<Quantity | null>(row.counted);
  const input = useRef<HTMLInputElement>(null);
  const keep = () => {
    if (typed !== row.counted) void onCount(row, typed);
  };
  return (
    <QuantityInput
      ref={input}
      size="sm"
      aria-label={t("Counted of {name}", { name: row.name })}
      placeholder={t("not yet")}
      value={typed}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        step(event.currentTarget, event.key === "ArrowUp" ? -1 : 1);
      }}
      data-count
      data-testid={`count-${row.name}`}
    />
  );
}

/** To the next cell of the list; leaving this one keeps it. */
function step(from: HTMLInputElement, by: 1 | -1): void {
  const cells = [
    ...(from.closest("table")?.querySelectorAll<HTMLInputElement>("input[data-count]") ?? []),
  ];
  const next = cells[cells.indexOf(from) + by];
  if (next === undefined) from.blur();
  else {
    next.focus();
    next.select();
  }
}

function FormReview(props: {
  readonly opened: boolean;
  readonly stocktake: string;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size="xl"
      title={
        <Text span fw={600} size="lg">
          {t("What the count found")}
        </Text>
      }
    >
      {props.opened && <Review stocktake={props.stocktake} onClose={props.onClose} />}
    </Modal>
  );
}
