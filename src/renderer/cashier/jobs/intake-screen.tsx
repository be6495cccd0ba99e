import { Button, Checkbox, Text, TextInput, Title } from "@mantine/core";
import { IconArrowLeft, IconUser } from "@tabler/icons-react";
import { useLayoutEffect, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { instantFromMs } from "#shared/kernel/date.ts";
import { ZERO, type Money } from "#shared/kernel/money.ts";
import { hoursFor, leastDeposit, promisedAt, USUAL_JOBS } from "#shared/trades/jobs-settings.ts";
import { may } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { DayInput } from "../../ui/day-input.tsx";
import { MoneyInput } from "../../ui/decimal-input.tsx";
import { Key } from "../../ui/key.tsx";
import { MoneyText, moneyWords } from "../../ui/money-text.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { TimeInput } from "../../ui/time-input.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { useStable } from "../../ui/use-stable.ts";
import type { Till } from "../counter/till.ts";
import { creditHere } from "../customer/credit-here.ts";
import { CustomerDialog } from "../customer/customer-dialog.tsx";
import { IntakeLines } from "./intake-lines.tsx";
import { IntakeDone } from "./intake-done.tsx";
import { JobPay } from "./job-pay.tsx";
import { promiseWords } from "../../jobs/job-words.ts";
import {
  askedLines,
  intakeTotals,
  type IntakeLine,
  momentOf,
  percentWords,
  type Promised,
  promisedFor,
} from "./jobs-model.ts";
import classes from "./jobs.module.css";
import { useJobAct } from "./use-job-act.tsx";
import { t } from "../../text/text.ts";

interface IntakeScreenProps {
  readonly till: Till;
  readonly onBoard: (first: string | null) => void;
  readonly onLeave: () => void;
}

type Received = Reply<"job.receive">;

/** Takes in work from the keyboard: who, what, when, and perhaps a deposit. */
export function IntakeScreen({ till, onBoard, onLeave }: IntakeScreenProps) {
  const [turn, setTurn] = useState(0);
  const [done, setDone] = useState<Received | null>(null);
  if (done !== null) {
    return (
      <IntakeDone
        done={done}
        today={till.today}
        onNext={() => {
          setDone(null);
          setTurn(turn + 1);
        }}
        onBoard={() => onBoard(done.job)}
      />
    );
  }
  return <Intake key={turn} till={till} onDone={setDone} onBoard={onBoard} onLeave={onLeave} />;
}

const now = () => instantFromMs(Date.now());

interface IntakeProps extends IntakeScreenProps {
  readonly onDone: (done: Received) => void;
}

function Intake({ till, onDone, onLeave }: IntakeProps) {
  const { business } = till;
  const [customer, setCustomer] = useState<string | null>(null);
  const [asking, setAsking] = useState(true);
  const [lines, setLines] = useState<readonly IntakeLine[]>([]);
  const [express, setExpress] = useState(false);
  const [promised, setPromised] = useState<Promised | null>(null);
  const [deposit, setDeposit] = useState<Money | null>(null);
  const [note, setNote] = useState("");
  const [acknowledged, setAcknowledged] = useState(false);
  const [paying, setPaying] = useState(false);
  // The work begins when its customer stands here: a screen may have been open for hours.
  const [begun, setBegun] = useState(now);
  const { value: settings } = useQuery("job.settings", { business: business.id });
  const { value: who } = useQuery("customer.statement", customer === null ? null : { customer });
  useScanner(() => false);

  const jobs = settings === undefined ? USUAL_JOBS : { ...USUAL_JOBS, ...settings };
  const sums = intakeTotals(lines, express ? jobs.expressBasisPoints : 0);
  const hours = hoursFor(
    jobs,
    lines.map((line) => line.item.id),
    express,
  );
  const proposed = promisedAt(jobs, begun, hours);
  // What the owner asks for at least is taken unless something else is typed.
  const least = leastDeposit(jobs, sums.total);
  const paid = deposit ?? least;
  const due = promised ?? promisedFor(proposed);
  const defects = lines.some((line) => line.defects !== "");
  const moment = momentOf(due);
  const ready = customer !== null && lines.length > 0 && moment !== undefined;
  const name = who?.customer.name ?? "";
  const act = useJobAct(
    "job.receive",
    business.id,
    t("Work for {total} from {name}, {paid} paid", {
      total: moneyWords(sums.total),
      name,
      paid: moneyWords(paid),
    }),
    onDone,
  );
  const send = (tenders: Parameters<Parameters<typeof JobPay>[0]["onComplete"]>[0]) => {
    if (!ready) return;
    act.go({
      business: business.id,
      customer,
      lines: askedLines(lines),
      express,
      promised: promised === null ? null : moment,
      deposit: paid,
      tenders,
      note,
      acknowledged,
    });
  };
  const go = () => {
    if (!ready || act.sending) return;
    act.clear();
    if (paid > 0) setPaying(true);
    else send([]);
  };
  const onKey = useStable((event: KeyboardEvent) => {
    // The calendar of the promised day is no dialog that the keys would have to wait for.
    if (document.querySelector('[role="dialog"]:not([data-dates-dropdown])') !== null) return;
    if (event.key === "Escape" && document.querySelector("[data-dates-dropdown]") !== null) return;
    if (event.key === "F3") setAsking(true);
    else if (event.key === "F9" && !paying) go();
    else if (event.key === "Escape" && paying) setPaying(false);
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [onKey]);

  return (
    <main className={classes.zones}>
      <section className={classes.left} aria-label={t("What is brought in")}>
        <PageHeader title={t("New job")} subtitle={business.name}>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            rightSection={<Key>Esc</Key>}
            onClick={onLeave}
            data-testid="intake-back"
          >
            {t("Back to selling")}
          </Button>
        </PageHeader>
        {paying ? (
          <JobPay
            till={till}
            amount={paid}
            credit={who === undefined ? ZERO : creditHere(who.customer, business.id)}
            sending={act.sending}
            problem={act.problem}
            completeWords={t("Take the deposit and the job")}
            onBack={() => setPaying(false)}
            onComplete={send}
          />
        ) : (
          <>
            <Button
              variant="default"
              className={classes.customer}
              justify="space-between"
              leftSection={<IconUser size={20} aria-hidden />}
              rightSection={<Key>F3</Key>}
              onClick={() => setAsking(true)}
              data-testid="intake-customer"
            >
              {customer === null
                ? t("Choose the customer")
                : `${name}  ${who?.customer.phone ?? ""}`}
            </Button>
            <IntakeLines
              items={[...till.items.values()]}
              lines={lines}
              onLines={setLines}
              focus={!asking}
            />
          </>
        )}
      </section>
      <aside className={classes.right} aria-label={t("The job")}>
        <div className={classes.sums}>
          <Text c="dimmed">
            {sums.pieces === 1 ? t("1 piece") : t("{pieces} pieces", { pieces: sums.pieces })}
            {sums.surcharge > 0 &&
              t(", {surcharge} for express", { surcharge: moneyWords(sums.surcharge) })}
          </Text>
          <Title order={2} className={classes.total}>
            <MoneyText amount={sums.total} currency testid="intake-total" />
          </Title>
        </div>
        <Checkbox
          size="md"
          label={t("Express, {expressBasisPoints} more", {
            expressBasisPoints: percentWords(jobs.expressBasisPoints),
          })}
          checked={express}
          onChange={(event) => setExpress(event.currentTarget.checked)}
          data-testid="intake-express"
        />
        <div className={classes.promised}>
          <DayInput
            label={t("Promised")}
            description={
              moment === undefined ? t("Day and time") : promiseWords(moment, till.today)
            }
            value={due.day}
            onChange={(day) => setPromised({ ...due, day })}
            minDate={till.today}
            data-testid="intake-promised-day"
          />
          <TimeInput
            size="md"
            label={t("Time")}
            value={due.time}
            onChange={(time) => setPromised({ ...due, time })}
            data-testid="intake-promised-time"
          />
        </div>
        <TextInput
          label={t("Note")}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-testid="intake-note"
        />
        {defects && (
          <Checkbox
            size="md"
            label={t("The customer has seen the damage that is noted")}
            checked={acknowledged}
            onChange={(event) => setAcknowledged(event.currentTarget.checked)}
            data-testid="intake-seen"
          />
        )}
        <MoneyInput
          label={t("Deposit")}
          description={
            jobs.depositBasisPoints === 0
              ? t("Empty: paid when it is fetched")
              : t("Empty: {least}, the least that is taken", { least: moneyWords(least) })
          }
          value={deposit}
          onChange={setDeposit}
          disabled={paying}
          data-testid="intake-deposit"
        />
        {!paying && <RefusalAlert problem={act.problem} onRetry={go} />}
        <Button
          className={classes.go}
          disabled={!ready || paying}
          loading={act.sending}
          onClick={go}
          rightSection={<Key>F9</Key>}
          data-testid="intake-go"
        >
          {paid > 0 ? t("Pay {paid}", { paid: moneyWords(paid) }) : t("Take in")}
        </Button>
      </aside>
      {asking && (
        <CustomerDialog
          business={business.id}
          mayCreate={may(till.session, "customers.edit", business.id)}
          onPick={(picked) => {
            setCustomer(picked);
            setBegun(now());
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {act.dialog}
    </main>
  );
}
