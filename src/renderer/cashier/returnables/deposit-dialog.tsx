import { Button, Group, Modal, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { dayWords } from "../../text/day-words.ts";
import { share } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { Key } from "../../ui/key.tsx";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states.tsx";
import { t } from "../../text/text.ts";
import classes from "./returnables.module.css";

export type OpenDeposit = Reply<"deposit.find">["deposits"][number];

interface DepositDialogProps {
  readonly business: string;
  /** Known already, by its scanned serial. */
  readonly found: OpenDeposit | null;
  readonly onReturned: (reply: Reply<"deposit.return">) => void;
  readonly onClose: () => void;
}

/** An empty comes back: find what was recorded for it, take it, and give the deposit back. */
export function DepositDialog({ business, found, onReturned, onClose }: DepositDialogProps) {
  const [chosen, setChosen] = useState(found);
  return (
    <Modal
      opened
      onClose={onClose}
      title={chosen === null ? t("Deposit back") : t("Deposit back: {name}", { name: chosen.name })}
      size="lg"
    >
      {chosen === null ? (
        <Finder business={business} onPick={setChosen} />
      ) : (
        <GiveBack
          business={business}
          deposit={chosen}
          onReturned={onReturned}
          onBack={() => setChosen(null)}
        />
      )}
    </Modal>
  );
}

interface FinderProps {
  readonly business: string;
  readonly onPick: (deposit: OpenDeposit) => void;
}

function Finder({ business, onPick }: FinderProps) {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 120);
  const [marked, setMarked] = useState(0);
  const { value, problem, reload } = useQuery("deposit.find", { business, text: asked, limit: 30 });
  const found = value?.deposits ?? [];
  useScanner((code) => {
    setText(code);
    setMarked(0);
    return true;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setMarked(Math.max(0, Math.min(found.length - 1, marked + by)));
    }
    const deposit = found[marked];
    if (event.key === "Enter" && deposit !== undefined && asked === text.trim()) {
      event.preventDefault();
      onPick(deposit);
    }
  };
  return (
    <Stack gap="sm">
      <TextInput
        size="lg"
        data-autofocus
        placeholder={t("Receipt number, serial or customer")}
        aria-label={t("Find a deposit by receipt number, serial or customer")}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="deposit-search"
      />
      <div className={classes.list} data-testid="deposits-found">
        {value === undefined &&
          (problem ? <ErrorState problem={problem} onRetry={reload} /> : <LoadingState />)}
        {value !== undefined && found.length === 0 && (
          <EmptyState
            title={asked === "" ? t("No deposits are open") : t("No open deposit matches")}
          >
            {t("A deposit that was given back is not open any longer.")}
          </EmptyState>
        )}
        {found.map((deposit, at) => (
          <UnstyledButton
            key={deposit.id}
            className={classes.row}
            data-marked={at === marked}
            onClick={() => onPick(deposit)}
            data-testid="deposit-row"
          >
            <span>
              <Text fw={600} size="lg">
                {deposit.count > 1 ? `${deposit.count} × ${deposit.name}` : deposit.name}
              </Text>
              <Text c="dimmed">{whoseWords(deposit)}</Text>
            </span>
            <Text fw={600} size="lg">
              <MoneyText amount={deposit.amount} />
            </Text>
          </UnstyledButton>
        ))}
      </div>
    </Stack>
  );
}

function whoseWords(deposit: OpenDeposit): string {
  const { customerName, receipt, serial, day } = deposit;
  return [
    customerName ?? t("No name"),
    receipt,
    serial ?? "",
    t("since {day}", { day: dayWords(day) }),
  ]
    .filter((each) => each !== "")
    .join(" · ");
}

interface GiveBackProps {
  readonly business: string;
  readonly deposit: OpenDeposit;
  readonly onReturned: (reply: Reply<"deposit.return">) => void;
  readonly onBack: () => void;
}

function GiveBack({ business, deposit, onReturned, onBack }: GiveBackProps) {
  const [count, setCount] = useState(deposit.count);
  const [serialIn, setSerialIn] = useState(deposit.serial ?? "");
  const [tender, setTender] = useState<"cash" | "mpesa">("cash");
  const [code, setCode] = useState("");
  const { send, sending, problem } = useCommand("deposit.return");
  useScanner((scanned) => {
    if (!deposit.serialised) return false;
    setSerialIn(scanned);
    return true;
  });
  const fits = count >= 1 && count <= deposit.count;
  const ready = fits && (tender === "cash" || code.trim() !== "");
  const amount = fits ? share(deposit.amount, count, deposit.count) : deposit.amount;
  const give = async () => {
    const answer = await send({
      business,
      deposit: deposit.id,
      count,
      serialIn: serialIn.trim(),
      tender: tender === "cash" ? { kind: "cash" } : { kind: "mpesa", code: code.trim() },
    });
    if (answer?.ok === true) onReturned(answer.value);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !sending) void give();
      }}
    >
      <Stack gap="md">
        <Text c="dimmed">{whoseWords(deposit)}</Text>
        {deposit.serialised && (
          <TextInput
            label={t("Serial that comes back")}
            size="lg"
            maxLength={40}
            data-autofocus
            autoFocus
            value={serialIn}
            onChange={(event) => setSerialIn(event.currentTarget.value)}
            data-testid="deposit-serial"
          />
        )}
        {deposit.count > 1 && (
          <TextInput
            label={t("How many of {count}", { count: deposit.count })}
            size="lg"
            inputMode="numeric"
            maxLength={5}
            data-autofocus
            autoFocus
            value={count === 0 ? "" : String(count)}
            error={fits ? undefined : t("From 1 to {count}", { count: deposit.count })}
            onChange={(event) => setCount(Number(event.currentTarget.value.replaceAll(/\D/g, "")))}
            data-testid="deposit-count"
          />
        )}
        <Group grow gap="xs">
          {(["cash", "mpesa"] as const).map((each) => (
            <Button
              key={each}
              h={52}
              variant={tender === each ? "filled" : "default"}
              aria-pressed={tender === each}
              onClick={() => setTender(each)}
              data-testid={`deposit-${each}`}
            >
              {each === "cash" ? t("Cash") : "M-Pesa"}
            </Button>
          ))}
        </Group>
        {tender === "mpesa" && (
          <TextInput
            label={t("M-Pesa code of the payment")}
            size="lg"
            maxLength={10}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
            data-testid="deposit-code"
          />
        )}
        <RefusalAlert problem={problem} onRetry={() => void give()} />
        <Group justify="space-between">
          <Button variant="subtle" size="lg" onClick={onBack}>
            {t("Back")}
          </Button>
          <Button
            type="submit"
            size="lg"
            data-autofocus={deposit.serialised || deposit.count > 1 ? undefined : true}
            autoFocus={!deposit.serialised && deposit.count === 1}
            loading={sending}
            disabled={!ready}
            rightSection={<Key>Enter</Key>}
            data-testid="deposit-give"
          >
            {t("Give back {amount}", { amount: moneyWords(amount) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
