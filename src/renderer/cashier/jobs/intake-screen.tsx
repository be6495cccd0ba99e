import { Button, Checkbox, Group, Text, TextInput, Title } from "@mantine/core";
import { IconArrowLeft, IconTrash, IconUser } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { instantFromMs } from "#shared/kernel/date.ts";
import { less, ZERO } from "#shared/kernel/money.ts";
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
import { DiscardDialog } from "./discard-dialog.tsx";
import { IntakeLines } from "./intake-lines.tsx";
import { IntakeDone } from "./intake-done.tsx";
import { type Intake as Begun, isBegun, moneyTaken, type WorkEvent } from "./intake-model.ts";
import { JobPay, type JobTender } from "./job-pay.tsx";
import { promiseWords } from "../../jobs/job-words.ts";
import { intakeTotals, momentOf, percentWords, promisedFor } from "./jobs-model.ts";
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
  const [done, setDone] = useState<Received | null>(null);
  if (done !== null) {
    return (
      <IntakeDone
        done={done}
        today={till.today}
        onNext={() => setDone(null)}
        onBoard={() => onBoard(done.job)}
      />
    );
  }
  return <Intake till={till} onDone={setDone} onLeave={onLeave} />;
}

const now = () => instantFromMs(Date.now());

interface IntakeProps extends Omit<IntakeScreenProps, "onBoard"> {
  readonly onDone: (done: Received) => void;
}

function Intake({ till, onDone, onLeave }: IntakeProps) {
  const { business } = till;
  const { intake, pay, paying } = till.desk.work;
  const { customer, lines, express, promised, deposit, note, acknowledged } = intake;
  const work = (event: WorkEvent) => till.send({ type: "work", event });
  const change = (to: Partial<Begun>) => work({ type: "changed", to });
  const [asking, setAsking] = useState(customer === null);
  const [discarding, setDiscarding] = useState(false);
  // The work begins when its customer stands here: a screen may have been open for hours.
  const [begun, setBegun] = useState(now);
  const { value: settings } = useQuery("job.settings", { business: business.id });
  const { value: who } = useQuery("customer.statement", customer === null ? null : { customer });
  useScanner(() => false);

  const jobs = settings === undefined ? USUAL_JOBS : { ...USUAL_JOBS, ...settings };
  const sums = intakeTotals(lines, express ? jobs.expressBasisPoints : 0);
  const hours = hoursFor(
    jobs,
    lines.map((line) => line.item),
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
  const taken = moneyTaken(till.desk.work);
  const left = taken < paid ? less(paid, taken) : ZERO;
  const name = who?.customer.name ?? "";
  const act = useJobAct(
    "job.receive",
    business.id,
    t("Work for {total} from {name}, {paid} paid", {
      total: moneyWords(sums.total),
      name,
      paid: moneyWords(paid),
    }),
    (received) => {
      // Also where nobody looks at this screen any more: what is in the books lies here no longer.
      work({ type: "received" });
      onDone(received);
    },
    till.receive,
  );
  const send = (tenders: JobTender[]) => {
    if (!ready) {
      work({ type: "back" });
      return till.notice(t("First the customer, what is brought in, day and time."), "odd");
    }
    return act.go({
      business: business.id,
      customer,
      lines: [...lines],
      express,
      promised: promised === null ? null : moment,
      deposit: paid,
      tenders,
      note,
      acknowledged,
    });
  };
  const go = () => {
    if (act.sending || !(ready || taken > 0)) return;
    act.clear();
    if (paid > 0 || taken > 0) work({ type: "pay" });
    else send([]);
  };
  // What is being written down this moment is not left: nobody would see its number.
  const back = () => {
    if (act.sending) return;
    act.clear();
    if (paying) work({ type: "back" });
    else onLeave();
  };
  // What the counter knew of prices is not so any longer.
  const stale = act.problem?.code === "price.changed";
  const { reloadCatalog } = till;
  useEffect(() => {
    if (stale) reloadCatalog();
  }, [reloadCatalog, stale]);
  const reprice = () => {
    work({ type: "repriced", items: till.items });
    act.clear();
  };
  const discard = () => {
    // Refused in words while money was taken for it.
    if (taken > 0) return work({ type: "discarded" });
    return setDiscarding(true);
  };
  const onKey = useStable((event: KeyboardEvent) => {
    // The calendar of the promised day is no dialog that the keys would have to wait for.
    if (document.querySelector('[role="dialog"]:not([data-dates-dropdown])') !== null) return;
    if (event.key === "Escape" && document.querySelector("[data-dates-dropdown]") !== null) return;
    if (event.key === "F3") setAsking(true);
    else if (event.key === "F9" && !paying) go();
    else if (event.key === "Escape") back();
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
            disabled={act.sending}
            data-testid="intake-back"
          >
            {t("Back to selling")}
          </Button>
          {isBegun(till.desk.work) && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={discard}
              disabled={act.sending}
              data-testid="intake-discard"
            >
              {t("Discard…")}
            </Button>
          )}
        </PageHeader>
        {paying ? (
          <JobPay
            till={till}
            pay={pay}
            send={(event) => work({ type: "paying", event, amount: paid })}
            amount={paid}
            credit={who === undefined ? ZERO : creditHere(who.customer, business.id)}
            sending={act.sending}
            problem={act.problem}
            completeWords={t("Take the deposit and the job")}
            onBack={back}
            onReprice={reprice}
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
              items={till.items}
              lines={lines}
              entry={intake.entry}
              onChange={change}
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
          onChange={(event) => change({ express: event.currentTarget.checked })}
          data-testid="intake-express"
        />
        <div className={classes.promised}>
          <DayInput
            label={t("Promised")}
            description={
              moment === undefined ? t("Day and time") : promiseWords(moment, till.today)
            }
            value={due.day}
            onChange={(day) => change({ promised: { ...due, day } })}
            minDate={till.today}
            data-testid="intake-promised-day"
          />
          <TimeInput
            size="md"
            label={t("Time")}
            value={due.time}
            onChange={(time) => change({ promised: { ...due, time } })}
            data-testid="intake-promised-time"
          />
        </div>
        <TextInput
          label={t("Note")}
          maxLength={300}
          value={note}
          onChange={(event) => change({ note: event.currentTarget.value })}
          data-testid="intake-note"
        />
        {defects && (
          <Checkbox
            size="md"
            label={t("The customer has seen the damage that is noted")}
            checked={acknowledged}
            onChange={(event) => change({ acknowledged: event.currentTarget.checked })}
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
          onChange={(to) => change({ deposit: to })}
          disabled={paying || taken > 0}
          data-testid="intake-deposit"
        />
        {taken > 0 && !paying && (
          <Group justify="space-between" data-testid="intake-given">
            <Text>{t("Paid so far")}</Text>
            <MoneyText amount={taken} fw={600} />
          </Group>
        )}
        {!paying && <RefusalAlert problem={act.problem} onRetry={go} />}
        {!paying && stale && (
          <Button variant="default" onClick={reprice} data-testid="intake-reprice">
            {t("Use the new price")}
          </Button>
        )}
        <Button
          className={classes.go}
          disabled={paying || !(ready || taken > 0)}
          loading={act.sending}
          onClick={go}
          rightSection={<Key>F9</Key>}
          data-testid="intake-go"
        >
          {paid > 0 ? t("Pay {paid}", { paid: moneyWords(left) }) : t("Take in")}
        </Button>
      </aside>
      {asking && (
        <CustomerDialog
          business={business.id}
          mayCreate={may(till.session, "customers.edit", business.id)}
          onPick={(picked) => {
            change({ customer: picked });
            setBegun(now());
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {discarding && (
        <DiscardDialog
          onKeep={() => setDiscarding(false)}
          onDiscard={() => {
            work({ type: "discarded" });
            onLeave();
          }}
        />
      )}
      {act.dialog}
    </main>
  );
}
