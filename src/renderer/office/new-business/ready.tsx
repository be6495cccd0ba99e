import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useProgram } from "../../rpc/program.tsx";
import { href } from "../route/route.ts";
import { Paper } from "../sheet/paper.tsx";
import { t } from "../../text/text.ts";

/** It is there: what can be done with it now. */
export function Ready({ business, name }: { readonly business: string; readonly name: string }) {
  const { status } = useProgram();
  return (
    <Paper padded testid="business-ready">
      <Stack align="center" ta="center" gap="sm" py="xl">
        <Text c="var(--mantine-color-success)" lh={0}>
          <IconCircleCheck size={46} stroke={1.5} aria-hidden />
        </Text>
        <Title order={2} size="h3">
          {t("{name} is open for business", { name })}
        </Title>
        <Text c="dimmed" maw={460}>
          {status.centre === null
            ? t(
                "Every counter shows it within a few seconds, without a restart. Open a shift there and sell.",
              )
            : t(
                "The counters of this device show it within a few seconds, without a restart. So does any other till once you tick this business there, under Tills.",
              )}
        </Text>
        <Group mt="sm">
          <Button component="a" href="#/counter" data-testid="ready-counter">
            {t("To the counter")}
          </Button>
          {status.centre !== null && (
            <Button component="a" variant="default" href={href("tills")} data-testid="ready-tills">
              {t("To the tills")}
            </Button>
          )}
          <Button component="a" variant="default" href={href("items", null, { b: business })}>
            {t("Add items")}
          </Button>
          <Button component="a" variant="default" href={href("businesses", null, { b: business })}>
            {t("All settings")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
