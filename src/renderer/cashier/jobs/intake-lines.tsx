import { ActionIcon, Button, NumberInput, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { QuantityInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { quantityWords } from "../../ui/quantity-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import type { TillItem } from "../cart/cart-model.ts";
import { type Entry, NO_ENTRY } from "./intake-model.ts";
import {
  type IntakeLine,
  lineAmount,
  matchServices,
  usualPieces,
  usualQuantity,
} from "./jobs-model.ts";
import { t } from "../../text/text.ts";
import classes from "./jobs.module.css";

interface IntakeLinesProps {
  readonly items: ReadonlyMap<string, TillItem>;
  readonly lines: readonly IntakeLine[];
  /** The line that is being typed. */
  readonly entry: Entry;
  readonly onChange: (to: { lines?: readonly IntakeLine[]; entry?: Entry }) => void;
  /** The keyboard is free for the first field. */
  readonly focus: boolean;
}

type Looks = Pick<Entry, "what" | "colour" | "brand" | "defects">;

/** Type a service, Enter; then how it looks, Enter: the line is there and the next can be typed. */
export function IntakeLines({ items, lines, entry, onChange, focus }: IntakeLinesProps) {
  const [marked, setMarked] = useState(0);
  const { text, quantity, pieces: count } = entry;
  const item = items.get(entry.item ?? "") ?? null;
  const type = (to: Partial<Entry>) => onChange({ entry: { ...entry, ...to } });
  const service = useRef<HTMLInputElement>(null);
  const amount = useRef<HTMLInputElement>(null);
  const found = matchServices([...items.values()], text).slice(0, 8);
  useEffect(() => {
    if (focus) service.current?.focus();
  }, [focus]);

  const pick = (picked: TillItem) => {
    const usual = usualQuantity(picked);
    type({ item: picked.id, text: picked.name, quantity: usual === 0 ? null : usual });
    requestAnimationFrame(() => {
      amount.current?.focus();
      amount.current?.select();
    });
  };
  const onService = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setMarked(Math.max(0, Math.min(found.length - 1, marked + by)));
    }
    if (event.key !== "Enter" || item !== null) return;
    event.preventDefault();
    const picked = found[marked];
    if (picked !== undefined && text.trim() !== "") pick(picked);
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (item === null || quantity === null || quantity <= 0) return;
    const pieces = count ?? usualPieces(item, quantity);
    const { what, colour, brand, defects } = entry;
    const looks = { what, colour, brand, defects };
    const line = { item: item.id, unitPrice: item.price, quantity, pieces, ...looks };
    onChange({ lines: [...lines, line], entry: NO_ENTRY });
    setMarked(0);
    service.current?.focus();
  };
  const look = (key: keyof Looks) => ({
    value: entry[key],
    maxLength: 120,
    onChange: (event: { currentTarget: { value: string } }) =>
      type({ [key]: event.currentTarget.value }),
    "data-testid": `line-${key}`,
  });

  const nameOf = (line: IntakeLine) => items.get(line.item)?.name ?? t("Item no longer sold");

  return (
    <>
      <form className={classes.entry} onSubmit={add} aria-label={t("A piece")}>
        <TextInput
          ref={service}
          label={t("Service")}
          placeholder={t("Shirt, duvet, kg …")}
          autoComplete="off"
          className={classes.service}
          value={text}
          onChange={(event) => {
            type({ text: event.currentTarget.value, item: null });
            setMarked(0);
          }}
          onKeyDown={onService}
          data-testid="line-service"
        />
        <QuantityInput
          ref={amount}
          label={item?.unit === "kg" ? t("Kilos") : t("How many")}
          value={quantity}
          onChange={(to) => type({ quantity: to })}
          data-testid="line-quantity"
        />
        <NumberInput
          label={t("Pieces")}
          min={1}
          max={200}
          allowDecimal={false}
          hideControls
          placeholder={
            item === null || quantity === null ? "" : String(usualPieces(item, quantity))
          }
          value={count ?? ""}
          onChange={(to) => type({ pieces: typeof to === "number" ? to : null })}
          data-testid="line-pieces"
        />
        <TextInput label={t("Colour")} {...look("colour")} />
        <TextInput label={t("Brand")} {...look("brand")} />
        <TextInput label={t("What it is")} placeholder={item?.name ?? ""} {...look("what")} />
        <TextInput label={t("Damage")} className={classes.damage} {...look("defects")} />
        <Button type="submit" className={classes.add} rightSection={<Key>Enter</Key>}>
          {t("Add")}
        </Button>
      </form>
      {item === null && (text !== "" || lines.length === 0) && (
        <div className={classes.found} role="listbox" aria-label={t("Services")}>
          {found.map((each, at) => (
            <UnstyledButton
              key={each.id}
              role="option"
              aria-selected={at === marked && text !== ""}
              className={classes.choice}
              onClick={() => pick(each)}
              data-testid={`service-${each.sku}`}
            >
              <span>{each.name}</span>
              <MoneyText amount={each.price} />
            </UnstyledButton>
          ))}
        </div>
      )}
      {/* It scrolls, so it can be reached without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        className={classes.lines}
        role="region"
        aria-label={t("Lines")}
        tabIndex={0}
        data-testid="intake-lines"
      >
        {lines.length === 0 && (
          <EmptyState title={t("Nothing written down yet")}>
            {t("Type a service and press Enter; then how the piece looks, and Enter again.")}
          </EmptyState>
        )}
        {lines.map((line, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- equal pieces differ only by place
          <div key={at} className={classes.line} data-testid="intake-line">
            <span>
              <Text fw={600} size="lg">
                {quantityWords(line.quantity, items.get(line.item)?.unit ?? "piece")} {nameOf(line)}
                {line.what !== "" && `: ${line.what}`}
              </Text>
              <Text c="dimmed">
                {[
                  line.colour,
                  line.brand,
                  `${line.pieces} ${line.pieces === 1 ? t("tag") : t("tags")}`,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
              {line.defects !== "" && <Text className={classes.defects}>{line.defects}</Text>}
            </span>
            <MoneyText amount={lineAmount(line)} fw={600} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t("Remove {name}", { name: nameOf(line) })}
              onClick={() => onChange({ lines: lines.filter((_, index) => index !== at) })}
            >
              <IconX size={20} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
    </>
  );
}
