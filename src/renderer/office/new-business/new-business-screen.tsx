import { Button, Group, Stepper } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useProgram } from "../../rpc/program.tsx";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { href } from "../route/route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { AccountsStep } from "./accounts-step.tsx";
import { BusinessStep } from "./business-step.tsx";
import { CylindersTable } from "./cylinders-table.tsx";
import { ItemsStep } from "./items-step.tsx";
import classes from "./new-business.module.css";
import {
  accountRows,
  type Around,
  blankForm,
  type Form,
  problems,
  requestOf,
  STEPS,
} from "./new-business-model.ts";
import { PaymentStep } from "./payment-step.tsx";
import { PeopleStep } from "./people-step.tsx";
import { Ready } from "./ready.tsx";
import { t } from "../../text/text.ts";

const titles = () => [t("Business"), t("First items"), t("Accounts"), t("Payment"), t("People")];

/** A further business in five steps: no code, no restart. */
export function NewBusinessScreen() {
  const { businesses } = useOffice();
  const chart = useQuery("account.list", {});
  const people = useQuery("user.list", {});
  const sister = useQuery(
    "business.settings",
    businesses[0] === undefined ? null : { business: businesses[0].id },
  );
  return (
    <Page
      testid="new-business"
      title={t("New business")}
      subtitle={t("It has its own drawer, receipts, accounts and profit")}
      back={href("businesses")}
      scroll
    >
      <Answered query={sister}>
        {(settings) => (
          <Answered query={chart}>
            {({ accounts }) => (
              <Answered query={people}>
                {(known) => <Wizard chart={accounts} people={known} sister={settings} />}
              </Answered>
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

interface WizardProps {
  readonly chart: Around["chart"];
  readonly people: Reply<"user.list">;
  readonly sister: Reply<"business.settings">;
}

/** What was typed stays while another screen is looked at. */
let kept: Form | undefined;

function Wizard({ chart, people, sister }: WizardProps) {
  const { status, reload } = useProgram();
  const { send, sending, problem, clear } = useCommand("business.add");
  const [form, setForm] = useState(() => kept ?? blankForm(sister));
  const [made, setMade] = useState<{ business: string; name: string }>();
  useEffect(() => {
    kept = made === undefined ? form : undefined;
  }, [form, made]);
  if (made !== undefined) return <Ready {...made} />;

  const around: Around = { businesses: status.businesses, chart };
  const found = problems(form, around);
  // A number that clashes is said at once; what is only missing, when one wants to go on.
  const wrong = form.strict || form.step === "accounts" ? found : {};
  const at = STEPS.indexOf(form.step);
  const last = at === STEPS.length - 1;
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const goTo = (step: number) => {
    clear();
    set({ step: STEPS[step] ?? form.step, strict: false });
  };
  const finish = async () => {
    const answer = await send(requestOf(form, around));
    if (answer?.ok !== true) return;
    setMade({ business: answer.value.business, name: form.name.trim() });
    reload();
  };
  const next = () => {
    if (Object.keys(found).length > 0) set({ strict: true });
    else if (last) void finish();
    else goTo(at + 1);
  };
  const step = { form, around, wrong, set };
  return (
    <form
      className={classes.wizard}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <Stepper
        active={at}
        size="sm"
        aria-label={t("Steps")}
        onStepClick={(index) => index < at && goTo(index)}
      >
        {titles().map((title, index) => (
          <Stepper.Step key={title} label={title} allowStepSelect={index < at} />
        ))}
      </Stepper>
      <Paper padded testid={`step-${form.step}`}>
        <div className={classes.step}>
          {form.step === "business" && <BusinessStep {...step} />}
          {form.step === "items" && <ItemsStep {...step} />}
          {form.step === "items" && form.trades.includes("returnables") && (
            <CylindersTable {...step} />
          )}
          {form.step === "accounts" && <AccountsStep {...step} rows={accountRows(form, around)} />}
          {form.step === "payment" && <PaymentStep {...step} />}
          {form.step === "people" && <PeopleStep {...step} people={people} />}
          <RefusalAlert problem={problem} onRetry={() => void finish()} />
        </div>
      </Paper>
      <Group justify="space-between" className={classes.foot}>
        {at === 0 ? (
          <span />
        ) : (
          <Button
            variant="subtle"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            onClick={() => goTo(at - 1)}
            data-testid="new-back"
          >
            {t("Back")}
          </Button>
        )}
        <Button
          type="submit"
          loading={sending}
          rightSection={
            last ? <IconCheck size={18} aria-hidden /> : <IconArrowRight size={18} aria-hidden />
          }
          data-testid={last ? "new-finish" : "new-next"}
        >
          {last ? t("Open {name}", { name: form.name.trim() }) : t("Next")}
        </Button>
      </Group>
    </form>
  );
}
