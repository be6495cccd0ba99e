import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconCalendarCheck, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import type { CashCount } from "#shared/kernel/denomination.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { type Money, ZERO } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { dayWords } from "../../text/day-words.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { CashCountGrid } from "./cash-count.tsx";
import { float, type Proposal } from "./open-shift-model.ts";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import classes from "./open-shift.module.css";

interface OpenShiftPanelProps {
  readonly business: string;
  readonly name: string;
  readonly mayOpen: boolean;
  readonly onOpened: () => void;
}

/** Takes the place of the tiles while no shift is open: asked calmly, then counted. */
export function OpenShiftPanel({ business, name, mayOpen, onOpened }: OpenShiftPanelProps) {
  const [counting, setCounting] = useState(false);
  if (!counting) {
    return (
      <div className={classes.prompt} data-testid="no-shift">
        <Title order={2}>{t("No shift is open for {name}", { name })}</Title>
        <Text c="dimmed" size="lg">
          {mayOpen
            ? t("Count the float in the drawer, and you can sell.")
            : t("Somebody who may open a shift must do so before you can sell.")}
        </Text>
        {mayOpen && (
          <Button
            size="xl"
            autoFocus
            leftSection={<IconPlayerPlay size={22} aria-hidden />}
            onClick={() => setCounting(true)}
            data-testid="shift-open"
          >
            {t("Open a shift")}
          </Button>
        )}
      </div>
    );
  }
  return <Counting business={business} name={name} onOpened={onOpened} />;
}

function Counting({ business, name, onOpened }: Omit<OpenShiftPanelProps, "mayOpen">) {
  const { value, problem, reload } = useQuery("shift.proposal", { business });
  if (value === undefined) {
    return problem ? <ErrorState problem={problem} onRetry={reload} /> : <LoadingState />;
  }
  return <FloatForm business={business} name={name} proposal={value} onOpened={onOpened} />;
}

interface FloatFormProps {
  readonly business: string;
  readonly name: string;
  readonly proposal: Proposal;
  readonly onOpened: () => void;
}

function FloatForm({ business, name, proposal, onOpened }: FloatFormProps) {
  const [day, setDay] = useState<BusinessDay | null>(proposal.day);
  const [counts, setCounts] = useState<CashCount>({});
  const [fromSafe, setFromSafe] = useState<Money | null>(null);
  const { send, sending, problem } = useCommand("shift.open");
  const { counted, difference, wrong } = float(counts, fromSafe, proposal);
  const open = async () => {
    if (day === null || wrong !== undefined) return;
    const answer = await send({ business, day, counts, fromSafe: fromSafe ?? ZERO });
    if (answer?.ok === true) onOpened();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <div className={classes.scroll}>
        <Title order={2}>{t("Open a shift for {name}", { name })}</Title>
        <Group align="flex-start" gap="lg" wrap="nowrap">
          <DayInput
            label={t("Business day")}
            description={
              proposal.lastClosed === null
                ? t("The first shift")
                : t("Last closed {lastClosed}", { lastClosed: dayWords(proposal.lastClosed) })
            }
            w={220}
            value={day}
            onChange={setDay}
            data-testid="shift-day"
          />
          {day !== null && day !== proposal.day && (
            <Alert color="orange" icon={<IconCalendarCheck aria-hidden />} flex={1}>
              {t("The clock says {day}. All sales of this shift count for {day2}.", {
                day: dayWords(proposal.day),
                day2: dayWords(day),
              })}
            </Alert>
          )}
        </Group>
        <Stack gap={6}>
          <Text fw={600}>{t("Count what is in the drawer")}</Text>
          <CashCountGrid counts={counts} onChange={setCounts} />
        </Stack>
        <MoneyInput
          label={t("Of this, brought from the safe")}
          description={
            <>
              {rich("The safe holds {inSafe}", { inSafe: <MoneyText amount={proposal.inSafe} /> })}
            </>
          }
          w={300}
          value={fromSafe}
          onChange={setFromSafe}
          error={wrong}
          data-testid="shift-from-safe"
        />
        <RefusalAlert problem={problem} onRetry={() => void open()} />
      </div>
      <Paper className={classes.sum}>
        <div>
          <Text c="dimmed">{t("Float")}</Text>
          <Text className={classes.total}>
            <MoneyText amount={counted} currency testid="float" />
          </Text>
        </div>
        <Text
          c={difference === 0 ? "dimmed" : "var(--mantine-color-text)"}
          aria-live="polite"
          ta="right"
        >
          {difference === 0 ? (
            t("As the books expect")
          ) : (
            <>
              {rich("{difference} against the books: it will be posted as over/short", {
                difference: <MoneyText amount={difference} signed fw={600} />,
              })}
            </>
          )}
        </Text>
        <Button
          type="submit"
          size="lg"
          loading={sending}
          disabled={day === null || wrong !== undefined}
          data-testid="shift-open-done"
        >
          {t("Open the shift")}
        </Button>
      </Paper>
    </form>
  );
}
