import { Button, Center, Code, Stack, Text, Title } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { t } from "../text/text.ts";

interface CrashScreenProps {
  readonly children: ReactNode;
}

interface State {
  readonly message: string | undefined;
}

/** Our mistake in a screen must not leave an empty window: it says so, and how to go on. */
export class CrashScreen extends Component<CrashScreenProps, State> {
  override readonly state: State = { message: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <Center h="100%" p="xl">
        <Stack align="center" maw={560} ta="center" role="alert" data-testid="crashed">
          <Title order={1} size="h2">
            {t("This screen broke")}
          </Title>
          <Text size="lg">
            {t(
              "The books are not touched: whatever was posted is kept, and the running sale comes back.",
            )}
          </Text>
          <Button size="lg" autoFocus onClick={() => window.location.reload()}>
            {t("Start the screen again")}
          </Button>
          <Code>{message}</Code>
        </Stack>
      </Center>
    );
  }
}
