import "@mantine/charts/styles.css";
import type { ReactNode } from "react";
import { AccountsScreen } from "./accounts/accounts-screen.tsx";
import { AgeingScreen } from "./ageing/ageing-screen.tsx";
import { AlertsScreen } from "./alerts/alerts-screen.tsx";
import { AuditScreen } from "./audit/audit-screen.tsx";
import { BackupsScreen } from "./backups/backups-screen.tsx";
import { BalanceSheetScreen } from "./balance-sheet/balance-sheet-screen.tsx";
import { BusinessesScreen } from "./businesses/businesses-screen.tsx";
import { CashFlowLineScreen } from "./cash-flow/cash-flow-line-screen.tsx";
import { CashFlowScreen } from "./cash-flow/cash-flow-screen.tsx";
import { CategoriesScreen } from "./categories/categories-screen.tsx";
import { CustomerScreen } from "./customers/customer-screen.tsx";
import { CustomersScreen } from "./customers/customers-screen.tsx";
import { DashboardScreen } from "./dashboard/dashboard-screen.tsx";
import { EntryScreen } from "./entry/entry-screen.tsx";
import { ExceptionsScreen } from "./exceptions/exceptions-screen.tsx";
import { HealthScreen } from "./health/health-screen.tsx";
import { ItemsScreen } from "./items/items-screen.tsx";
import { JobScreen } from "./jobs/job-screen.tsx";
import { JobsScreen } from "./jobs/jobs-screen.tsx";
import { JournalScreen } from "./journal/journal-screen.tsx";
import { LedgerScreen } from "./ledger/ledger-screen.tsx";
import { NewBusinessScreen } from "./new-business/new-business-screen.tsx";
import { MpesaScreen } from "./mpesa/mpesa-screen.tsx";
import { PeriodLockScreen } from "./period-lock/period-lock-screen.tsx";
import { PrinterScreen } from "./printer/printer-screen.tsx";
import { ProductionScreen } from "./production/production-screen.tsx";
import { ProfitAndLossScreen } from "./profit-and-loss/profit-and-loss-screen.tsx";
import { ReconcileScreen } from "./reconcile/reconcile-screen.tsx";
import { RecordScreen } from "./record/record-screen.tsx";
import { ReturnablesScreen } from "./returnables/returnables-screen.tsx";
import { RolesScreen } from "./users/roles-screen.tsx";
import { useRoute } from "./route/use-route.ts";
import { SaleScreen } from "./sales/sale-screen.tsx";
import { SalesScreen } from "./sales/sales-screen.tsx";
import { OfficeProvider } from "./shell/office-context.tsx";
import { Sidebar } from "./shell/sidebar.tsx";
import classes from "./shell/shell.module.css";
import { ShiftScreen } from "./shifts/shift-screen.tsx";
import { ShiftsScreen } from "./shifts/shifts-screen.tsx";
import { StockCardScreen } from "./stock/stock-card-screen.tsx";
import { StockScreen } from "./stock/stock-screen.tsx";
import { StocktakeScreen } from "./stocktake/stocktake-screen.tsx";
import { StocktakesScreen } from "./stocktake/stocktakes-screen.tsx";
import { SupplierScreen } from "./suppliers/supplier-screen.tsx";
import { SuppliersScreen } from "./suppliers/suppliers-screen.tsx";
import { TillsScreen } from "./tills/tills-screen.tsx";
import { TrialBalanceScreen } from "./trial-balance/trial-balance-screen.tsx";
import { UsersScreen } from "./users/users-screen.tsx";

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

/** Every address under "#/office/" and what is drawn there. */
const SCREENS: Readonly<Record<string, () => ReactNode>> = {
  dashboard: () => <DashboardScreen />,
  alerts: () => <AlertsScreen />,
  exceptions: () => <ExceptionsScreen />,
  mpesa: () => <MpesaScreen />,
  reconcile: () => <ReconcileScreen />,
  audit: () => <AuditScreen />,
  ageing: () => <AgeingScreen />,
  sales: () => <SalesScreen />,
  sale: () => <SaleScreen />,
  jobs: () => <JobsScreen />,
  job: () => <JobScreen />,
  shifts: () => <ShiftsScreen />,
  shift: () => <ShiftScreen />,
  record: () => <RecordScreen />,
  "trial-balance": () => <TrialBalanceScreen />,
  "profit-and-loss": () => <ProfitAndLossScreen />,
  "balance-sheet": () => <BalanceSheetScreen />,
  "cash-flow": () => <CashFlowScreen />,
  "cash-flow-line": () => <CashFlowLineScreen />,
  journal: () => <JournalScreen />,
  entry: () => <EntryScreen />,
  accounts: () => <AccountsScreen />,
  ledger: () => <LedgerScreen />,
  items: () => <ItemsScreen />,
  categories: () => <CategoriesScreen />,
  returnables: () => <ReturnablesScreen />,
  production: () => <ProductionScreen />,
  stock: () => <StockScreen />,
  "stock-card": () => <StockCardScreen />,
  stocktakes: () => <StocktakesScreen />,
  stocktake: () => <StocktakeScreen />,
  customers: () => <CustomersScreen />,
  customer: () => <CustomerScreen />,
  supplier: () => <SupplierScreen />,
  suppliers: () => <SuppliersScreen />,
  businesses: () => <BusinessesScreen />,
  "new-business": () => <NewBusinessScreen />,
  users: () => <UsersScreen />,
  roles: () => <RolesScreen />,
  printer: () => <PrinterScreen />,
  "period-lock": () => <PeriodLockScreen />,
  tills: () => <TillsScreen />,
  backups: () => <BackupsScreen />,
  health: () => <HealthScreen />,
};

function Screen() {
  const { screen } = useRoute();
  const draw = Object.hasOwn(SCREENS, screen) ? SCREENS[screen] : undefined;
  return (draw ?? SCREENS["dashboard"])?.();
}
