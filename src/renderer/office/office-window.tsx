import "@mantine/charts/styles.css";
import type { ReactNode } from "react";
import { AccountsScreen } from "./accounts/accounts-screen.tsx";
import { BalanceSheetScreen } from "./balance-sheet/balance-sheet-screen.tsx";
import { DashboardScreen } from "./dashboard/dashboard-screen.tsx";
import { EntryScreen } from "./entry/entry-screen.tsx";
import { JournalScreen } from "./journal/journal-screen.tsx";
import { LedgerScreen } from "./ledger/ledger-screen.tsx";
import { ProfitAndLossScreen } from "./profit-and-loss/profit-and-loss-screen.tsx";
import { useRoute } from "./route/use-route.ts";
import { OfficeProvider } from "./shell/office-context.tsx";
import { Sidebar } from "./shell/sidebar.tsx";
import { RecordScreen } from "./record/record-screen.tsx";
import { TrialBalanceScreen } from "./trial-balance/trial-balance-screen.tsx";
import classes from "./shell/shell.module.css";

/** The owner's and the accountant's window: everything that is not selling. */
export function OfficeWindow() {
  return (
    <OfficeProvider>
      <div className={classes.window} data-testid="office">
        <Sidebar />
        <div className={classes.main}>
          <Screen />
        </div>
      </div>
    </OfficeProvider>
  );
}

const SCREENS: Readonly<Record<string, () => ReactNode>> = {
  dashboard: () => <DashboardScreen />,
  record: () => <RecordScreen />,
  "trial-balance": () => <TrialBalanceScreen />,
  "profit-and-loss": () => <ProfitAndLossScreen />,
  "balance-sheet": () => <BalanceSheetScreen />,
  ledger: () => <LedgerScreen />,
  accounts: () => <AccountsScreen />,
  journal: () => <JournalScreen />,
  entry: () => <EntryScreen />,
};

function Screen() {
  const { screen } = useRoute();
  const draw = Object.hasOwn(SCREENS, screen) ? SCREENS[screen] : undefined;
  return (draw ?? SCREENS["dashboard"])?.();
}
