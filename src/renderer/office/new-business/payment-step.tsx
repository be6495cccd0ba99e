import { SegmentedControl, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import classes from "./new-business.module.css";
import type { StepProps } from "./step.ts";
import { t } from "../../text/text.ts";

const rounding = () =>
  [
    { value: "1", label: t("To the cent") },
    { value: "100", label: t("To the shilling") },
    { value: "500", label: t("To five shillings") },
  ] as const;

const digits = (text: string) => text.replaceAll(/\D/g, "").slice(0, 8);

/** How it is paid, taxed and named on receipts; as its sister business unless changed. */
export function PaymentStep({ form, wrong, set }: StepProps) {
  return (
    <div className={classes.fields}>
      <div className={classes.three}>
        <TextInput
          label={t("M-Pesa till number")}
          placeholder={t("Buy Goods number")}
          inputMode="numeric"
          value={form.mpesaTill}
          onChange={(event) => set({ mpesaTill: digits(event.currentTarget.value) })}
          data-testid="new-mpesa-till"
        />
        <TextInput
          label={t("M-Pesa store number")}
          inputMode="numeric"
          value={form.mpesaStore}
          onChange={(event) => set({ mpesaStore: digits(event.currentTarget.value) })}
          data-testid="new-mpesa-store"
        />
        <Select
          label={t("Cash totals are rounded")}
          allowDeselect={false}
          data={rounding()}
          value={String(form.cashRounding)}
          onChange={(next) => set({ cashRounding: next === "1" ? 1 : next === "500" ? 500 : 100 })}
        />
        <TextInput
          label="KRA PIN"
          placeholder="P051234567X"
          maxLength={11}
          value={form.pin}
          error={wrong["pin"]}
          onChange={(event) => set({ pin: event.currentTarget.value.trim().toUpperCase() })}
          data-testid="new-pin"
        />
        <TextInput
          label={t("Address")}
          placeholder={t("Street, town")}
          maxLength={120}
          value={form.address}
          onChange={(event) => set({ address: event.currentTarget.value })}
        />
        <TextInput
          label={t("Phone on receipts")}
          placeholder="0712 345 678"
          maxLength={120}
          value={form.contact}
          onChange={(event) => set({ contact: event.currentTarget.value })}
        />
      </div>
      <Switch
        label={t("Registered for VAT: tax on sales is split off and input tax reclaimed")}
        checked={form.vatRegistered}
        onChange={(event) => set({ vatRegistered: event.currentTarget.checked })}
        data-testid="new-vat"
      />
      <div className={classes.choices}>
        <Stack gap={4}>
          <Text fw={500}>{t("When more is sold than is in stock")}</Text>
          <SegmentedControl
            size="sm"
            value={form.negativeStock}
            onChange={(negativeStock) => set({ negativeStock })}
            data={[
              { value: "warn", label: t("Sell, and show it to me") },
              { value: "refuse", label: t("Refuse the sale") },
            ]}
          />
        </Stack>
        <Stack gap={4}>
          <Text fw={500}>{t("Receipt paper")}</Text>
          <SegmentedControl
            size="sm"
            value={String(form.paper)}
            onChange={(paper) => set({ paper: paper === "58" ? 58 : 80 })}
            data={[
              { value: "58", label: "58 mm" },
              { value: "80", label: "80 mm" },
            ]}
          />
        </Stack>
      </div>
    </div>
  );
}
