import { Alert, Button, SimpleGrid, Text, Title, UnstyledButton } from "@mantine/core";
import {
  IconBuildingStore,
  IconCloudDown,
  IconHistory,
  IconInfoCircle,
  IconTestPipe,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { call } from "../rpc/call.ts";
import type { Problem } from "../rpc/problem.ts";
import { useProgram } from "../rpc/program.tsx";
import { StartPage } from "../ui/start-page.tsx";
import { RefusalAlert } from "../ui/refusal-alert.tsx";
import { t } from "../text/text.ts";
import { rich } from "../text/rich.tsx";
import classes from "./setup.module.css";

const DEMO_DAYS = 7;

interface WelcomeProps {
  readonly onSetUp: () => void;
  readonly onJoin: () => void;
  readonly onRestore: () => void;
}

export function Welcome({ onSetUp, onJoin, onRestore }: WelcomeProps) {
  const { reload } = useProgram();
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);

  const openDemo = async () => {
    if (starting) return;
    setStarting(true);
    const answer = await call("program.openDemo", { days: DEMO_DAYS });
    setStarting(false);
    setProblem(answer.ok ? undefined : answer.refusal);
    reload();
  };

  return (
    <StartPage>
      <main className={classes.welcome}>
        <Title order={1} className={classes.headline}>
          {rich("Sell at the counter.{br}The books keep themselves.", { br: <br /> })}
        </Title>
        <Text size="lg" c="dimmed" maw={560}>
          {t(
            "One till for your water point, your laundry and your shop. It works without the network, and every sale is a balanced entry the moment it is made.",
          )}
        </Text>
        <SimpleGrid cols={3} spacing="lg" w="100%" mt="lg">
          <Choice
            title={t("Set up my business")}
            icon={<IconBuildingStore size={34} stroke={1.6} aria-hidden />}
            onPick={onSetUp}
            testid="setup-start"
          >
            {t("Your name and PIN, your businesses, the usual items. About five minutes.")}
          </Choice>
          <Choice
            title={t("Connect to a centre")}
            icon={<IconCloudDown size={34} stroke={1.6} aria-hidden />}
            onPick={onJoin}
            testid="setup-join"
          >
            {t("Another till or office of books you already have. Paste its enrolment code.")}
          </Choice>
          <Choice
            title={t("Open the demo shop")}
            icon={<IconTestPipe size={34} stroke={1.6} aria-hidden />}
            onPick={() => void openDemo()}
            busy={starting}
            testid="setup-demo"
          >
            {t("Three businesses with a week of trade, to look around and try everything.")}
          </Choice>
        </SimpleGrid>
        <Button
          variant="subtle"
          size="md"
          leftSection={<IconHistory size={20} stroke={1.6} aria-hidden />}
          onClick={onRestore}
          className={classes.restore}
          data-testid="setup-restore"
        >
          {t("Take your books back from a copy")}
        </Button>
        <RefusalAlert problem={problem} onRetry={() => void openDemo()} />
        <Alert
          variant="transparent"
          color="gray"
          icon={<IconInfoCircle aria-hidden />}
          p={0}
          className={classes.note}
        >
          {t(
            "The demo shop is for trying only. To use your own books afterwards, start Tomtin with another data folder.",
          )}
        </Alert>
      </main>
    </StartPage>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly icon: ReactNode;
  readonly children: string;
  readonly onPick: () => void;
  readonly busy?: boolean;
  readonly testid: string;
}

function Choice({ title, icon, children, onPick, busy, testid }: ChoiceProps) {
  return (
    <UnstyledButton
      className={classes.choice}
      onClick={onPick}
      disabled={busy === true}
      data-testid={testid}
    >
      <span className={classes.choiceIcon}>{icon}</span>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed">{children}</Text>
    </UnstyledButton>
  );
}
