import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Brand } from "../ui/brand.tsx";
import { ColourSchemeSwitch } from "../ui/colour-scheme-switch.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { RestoreCopy } from "../ui/restore/restore-copy.tsx";
import { t } from "../text/text.ts";
import classes from "./setup.module.css";

/** Books of a computer that was lost or replaced: a copy of them, and the key that was kept apart. */
export function RestoreScreen({ onBack }: { readonly onBack: () => void }) {
  return (
    <div className={classes.page}>
      <Group justify="space-between" className={classes.top}>
        <Brand />
        <Group gap={4}>
          <LanguageSwitch />
          <ColourSchemeSwitch />
        </Group>
      </Group>
      <main className={classes.column} data-testid="restore">
        <Paper className={classes.card}>
          <Title order={1} size="h2">
            {t("Take your books back from a copy")}
          </Title>
          <Text c="dimmed" mb="md">
            {t("The copy is verified first; nothing happens until you have seen what it holds.")}
          </Text>
          <RestoreCopy latest="" asksKey />
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
    </div>
  );
}
