import { DateInput, type DateInputProps } from "@mantine/dates";
import dayjs from "dayjs";
import swahili from "dayjs/locale/sw";
import { IconCalendar } from "@tabler/icons-react";
import { type BusinessDay, instantFromMs, isBusinessDay, nairobiDay } from "#shared/kernel/date.ts";
import { language } from "../text/language.ts";
import { typedDay } from "../text/typed-day.ts";

// Known to the calendar, which otherwise stays English.
dayjs.locale(swahili, undefined, true);

type Plain = Omit<DateInputProps, "value" | "defaultValue" | "onChange" | "valueFormat">;

interface DayInputProps extends Plain {
  readonly value: BusinessDay | null;
  readonly onChange: (value: BusinessDay | null) => void;
}

/**
 * A business day. It is text from end to end: no Date, so no time zone can move it, and what is
 * typed is read as it is written in Kenya, whatever country the browser thinks it is in.
 */
export function DayInput({ value, onChange, ...input }: DayInputProps) {
  return (
    <DateInput
      size="md"
      valueFormat="D MMM YYYY"
      leftSection={<IconCalendar size={18} aria-hidden />}
      firstDayOfWeek={1}
      locale={language()}
      dateParser={(text) => typedDay(text, nairobiDay(instantFromMs(Date.now()))) ?? null}
      {...input}
      value={value}
      onChange={(picked) => onChange(picked !== null && isBusinessDay(picked) ? picked : null)}
    />
  );
}
