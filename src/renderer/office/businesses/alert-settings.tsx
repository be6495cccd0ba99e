import { ActionIcon, Button, Group, NumberInput, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { FormBody } from "../editing/form-modal.tsx";
import { Paper } from "../sheet/paper.tsx";
import { t } from "../../text/text.ts";
import classes from "./businesses.module.css";

type Rules = Reply<"business.rules">;
type Days = Exclude<keyof Rules["alerts"], "drawerCash">;

interface AlertSettingsProps {
  readonly business: string;
  readonly alerts: Rules["alerts"];
  readonly licences: Rules["licences"];
  readonly onSaved: () => void;
}

interface LicenceRow {
  readonly key: number;
  readonly name: string;
  readonly until: BusinessDay | null;
}

const limits = (): readonly {
  readonly of: Days;
  readonly label: string;
  readonly least: 0 | 1;
}[] => [
  { of: "debtDays", label: t("Owed on account, days"), least: 0 },
  { of: "claimedDays", label: t("M-Pesa code not seen, days"), least: 0 },
  { of: "shiftHours", label: t("Shift still open, hours"), least: 1 },
  { of: "unconfirmedHours", label: t("Not at the centre, hours"), least: 1 },
  { of: "expiryDays", label: t("Before a batch expires, days"), least: 0 },
  { of: "testDays", label: t("Before a cylinder's test, days"), least: 0 },
  { of: "asideDays", label: t("A cylinder set aside, days"), least: 0 },
  { of: "licenceDays", label: t("Before a licence ends, days"), least: 0 },
];

/** From when on the alerts tell what waits, and until when licences hold. */
export function AlertSettings({ business, alerts, licences, onSaved }: AlertSettingsProps) {
  const { send, sending, problem } = useCommand("business.setAlerts");
  const [draft, setDraft] = useState(alerts);
  const [rows, setRows] = useState<readonly LicenceRow[]>(() =>
    licences.map((each, key) => ({ ...each, key })),
  );
  const change = (key: number, to: Partial<LicenceRow>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...to } : row)));
  const named = rows.filter(({ name }) => name.trim() !== "");
  const twice = new Set(named.map(({ name }) => name.trim().toLowerCase())).size < named.length;
  const dated = named.flatMap(({ name, until }) =>
    until === null ? [] : [{ name: name.trim(), until }],
  );
  const ready = dated.length === named.length && !twice && draft.drawerCash !== 0;
  const save = async () => {
    if ((await send({ business, ...draft, licences: dated }))?.ok === true) onSaved();
  };
  return (
    <Paper
      title={t("Alerts")}
      aside={t("Told when it has lasted so long, or comes so soon")}
      padded
      testid="alert-settings"
    >
      <FormBody ready={ready} sending={sending} problem={problem} onSave={save}>
        <div className={classes.policies}>
          {limits().map(({ of, label, least }) => (
            <NumberInput
              key={of}
              label={label}
              min={least}
              max={of.endsWith("Hours") ? 8760 : 3650}
              clampBehavior="strict"
              allowDecimal={false}
              value={draft[of]}
              onChange={(next) =>
                setDraft({ ...draft, [of]: typeof next === "number" ? next : least })
              }
              data-testid={`alert-${of}`}
            />
          ))}
          <MoneyInput
            label={t("Most cash in one drawer")}
            placeholder={t("Any amount")}
            value={draft.drawerCash}
            onChange={(drawerCash) => setDraft({ ...draft, drawerCash })}
            data-testid="alert-drawerCash"
          />
        </div>
        <div>
          <Text fw={500}>{t("Licences and certificates")}</Text>
          {rows.map((row, at) => (
            <Group key={row.key} gap="sm" mt={6} wrap="nowrap" align="flex-start">
              <TextInput
                flex={1}
                aria-label={t("Licence {at}", { at: at + 1 })}
                placeholder={t("LPG retail licence, fire certificate …")}
                maxLength={80}
                value={row.name}
                error={twice && row.name.trim() !== "" ? t("Each name once") : undefined}
                onChange={(event) => change(row.key, { name: event.currentTarget.value })}
                data-testid={`licence-${at + 1}-name`}
              />
              <DayInput
                w={190}
                aria-label={t("Last day of licence {at}", { at: at + 1 })}
                value={row.until}
                onChange={(until) => change(row.key, { until })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                aria-label={t("Remove {name}", { name: row.name })}
                onClick={() => setRows(rows.filter((each) => each.key !== row.key))}
              >
                <IconX size={18} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <Button
            mt={6}
            variant="subtle"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() =>
              setRows([
                ...rows,
                { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, name: "", until: null },
              ])
            }
            data-testid="licence-add"
          >
            {t("Add a licence")}
          </Button>
        </div>
      </FormBody>
    </Paper>
  );
}
