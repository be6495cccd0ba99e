import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { price, sum } from "#shared/kernel/money.ts";
import { call } from "../../rpc/call.ts";
import { Key } from "../../ui/key.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { beep } from "../../ui/sound.ts";
import { useStable } from "../../ui/use-stable.ts";
import type { Line, TillItem, TillReturnable } from "../cart/cart-model.ts";
import {
  chargeOf,
  type Exchange,
  linesFor,
  missing,
  type SoldAs,
  waysOut,
} from "./returnable-model.ts";
import { t } from "../../text/text.ts";
import { RecordSelect } from "./record-select.tsx";
import classes from "./returnables.module.css";

const wayTexts = (): Readonly<
  Record<SoldAs, { readonly title: string; readonly what: string }>
> => ({
  exchange: { title: t("Exchange"), what: t("An empty comes back") },
  deposit: { title: t("On deposit"), what: t("No empty: deposit") },
  outright: { title: t("Sold outright"), what: t("With its gas") },
});

interface ReturnableDialogProps {
  readonly type: TillReturnable;
  readonly serialOut: string;
  readonly count: number;
  readonly business: string;
  readonly items: ReadonlyMap<string, TillItem>;
  readonly types: readonly TillReturnable[];
  /** Whose name and phone the receipt says; null: it leaves room to write them. */
  readonly buyer: string | null;
  readonly onDone: (lines: readonly Line[]) => void;
  readonly onClose: () => void;
}

/**
 * A full cylinder or container goes out: for an empty, on deposit, or for good. A scan fills the
 * field that has the keyboard and goes on to the next; Enter in the last one adds it.
 */
export function ReturnableDialog(props: ReturnableDialogProps) {
  const { type, items, types, onClose } = props;
  const ways = waysOut(type);
  const [asked, setAsked] = useState<Exchange>({
    as: ways[0] ?? "deposit",
    count: type.serialised ? 1 : props.count,
    serialOut: props.serialOut,
    serialIn: "",
    seal: "",
    into: null,
    record: null,
  });
  const [warned, setWarned] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<Exchange>) => setAsked((before) => ({ ...before, ...part }));
  const gap = missing(type, asked);
  const charge = chargeOf(type, asked);
  const lines = linesFor(type, asked, items);
  const goods = sum(lines.map((line) => price(line.unitPrice, line.quantity)));
  const enter = () => {
    if (next(form.current)) return;
    if (gap === null) props.onDone(lines);
  };
  useScanner((code) => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement) || field.dataset["scan"] === undefined) return false;
    set({ [field.dataset["scan"]]: code });
    beep("added");
    const last = !next(form.current);
    if (last && missing(type, { ...asked, [field.dataset["scan"]]: code }) === null) {
      props.onDone(linesFor(type, { ...asked, [field.dataset["scan"]]: code }, items));
    }
    return true;
  });
  useRecord(props.business, asked, type, (record, words) => {
    set({ record });
    setWarned(words);
  });
  const accepted = types.filter(({ id }) => type.accepts.includes(id));
  return (
    <Modal opened onClose={onClose} title={type.name} size={ways.length > 2 ? "xl" : "lg"}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
        onKeyDown={(event) => {
          const way = event.altKey ? ways[Number(event.code.replace("Digit", "")) - 1] : undefined;
          if (way === undefined) return;
          event.preventDefault();
          set({ as: way });
        }}
        data-testid="returnable"
      >
        <Stack gap="md">
          <Group grow gap="xs">
            {ways.map((way, at) => (
              <Button
                key={way}
                variant={way === asked.as ? "filled" : "default"}
                h={64}
                aria-pressed={way === asked.as}
                rightSection={ways.length > 1 ? <Key>{`Alt ${at + 1}`}</Key> : undefined}
                onClick={() => set({ as: way })}
                data-testid={`way-${way}`}
              >
                <span className={classes.way}>
                  <span>{wayTexts()[way].title}</span>
                  <small>{wayTexts()[way].what}</small>
                </span>
              </Button>
            ))}
          </Group>
          {asked.as === "exchange" && accepted.length > 0 && (
            <Select
              label={t("What comes back")}
              size="md"
              data={[
                { value: type.id, label: t("{name} (the same)", { name: type.name }) },
                ...accepted.map((each) => ({ value: each.id, label: each.name })),
              ]}
              value={asked.into?.id ?? type.id}
              onChange={(id) =>
                set({ into: accepted.find((each) => each.id === id) ?? null, record: null })
              }
              allowDeselect={false}
              data-testid="returnable-into"
            />
          )}
          <Fields type={type} asked={asked} set={set} />
          {asked.as === "exchange" && !(asked.into ?? type).serialised && (
            <RecordSelect
              key={`${(asked.into ?? type).id} ${asked.count}`}
              business={props.business}
              back={asked.into ?? type}
              count={asked.count}
              record={asked.record}
              onChange={(record) => set({ record })}
            />
          )}
          {warned !== "" && (
            <Text c="var(--mantine-color-warning-text, var(--mantine-color-text))">{warned}</Text>
          )}
          <Sums goods={goods} charge={charge} />
          {type.kind === "cylinder" && (
            <Text c="dimmed">
              {props.buyer === null
                ? t(
                    "Without a customer, the receipt leaves room for the buyer's name, phone and address.",
                  )
                : t("The receipt names {buyer}.", { buyer: props.buyer })}
            </Text>
          )}
          <Button
            type="submit"
            size="lg"
            disabled={gap !== null}
            rightSection={gap === null ? <Key>Enter</Key> : undefined}
            data-testid="returnable-add"
          >
            {gap ?? t("Add to the sale")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldsProps {
  readonly type: TillReturnable;
  readonly asked: Exchange;
  readonly set: (part: Partial<Exchange>) => void;
}

function Fields({ type, asked, set }: FieldsProps) {
  const cylinder = type.kind === "cylinder";
  const first = asked.serialOut === "" || !type.serialised;
  const brings = asked.as === "exchange";
  if (!cylinder && !type.serialised) return <Count asked={asked} set={set} />;
  return (
    <>
      {!type.serialised && <Count asked={asked} set={set} />}
      <Group grow align="start" gap="sm">
        <TextInput
          label={t("Serial out (full)")}
          size="md"
          maxLength={40}
          required={type.serialised}
          withAsterisk={false}
          data-scan="serialOut"
          data-autofocus={type.serialised && first ? true : undefined}
          value={asked.serialOut}
          onChange={(event) => set({ serialOut: event.currentTarget.value })}
          data-testid="serial-out"
        />
        {brings && (
          <TextInput
            label={t("Serial in (empty)")}
            size="md"
            maxLength={40}
            data-scan="serialIn"
            data-autofocus={type.serialised && !first ? true : undefined}
            value={asked.serialIn}
            onChange={(event) => set({ serialIn: event.currentTarget.value })}
            data-testid="serial-in"
          />
        )}
        <TextInput
          label={t("Seal number")}
          size="md"
          maxLength={40}
          data-scan="seal"
          value={asked.seal}
          onChange={(event) => set({ seal: event.currentTarget.value })}
          data-testid="seal"
        />
      </Group>
    </>
  );
}

function Count({ asked, set }: Omit<FieldsProps, "type">) {
  return (
    <TextInput
      label={t("How many")}
      size="lg"
      inputMode="numeric"
      maxLength={3}
      data-autofocus
      data-last
      value={asked.count === 0 ? "" : String(asked.count)}
      onChange={(event) =>
        set({ count: Number(event.currentTarget.value.replaceAll(/\D/g, "")), record: null })
      }
      onFocus={(event) => event.currentTarget.select()}
      data-testid="returnable-count"
    />
  );
}

function Sums({ goods, charge }: { readonly goods: Line["unitPrice"]; readonly charge: number }) {
  return (
    <div className={classes.sums} aria-live="polite">
      <span>{t("Price")}</span>
      <MoneyText amount={goods} />
      {charge !== 0 && (
        <>
          <span>{charge > 0 ? t("Deposit, given back later") : t("Deposit given back")}</span>
          <MoneyText amount={charge as Line["unitPrice"]} testid="returnable-deposit" />
        </>
      )}
      <span className={classes.strong}>{t("To pay")}</span>
      <span className={classes.strong}>
        <MoneyText amount={(goods + charge) as Line["unitPrice"]} currency />
      </span>
    </div>
  );
}

/** On to the next field that is empty; false where none is left after this one. */
function next(form: HTMLFormElement | null): boolean {
  const fields = [...(form?.querySelectorAll<HTMLInputElement>("input[data-scan]") ?? [])];
  const at = fields.findIndex((field) => field === document.activeElement);
  if (at === -1) return false;
  const following = fields[at + 1];
  if (following === undefined) return false;
  following.focus();
  following.select();
  return true;
}

/** What is held for the empty that comes in, so that the difference is the record's. */
function useRecord(
  business: string,
  asked: Exchange,
  type: TillReturnable,
  found: (record: Exchange["record"], words: string) => void,
): void {
  const kind = asked.into ?? type;
  const serial = asked.as === "exchange" ? asked.serialIn.trim() : "";
  const back = kind.id;
  // Where they are only counted, a serial leads to no record: it is picked from a list.
  const { serialised } = kind;
  const tell = useStable(found);
  useEffect(() => {
    if (!serialised) return undefined;
    if (serial === "") {
      tell(null, "");
      return undefined;
    }
    let gone = false;
    const look = async () => {
      const answer = await call("returnable.serial", { business, serial });
      if (gone || !answer.ok) return;
      const known = answer.value.found;
      const held = known?.type === back ? (known?.deposit ?? null) : null;
      const odd = known !== null && known.type !== back;
      tell(
        held === null ? null : { id: held.id, amount: held.amount },
        odd
          ? t("{serial} is registered as {name}.", { serial: known.serial, name: known.name })
          : "",
      );
    };
    void look();
    return () => {
      gone = true;
    };
  }, [serial, back, serialised, business, tell]);
}
