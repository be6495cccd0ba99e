import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { t } from "../../text/text.ts";
import classes from "./close-shift.module.css";

/** What a shift is not closed over. */
export interface Waiting {
  /** Goods, or money taken for them, lie on the counter. */
  readonly running: boolean;
  /** Money was taken for work that is not yet taken in. */
  readonly intake: boolean;
  readonly parked: number;
}

interface InTheWayProps {
  readonly waiting: Waiting;
  readonly onRunning: () => void;
  readonly onIntake: () => void;
  readonly onParked: () => void;
}

/** Said before anybody has counted a drawer for nothing. */
export function InTheWay({ waiting, onRunning, onIntake, onParked }: InTheWayProps) {
  const { running, intake, parked } = waiting;
  return (
    <Paper className={classes.confirm} data-testid="close-waits">
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("Before you count")}
        </Title>
        {running && (
          <>
            <Text size="lg">{refusalWords({ code: "shift.running_sale" })}</Text>
            <Button size="lg" autoFocus onClick={onRunning} data-testid="close-running">
              {t("Back to the sale")}
            </Button>
          </>
        )}
        {intake && (
          <>
            <Text size="lg">{refusalWords({ code: "shift.running_intake" })}</Text>
            <Button
              size="lg"
              variant={running ? "default" : "filled"}
              autoFocus={!running}
              onClick={onIntake}
              data-testid="close-intake"
            >
              {t("Go on with the intake")}
            </Button>
          </>
        )}
        {parked > 0 && (
          <>
            <Text size="lg">{refusalWords({ code: "shift.parked_sales", count: parked })}</Text>
            <Button
              size="lg"
              variant={running || intake ? "default" : "filled"}
              autoFocus={!running && !intake}
              onClick={onParked}
              data-testid="close-parked"
            >
              {t("Show the parked sales")}
            </Button>
          </>
        )}
      </Stack>
    </Paper>
  );
}
