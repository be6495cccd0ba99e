import { Button, Center, Group } from "@mantine/core";
import { IconBuildingBank, IconLock, IconAppWindow } from "@tabler/icons-react";
import { EmptyState, LoadingState } from "../ui/states.tsx";
import { type BusinessCard, may, signOut, useProgram, useSession } from "../rpc/program.tsx";
import { go } from "../ui/route.ts";
import { ScannerProvider } from "../ui/scanner/scanner-provider.tsx";
import { Counter } from "./counter/counter.tsx";
import { useOneCounter } from "./one-counter.ts";
import { t } from "../text/text.ts";

/** The window of the till. */
export function CounterWindow() {
  const { status } = useProgram();
  const session = useSession();
  const businesses = status.businesses.filter(
    (business) => business.active && may(session, "sell", business.id),
  );
  if (businesses.length === 0) {
    return (
      <EmptyState title={t("Nothing to sell here")}>
        {t(
          "You may not sell in any business of this till. The owner can change that in the office.",
        )}
      </EmptyState>
    );
  }
  return <OneCounter businesses={businesses} training={status.training} />;
}

interface OneCounterProps {
  readonly businesses: readonly BusinessCard[];
  readonly training: boolean;
}

function OneCounter({ businesses, training }: OneCounterProps) {
  const { place, takeOver } = useOneCounter(training);
  return (
    <ScannerProvider>
      {place === "here" ? (
        <Counter businesses={businesses} />
      ) : (
        <Center h="100%">
          {place === "asking" ? <LoadingState /> : <Elsewhere onTake={takeOver} />}
        </Center>
      )}
    </ScannerProvider>
  );
}

function Elsewhere({ onTake }: { readonly onTake: () => void }) {
  const { reload } = useProgram();
  const session = useSession();
  return (
    <main data-testid="counter-elsewhere">
      <EmptyState
        title={t("The counter is open in another window")}
        icon={<IconAppWindow size={40} stroke={1.4} aria-hidden />}
        action={
          <Group mt="md" justify="center">
            <Button h={44} autoFocus onClick={onTake} data-testid="counter-take">
              {t("Sell here")}
            </Button>
            {may(session, "reports.read") && (
              <Button
                h={44}
                variant="default"
                leftSection={<IconBuildingBank size={20} aria-hidden />}
                onClick={() => go("/office")}
              >
                {t("Office")}
              </Button>
            )}
            <Button
              h={44}
              variant="default"
              leftSection={<IconLock size={20} aria-hidden />}
              onClick={() => void signOut(reload)}
            >
              {t("Lock the till")}
            </Button>
          </Group>
        }
      >
        {t(
          "This till sells in one window at a time. Sell here, and its sales come along; a payment that was begun there is to be entered again.",
        )}
      </EmptyState>
    </main>
  );
}
