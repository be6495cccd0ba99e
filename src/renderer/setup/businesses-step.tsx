import { Checkbox, Paper, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import classes from "./setup.module.css";
import type { StepProps } from "./owner-step.tsx";
import type { BusinessForm, Template } from "./setup-model.ts";
import { StepTitle } from "./step-title.tsx";
import { t } from "../text/text.ts";

const aboutTexts = (): Readonly<
  Record<Template, { title: string; what: string; colour: string }>
> => ({
  WATER: { title: t("Water"), what: t("Refills, filled bottles, containers"), colour: "cyan" },
  LAUNDRY: { title: t("Laundry"), what: t("Washing by piece, bundle or kg"), colour: "violet" },
  RETAIL: {
    title: t("Shop and gas"),
    what: t("Goods, cylinders, gas by the kg"),
    colour: "orange",
  },
});

export function BusinessesStep({ form, wrong, send }: StepProps) {
  return (
    <Stack gap="sm">
      <StepTitle title={t("Your businesses")}>
        {t(
          "Each keeps its own drawer, receipts and profit. You can leave fields empty and fill them later.",
        )}
      </StepTitle>
      {wrong["businesses"] !== undefined && (
        <Text c="var(--mantine-color-error)" role="alert">
          {wrong["businesses"]}
        </Text>
      )}
      <SimpleGrid cols={3} spacing="sm">
        {form.businesses.map((business, at) => (
          <BusinessFields
            key={business.template}
            business={business}
            wrong={(field) => wrong[`${field}-${at}`]}
            onChange={(to) => send({ type: "business", at, to })}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

interface BusinessFieldsProps {
  readonly business: BusinessForm;
  readonly wrong: (field: string) => string | undefined;
  readonly onChange: (to: Partial<BusinessForm>) => void;
}

function BusinessFields({ business, wrong, onChange }: BusinessFieldsProps) {
  const about = aboutTexts()[business.template];
  const off = !business.wanted;
  return (
    <Paper
      className={classes.business}
      data-off={off}
      style={{ "--tt-tone": `var(--mantine-color-${about.colour}-filled)` }}
    >
      <Stack gap={8}>
        <Checkbox
          checked={business.wanted}
          label={about.title}
          description={about.what}
          color={about.colour}
          classNames={{ label: classes.businessTitle }}
          onChange={(event) => onChange({ wanted: event.currentTarget.checked })}
          data-testid={`setup-want-${business.template}`}
        />
        <TextInput
          label={t("Name")}
          disabled={off}
          value={business.name}
          error={wrong("name")}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          data-testid={`setup-name-${business.template}`}
        />
        <TextInput
          label={t("M-Pesa till")}
          placeholder={t("Buy Goods number")}
          disabled={off}
          inputMode="numeric"
          maxLength={8}
          value={business.mpesaTill}
          error={wrong("mpesa")}
          onChange={(event) => onChange({ mpesaTill: event.currentTarget.value.trim() })}
        />
        <TextInput
          label="KRA PIN"
          placeholder="P051234567X"
          disabled={off}
          maxLength={11}
          value={business.pin}
          error={wrong("pin")}
          onChange={(event) => onChange({ pin: event.currentTarget.value.trim().toUpperCase() })}
        />
        <TextInput
          label={t("Address")}
          placeholder={t("Street, town")}
          disabled={off}
          maxLength={120}
          value={business.address}
          onChange={(event) => onChange({ address: event.currentTarget.value })}
        />
        <TextInput
          label={t("Phone on receipts")}
          placeholder="0712 345 678"
          disabled={off}
          maxLength={120}
          value={business.contact}
          onChange={(event) => onChange({ contact: event.currentTarget.value })}
        />
      </Stack>
    </Paper>
  );
}
