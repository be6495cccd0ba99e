import { ActionIcon, Select, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import classes from "./new-business.module.css";
import { filled, type ItemRow, withRoom } from "./new-business-model.ts";
import type { StepProps } from "./step.ts";
import { t } from "../../text/text.ts";

const units = () =>
  [
    { value: "piece", label: t("piece") },
    { value: "kg", label: "kg" },
    { value: "litre", label: t("litre") },
    { value: "bundle", label: t("bundle") },
  ] as const;

const taxes = () =>
  [
    { value: "B", label: t("B standard") },
    { value: "A", label: t("A exempt") },
    { value: "C", label: t("C zero-rated") },
    { value: "D", label: t("D not VAT") },
    { value: "E", label: t("E reduced") },
  ] as const;

/** What it sells first; more can be added in the office at any time. */
export function ItemsStep({ form, wrong, set }: StepProps) {
  const kinds = [
    { value: "service", label: t("Service") },
    { value: "goods", label: t("Goods") },
    ...(form.trades.includes("production") ? [{ value: "material", label: t("Material") }] : []),
  ];
  const change = (key: number, to: Partial<ItemRow>) =>
    set({
      items: withRoom(form.items.map((row) => (row.key === key ? { ...row, ...to } : row))),
    });
  const removable = new Set(filled(form).map((row) => row.key));
  return (
    <table className={classes.table} data-testid="new-items">
      <thead>
        <tr>
          <th>{t("Name")}</th>
          <th style={{ width: 124 }}>{t("Kind")}</th>
          <th style={{ width: 108 }}>{t("Unit")}</th>
          <th style={{ width: 168 }}>{t("Category")}</th>
          {form.vatRegistered && <th style={{ width: 178 }}>VAT</th>}
          <th data-figures style={{ width: 130 }}>
            {t("Price")}
          </th>
          <td style={{ width: 40 }} />
        </tr>
      </thead>
      <tbody>
        {form.items.map((row, at) => {
          const problem = wrong[`item-${row.key}`];
          return (
            <tr key={row.key} data-testid={`new-item-${at + 1}`}>
              <td>
                <TextInput
                  size="sm"
                  aria-label={t("Name of item {at}", { at: at + 1 })}
                  placeholder={t("Add an item")}
                  maxLength={80}
                  value={row.name}
                  error={problem}
                  onChange={(event) => change(row.key, { name: event.currentTarget.value })}
                  data-testid={`new-item-${at + 1}-name`}
                />
              </td>
              <td>
                <Select
                  size="sm"
                  aria-label={t("Kind of item {at}", { at: at + 1 })}
                  allowDeselect={false}
                  data={kinds}
                  value={row.kind}
                  onChange={(kind) => change(row.key, { kind: kind as ItemRow["kind"] })}
                  data-testid={`new-item-${at + 1}-kind`}
                />
              </td>
              <td>
                <Select
                  size="sm"
                  aria-label={t("Unit of item {at}", { at: at + 1 })}
                  allowDeselect={false}
                  data={units()}
                  value={row.unit}
                  onChange={(unit) => change(row.key, { unit: unit as ItemRow["unit"] })}
                />
              </td>
              <td>
                <TextInput
                  size="sm"
                  aria-label={t("Category of item {at}", { at: at + 1 })}
                  maxLength={80}
                  value={row.category}
                  onChange={(event) => change(row.key, { category: event.currentTarget.value })}
                />
              </td>
              {form.vatRegistered && (
                <td>
                  <Select
                    size="sm"
                    aria-label={t("VAT of item {at}", { at: at + 1 })}
                    allowDeselect={false}
                    data={taxes()}
                    value={row.tax}
                    onChange={(tax) => change(row.key, { tax: tax as ItemRow["tax"] })}
                  />
                </td>
              )}
              <td data-figures>
                <MoneyInput
                  size="sm"
                  aria-label={t("Price of item {at}", { at: at + 1 })}
                  placeholder={row.kind === "material" ? t("Not sold") : "0.00"}
                  disabled={row.kind === "material"}
                  value={row.kind === "material" ? null : row.price}
                  onChange={(price) => change(row.key, { price })}
                  data-testid={`new-item-${at + 1}-price`}
                />
              </td>
              <td>
                {removable.has(row.key) && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={36}
                    aria-label={t("Remove {name}", { name: row.name })}
                    onClick={() =>
                      set({ items: withRoom(form.items.filter((each) => each.key !== row.key)) })
                    }
                  >
                    <IconX size={16} aria-hidden />
                  </ActionIcon>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
