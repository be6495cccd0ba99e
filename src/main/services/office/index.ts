import type { Handlers } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { listAlerts } from "../alerts/index.ts";
import { listAccounts, listParties, saveAccount } from "./accounts.ts";
import { listAudit } from "./audit.ts";
import type { OfficeNeeds } from "./check.ts";
import { reportCashFlow, reportCashFlowLine } from "./cash-flow.ts";
import { closeBooks, previewClosing } from "./closing.ts";
import { closePeriod, currentPeriod } from "./close-period.ts";
import { reportDashboard } from "./dashboard.ts";
import { reportEntry, reportJournal } from "./entries.ts";
import { recordExpense } from "./expense.ts";
import { listExceptions, settleException } from "./exceptions.ts";
import {
  exportBalanceSheet,
  exportCashFlow,
  exportJournal,
  exportProfitAndLoss,
  exportTrialBalance,
} from "./export.ts";
import { reportHealth } from "./health.ts";
import { reportLedger } from "./ledger.ts";
import { recordManual } from "./manual.ts";
import { recordOpening } from "./opening.ts";
import { paySupplier } from "./pay-supplier.ts";
import { receiveStock } from "./receive-stock.ts";
import { reverseEntry } from "./reverse.ts";
import { reportBalanceSheet, reportProfitAndLoss } from "./statements.ts";
import { supplierAgeing, supplierStatement } from "./supplier-accounts.ts";
import { listSuppliers, saveSupplier } from "./suppliers.ts";
import { recordCapital, transferMoney } from "./transfer.ts";
import { reportTrialBalance } from "./trial-balance.ts";

export type OfficeHandlers = Pick<
  Handlers,
  | "account.list"
  | "account.parties"
  | "account.save"
  | "supplier.list"
  | "supplier.save"
  | "supplier.statement"
  | "supplier.ageing"
  | "alert.list"
  | "audit.list"
  | "exception.list"
  | "exception.settle"
  | "entry.expense"
  | "entry.transfer"
  | "entry.capital"
  | "entry.opening"
  | "entry.manual"
  | "entry.reverse"
  | "entry.close"
  | "entry.closing"
  | "stock.receive"
  | "supplier.pay"
  | "period.current"
  | "period.close"
  | "report.dashboard"
  | "report.trialBalance"
  | "report.profitAndLoss"
  | "report.balanceSheet"
  | "report.cashFlow"
  | "report.cashFlowLine"
  | "report.ledger"
  | "report.journal"
  | "report.entry"
  | "report.health"
  | "export.journal"
  | "export.cashFlow"
  | "export.profitAndLoss"
  | "export.balanceSheet"
  | "export.trialBalance"
>;

/** Everything the office asks for: the chart, what is recorded by hand, and all reports. */
export function officeHandlers(parts: Parts, needs: OfficeNeeds): OfficeHandlers {
  return {
    "account.list": listAccounts(parts),
    "account.parties": listParties(parts),
    "account.save": saveAccount(parts),
    "supplier.list": listSuppliers(parts),
    "supplier.save": saveSupplier(parts),
    "supplier.statement": supplierStatement(parts),
    "supplier.ageing": supplierAgeing(parts),
    "alert.list": listAlerts(parts),
    "audit.list": listAudit(parts),
    "exception.list": listExceptions(parts),
    "exception.settle": settleException(parts),
    "entry.expense": recordExpense(parts),
    "entry.transfer": transferMoney(parts),
    "entry.capital": recordCapital(parts),
    "entry.opening": recordOpening(parts),
    "entry.manual": recordManual(parts),
    "entry.close": closeBooks(parts),
    "entry.closing": previewClosing(parts),
    "entry.reverse": reverseEntry(parts),
    "stock.receive": receiveStock(parts),
    "supplier.pay": paySupplier(parts),
    "period.current": currentPeriod(parts),
    "period.close": closePeriod(parts, needs.link),
    "report.dashboard": reportDashboard(parts),
    "report.trialBalance": reportTrialBalance(parts),
    "report.profitAndLoss": reportProfitAndLoss(parts),
    "report.balanceSheet": reportBalanceSheet(parts),
    "report.cashFlow": reportCashFlow(parts),
    "report.cashFlowLine": reportCashFlowLine(parts),
    "report.ledger": reportLedger(parts),
    "report.journal": reportJournal(parts),
    "report.entry": reportEntry(parts),
    "report.health": reportHealth(parts, needs),
    "export.journal": exportJournal(parts),
    "export.cashFlow": exportCashFlow(parts),
    "export.profitAndLoss": exportProfitAndLoss(parts),
    "export.balanceSheet": exportBalanceSheet(parts),
    "export.trialBalance": exportTrialBalance(parts),
  };
}
