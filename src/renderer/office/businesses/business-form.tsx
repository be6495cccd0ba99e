import { Group, SegmentedControl, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { type Draft, useCommand } from "../../rpc/use-command.ts";
import { FormBody } from "../editing/form-modal.tsx";
import { Paper } from "../sheet/paper.tsx";
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";
import { LogoForm, LogoPicture } from "./logo-form.tsx";

type Settings = Reply<"business.settings">;
type SettingsDraft = Omit<Draft<"business.saveSettings">, "business">;

function draftOf(settings: Settings): SettingsDraft {
  const { id: _id, colour: _colour, logo: _logo, ...rest } = settings;
  const cashRounding =
    rest.cashRounding === 1 || rest.cashRounding === 500 ? rest.cashRounding : 100;
  return { ...rest, cashRounding };
}

interface BusinessFormProps {
  readonly settings: Settings;
  readonly onSaved: () => void;
}

export function BusinessForm({ settings, onSaved }: BusinessFormProps) {
  const { send, sending, problem } = useCommand("business.saveSettings");
  const [draft, setDraft] = useState(() => draftOf(settings));
  const set = (change: Partial<SettingsDraft>) => setDraft({ ...draft, ...change });
  const save = async () => {
    if ((await send({ business: settings.id, ...draft }))?.ok === true) onSaved();
  };
  return (
    <div className={classes.grid}>
      <Paper title={t("Settings")} padded>
        <FormBody
          ready={draft.name.trim() !== ""}
          sending={sending}
          problem={problem}
          onSave={save}
        >
          <TextInput
            label={t("Name")}
            required
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            data-testid="business-name"
          />
          <Policies draft={draft} set={set} />
          <ReceiptFields draft={draft} set={set} />
        </FormBody>
      </Paper>
      <div className={classes.aside}>
        <Preview draft={draft} logo={settings.logo} />
        <LogoForm business={settings.id} logo={settings.logo} onSaved={onSaved} />
      </div>
    </div>
  );
}

interface PartProps {
  readonly draft: SettingsDraft;
  readonly set: (change: Partial<SettingsDraft>) => void;
}

const rounding = () =>
  [
    { value: "1", label: t("To the cent") },
    { value: "100", label: t("To the shilling") },
    { value: "500", label: t("To five shillings") },
  ] as const;

function Policies({ draft, set }: PartProps) {
  const digits = (text: string) => text.replace(/\D/g, "").slice(0, 8);
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label={t("M-Pesa till number")}
          inputMode="numeric"
          value={draft.mpesaTill}
          onChange={(event) => set({ mpesaTill: digits(event.currentTarget.value) })}
          data-testid="mpesa-till"
        />
        <TextInput
          label={t("M-Pesa store number")}
          inputMode="numeric"
          value={draft.mpesaStore}
          onChange={(event) => set({ mpesaStore: digits(event.currentTarget.value) })}
        />
        <Select
          label={t("Cash totals are rounded")}
          allowDeselect={false}
          data={[...rounding()]}
          value={String(draft.cashRounding)}
          onChange={(next) => set({ cashRounding: next === "1" ? 1 : next === "500" ? 500 : 100 })}
        />
      </Group>
      <Stack gap={4}>
        <Text fw={500}>{t("When more is sold than the books have in stock")}</Text>
        <SegmentedControl
          size="sm"
          value={draft.negativeStock}
          onChange={(negativeStock) => set({ negativeStock })}
          data={[
            { value: "warn", label: t("Sell, and show it to me") },
            { value: "refuse", label: t("Refuse the sale") },
          ]}
          data-testid="negative-stock"
        />
      </Stack>
      <Switch
        label={t("Registered for VAT: tax on sales is split off and input tax reclaimed")}
        checked={draft.vatRegistered}
        onChange={(event) => set({ vatRegistered: event.currentTarget.checked })}
        data-testid="vat"
      />
    </>
  );
}

const receiptFields = () =>
  [
    { key: "title", label: t("Title of the receipt") },
    { key: "pin", label: "KRA PIN" },
    { key: "address", label: t("Address") },
    { key: "contact", label: t("Phone or mail") },
  ] as const;

function ReceiptFields({ draft, set }: PartProps) {
  const { receipt } = draft;
  const change = (part: Partial<SettingsDraft["receipt"]>) =>
    set({ receipt: { ...receipt, ...part } });
  return (
    <>
      <div className={classes.pairs}>
        {receiptFields().map(({ key, label }) => (
          <TextInput
            key={key}
            label={label}
            maxLength={key === "pin" ? 11 : 120}
            value={receipt[key]}
            onChange={(event) => change({ [key]: event.currentTarget.value })}
            data-testid={`receipt-${key}`}
          />
        ))}
      </div>
      <TextInput
        label={t("Last line")}
        value={receipt.footer}
        onChange={(event) => change({ footer: event.currentTarget.value })}
      />
      <Group grow align="flex-end">
        <Select
          label={t("Language of receipts and papers")}
          allowDeselect={false}
          data={[
            { value: "en", label: t("English") },
            { value: "sw", label: t("Swahili") },
          ]}
          value={receipt.language ?? "en"}
          onChange={(next) => change({ language: next === "sw" ? "sw" : "en" })}
          data-testid="receipt-language"
        />
        <SegmentedControl
          value={String(receipt.paper)}
          onChange={(paper) => change({ paper: paper === "58" ? 58 : 80 })}
          data={[
            { value: "58", label: t("58 mm paper") },
            { value: "80", label: t("80 mm paper") },
          ]}
        />
      </Group>
    </>
  );
}

/** How the head of a receipt will look; the real picture is at every sale. */
function Preview({
  draft,
  logo,
}: {
  readonly draft: SettingsDraft;
  readonly logo: Settings["logo"];
}) {
  const { receipt, mpesaTill: till } = draft;
  return (
    <Paper title={t("On the receipt")}>
      <div className={classes.desk}>
        <div className={classes.slip} data-narrow={receipt.paper === 58 || undefined}>
          {logo !== null && <LogoPicture logo={logo} />}
          <strong>{receipt.title === "" ? draft.name : receipt.title}</strong>
          <span>{receipt.address}</span>
          <span>{receipt.contact}</span>
          {receipt.pin !== "" && <span>PIN {receipt.pin}</span>}
          {till !== "" && <span>{t("M-Pesa Buy Goods till {till}", { till })}</span>}
          <hr />
          <span className={classes.sold}>
            <i>{t("Sold goods")}</i> <i>250.00</i>
          </span>
          <hr />
          <span>{receipt.footer}</span>
        </div>
      </div>
    </Paper>
  );
}
