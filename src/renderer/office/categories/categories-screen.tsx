import { ColorSwatch, Group, Select, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { BusinessDot } from "../filters/business-filter.tsx";
import { Answered } from "../sheet/answered.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { refilter } from "../route/use-route.ts";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";

type Category = Reply<"catalog.categories">["categories"][number];

/** The tiles of the till: one business at a time, in the order in which the till shows them. */
export function CategoriesScreen() {
  const { route, filters } = useFilters();
  const { businesses, may } = useOffice();
  const business = filters.business ?? businesses[0]?.id ?? "";
  const answer = useQuery("catalog.categories", business === "" ? null : { business });
  const [editing, setEditing] = useState<Category | "new">();
  const edits = may("catalog.edit", business);
  const category = editing === "new" ? undefined : editing;
  return (
    <Page
      testid="categories"
      title={t("Categories")}
      subtitle={t("The tiles by which the till finds items, in the till's order")}
      tools={
        <>
          <Select
            size="sm"
            w={230}
            aria-label={t("Business")}
            allowDeselect={false}
            leftSection={<BusinessDot business={business} />}
            data={businesses.map((each) => ({ value: each.id, label: each.name }))}
            value={business}
            onChange={(next) => refilter(route, { b: next })}
            data-testid="business-filter"
          />
          {edits && (
            <NewButton
              label={t("New category")}
              onClick={() => setEditing("new")}
              testid="new-category"
            />
          )}
        </>
      }
    >
      <Answered query={answer}>
        {({ categories }) => (
          <Sheet
            label={t("Categories")}
            testid="categories"
            columns={columns()}
            rows={categories}
            keyOf={(each) => each.id}
            onOpen={edits ? setEditing : undefined}
            quiet={(each) => !each.active}
            stale={answer.loading}
            empty={
              <EmptyState
                title={t("No categories yet")}
                action={
                  edits && (
                    <NewButton
                      label={t("New category")}
                      onClick={() => setEditing("new")}
                      testid="new-category-empty"
                    />
                  )
                }
              >
                {t("Without categories the till shows all items in one list.")}
              </EmptyState>
            }
          />
        )}
      </Answered>
      <FormModal
        title={category?.name ?? t("New category")}
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        size="md"
      >
        <Fields
          category={category}
          business={business}
          position={answer.value?.categories.length ?? 0}
          onSaved={() => {
            setEditing(undefined);
            answer.reload();
          }}
        />
      </FormModal>
    </Page>
  );
}

const columns = (): readonly Column<Category>[] => [
  {
    id: "name",
    title: t("Category"),
    cell: (each) => (
      <Group gap="sm">
        <ColorSwatch size={16} color={`var(--mantine-color-${each.colour}-5)`} />
        {each.name}
      </Group>
    ),
  },
  {
    id: "active",
    title: "",
    width: 140,
    cell: (each) => !each.active && <span className={sheet.tag}>{t("Hidden")}</span>,
  },
  { id: "position", title: t("Place"), figures: true, width: 100, cell: (each) => each.position },
];

const COLOURS = [
  "cyan",
  "teal",
  "green",
  "lime",
  "yellow",
  "orange",
  "red",
  "pink",
  "violet",
  "indigo",
  "gray",
];

interface FieldsProps {
  readonly category: Category | undefined;
  readonly business: string;
  readonly position: number;
  readonly onSaved: () => void;
}

function Fields({ category, business, position, onSaved }: FieldsProps) {
  const { send, sending, problem } = useCommand("catalog.saveCategory");
  const [name, setName] = useState(category?.name ?? "");
  const [colour, setColour] = useState(category?.colour ?? "teal");
  const [active, setActive] = useState(category?.active ?? true);
  const [place, setPlace] = useState(String(category?.position ?? position));
  const placed = /^\d{1,4}$/.test(place);
  const save = async () => {
    const answer = await send({
      business,
      id: category?.id ?? null,
      name: name.trim(),
      colour,
      position: Number(place),
      active,
    });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={name.trim() !== "" && placed}
      sending={sending}
      problem={problem}
      onSave={save}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t("Name")}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="category-name"
        />
        <TextInput
          label={t("Place, counted from 0")}
          value={place}
          error={placed ? undefined : t("A whole number")}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
      </Group>
      <Group gap={8} role="radiogroup" aria-label={t("Colour")}>
        {COLOURS.map((each) => (
          <ColorSwatch
            key={each}
            component="button"
            type="button"
            role="radio"
            aria-checked={each === colour}
            aria-label={each}
            size={28}
            color={`var(--mantine-color-${each}-5)`}
            style={
              each === colour
                ? { outline: "2px solid var(--mantine-color-text)", outlineOffset: 2 }
                : {}
            }
            onClick={() => setColour(each)}
          />
        ))}
      </Group>
      <Switch
        label={t("Shown at the till")}
        checked={active}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
    </FormBody>
  );
}
