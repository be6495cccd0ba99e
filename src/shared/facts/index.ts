import type { EntryRecorded, EntryReversed, PeriodClosed, StockReceived } from "./books.ts";
import type { CashMoved, DrawerOpened, ShiftClosed, ShiftOpened } from "./cash.ts";
import type { ExceptionSettled } from "./exceptions.ts";
import type {
  JobCancelled,
  JobCollected,
  JobCompensated,
  JobMoved,
  JobPaid,
  JobReceived,
  JobWrittenOff,
} from "./jobs.ts";
import type {
  AccountSaved,
  BooksOpened,
  BusinessSaved,
  CatalogSaved,
  CustomerSaved,
  SupplierSaved,
  UserSaved,
} from "./master.ts";
import type { MpesaConfirmed, MpesaMatched, MpesaReceived } from "./mpesa.ts";
import type { CreditPaidOut, CustomerMerged, CustomerPaid } from "./payments.ts";
import type { ReconciliationDone, ReconciliationUndone } from "./reconciliation.ts";
import type {
  CylinderSaved,
  DepositForfeited,
  DepositOpened,
  DepositReturned,
  ReturnableSaved,
  ReturnablesMoved,
} from "./returnables.ts";
import type { RoleSaved } from "./role.ts";
import type { SalePosted, SaleRefunded } from "./selling.ts";
import type {
  ProductionRecorded,
  ProductionReversed,
  RecipeSaved,
  StockCounted,
  StockReturned,
  StockTransferred,
  StockWrittenOff,
} from "./stock.ts";

/** Every kind of fact this program writes; a new kind fails to compile where it is not applied. */
export type AnyFact =
  | BooksOpened
  | BusinessSaved
  | AccountSaved
  | RoleSaved
  | UserSaved
  | CatalogSaved
  | CustomerSaved
  | SupplierSaved
  | ShiftOpened
  | CashMoved
  | DrawerOpened
  | ShiftClosed
  | SalePosted
  | SaleRefunded
  | CustomerPaid
  | CreditPaidOut
  | CustomerMerged
  | MpesaConfirmed
  | MpesaReceived
  | MpesaMatched
  | ReconciliationDone
  | ReconciliationUndone
  | StockReceived
  | RecipeSaved
  | ProductionRecorded
  | ProductionReversed
  | StockWrittenOff
  | StockCounted
  | StockReturned
  | StockTransferred
  | EntryRecorded
  | EntryReversed
  | PeriodClosed
  | ExceptionSettled
  | ReturnableSaved
  | CylinderSaved
  | ReturnablesMoved
  | DepositOpened
  | DepositReturned
  | DepositForfeited
  | JobReceived
  | JobMoved
  | JobPaid
  | JobCollected
  | JobCancelled
  | JobCompensated
  | JobWrittenOff;

export type FactKind = AnyFact["kind"];
export type FactOf<Kind extends FactKind> = Extract<AnyFact, { kind: Kind }>;
