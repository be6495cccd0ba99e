import { creditHere } from "../customer/credit-here.ts";
import { Autocomplete, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { ZERO, type Money } from "#shared/kernel/money.ts";
import { nextStatus, shortNumber } from "#shared/trades/jobs-board.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { moneyWords } from "../../ui/money-text.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import type { JobFormProps } from "./job-dialog.tsx";
import { JobPay, type JobTender } from "./job-pay.tsx";
import { STATUS_WORDS } from "../../jobs/job-words.ts";
import { useJobAct } from "./use-job-act.tsx";

/** To the next column; ready work is put somewhere. */
export function ReadyForm({ job, till, done, onBack }: JobFormProps) {
  const to = nextStatus(job.status) ?? "ready";
  const [rack, setRack] = useState(job.rack);
  const { value: settings } = useQuery("job.settings", { business: job.business });
  const act = useJobAct("job.move", till.business.id, "", (moved) =>
    done(`${shortNumber(moved.number)}: ${STATUS_WORDS[moved.status]}.`),
  );
  const go = () =>
    act.go({ job: job.job, to, rack: to === "ready" && rack.trim() !== "" ? rack : null });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Stack gap="md">
        {to === "ready" ? (
          <Autocomplete
            label="Rack"
            description="Where it hangs; may stay empty"
            size="lg"
            autoFocus
            maxLength={40}
            data={settings?.racks ?? []}
            value={rack}
            onChange={setRack}
            data-testid="job-rack"
          />
        ) : (
          <Text size="lg">The pieces go into the machine.</Text>
        )}
        <RefusalAlert problem={act.problem} onRetry={go} />
        <Buttons
          onBack={onBack}
          sending={act.sending}
          words={to === "ready" ? "It is ready" : "It is being washed"}
        />
      </Stack>
    </form>
  );
}

/** A part payment: any amount up to what is due. */
export function PayForm({ job, till, done, onBack }: JobFormProps) {
  const [amount, setAmount] = useState<Money | null>(null);
  const [paying, setPaying] = useState<Money | null>(null);
  const credit = useCredit(job.customer, job.business);
  const act = useJobAct("job.pay", till.business.id, "", (paid) =>
    done(
      `${moneyWords(paying ?? ZERO)} taken. ${paid.due > 0 ? `${moneyWords(paid.due)} due.` : "Paid."}${
        paid.change > 0 ? ` Change ${moneyWords(paid.change)}.` : ""
      }`,
    ),
  );
  if (paying !== null) {
    return (
      <JobPay
        till={till}
        amount={paying}
        credit={credit}
        sending={act.sending}
        problem={act.problem}
        completeWords="Take the payment"
        onBack={() => setPaying(null)}
        onComplete={(tenders) => act.go({ job: job.job, amount: paying, tenders })}
      />
    );
  }
  const wanted = amount ?? job.due;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted > 0 && wanted <= job.due) setPaying(wanted);
      }}
    >
      <Stack gap="md">
        <MoneyInput
          label="How much"
          description={`Empty for all that is due, ${moneyWords(job.due)}`}
          size="lg"
          autoFocus
          value={amount}
          onChange={setAmount}
          error={wanted > job.due ? `Only ${moneyWords(job.due)} is due` : undefined}
          data-testid="job-amount"
        />
        <Buttons onBack={onBack} sending={false} words={`Take ${moneyWords(wanted)}`} />
      </Stack>
    </form>
  );
}

/** Handing over: who takes it, and the balance first. */
export function CollectForm({ job, till, done, onBack }: JobFormProps) {
  const [collector, setCollector] = useState(job.customerName);
  const [amount, setAmount] = useState<Money | null>(null);
  const [paying, setPaying] = useState<Money | null>(null);
  const credit = useCredit(job.customer, job.business);
  const wanted = amount ?? job.due;
  const left = job.due - wanted;
  const what = `Hand over ${shortNumber(job.number)} with ${moneyWords(left as Money)} still due`;
  const act = useJobAct("job.collect", till.business.id, what, (collected) =>
    done(
      `${shortNumber(collected.number)} handed over.${
        collected.change > 0 ? ` Change ${moneyWords(collected.change)}.` : ""
      }${collected.due > 0 ? ` ${moneyWords(collected.due)} due.` : ""}`,
    ),
  );
  const go = (tenders: JobTender[]) => act.go({ job: job.job, collector, amount: wanted, tenders });
  if (paying !== null) {
    return (
      <>
        <JobPay
          till={till}
          amount={paying}
          credit={credit}
          sending={act.sending}
          problem={act.problem}
          completeWords="Paid: hand it over"
          onBack={() => setPaying(null)}
          onComplete={go}
        />
        {act.dialog}
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted > 0) setPaying(wanted);
        else go([]);
      }}
    >
      <Stack gap="md">
        <TextInput
          label="Fetched by"
          size="lg"
          autoFocus
          maxLength={80}
          value={collector}
          onChange={(event) => setCollector(event.currentTarget.value)}
          data-testid="job-collector"
        />
        {job.due > 0 && (
          <MoneyInput
            label="Paid now"
            description={`Empty for all that is due, ${moneyWords(job.due)}`}
            size="lg"
            value={amount}
            onChange={setAmount}
            error={left < 0 ? `Only ${moneyWords(job.due)} is due` : undefined}
            data-testid="job-amount"
          />
        )}
        <RefusalAlert problem={act.problem} onRetry={() => go([])} />
        <Buttons
          onBack={onBack}
          sending={act.sending}
          words={wanted > 0 ? `Pay ${moneyWords(wanted)}` : "Hand it over"}
        />
      </Stack>
      {act.dialog}
    </form>
  );
}

function useCredit(customer: string, business: string): Money {
  const { value } = useQuery("customer.statement", { customer });
  return value === undefined ? ZERO : creditHere(value.customer, business);
}

interface ButtonsProps {
  readonly onBack: () => void;
  readonly sending: boolean;
  readonly words: string;
  readonly off?: boolean;
  readonly alarming?: boolean;
}

export function Buttons({ onBack, sending, words, off = false, alarming = false }: ButtonsProps) {
  return (
    <Group justify="space-between">
      <Button variant="subtle" size="lg" rightSection={<Key>Esc</Key>} onClick={onBack}>
        Back
      </Button>
      <Button
        type="submit"
        size="lg"
        loading={sending}
        disabled={off}
        {...(alarming ? { color: "red" } : {})}
        rightSection={<Key>Enter</Key>}
        data-testid="job-go"
      >
        {words}
      </Button>
    </Group>
  );
}
