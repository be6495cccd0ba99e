import * as counter from "./counter.ts";
import * as customers from "./customers.ts";
import * as gas from "./gas.ts";
import * as goods from "./goods.ts";
import * as laundry from "./laundry.ts";
import * as ledger from "./ledger.ts";
import * as office from "./office.ts";
import type { Act, Shop } from "./act.ts";

/** What somebody does, and how often beside the rest. */
export interface Habit {
  readonly act: Act;
  readonly weight: number;
}

const habits = (...each: readonly (readonly [weight: number, act: Act])[]): Habit[] =>
  each.map(([weight, act]) => ({ weight, act }));

const AT_ANY_COUNTER = habits(
  [10, counter.refund],
  [8, customers.keepCustomer],
  [6, goods.receive],
  [5, customers.takePayment],
  [4, customers.payOut],
  [4, counter.moveCash],
  [1, counter.openDrawer],
  [4, counter.closeShift],
);

/** At a till, in each of its businesses. */
export const TILL_HABITS: Readonly<Record<Shop, readonly Habit[]>> = {
  RETAIL: [
    ...AT_ANY_COUNTER,
    ...habits(
      [30, counter.sell],
      [16, gas.sellFilled],
      [9, gas.bringBack],
      [4, gas.moveCylinders],
      [3, gas.swap],
      [3, goods.count],
      [2, goods.writeOff],
    ),
  ],
  WATER: [
    ...AT_ANY_COUNTER,
    ...habits(
      [32, counter.sell],
      [10, goods.produce],
      [4, goods.takeBackRun],
      [6, gas.sellFilled],
      [4, gas.bringBack],
      [3, goods.count],
      [2, goods.writeOff],
    ),
  ],
  LAUNDRY: [
    ...AT_ANY_COUNTER,
    ...habits(
      [8, counter.sell],
      [22, laundry.takeIn],
      [14, laundry.moveJob],
      [8, laundry.payJob],
      [16, laundry.collectJob],
      [5, laundry.cancelJob],
      [5, laundry.compensateJob],
      [2, laundry.giveUpJob],
    ),
  ],
};

/** In the office, for any of the businesses. */
export const OFFICE_HABITS: readonly Habit[] = habits(
  [14, ledger.expense],
  [6, ledger.transfer],
  [6, ledger.reverse],
  [9, ledger.confirmMpesa],
  [4, ledger.receiveMpesa],
  [9, ledger.matchMpesa],
  [5, ledger.reconcile],
  [5, ledger.takeBackReconciliation],
  [4, ledger.settleException],
  [8, goods.receive],
  [3, goods.paySupplier],
  [6, goods.sendBack],
  [3, goods.moveGoods],
  [3, goods.writeOff],
  [3, goods.changeRecipe],
  [3, goods.addSupplier],
  [10, customers.keepCustomer],
  [4, customers.mergeCustomers],
  [10, office.setPrice],
  [4, office.saveRole],
  [5, office.saveUser],
  [4, office.changeSettings],
  [3, office.changeJobs],
  [2, office.saveAccount],
  [8, office.newBusiness],
  [6, laundry.moveJob],
  [3, laundry.giveUpJob],
  [6, gas.forfeit],
  [3, gas.takeOver],
  [4, gas.moveCylinders],
  [3, gas.describeCylinder],
  [2, gas.changeType],
);
