import { Group, Text, Title } from "@mantine/core";
import { todayOf, useProgram } from "../rpc/program.tsx";
import { paletteOf } from "../ui/business-colour.ts";
import { StartPage } from "../ui/start-page.tsx";
import { fullDayWords } from "../text/day-words.ts";
import { ScannerProvider } from "../ui/scanner/scanner-provider.tsx";
import { StatusBar } from "../ui/status-bar.tsx";
import { StatusItem } from "../ui/status-item.tsx";
import classes from "./lock.module.css";
import { SignIn } from "./sign-in.tsx";
import { t } from "../text/text.ts";
import { rich } from "../text/rich.tsx";

export function LockScreen() {
  const { status, reload } = useProgram();
  const active = status.businesses.filter((business) => business.active);
  return (
    <StartPage>
      <main className={classes.middle}>
        <div className={classes.heading}>
          <Title order={1} size="h1">
            {status.owner === ""
              ? t("Sign in")
              : status.demo
                ? t("Welcome to the demo shop")
                : t("Welcome to the till")}
          </Title>
          <Group gap="md" justify="center" mt={6}>
            {active.map((business) => (
              <Group key={business.id} gap={8} wrap="nowrap">
                <span
                  className={classes.dot}
                  style={{ background: `var(--mantine-color-${paletteOf(business)}-filled)` }}
                />
                <Text>{business.name}</Text>
              </Group>
            ))}
          </Group>
        </div>
        {status.demo && (
          <Text ta="center" c="dimmed">
            {rich(
              "PINs of the demo: owner {owner}, manager {manager}, cashier {cashier}, accountant {accountant}",
              {
                owner: <b>1111</b>,
                manager: <b>2222</b>,
                cashier: <b>3333</b>,
                accountant: <b>4444</b>,
              },
            )}
          </Text>
        )}
        <ScannerProvider>
          <SignIn users={status.users} onSignedIn={reload} />
        </ScannerProvider>
      </main>
      <StatusBar>
        <StatusItem>{fullDayWords(todayOf(status))}</StatusItem>
        <StatusItem>Tomtin {status.version}</StatusItem>
      </StatusBar>
    </StartPage>
  );
}
