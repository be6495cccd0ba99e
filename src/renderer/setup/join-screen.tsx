import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Brand } from "../ui/brand.tsx";
import { ColourSchemeSwitch } from "../ui/colour-scheme-switch.tsx";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { ConnectCentre } from "../ui/connect/connect-centre.tsx";
import { t } from "../text/text.ts";
import classes from "./setup.module.css";

/** Another till of books that are already there: it receives them from their centre. */
export function JoinScreen({ onBack }: { readonly onBack: () => void }) {
  return (
    <div className={classes.page}>
      <Group justify="space-between" className={classes.top}>
        <Brand />
        <Group gap={4}>
          <LanguageSwitch />
          <ColourSchemeSwitch />
        </Group>
      </Group>
      <main className={classes.column} data-testid="join">
        <Paper className={classes.card}>
          <Title order={1} size="h2">
            {t("Connect this till to your books")}
          </Title>
          <Text c="dimmed" mb="md">
            {t("The code comes from whoever runs your centre, made for this till alone.")}
          </Text>
          <ConnectCentre onConnected={() => undefined} />
        </Paper>
        <Group className={classes.steps}>
          <Button
            variant="subtle"
            size="lg"
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            onClick={onBack}
          >
            {t("Back")}
          </Button>
        </Group>
      </main>
    </div>
  );
}
