import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { StartPage } from "../ui/start-page.tsx";
import { t } from "../text/text.ts";
import classes from "./setup.module.css";

interface TakeOverPageProps {
  readonly title: string;
  readonly hint: string;
  readonly testid: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** Books that are already somewhere come to this machine, instead of new ones being begun. */
export function TakeOverPage({ title, hint, testid, onBack, children }: TakeOverPageProps) {
  return (
    <StartPage>
      <main className={classes.column} data-testid={testid}>
        <Paper className={classes.card}>
          <Title order={1} size="h2">
            {title}
          </Title>
          <Text c="dimmed" mb="md">
            {hint}
          </Text>
          {children}
        </Paper>
        <Group className={classes.steps}>
          <Button
            variant="subtle"
            size="lg"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            onClick={onBack}
            data-testid="setup-back"
          >
            {t("Back")}
          </Button>
        </Group>
      </main>
    </StartPage>
  );
}
