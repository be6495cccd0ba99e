import { Button, Group, Modal, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch, IconUserPlus } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { parsePhone } from "#shared/kernel/phone.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { useStable } from "../../ui/use-stable.ts";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { t } from "../../text/text.ts";
import { rich } from "../../text/rich.tsx";
import { creditHere } from "./credit-here.ts";
import classes from "./customer.module.css";

type Card = Reply<"customer.search">["customers"][number];

interface CustomerDialogProps {
  /** Whose counter asks: store credit of another one does not pay here. */
  readonly business: string;
  readonly mayCreate: boolean;
  readonly onPick: (customer: string, name: string) => void;
  readonly onClose: () => void;
}

export function CustomerDialog({ business, mayCreate, onPick, onClose }: CustomerDialogProps) {
  const [making, setMaking] = useState<string | null>(null);
  useScanner(() => false);
  return (
    <Modal
      opened
      onClose={() => (making === null ? onClose() : setMaking(null))}
      title={making === null ? t("Customer") : t("New customer")}
      size="lg"
    >
      {making === null ? (
        <Finder business={business} mayCreate={mayCreate} onPick={onPick} onNew={setMaking} />
      ) : (
        <Maker typed={making} onMade={onPick} onBack={() => setMaking(null)} />
      )}
    </Modal>
  );
}

interface FinderProps {
  readonly business: string;
  readonly mayCreate: boolean;
  readonly onPick: (customer: string, name: string) => void;
  readonly onNew: (typed: string) => void;
}

function Finder({ business, mayCreate, onPick, onNew }: FinderProps) {
  const [text, setText] = useState("");
  const [marked, setMarked] = useState(0);
  const [asked] = useDebouncedValue(text, 120);
  const { value, problem, loading, reload } = useQuery("customer.search", {
    text: asked,
    limit: 30,
  });
  const found = (value?.customers ?? []).filter((each) => each.active);
  // Enter may come before the answer to what was typed: it means that answer, not an older one.
  const [entered, setEntered] = useState(false);
  const settled = asked === text && !loading && value !== undefined;
  const enter = useStable(() => {
    setEntered(false);
    const card = found[marked];
    if (card !== undefined) onPick(card.id, card.name);
    else if (mayCreate && text.trim() !== "") onNew(text);
  });
  useEffect(() => {
    if (entered && settled) enter();
  }, [entered, settled, enter]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setMarked(Math.max(0, Math.min(found.length - 1, marked + by)));
    }
    if (event.key === "Enter") setEntered(true);
  };
  return (
    <Stack gap="sm">
      <TextInput
        size="lg"
        data-autofocus
        placeholder={t("Name or full phone number")}
        aria-label={t("Find a customer by name or phone")}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMarked(0);
          setEntered(false);
        }}
        onKeyDown={onKeyDown}
        data-testid="customer-search"
      />
      <div className={classes.list}>
        {value === undefined &&
          (problem ? <ErrorState problem={problem} onRetry={reload} /> : <LoadingState />)}
        {value !== undefined && found.length === 0 && (
          <EmptyState title={text === "" ? t("No customers yet") : t("Nobody matches")}>
            {t("A phone number must be complete to be found.")}
          </EmptyState>
        )}
        {found.map((card, index) => (
          <CustomerRow
            key={card.id}
            card={card}
            business={business}
            marked={index === marked}
            onPick={() => onPick(card.id, card.name)}
          />
        ))}
      </div>
      {mayCreate && (
        <Button
          variant="default"
          size="lg"
          leftSection={<IconUserPlus size={20} aria-hidden />}
          onClick={() => onNew(text)}
          data-testid="customer-new"
        >
          {t("New customer")}
        </Button>
      )}
    </Stack>
  );
}

function CustomerRow({
  card,
  business,
  marked,
  onPick,
}: {
  card: Card;
  business: string;
  marked: boolean;
  onPick: () => void;
}) {
  return (
    <UnstyledButton
      className={classes.row}
      data-marked={marked}
      onClick={onPick}
      data-testid={`customer-${card.name}`}
    >
      <span>
        <Text fw={600} size="lg">
          {card.name}
        </Text>
        <Text c="dimmed">{card.phone === "" ? t("No phone") : card.phone}</Text>
      </span>
      <span className={classes.money}>
        {card.owed > 0 && (
          <Text>{rich("owes {owed}", { owed: <MoneyText amount={card.owed} /> })}</Text>
        )}
        {card.credit > 0 && (
          <Text c="var(--mantine-color-success)">
            {rich("credit {credit}", {
              credit: <MoneyText amount={creditHere(card, business)} />,
            })}
            {card.credit !== creditHere(card, business) && (
              <Text span c="dimmed">
                {" "}
                {rich("of {credit} in all", { credit: <MoneyText amount={card.credit} /> })}
              </Text>
            )}
          </Text>
        )}
        {card.creditLimit > 0 && (
          <Text c="dimmed">
            {rich("limit {creditLimit}", { creditLimit: <MoneyText amount={card.creditLimit} /> })}
          </Text>
        )}
      </span>
    </UnstyledButton>
  );
}

interface MakerProps {
  readonly typed: string;
  readonly onMade: (customer: string, name: string) => void;
  readonly onBack: () => void;
}

function Maker({ typed, onMade, onBack }: MakerProps) {
  const isPhone = parsePhone(typed) !== undefined;
  const [name, setName] = useState(isPhone ? "" : typed);
  const [phone, setPhone] = useState(isPhone ? typed : "");
  const [address, setAddress] = useState("");
  const { send, sending, problem } = useCommand("customer.save");
  const broken = phone.trim() !== "" && parsePhone(phone) === undefined;
  const save = async () => {
    const answer = await send({
      name: name.trim(),
      phone: phone.trim(),
      address: address.trim(),
    });
    if (answer?.ok === true) onMade(answer.value.id, name.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "" && !broken) void save();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t("Name")}
          size="lg"
          data-autofocus
          autoFocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="customer-name"
        />
        <TextInput
          label={t("Phone")}
          placeholder="0712 345 678"
          size="lg"
          inputMode="tel"
          maxLength={20}
          value={phone}
          error={broken ? t("Not a Kenyan mobile number") : undefined}
          onChange={(event) => setPhone(event.currentTarget.value)}
          data-testid="customer-phone"
        />
        <TextInput
          label={t("Address")}
          placeholder={t("Estate and house; a receipt of gas says it")}
          size="lg"
          maxLength={120}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          data-testid="customer-address"
        />
        <RefusalAlert problem={problem} onRetry={() => void save()} />
        <Group justify="space-between">
          <Button variant="subtle" size="lg" onClick={onBack}>
            {t("Back")}
          </Button>
          <Button
            type="submit"
            size="lg"
            loading={sending}
            disabled={name.trim() === "" || broken}
            data-testid="customer-save"
          >
            {t("Save and use")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
