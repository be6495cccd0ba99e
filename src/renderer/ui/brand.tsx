import { Group, Text } from "@mantine/core";

/** The mark: two columns of a ledger under one roof line, in balance. */
export function Brand({ compact = false }: { readonly compact?: boolean }) {
  return (
    <Group gap={10} wrap="nowrap" role="img" aria-label="Tomtin">
      <svg width="30" height="30" viewBox="0 0 30 30" aria-hidden>
        <rect width="30" height="30" rx="8" fill="var(--mantine-primary-color-filled)" />
        <rect x="7" y="7" width="16" height="3.4" rx="1.7" fill="#fffdf8" />
        <rect x="13.3" y="7" width="3.4" height="16" rx="1.7" fill="#fffdf8" />
        <rect x="6.4" y="14" width="4.4" height="9" rx="2.2" fill="#8fd3c7" />
        <rect x="19.2" y="14" width="4.4" height="9" rx="2.2" fill="#f4c989" />
      </svg>
      {!compact && (
        <Text fw={700} fz={22} lh={1} style={{ letterSpacing: "-0.02em" }}>
          Tomtin
        </Text>
      )}
    </Group>
  );
}
