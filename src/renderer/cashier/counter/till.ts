import type { Dispatch, RefObject } from "react";
import type { Reply } from "#shared/contract/index.ts";
import type { BusinessDay } from "#shared/kernel/date.ts";
import type { Quantity } from "#shared/kernel/quantity.ts";
import type { BusinessCard, Session } from "../../rpc/program.tsx";
import type { Command } from "../../rpc/use-command.ts";
import type { Query } from "../../rpc/use-query.ts";
import type { Approval } from "../approval/approval-dialog.tsx";
import type { TillItem, Totals } from "../cart/cart-model.ts";
import type { SearchControl } from "../find/search-field.tsx";
import type { Bill, Tender } from "../pay/pay-model.ts";
import type { Desk, DeskEvent } from "./counter-model.ts";
import type { Dialog, View } from "./dialog.ts";
import type { KeyAct } from "./keys.ts";
import type { CatalogState } from "./use-catalogs.ts";

export type CustomerCard = Reply<"customer.statement">["customer"];
export type OpenShift = Reply<"shift.current">["shifts"][number];

/** Something that happened and needs no answer. */
export interface Notice {
  readonly text: string;
  readonly tone: "good" | "odd";
}

/** Everything that the parts of the counter share about the business that is served. */
export interface Till {
  readonly business: BusinessCard;
  readonly session: Session;
  readonly today: BusinessDay;
  readonly desk: Desk;
  readonly state: CatalogState;
  readonly items: ReadonlyMap<string, TillItem>;
  /** What is left of an item that the cart sells beyond; undefined where there is enough. */
  readonly leftOf: (item: string) => Quantity | undefined;
  /** Undefined: not known yet; null: none is open. */
  readonly shift: OpenShift | null | undefined;
  readonly customer: CustomerCard | null;
  readonly sums: Totals;
  readonly bill: Bill;
  readonly last: Query<"sale.last">;
  readonly parked: Query<"draft.parked">;
  readonly sale: Command<"sale.post">;
  readonly receive: Command<"job.receive">;

  readonly searchInput: RefObject<HTMLInputElement | null>;
  readonly searchControl: RefObject<SearchControl | null>;
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly dialog: Dialog | null;
  readonly setDialog: (dialog: Dialog | null) => void;

  readonly send: Dispatch<DeskEvent>;
  /** One of it, so many of it, or first ask how much where it is weighed. */
  readonly add: (item: TillItem, times: Quantity | null) => void;
  readonly addExactly: (item: TillItem, amount: Quantity) => void;
  readonly complete: (tenders: readonly Tender[], approval?: Approval) => Promise<void>;
  readonly next: (typed: string) => void;
  readonly act: (act: KeyAct) => void;
  readonly reloadCatalog: () => void;
  readonly reloadShifts: () => void;
  /** What the cart's customer owes has changed. */
  readonly reloadCustomer: () => void;
  /** Said to those who listen, and shown for a moment to those who look. */
  readonly notice: (text: string, tone?: Notice["tone"]) => void;
  readonly noticed: Notice | null;
  readonly unnotice: () => void;
  readonly spoken: string;
}
