import { Box, Text, Title } from "@mantine/core";

export function StepTitle({
  title,
  children,
}: {
  readonly title: string;
  readonly children: string;
}) {
  return (
    <Box mb="md">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text c="dimmed">{children}</Text>
    </Box>
  );
}
