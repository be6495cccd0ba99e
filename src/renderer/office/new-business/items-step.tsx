import { ActionIcon, Select, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import classes from "./new-business.module.css";
import { filled, type ItemRow, withRoom } from "./new-business-model.ts";
import type { StepProps } from "./step.ts";

const UNITS = [
  { value: "piece", label: "piece" },
  { value: "kg", label: "kg" },
  { value: "litre", label: "litre" },
  { value: "bundle", label: "bundle" },
] as const;

const TAXES = [
  { value: "B", label: "B standard" },
  { value: "A", label: "A exempt" },
  { value: "C", label: "C zero-rated" },
  { value: "D", label: "D not VAT" },
  { value: "E", label: "E reduced" },
] as const;

/** What it sells first; more can be added in the office at any time. */
export function ItemsStep({ form, wrong, set }: StepProps) {
  const kinds = [
    { value: "service", label: "Service" },
    { value: "goods", label: "Goods" },
    ...(form.trades.includes("production") ? [{ value: "material", label: "Material" }] : []),
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
          <th>Name</th>
          <th style={{ width: 124 }}>Kind</th>
          <th style={{ width: 108 }}>Unit</th>
          <th style={{ width: 168 }}>Category</th>
          {form.vatRegistered && <th style={{ width: 146 }}>VAT</th>}
          <th data-figures style={{ width: 130 }}>
            Price
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
                  aria-label={`Name of item ${at + 1}`}
                  placeholder="Add an item"
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
                  aria-label={`Kind of item ${at + 1}`}
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
                  aria-label={`Unit of item ${at + 1}`}
                  allowDeselect={false}
                  data={UNITS}
                  value={row.unit}
                  onChange={(unit) => change(row.key, { unit: unit as ItemRow["unit"] })}
                />
              </td>
              <td>
                <TextInput
                  size="sm"
                  aria-label={`Category of item ${at + 1}`}
                  maxLength={80}
                  value={row.category}
                  onChange={(event) => change(row.key, { category: event.currentTarget.value })}
                />
              </td>
              {form.vatRegistered && (
                <td>
                  <Select
                    size="sm"
                    aria-label={`VAT of item ${at + 1}`}
                    allowDeselect={false}
                    data={TAXES}
                    value={row.tax}
                    onChange={(tax) => change(row.key, { tax: tax as ItemRow["tax"] })}
                  />
                </td>
              )}
              <td data-figures>
                <MoneyInput
                  size="sm"
                  aria-label={`Price of item ${at + 1}`}
                  placeholder={row.kind === "material" ? "Not sold" : "0.00"}
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
                    aria-label={`Remove ${row.name}`}
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
