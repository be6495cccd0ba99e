import { Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { nairobiDay, type Instant } from "#shared/kernel/date.ts";
import { call } from "../../rpc/call.ts";
import type { Problem } from "../../rpc/problem.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { BusinessName } from "../filters/business-filter.tsx";
import { href } from "../route/route.ts";
import { go } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";

type Row = Reply<"stocktake.list">["stocktakes"][number];

/** Counts in the making on this device: several go on side by side, and may last days. */
export function StocktakesScreen() {
  const answer = useQuery("stocktake.list", {});
  const [starting, setStarting] = useState(false);
  const button = (testid: string) => (
    <NewButton label={t("New count")} onClick={() => setStarting(true)} testid={testid} />
  );
  return (
    <Page
      testid="stocktakes"
      title={t("Stocktake")}
      subtitle={t(
        "Counted blind; what was sold while counting stays sold. Posted counts stand under Stock, Changes",
      )}
      tools={button("new-count")}
    >
      <Answered query={answer}>
        {({ stocktakes }) => (
          <Sheet
            label={t("Counts in the making")}
            testid="stocktakes"
            columns={columns()}
            rows={stocktakes}
            keyOf={(row) => row.stocktake}
            hrefOf={(row) => href("stocktake", row.stocktake)}
            stale={answer.loading}
            empty={
              <EmptyState title={t("Nothing is being counted")} action={button("new-count-empty")}>
                {t(
                  "Count a business, or one category of it, by scanner or by list. It is kept on this device until it is posted.",
                )}
              </EmptyState>
            }
          />
        )}
      </Answered>
      <FormModal
        title={t("New count")}
        size="md"
        opened={starting}
        onClose={() => setStarting(false)}
      >
        <Start onClose={() => setStarting(false)} />
      </FormModal>
    </Page>
  );
}

const columns = (): readonly Column<Row>[] => [
  { id: "label", title: t("Count"), cell: (row) => row.label },
  {
    id: "business",
    title: t("Business"),
    width: 220,
    cell: (row) => <BusinessName business={row.business} />,
  },
  {
    id: "since",
    title: t("Begun"),
    width: 150,
    cell: (row) => dayWords(nairobiDay(row.at as Instant)),
  },
  { id: "by", title: t("By"), width: 180, cell: (row) => row.by },
  {
    id: "counted",
    title: t("Items counted"),
    figures: true,
    width: 130,
    cell: (row) => row.counted,
  },
];

function Start({ onClose }: { readonly onClose: () => void }) {
  const { filters } = useFilters();
  const { businesses, may, today } = useOffice();
  const places = businesses.filter((each) => each.active && may("stock.count", each.id));
  const [business, setBusiness] = useState<string | null>(
    places.find((each) => each.id === filters.business)?.id ?? places[0]?.id ?? null,
  );
  const [category, setCategory] = useState<string | null>(null);
  const [label, setLabel] = useState(t("Count of {today}", { today: dayWords(today) }));
  const [problem, setProblem] = useState<Problem>();
  const asked = business === null ? null : { business };
  const categories = useQuery("catalog.categories", asked).value?.categories ?? [];
  const save = async () => {
    if (business === null) return;
    const answer = await call("stocktake.start", { business, label: label.trim(), category });
    if (answer.ok) go(href("stocktake", answer.value.stocktake));
    else setProblem(answer.refusal);
  };
  return (
    <FormBody
      ready={business !== null && label.trim() !== ""}
      sending={false}
      problem={problem}
      onSave={save}
      onCancel={onClose}
      action={t("Begin to count")}
    >
      <Group grow>
        <Select
          label={t("Business")}
          allowDeselect={false}
          data={places.map((each) => ({ value: each.id, label: each.name }))}
          value={business}
          onChange={(next) => {
            setBusiness(next);
            setCategory(null);
          }}
          data-testid="business"
        />
        <Select
          label={t("Category")}
          clearable
          placeholder={t("All of it")}
          data={categories
            .filter((each) => each.active)
            .map((each) => ({ value: each.id, label: each.name }))}
          value={category}
          onChange={setCategory}
          data-testid="category"
        />
      </Group>
      <TextInput
        label={t("Name")}
        data-autofocus
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        data-testid="count-label"
      />
    </FormBody>
  );
}
