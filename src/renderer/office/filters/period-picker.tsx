import { Button, Group, Popover, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconCalendar, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { PERIOD_PRESETS } from "#shared/ledger/period.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { refilter, useRoute } from "../route/use-route.ts";
import {
  customQuery,
  type Filters,
  periodWords,
  presetWords,
  presetQuery,
  stepPeriod,
} from "./filters.ts";
import { t } from "../../text/text.ts";
import classes from "./filters.module.css";

const RESET = { after: null, before: null, page: null };

/** One step back, the period in words, one step on; the words open presets and own dates. */
export function PeriodPicker({ filters }: { readonly filters: Filters }) {
  const route = useRoute();
  const [opened, setOpened] = useState(false);
  const step = (direction: -1 | 1) =>
    refilter(route, { ...customQuery(stepPeriod(filters, direction)), ...RESET });
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus>
      <div className={classes.period}>
        <UnstyledButton
          className={classes.step}
          aria-label={t("Earlier period")}
          onClick={() => step(-1)}
          data-testid="period-earlier"
        >
          <IconChevronLeft size={18} aria-hidden />
        </UnstyledButton>
        <Popover.Target>
          <UnstyledButton
            className={classes.periodButton}
            onClick={() => setOpened(!opened)}
            data-testid="period"
          >
            {filters.preset !== "custom" && (
              <span className={classes.periodName}>{presetWords()[filters.preset]}</span>
            )}
            <span className={filters.preset === "custom" ? "" : classes.periodDays}>
              {periodWords(filters)}
            </span>
          </UnstyledButton>
        </Popover.Target>
        <UnstyledButton
          className={classes.step}
          aria-label={t("Later period")}
          onClick={() => step(1)}
          data-testid="period-later"
        >
          <IconChevronRight size={18} aria-hidden />
        </UnstyledButton>
      </div>
      <Popover.Dropdown p="sm" w={350}>
        <PeriodChoice filters={filters} close={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function PeriodChoice({
  filters,
  close,
}: {
  readonly filters: Filters;
  readonly close: () => void;
}) {
  const route = useRoute();
  const choose = (change: Record<string, string | null>) => {
    close();
    refilter(route, { ...change, ...RESET });
  };
  return (
    <Stack gap="sm">
      <div className={classes.presets}>
        {PERIOD_PRESETS.map((preset) => (
          <UnstyledButton
            key={preset}
            className={classes.preset}
            data-here={filters.preset === preset || undefined}
            onClick={() => choose(presetQuery(preset))}
            data-testid={`period-${preset}`}
          >
            {presetWords()[preset]}
          </UnstyledButton>
        ))}
      </div>
      <OwnDates filters={filters} choose={choose} />
    </Stack>
  );
}

function OwnDates({
  filters,
  choose,
}: {
  readonly filters: Filters;
  readonly choose: (change: Record<string, string | null>) => void;
}) {
  const [from, setFrom] = useState<BusinessDay | null>(filters.from);
  const [to, setTo] = useState<BusinessDay | null>(filters.to);
  const backwards = from !== null && to !== null && from > to;
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {t("Or your own dates")}
      </Text>
      <Group gap="xs" grow align="flex-start">
        <DayInput
          size="sm"
          aria-label={t("From")}
          value={from}
          onChange={setFrom}
          popoverProps={{ withinPortal: false }}
          error={backwards ? t("After the end") : undefined}
          data-testid="period-from"
        />
        <DayInput
          size="sm"
          aria-label={t("To")}
          value={to}
          onChange={setTo}
          popoverProps={{ withinPortal: false }}
          data-testid="period-to"
        />
      </Group>
      <Button
        size="sm"
        disabled={from === null || to === null || backwards}
        onClick={() => from !== null && to !== null && choose(customQuery({ from, to }))}
        data-testid="period-apply"
      >
        {t("Show these dates")}
      </Button>
    </Stack>
  );
}

/** One day instead of a period: the balance sheet's. */
export function OnDay({ day }: { readonly day: BusinessDay }) {
  const route = useRoute();
  return (
    <DayInput
      size="sm"
      w={170}
      aria-label={t("On")}
      value={day}
      leftSection={<IconCalendar size={16} aria-hidden />}
      onChange={(next) => next !== null && refilter(route, { on: next })}
      data-testid="on-day"
    />
  );
}
