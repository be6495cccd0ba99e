import { Center, Progress, Stack, Text, Title } from "@mantine/core";
import { Brand } from "../ui/brand.tsx";
import { t } from "../text/text.ts";

interface FillingProps {
  readonly progress: number | null;
  /** The books come from a centre; else the demo shop is being made up. */
  readonly joining: boolean;
}

/** While books come to be here. The program tells how far it is. */
export function Filling({ progress, joining }: FillingProps) {
  const percent = progress ?? 0;
  return (
    <Center h="100%">
      <Stack w={460} gap="md" ta="center" align="stretch">
        <Center>
          <Brand />
        </Center>
        <Title order={1} size="h2">
          {joining ? t("Receiving your books") : t("Filling the demo shop")}
        </Title>
        <Text c="dimmed">
          {joining
            ? t(
                "They come from the centre, the oldest first. You can sign in as soon as people are there.",
              )
            : t("A week of real sales in three businesses is being posted.")}
        </Text>
        <Progress
          value={percent}
          size="lg"
          radius="xl"
          aria-label={t("Progress")}
          data-testid="setup-progress"
        />
        <Text fw={600} aria-live="polite">
          {percent} %
        </Text>
      </Stack>
    </Center>
  );
}
