import { Group, PasswordInput, SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import type { Dispatch } from "react";
import type { Form, Problems, SetupEvent } from "./setup-model.ts";
import { StepTitle } from "./step-title.tsx";
import { t } from "../text/text.ts";

export interface StepProps {
  readonly form: Form;
  readonly wrong: Problems;
  readonly send: Dispatch<SetupEvent>;
}

export function OwnerStep({ form, wrong, send }: StepProps) {
  const type = (to: Partial<Form>) => send({ type: "typed", to });
  return (
    <Stack gap="sm">
      <StepTitle title={t("You and this till")}>
        {t(
          "You are the owner: your PIN opens everything. Cashiers get their own later, in the office.",
        )}
      </StepTitle>
      <TextInput
        label={t("Your name")}
        placeholder={t("Wanjiru Kamau")}
        size="lg"
        autoFocus
        value={form.owner}
        error={wrong["owner"]}
        onChange={(event) => type({ owner: event.currentTarget.value })}
        data-testid="setup-owner"
      />
      <SimpleGrid cols={2}>
        <PasswordInput
          label="PIN"
          placeholder={t("Four to eight digits")}
          size="lg"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={form.pin}
          error={wrong["pin"]}
          onChange={(event) => type({ pin: event.currentTarget.value.replace(/\D/g, "") })}
          data-testid="setup-pin"
        />
        <PasswordInput
          label={t("The same PIN again")}
          placeholder={t("So that a slip does not lock you out")}
          size="lg"
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={form.pinAgain}
          error={wrong["pinAgain"]}
          onChange={(event) => type({ pinAgain: event.currentTarget.value.replace(/\D/g, "") })}
          data-testid="setup-pin-again"
        />
      </SimpleGrid>
      <Group align="flex-start" wrap="nowrap">
        <TextInput
          label={t("Till code")}
          description={t("Begins each receipt number")}
          size="lg"
          w={220}
          maxLength={4}
          value={form.tillCode}
          error={wrong["tillCode"]}
          onChange={(event) => type({ tillCode: event.currentTarget.value.toUpperCase() })}
          data-testid="setup-till-code"
        />
        <TextInput
          label={t("Till name")}
          description={t("Where it stands")}
          size="lg"
          style={{ flex: 1 }}
          value={form.tillName}
          error={wrong["tillName"]}
          onChange={(event) => type({ tillName: event.currentTarget.value })}
          data-testid="setup-till-name"
        />
      </Group>
      <Switch
        label={t("I am registered for VAT")}
        description={t(
          "Prices include VAT; receipts and books show it. You can change this later.",
        )}
        size="md"
        checked={form.vatRegistered}
        onChange={(event) => type({ vatRegistered: event.currentTarget.checked })}
        data-testid="setup-vat"
      />
    </Stack>
  );
}
