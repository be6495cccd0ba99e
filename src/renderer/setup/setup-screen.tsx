import { Button, Group, Paper, Stepper } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconCheck } from "@tabler/icons-react";
import { type Dispatch, useReducer, useState } from "react";
import { call } from "../rpc/call.ts";
import { useProgram } from "../rpc/program.tsx";
import { useCommand } from "../rpc/use-command.ts";
import { StartPage } from "../ui/start-page.tsx";
import { RefusalAlert } from "../ui/refusal-alert.tsx";
import { BusinessesStep } from "./businesses-step.tsx";
import { Filling } from "./filling.tsx";
import { FinishStep } from "./finish-step.tsx";
import { OwnerStep } from "./owner-step.tsx";
import { RestoreScreen } from "./restore-screen.tsx";
import { JoinScreen } from "./join-screen.tsx";
import classes from "./setup.module.css";
import {
  blank,
  type Form,
  problems,
  requestOf,
  type SetupEvent,
  STEPS,
  update,
} from "./setup-model.ts";
import { Welcome } from "./welcome.tsx";
import { t } from "../text/text.ts";

const titles = () => [t("You and this till"), t("Your businesses"), t("Ready to start")];

/** Shown while there are no books: set up my business, or open the demo shop. */
export function SetupScreen() {
  const { status } = useProgram();
  const [form, send] = useReducer(update, blank());
  const [joining, setJoining] = useState(false);
  const [restoring, setRestoring] = useState(false);
  if (status.state === "filling") {
    return <Filling progress={status.progress} joining={status.joining} />;
  }
  if (joining) return <JoinScreen onBack={() => setJoining(false)} />;
  if (restoring) return <RestoreScreen onBack={() => setRestoring(false)} />;
  if (form.step === "welcome") {
    return (
      <Welcome
        onSetUp={() => send({ type: "next" })}
        onJoin={() => setJoining(true)}
        onRestore={() => setRestoring(true)}
      />
    );
  }
  return <Wizard form={form} send={send} />;
}

interface WizardProps {
  readonly form: Form;
  readonly send: Dispatch<SetupEvent>;
}

function Wizard({ form, send }: WizardProps) {
  const { reload } = useProgram();
  const setUp = useCommand("program.setUp");
  const finishing = form.step === "finish";
  const wrong = form.strict ? problems(form) : {};

  const finish = async () => {
    const answer = await setUp.send(requestOf(form));
    if (answer?.ok !== true) return;
    await call("session.signIn", { user: answer.value.owner, pin: form.pin });
    reload();
  };

  return (
    <StartPage>
      <form
        className={classes.column}
        onSubmit={(event) => {
          event.preventDefault();
          if (finishing) void finish();
          else send({ type: "next" });
        }}
      >
        <Stepper active={STEPS.indexOf(form.step) - 1} size="sm" mb="lg" aria-label={t("Steps")}>
          {titles().map((title) => (
            <Stepper.Step key={title} label={title} />
          ))}
        </Stepper>
        <Paper className={classes.card} data-step={form.step}>
          {form.step === "owner" && <OwnerStep form={form} wrong={wrong} send={send} />}
          {form.step === "businesses" && <BusinessesStep form={form} wrong={wrong} send={send} />}
          {finishing && <FinishStep form={form} send={send} />}
          <RefusalAlert problem={setUp.problem} onRetry={() => void finish()} />
        </Paper>
        <Group justify="space-between" className={classes.steps}>
          <Button
            variant="subtle"
            size="lg"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            onClick={() => send({ type: "back" })}
          >
            {t("Back")}
          </Button>
          <Button
            type="submit"
            size="lg"
            loading={setUp.sending}
            rightSection={
              finishing ? (
                <IconCheck size={18} aria-hidden />
              ) : (
                <IconArrowRight size={18} aria-hidden />
              )
            }
            data-testid={finishing ? "setup-finish" : "setup-next"}
          >
            {finishing ? t("Open the books") : t("Next")}
          </Button>
        </Group>
      </form>
    </StartPage>
  );
}
