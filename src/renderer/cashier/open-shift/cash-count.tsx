import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import {
  countCash,
  type CashCount,
  DENOMINATIONS,
  type Denomination,
} from "#shared/kernel/denomination.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { t } from "../../text/text.ts";
import classes from "./cash-count.module.css";

interface CashCountGridProps {
  readonly counts: CashCount;
  readonly onChange: (counts: CashCount) => void;
  readonly disabled?: boolean;
}

/** Notes and coins in the order a drawer is counted. Enter and arrows go from one to the next. */
export function CashCountGrid({ counts, onChange, disabled = false }: CashCountGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const inputs = [...(box.current?.querySelectorAll("input") ?? [])];
    const next = inputs[inputs.indexOf(event.currentTarget) + by];
    if (next === undefined) return by === 1 ? toNextField(event) : undefined;
    event.preventDefault();
    next.focus();
    next.select();
  };
  return (
    <div className={classes.grid} ref={box} role="group" aria-label={t("Count of notes and coins")}>
      {DENOMINATIONS.map((denomination, index) => (
        <div key={denomination} className={classes.row}>
          <label className={classes.note} htmlFor={`count-${denomination}`}>
            {denomination.toLocaleString("en")}
          </label>
          <span aria-hidden>×</span>
          <TextInput
            id={`count-${denomination}`}
            size="md"
            inputMode="numeric"
            autoComplete="off"
            maxLength={5}
            disabled={disabled}
            autoFocus={index === 0}
            classNames={{ input: classes.input }}
            value={counts[denomination] ?? ""}
            onChange={(event) =>
              onChange(withCount(counts, denomination, event.currentTarget.value))
            }
            onKeyDown={onKeyDown}
            data-testid={`count-${denomination}`}
          />
          <span className={classes.amount}>
            <MoneyText amount={countCash({ [denomination]: counts[denomination] ?? 0 })} />
          </span>
        </div>
      ))}
    </div>
  );
}

/** Fields that are typed into: Enter on a tick is Enter. */
const TYPED = "input:not([type=checkbox])";

/**
 * Enter goes on to what is asked next, so that nobody who counts with the keyboard skips it; from
 * the last field it sends the form.
 */
export function toNextField(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter" && event.key !== "ArrowDown") return;
  const fields = [...(event.currentTarget.form?.querySelectorAll<HTMLInputElement>(TYPED) ?? [])];
  const next = fields[fields.indexOf(event.currentTarget) + 1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.select();
}

/** What is not a number is not typed; an emptied field is not counted. */
export function withCount(counts: CashCount, of: Denomination, typed: string): CashCount {
  const digits = typed.replace(/\D/g, "").slice(0, 5);
  const { [of]: _, ...rest } = counts;
  return digits === "" ? rest : { ...rest, [of]: Number(digits) };
}
