import { Chip, Group, Input, TextInput, UnstyledButton } from "@mantine/core";
import { startingPoints, type StartId } from "#shared/businesses/starting-points.ts";
import type { Trade } from "#shared/facts/master.ts";
import classes from "./new-business.module.css";
import { codeIn, started } from "./new-business-model.ts";
import type { StepProps } from "./step.ts";
import { t } from "../../text/text.ts";

const COLOURS = ["green", "grape", "yellow", "indigo", "red", "teal", "pink", "lime"] as const;

const trades = (): readonly { readonly trade: Trade; readonly label: string }[] => [
  { trade: "production", label: t("Makes goods from materials") },
  { trade: "jobs", label: t("Takes in jobs with tickets") },
  { trade: "returnables", label: t("Containers that come back") },
];

const starts = (): Readonly<
  Record<StartId, { readonly title: string; readonly what: string }>
> => ({
  services: {
    title: t("Services"),
    what: t("Car wash, salon, cyber: done and paid at once"),
  },
  shop: {
    title: t("Shop"),
    what: t("Goods from a shelf: kiosk, hardware, chemist"),
  },
  production: {
    title: t("Makes what it sells"),
    what: t("Bakery, kitchen, bottling: materials become goods"),
  },
  jobs: {
    title: t("Jobs with tickets"),
    what: t("Repairs, tailoring: taken in, done, collected"),
  },
  deposits: {
    title: t("Shop with deposits"),
    what: t("Gas, crates, bottles that come back"),
  },
  refills: {
    title: t("Water refills"),
    what: t("Refills by the bottle, bottles on deposit"),
  },
});

/** What kind of business it is, and what it is called. */
export function BusinessStep({ form, around, wrong, set }: StepProps) {
  const toggle = (trade: Trade, on: boolean) =>
    set({
      trades: on ? [...form.trades, trade] : form.trades.filter((each) => each !== trade),
      accounts: {},
    });
  return (
    <div className={classes.fields}>
      <div className={classes.starts} role="radiogroup" aria-label={t("Begin as")}>
        {startingPoints.map((start) => (
          <UnstyledButton
            key={start.id}
            role="radio"
            aria-checked={form.start === start.id}
            className={classes.start}
            style={{ "--tt-tone": `var(--mantine-color-${start.colour}-filled)` }}
            onClick={() => set(started(form, start))}
            data-testid={`start-${start.id}`}
          >
            <strong>{starts()[start.id].title}</strong>
            <span>{starts()[start.id].what}</span>
          </UnstyledButton>
        ))}
      </div>
      <div className={classes.named}>
        <TextInput
          label={t("Name")}
          placeholder={t("Car Wash")}
          required
          autoFocus
          maxLength={60}
          value={form.name}
          error={wrong["name"]}
          onChange={(event) => set({ name: event.currentTarget.value })}
          data-testid="new-name"
        />
        <TextInput
          label={t("Code, for ever")}
          description={t("On every line of the books")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          maxLength={12}
          value={codeIn(form, around)}
          error={wrong["code"]}
          onChange={(event) =>
            set({ code: event.currentTarget.value.toUpperCase().replaceAll(/[^A-Z0-9]/g, "") })
          }
          data-testid="new-code"
        />
      </div>
      <Input.Wrapper label={t("Colour")} labelElement="div">
        <div className={classes.colours} role="radiogroup" aria-label={t("Colour")}>
          {COLOURS.map((colour) => (
            <UnstyledButton
              key={colour}
              role="radio"
              aria-checked={form.colour === colour}
              aria-label={colour}
              className={classes.colour}
              style={{ "--tt-tone": `var(--mantine-color-${colour}-5)` }}
              onClick={() => set({ colour })}
              data-testid={`colour-${colour}`}
            />
          ))}
        </div>
      </Input.Wrapper>
      <Input.Wrapper label={t("Besides selling at the counter, it …")} labelElement="div">
        <Group gap="xs" mt={4}>
          {trades().map(({ trade, label }) => (
            <Chip
              key={trade}
              size="md"
              classNames={{ label: classes.chip }}
              checked={form.trades.includes(trade)}
              onChange={(on) => toggle(trade, on)}
              data-testid={`trade-${trade}`}
            >
              {label}
            </Chip>
          ))}
        </Group>
      </Input.Wrapper>
    </div>
  );
}
