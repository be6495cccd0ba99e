import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../text/day-words.ts";
import { useCommand } from "../rpc/use-command.ts";
import { useQuery } from "../rpc/use-query.ts";
import { DayInput } from "../ui/day-input.tsx";
import { QuantityInput } from "../ui/decimal-input.tsx";
import { QuantityText, quantityWords } from "../ui/quantity-text.tsx";
import { RefusalAlert } from "../ui/refusal-alert.tsx";
import { EmptyState, ErrorState, LoadingState } from "../ui/states.tsx";
import { RunPlan } from "./run-plan.tsx";
import { NO_RUN, planOf, type Recipe, type RunDraft, runRequest } from "./run-model.ts";
import { t } from "../text/text.ts";
import { rich } from "../text/rich.tsx";
import classes from "./run.module.css";

export type RecordedRun = Reply<"production.record">;

interface RunFormProps {
  readonly business: string;
  readonly day: BusinessDay;
  /** The office may say another day; the counter's is its shift's. */
  readonly onDay?: (day: BusinessDay | null) => void;
  readonly today: BusinessDay;
  readonly onRecorded?: (run: RecordedRun) => void;
}

/** What was filled, what was lost, and what it used up: the shop floor's and the office's form. */
export function RunForm(props: RunFormProps) {
  const recipes = useQuery("production.recipes", { business: props.business });
  if (recipes.value === undefined) {
    return recipes.problem === undefined ? (
      <LoadingState />
    ) : (
      <ErrorState problem={recipes.problem} onRetry={recipes.reload} />
    );
  }
  const active = recipes.value.recipes.filter((each) => each.active);
  if (active.length === 0) {
    return (
      <EmptyState title={t("No recipe yet")}>
        {t(
          "A recipe says which empty and which materials a product takes. The office makes it under Production, Recipes.",
        )}
      </EmptyState>
    );
  }
  return <Form {...props} recipes={active} reload={recipes.reload} />;
}

interface FormProps extends RunFormProps {
  readonly recipes: readonly Recipe[];
  readonly reload: () => void;
}

function Form({ business, day, onDay, today, recipes, reload, onRecorded }: FormProps) {
  const [draft, setDraft] = useState<RunDraft>({ ...NO_RUN, product: recipes[0]?.product ?? null });
  const [done, setDone] = useState<{ readonly words: string; readonly entry: number }>();
  const set = (change: Partial<RunDraft>) => setDraft((before) => ({ ...before, ...change }));
  const planned = planOf(draft, business, day);
  const plan = useQuery("production.plan", planned);
  const now = planned === null || plan.loading ? undefined : plan.value;
  const { send, sending, problem } = useCommand("production.record");
  const recipe = recipes.find((each) => each.product === draft.product);
  const request = runRequest(draft, business, day, now);
  const good = useRef<HTMLInputElement>(null);
  useEffect(() => good.current?.focus(), []);

  const go = async () => {
    if (request === undefined || recipe === undefined || sending) return;
    const answer = await send(request);
    if (answer?.ok !== true) {
      plan.reload();
      return;
    }
    const { batch, expires, entry } = answer.value;
    const what = `${quantityWords(request.good as never, recipe.unit)} ${recipe.name}`;
    const words =
      expires === null
        ? t("{what} recorded: batch {batch}.", { what, batch })
        : t("{what} recorded: batch {batch}, good until {expires}.", {
            what,
            batch,
            expires: dayWords(expires),
          });
    setDone({ words, entry });
    setDraft({ ...NO_RUN, product: draft.product });
    reload();
    onRecorded?.(answer.value);
    good.current?.focus();
  };
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
      data-testid="run-form"
    >
      {done !== undefined && <Recorded key={done.entry} words={done.words} />}
      <Products
        recipes={recipes}
        value={draft.product}
        onPick={(product) => setDraft({ ...NO_RUN, product })}
      />
      <div className={classes.columns}>
        <Stack gap="md">
          <Group grow align="flex-start">
            <QuantityInput
              ref={good}
              size="lg"
              label={t("Good, filled")}
              required
              value={draft.good}
              onChange={(next) => {
                set({ good: next });
                setDone(undefined);
              }}
              data-testid="run-good"
            />
            <QuantityInput
              size="lg"
              label={t("Lost")}
              placeholder="0"
              value={draft.lost}
              onChange={(next) => set({ lost: next })}
              data-testid="run-lost"
            />
          </Group>
          <Group grow align="flex-start">
            <TextInput
              size="md"
              label={t("Batch")}
              placeholder={now?.batch ?? t("The next of the day")}
              value={draft.batch}
              onChange={(event) => set({ batch: event.currentTarget.value })}
              data-testid="run-batch"
            />
            <DayInput
              label={t("Good until")}
              clearable
              placeholder={
                now?.expires === undefined || now.expires === null
                  ? t("Not printed")
                  : dayWords(now.expires)
              }
              value={draft.expires}
              minDate={day}
              onChange={(expires) => set({ expires })}
            />
          </Group>
          <Group grow align="flex-start">
            {onDay !== undefined && (
              <DayInput label={t("Business day")} value={day} onChange={onDay} maxDate={today} />
            )}
            <TextInput
              size="md"
              label={t("Note")}
              placeholder={t("Why they were lost")}
              value={draft.note}
              onChange={(event) => set({ note: event.currentTarget.value })}
            />
          </Group>
          <RefusalAlert problem={problem} />
          <Button
            type="submit"
            size="lg"
            disabled={request === undefined}
            loading={sending}
            data-testid="run-record"
          >
            {t("Record the run")}
          </Button>
        </Stack>
        <RunPlan plan={planned === null ? undefined : plan.value} recipe={recipe} />
      </div>
    </form>
  );
}

/** Above the fields: the keyboard goes to the first of them, which may have scrolled past it. */
function Recorded({ words }: { readonly words: string }) {
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for the clean-up.
    void banner.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={banner} className={classes.done} role="status" data-testid="run-recorded">
      <IconCircleCheck size={20} aria-hidden />
      <span>{words}</span>
    </div>
  );
}

interface ProductsProps {
  readonly recipes: readonly Recipe[];
  readonly value: string | null;
  readonly onPick: (product: string) => void;
}

/** One card a product: radio buttons, so that the arrows walk them. */
function Products({ recipes, value, onPick }: ProductsProps) {
  return (
    <fieldset className={classes.products}>
      <legend className={classes.legend}>{t("What was filled")}</legend>
      {recipes.map((each) => (
        <label key={each.product} className={classes.product}>
          <input
            type="radio"
            name="product"
            checked={each.product === value}
            onChange={() => onPick(each.product)}
            data-testid={`run-product-${each.name}`}
          />
          <span>
            <strong>{each.name}</strong>
            <Text span c="dimmed">
              <span className={classes.there}>
                {rich("{stock} filled", {
                  stock: <QuantityText amount={each.stock} unit={each.unit} />,
                })}
              </span>{" "}
              {each.containers !== null && (
                <span className={classes.there}>
                  {rich("{containers} empty", {
                    containers: <QuantityText amount={each.containers} />,
                  })}
                </span>
              )}
            </Text>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
