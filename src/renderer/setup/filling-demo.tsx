import { Center, Progress, Stack, Text, Title } from "@mantine/core";
import { Brand } from "../ui/brand.tsx";

/** While the demo shop is being filled. The program tells how far it is. */
export function FillingDemo({ progress }: { readonly progress: number | null }) {
  const percent = progress ?? 0;
  return (
    <Center h="100%">
      <Stack w={460} gap="md" ta="center" align="stretch">
        <Center>
          <Brand />
        </Center>
        <Title order={1} size="h2">
          Filling the demo shop
        </Title>
        <Text c="dimmed">A week of real sales in three businesses is being posted.</Text>
        <Progress
          value={percent}
          size="lg"
          radius="xl"
          aria-label="Progress"
          data-testid="setup-progress"
        />
        <Text fw={600} aria-live="polite">
          {percent} %
        </Text>
      </Stack>
    </Center>
  );
}
