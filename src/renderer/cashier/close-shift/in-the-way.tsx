import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { Fragment } from "react";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { t } from "../../text/text.ts";
import classes from "./close-shift.module.css";

/** What a shift is not closed over. */
export interface Waiting {
  /** Goods, or money taken for them, lie on the counter. */
  readonly running: boolean;
  /** Money was taken for work that is not yet taken in. */
  readonly intake: boolean;
  /** Money was taken for a job that is in hand, and is not booked. */
  readonly job: boolean;
  readonly parked: number;
}

interface InTheWayProps {
  readonly waiting: Waiting;
  readonly onRunning: () => void;
  readonly onIntake: () => void;
  readonly onJob: () => void;
  readonly onParked: () => void;
}

/** One thing, in words, and the way to it. */
interface Obstacle {
  readonly there: boolean;
  readonly said: string;
  readonly words: string;
  readonly go: () => void;
  readonly testid: string;
}

/** Said before anybody has counted a drawer for nothing. */
export function InTheWay({ waiting, onRunning, onIntake, onJob, onParked }: InTheWayProps) {
  const { running, intake, job, parked } = waiting;
  const all: readonly Obstacle[] = [
    {
      there: running,
      said: refusalWords({ code: "shift.running_sale" }),
      words: t("Back to the sale"),
      go: onRunning,
      testid: "close-running",
    },
    {
      there: intake,
      said: refusalWords({ code: "shift.running_intake" }),
      words: t("Go on with the intake"),
      go: onIntake,
      testid: "close-intake",
    },
    {
      there: job,
      said: refusalWords({ code: "shift.job_half_paid" }),
      words: t("Go on with the payment"),
      go: onJob,
      testid: "close-job",
    },
    {
      there: parked > 0,
      said: refusalWords({ code: "shift.parked_sales", count: parked }),
      words: t("Show the parked sales"),
      go: onParked,
      testid: "close-parked",
    },
  ];
  return (
    <Paper className={classes.confirm} data-testid="close-waits">
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("Before you count")}
        </Title>
        {all
          .filter(({ there }) => there)
          .map(({ said, words, go, testid }, index) => (
            <Fragment key={testid}>
              <Text size="lg">{said}</Text>
              <Button
                size="lg"
                variant={index === 0 ? "filled" : "default"}
                autoFocus={index === 0}
                onClick={go}
                data-testid={testid}
              >
                {words}
              </Button>
            </Fragment>
          ))}
      </Stack>
    </Paper>
  );
}
