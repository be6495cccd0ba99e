import { Text } from "@mantine/core";
import { lessQuantity } from "#shared/kernel/quantity.ts";
import { MoneyText } from "../ui/money-text.tsx";
import { QuantityText } from "../ui/quantity-text.tsx";
import type { Plan, Recipe } from "./run-model.ts";
import { t } from "../text/text.ts";
import { rich } from "../text/rich.tsx";
import classes from "./run.module.css";

interface RunPlanProps {
  readonly plan: Plan | undefined;
  readonly recipe: Recipe | undefined;
}

/** What the run takes from the shelf, before anything is written; what is short is said first. */
export function RunPlan({ plan, recipe }: RunPlanProps) {
  if (recipe === undefined) return null;
  return (
    <aside className={classes.plan} aria-label={t("What this run uses")} data-testid="run-plan">
      <h3 className={classes.planTitle}>{t("What this run uses")}</h3>
      {plan === undefined ? (
        <Text c="dimmed">
          {t(
            "Say how many were filled. {containerName} and the rest leave the shelf by the recipe, the oldest first.",
            { containerName: recipe.containerName ?? t("The materials") },
          )}
        </Text>
      ) : (
        <>
          <table className={classes.inputs}>
            <thead>
              <tr>
                <th scope="col">{t("From the shelf")}</th>
                <th scope="col" data-figures>
                  {t("Needed")}
                </th>
                <th scope="col" data-figures>
                  {t("There")}
                </th>
              </tr>
            </thead>
            <tbody>
              {plan.inputs.map((input) => {
                const short = input.needed > input.left;
                return (
                  <tr key={input.item} data-short={short || undefined}>
                    <td>
                      {input.name}
                      {short && (
                        <small data-testid="run-short">
                          {rich("{needed} short", {
                            needed: (
                              <QuantityText
                                amount={lessQuantity(input.needed, input.left)}
                                unit={input.unit}
                              />
                            ),
                          })}
                        </small>
                      )}
                    </td>
                    <td data-figures>
                      <QuantityText amount={input.needed} />
                    </td>
                    <td data-figures>
                      <QuantityText amount={input.left} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <dl className={classes.facts}>
            <dt>{t("Begun")}</dt>
            <dd>
              <QuantityText amount={plan.begun} />
            </dd>
            <dt>{t("Usual loss, borne by the good ones")}</dt>
            <dd>
              <QuantityText amount={plan.normal} />
            </dd>
            <dt data-alarm={plan.abnormal > 0 || undefined}>{t("Loss beyond that, an expense")}</dt>
            <dd data-alarm={plan.abnormal > 0 || undefined}>
              <QuantityText amount={plan.abnormal} />
            </dd>
            <dt>{t("Empties left after it")}</dt>
            <dd>
              {recipe.containers === null || recipe.containers < plan.begun ? (
                "–"
              ) : (
                <QuantityText amount={lessQuantity(recipe.containers, plan.begun)} />
              )}
            </dd>
            {plan.excise > 0 && (
              <>
                <dt>{t("Excise, KES")}</dt>
                <dd>
                  <MoneyText amount={plan.excise} />
                </dd>
              </>
            )}
          </dl>
        </>
      )}
    </aside>
  );
}
