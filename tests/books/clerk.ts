import { templates } from "#shared/businesses/index.ts";
import { addDays, type BusinessDay } from "#shared/kernel/date.ts";
import { allocate, cents } from "#shared/kernel/money.ts";
import { quantity } from "#shared/kernel/quantity.ts";
import type { Account } from "#shared/ledger/account.ts";
import { chart } from "#main/journal/read/chart.ts";
import { partyBalance } from "#main/journal/read/customers.ts";
import { suppliersNamed } from "#main/journal/read/suppliers.ts";
import type { Act, ActOf } from "./acts.ts";

import { at, shopAt, SHOPS, Teller, type Shop } from "./teller.ts";

/** A teller who keeps the books too, for days at a time. */
export class Clerk extends Teller {
  async tradeFor(day: BusinessDay, acts: readonly Act[]): Promise<void> {
    this.day = day;
    this.minute = 0;
    for (const shop of SHOPS) await this.open(shop, 0);
    for (const act of acts) {
      this.minute += 1;
      await this.perform(act);
    }
    for (const shop of SHOPS) await this.close(shop, 0, null, 500);
  }

  protected async perform(act: Act): Promise<void> {
    switch (act.act) {
      case "sale":
        return this.sell(act);
      case "refund":
        return this.refund(act);
      case "cash":
        return this.moveCash(act);
      case "expense":
        return this.spend(act);
      case "transfer":
        return this.transfer(act);
      case "capital":
        return this.capital(act);
      case "delivery":
        return this.receive(act);
      case "customer-pays":
        return this.customerPays(act);
      case "supplier-paid":
        return this.paySupplier(act);
      case "manual":
        return this.manual(act);
      case "reverse":
        return this.reverse(act);
      case "shift":
        await this.close(shopAt(act.shop), act.off, act.mpesaOff, act.keep);
        return this.open(shopAt(act.shop), act.extra);
      case "lock":
        return this.try("period.close", {
          through: addDays(this.day, -act.back),
          reason: "Checked",
        });
    }
  }

  /** Every place of money of a business: drawer, safe, M-Pesa, bank. */
  protected places(shop: Shop) {
    const { cash, mpesa, bank } = templates[shop].accounts;
    return [
      { business: shop, account: cash, party: "SAFE" },
      { business: shop, account: mpesa, party: null },
      { business: shop, account: bank, party: null },
    ];
  }

  protected async spend(act: ActOf<"expense">): Promise<void> {
    const from = at(this.places(shopAt(act.from)), act.from);
    const shared = chart(this.book).filter(
      (account) => account.type === "expense" && account.posting && account.business === null,
    );
    const account = at(shared, act.account);
    if (from === undefined || account === undefined) return;
    const shares = act.amounts.map((amount, index) => ({
      business: shopAt(act.from + index),
      amount: cents(amount),
    }));
    const total = shares.reduce((before, each) => before + each.amount, 0);
    // No part may contain more tax than it is worth, however cents are allocated.
    const tax = cents(Math.floor((total * act.tax) / 116 / 100) * 100);
    const fits = allocate(
      tax,
      shares.map((each) => each.amount),
    ).every((part, index) => part < (shares[index]?.amount ?? 0));
    await this.try("entry.expense", {
      day: this.day,
      account: account.number,
      shares,
      paidFrom: from.account,
      party: from.party,
      fee: cents(act.fee),
      tax: fits ? tax : cents(0),
      memo: "Bill",
    });
  }

  protected async transfer(act: ActOf<"transfer">): Promise<void> {
    const places = SHOPS.flatMap((shop) => this.places(shop));
    const [from, to] = [at(places, act.from), at(places, act.to)];
    if (from === undefined || to === undefined) return;
    await this.try("entry.transfer", {
      day: this.day,
      from,
      to,
      amount: cents(act.amount),
      fee: cents(act.fee),
      memo: "",
    });
  }

  protected async capital(act: ActOf<"capital">): Promise<void> {
    const place = at(
      SHOPS.flatMap((shop) => this.places(shop)),
      act.place,
    );
    if (place === undefined) return;
    const { direction, amount } = act;
    await this.try("entry.capital", {
      day: this.day,
      direction,
      place,
      amount: cents(amount),
      memo: "",
    });
  }

  protected async receive(act: ActOf<"delivery">): Promise<void> {
    const business = shopAt(act.shop);
    const item = at(
      this.items(business).filter((each) => each.inventory !== null),
      act.item,
    );
    const supplier = at(suppliersNamed(this.book, ""), act.item);
    if (item === undefined || supplier === undefined) return;
    await this.try("stock.receive", {
      business,
      day: this.day,
      supplier: supplier.id,
      reference: "DN",
      lines: [
        {
          item: item.id,
          quantity: quantity(act.units * 1000),
          cost: cents(act.cost),
          tax: cents(act.tax),
        },
      ],
      paidFrom: act.paid ? templates[business].accounts.bank : null,
    });
  }

  protected async paySupplier(act: ActOf<"supplier-paid">): Promise<void> {
    const business = shopAt(act.shop);
    const { payable, bank } = templates[business].accounts;
    const supplier = at(suppliersNamed(this.book, ""), act.supplier);
    const owed =
      supplier === undefined ? 0 : -partyBalance(this.book, payable, business, supplier.id);
    if (supplier === undefined || owed <= 0) return;
    await this.try("supplier.pay", {
      business,
      day: this.day,
      supplier: supplier.id,
      amount: cents(owed),
      fee: cents(act.fee),
      paidFrom: bank,
    });
  }

  protected async manual(act: ActOf<"manual">): Promise<void> {
    const accounts = chart(this.book);
    const lines = act.pairs.flatMap(({ shop, from, to, amount }) => {
      const business = shopAt(shop);
      const free = accounts.filter((account) => isFree(account, business));
      const [debited, credited] = [at(free, to), at(free, from)];
      if (debited === undefined || credited === undefined) return [];
      return [
        { business, account: debited.number, debit: cents(amount) },
        { business, account: credited.number, credit: cents(amount) },
      ];
    });
    await this.try("entry.manual", {
      day: this.day,
      memo: 'Correction; see | note 7 ("x")',
      lines,
    });
  }

  protected async reverse(act: ActOf<"reverse">): Promise<void> {
    const entries = this.book.all<{ seq: number }>(
      "SELECT seq FROM entry WHERE type IN ('expense', 'transfer', 'manual') ORDER BY seq DESC LIMIT 20",
    );
    const entry = at(entries, act.entry);
    if (entry === undefined) return;
    await this.try("entry.reverse", { entry: entry.seq, day: this.day, reason: "Typed twice" });
  }
}

/** A leaf that a person may type on: no parties, no stock, not the clearing account. */
function isFree(account: Account, business: string): boolean {
  return (
    account.posting &&
    account.subledger === null &&
    account.number !== 1900 &&
    account.class !== "Inventory" &&
    (account.business ?? business) === business
  );
}
