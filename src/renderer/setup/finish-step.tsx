import { Radio, Stack, Table } from "@mantine/core";
import type { StepProps } from "./owner-step.tsx";
import { StepTitle } from "./step-title.tsx";
import { t } from "../text/text.ts";

export function FinishStep({ form, send }: Omit<StepProps, "wrong">) {
  const businesses = form.businesses.filter((each) => each.wanted).map((each) => each.name);
  const rows = [
    [t("Owner"), form.owner],
    [t("Till"), `${form.tillCode} — ${form.tillName}`],
    [t("Businesses"), businesses.join(", ")],
    ["VAT", form.vatRegistered ? t("Registered") : t("Not registered")],
  ] as const;
  return (
    <Stack gap="md">
      <StepTitle title={t("Ready to start")}>
        {t("Look this over. All but the till code can be changed later.")}
      </StepTitle>
      <Table withRowBorders verticalSpacing="sm" fz="md">
        <Table.Tbody>
          {rows.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={160} fw={500} c="dimmed">
                {label}
              </Table.Th>
              <Table.Td fw={600}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Radio.Group
        label={t("Items to start with")}
        value={form.sampleItems ? "usual" : "none"}
        onChange={(picked) => send({ type: "typed", to: { sampleItems: picked === "usual" } })}
      >
        <Stack gap="sm" mt="xs">
          <Radio
            size="md"
            value="usual"
            label={t("The usual items of each business")}
            description={t("With usual prices, which you change as you like")}
            data-testid="setup-sample-yes"
          />
          <Radio
            size="md"
            value="none"
            label={t("An empty catalogue")}
            description={t("You enter each item yourself, in the office")}
            data-testid="setup-sample-no"
          />
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
