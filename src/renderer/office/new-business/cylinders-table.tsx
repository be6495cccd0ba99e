import { ActionIcon, Text, TextInput, Title } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { MoneyInput, QuantityInput } from "../../ui/decimal-input.tsx";
import classes from "./new-business.module.css";
import {
  type CylinderRow,
  filled,
  filledCylinders,
  gasAt,
  lendsBottles,
  withRoomForCylinders,
} from "./new-business-model.ts";
import type { StepProps } from "./step.ts";
import { t } from "../../text/text.ts";

/** Which cylinders it exchanges, for which deposit, and how many stand there today. */
export function CylindersTable({ form, wrong, set }: StepProps) {
  const change = (key: number, to: Partial<CylinderRow>) =>
    set({
      cylinders: withRoomForCylinders(
        form.cylinders.map((row) => (row.key === key ? { ...row, ...to } : row)),
      ),
    });
  const bottles = lendsBottles(form);
  const gas = filled(form)[gasAt(form)];
  const removable = new Set(filledCylinders(form).map((row) => row.key));
  return (
    <section className={classes.cylinders} data-testid="new-cylinders">
      <Title order={3} size="h5">
        {bottles ? t("Bottles on deposit") : t("Gas cylinders")}
      </Title>
      {gas === undefined && !bottles ? (
        <Text c="dimmed" size="sm">
          {t("Name the gas above, sold by the kg, and say here which cylinders it goes out in.")}
        </Text>
      ) : (
        <>
          <Text c="dimmed" size="sm">
            {bottles
              ? t("Each goes out with the refill of its litres. Count what stands there.")
              : t(
                  "Refilled with {gas}. Remove what you do not trade in; count what stands there.",
                  {
                    gas: gas?.name ?? "",
                  },
                )}
          </Text>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>{bottles ? t("Name") : t("Brand")}</th>
                <th data-figures style={{ width: 110 }}>
                  {bottles ? t("Holds, litres") : t("Holds, kg")}
                </th>
                <th data-figures style={{ width: 140 }}>
                  {t("Deposit")}
                </th>
                <th data-figures style={{ width: 120 }}>
                  {t("Full now")}
                </th>
                <th data-figures style={{ width: 120 }}>
                  {t("Empty now")}
                </th>
                <td style={{ width: 40 }} />
              </tr>
            </thead>
            <tbody>
              {form.cylinders.map((row, at) => (
                <tr key={row.key} data-testid={`new-cylinder-${at + 1}`}>
                  <td>
                    <TextInput
                      size="sm"
                      aria-label={t("Brand of cylinder {at}", { at: at + 1 })}
                      placeholder={t("Add a brand")}
                      maxLength={60}
                      value={row.brand}
                      error={wrong[`cylinder-${row.key}`]}
                      onChange={(event) => change(row.key, { brand: event.currentTarget.value })}
                      data-testid={`new-cylinder-${at + 1}-brand`}
                    />
                  </td>
                  <td data-figures>
                    <QuantityInput
                      size="sm"
                      aria-label={
                        bottles
                          ? t("Litres in bottle {at}", { at: at + 1 })
                          : t("Kilograms in cylinder {at}", { at: at + 1 })
                      }
                      value={row.size}
                      onChange={(size) => change(row.key, { size })}
                      data-testid={`new-cylinder-${at + 1}-size`}
                    />
                  </td>
                  <td data-figures>
                    <MoneyInput
                      size="sm"
                      aria-label={t("Deposit of cylinder {at}", { at: at + 1 })}
                      value={row.deposit}
                      onChange={(deposit) => change(row.key, { deposit })}
                      data-testid={`new-cylinder-${at + 1}-deposit`}
                    />
                  </td>
                  <td data-figures>
                    <QuantityInput
                      size="sm"
                      aria-label={t("Full ones of cylinder {at}", { at: at + 1 })}
                      placeholder="0"
                      value={row.full}
                      onChange={(full) => change(row.key, { full })}
                      data-testid={`new-cylinder-${at + 1}-full`}
                    />
                  </td>
                  <td data-figures>
                    <QuantityInput
                      size="sm"
                      aria-label={t("Empty ones of cylinder {at}", { at: at + 1 })}
                      placeholder="0"
                      value={row.empty}
                      onChange={(empty) => change(row.key, { empty })}
                      data-testid={`new-cylinder-${at + 1}-empty`}
                    />
                  </td>
                  <td>
                    {removable.has(row.key) && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        size={36}
                        aria-label={t("Remove {name}", { name: row.brand })}
                        onClick={() =>
                          set({
                            cylinders: withRoomForCylinders(
                              form.cylinders.filter((each) => each.key !== row.key),
                            ),
                          })
                        }
                      >
                        <IconX size={16} aria-hidden />
                      </ActionIcon>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
