import { ActionIcon, Group, Input, NumberInput, Switch } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { pieces, type Quantity } from "#shared/kernel/quantity.ts";
import type { Recipe } from "../../production/run-model.ts";
import { type Draft, useCommand } from "../../rpc/use-command.ts";
import { QuantityInput } from "../../ui/decimal-input.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { GoodsSelect } from "../fields/goods-select.tsx";
import { t } from "../../text/text.ts";

interface RecipeFormProps {
  readonly business: string;
  readonly recipe: Recipe | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

interface Part {
  readonly key: number;
  readonly item: string | null;
  readonly quantity: Quantity | null;
}

const blank = (key: number): Part => ({ key, item: null, quantity: pieces(1) });

export function RecipeForm({ business, recipe, onClose, onSaved }: RecipeFormProps) {
  const { send, sending, problem } = useCommand("production.saveRecipe");
  const [product, setProduct] = useState<string | null>(recipe?.product ?? null);
  const [container, setContainer] = useState<string | null>(recipe?.container ?? null);
  const [parts, setParts] = useState<readonly Part[]>(() => [
    ...(recipe?.materials ?? []).map(({ item, quantity }, key) => ({ key, item, quantity })),
    blank(recipe?.materials.length ?? 0),
  ]);
  const [loss, setLoss] = useState((recipe?.lossBasisPoints ?? 100) / 100);
  const [litres, setLitres] = useState<Quantity | null>(recipe?.litres ?? null);
  const [shelfDays, setShelfDays] = useState<number | null>(recipe?.shelfDays ?? null);
  const [active, setActive] = useState(recipe?.active ?? true);

  const change = (key: number, next: Partial<Part>) =>
    setParts((before) => {
      const changed = before.map((part) => (part.key === key ? { ...part, ...next } : part));
      const last = changed.at(-1);
      return last === undefined || last.item === null ? changed : [...changed, blank(last.key + 1)];
    });
  const materials: Draft<"production.saveRecipe">["materials"] = parts.flatMap((part) =>
    part.item === null || part.quantity === null || part.quantity <= 0
      ? []
      : [{ item: part.item, quantity: part.quantity }],
  );
  const save = async () => {
    if (product === null) return;
    const lossBasisPoints = Math.round(loss * 100);
    const rest = { lossBasisPoints, litres, shelfDays, active };
    const answer = await send({ business, product, container, materials, ...rest });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={product !== null && (container !== null || materials.length > 0)}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <Group grow align="flex-start">
        <GoodsSelect
          label={t("Product, filled")}
          business={business}
          value={product}
          disabled={recipe !== undefined}
          onChange={setProduct}
          testid="recipe-product"
        />
        <GoodsSelect
          label={t("Empty container")}
          placeholder={t("None")}
          clearable
          business={business}
          value={container}
          onChange={setContainer}
          testid="recipe-container"
        />
      </Group>
      <Input.Wrapper label={t("Materials, for each unit begun")}>
        {parts.map((part, index) => (
          <Group key={part.key} gap="xs" wrap="nowrap" mt={6}>
            <div style={{ flex: 1 }}>
              <GoodsSelect
                aria-label={t("Material {index}", { index: index + 1 })}
                placeholder={t("Cap, label, stamp …")}
                business={business}
                value={part.item}
                onChange={(item) => change(part.key, { item })}
                testid={`recipe-material-${index + 1}`}
              />
            </div>
            <QuantityInput
              w={110}
              aria-label={t("How much of material {index}", { index: index + 1 })}
              value={part.quantity}
              onChange={(quantity) => change(part.key, { quantity })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t("Remove material {index}", { index: index + 1 })}
              disabled={part.item === null}
              onClick={() => setParts(parts.filter((each) => each.key !== part.key))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Input.Wrapper>
      <Group grow align="flex-start">
        <NumberInput
          label={t("Usual loss, %")}
          min={0}
          max={50}
          decimalScale={2}
          value={loss}
          onChange={(next) => setLoss(Number(next) || 0)}
          data-testid="recipe-loss"
        />
        <QuantityInput
          label={t("Litres in one")}
          placeholder={t("For excise")}
          value={litres}
          onChange={setLitres}
          data-testid="recipe-litres"
        />
        <NumberInput
          label={t("Days it keeps")}
          placeholder={t("No expiry")}
          min={1}
          max={3650}
          allowDecimal={false}
          value={shelfDays ?? ""}
          onChange={(next) => setShelfDays(next === "" ? null : Number(next))}
          data-testid="recipe-shelf"
        />
      </Group>
      {recipe !== undefined && (
        <Switch
          label={t("In use")}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormBody>
  );
}
