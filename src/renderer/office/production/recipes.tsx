import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "../../rpc/use-query.ts";
import type { Recipe } from "../../production/run-model.ts";
import { QuantityText, quantityWords } from "../../ui/quantity-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { Answered } from "../sheet/answered.tsx";
import { Below } from "../sheet/cells.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { ExciseForm } from "./excise-form.tsx";
import { RecipeForm } from "./recipe-form.tsx";
import { t } from "../../text/text.ts";

/** How each product is made, and the excise that is charged on it. */
export function Recipes({ business }: { readonly business: string }) {
  const { may } = useOffice();
  const answer = useQuery("production.recipes", { business });
  const excise = useQuery("production.excise", { business });
  const [editing, setEditing] = useState<Recipe | "new" | "excise">();
  const edits = may("catalog.edit", business);
  const close = () => setEditing(undefined);
  const saved = () => {
    close();
    answer.reload();
    excise.reload();
  };
  const rates = excise.value?.rates ?? [];
  return (
    <>
      <Answered query={answer}>
        {({ recipes }) => (
          <Sheet
            label={t("Recipes")}
            testid="recipes"
            columns={columns()}
            rows={recipes}
            keyOf={(each) => each.product}
            onOpen={edits ? setEditing : undefined}
            quiet={(each) => !each.active}
            stale={answer.loading}
            empty={
              <EmptyState
                title={t("No recipe yet")}
                action={
                  edits && (
                    <NewButton
                      label={t("New recipe")}
                      onClick={() => setEditing("new")}
                      testid="new-recipe-empty"
                    />
                  )
                }
              >
                {t("A recipe says which empty and which materials each unit of a product takes.")}
              </EmptyState>
            }
            below={
              <Below>
                <span>
                  {rates.length === 0
                    ? t("No excise is charged")
                    : t("Excise: {count}, by day", {
                        count:
                          rates.length === 1
                            ? t("one rate")
                            : t("{count} rates", { count: rates.length }),
                      })}
                </span>
                <Group gap="xs">
                  {may("settings.edit", business) && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => setEditing("excise")}
                      data-testid="excise"
                    >
                      {t("Excise")}
                    </Button>
                  )}
                  {edits && recipes.length > 0 && (
                    <Button
                      size="compact-sm"
                      onClick={() => setEditing("new")}
                      data-testid="new-recipe"
                    >
                      {t("New recipe")}
                    </Button>
                  )}
                </Group>
              </Below>
            }
          />
        )}
      </Answered>
      <FormModal
        title={titleOf(editing)}
        opened={editing !== undefined}
        onClose={close}
        size={editing === "excise" ? "md" : "lg"}
      >
        {editing === "excise" ? (
          <ExciseForm business={business} rates={rates} onClose={close} onSaved={saved} />
        ) : (
          <RecipeForm
            business={business}
            recipe={editing === "new" ? undefined : editing}
            onClose={close}
            onSaved={saved}
          />
        )}
      </FormModal>
    </>
  );
}

function titleOf(editing: Recipe | "new" | "excise" | undefined): string {
  if (editing === "excise") return t("Excise on what is produced");
  return editing === "new" || editing === undefined
    ? t("New recipe")
    : t("Recipe of {name}", { name: editing.name });
}

const columns = (): readonly Column<Recipe>[] => [
  {
    id: "product",
    title: t("Product"),
    width: 240,
    cell: (each) => (
      <>
        {each.name} {!each.active && <span className={sheet.tag}>{t("Ended")}</span>}
      </>
    ),
  },
  {
    id: "takes",
    title: t("Each takes"),
    cell: (each) =>
      [
        ...(each.containerName === null ? [] : [each.containerName]),
        ...each.materials.map((part) =>
          part.quantity === 1000 ? part.name : `${quantityWords(part.quantity)} × ${part.name}`,
        ),
      ].join(", "),
  },
  {
    id: "loss",
    title: t("Usual loss"),
    figures: true,
    width: 110,
    cell: (each) => `${each.lossBasisPoints / 100} %`,
  },
  {
    id: "litres",
    title: t("Litres"),
    figures: true,
    width: 90,
    cell: (each) =>
      each.litres === null ? (
        <span className={sheet.nil}>–</span>
      ) : (
        <QuantityText amount={each.litres} />
      ),
  },
  {
    id: "empties",
    title: t("Empty"),
    figures: true,
    width: 100,
    cell: (each) =>
      each.containers === null ? (
        <span className={sheet.nil}>–</span>
      ) : (
        <QuantityText amount={each.containers} />
      ),
  },
  {
    id: "filled",
    title: t("Filled"),
    figures: true,
    width: 100,
    cell: (each) => <QuantityText amount={each.stock} unit={each.unit} />,
  },
];
