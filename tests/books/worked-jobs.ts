import type { WorkedShop } from "./worked-shop.ts";

/** A job of 1,160, with a deposit in cash. */
async function washed(shop: WorkedShop, deposit: number): Promise<{ job: string; entry: number }> {
  const item = await shop.item({
    business: "LAUNDRY",
    kind: "service",
    name: `Wash ${shop.last()}`,
    price: 116_000,
    revenue: 4210,
    cogs: 5120,
  });
  const { job } = await shop.must("job.receive", {
    business: "LAUNDRY",
    customer: shop.customer,
    lines: [{ item, quantity: 1000, unitPrice: 116_000, pieces: 1 }],
    deposit,
    tenders: deposit === 0 ? [] : [{ kind: "cash", tendered: deposit }],
  });
  return { job, entry: shop.last() };
}

async function collect(shop: WorkedShop, job: string): Promise<void> {
  const tenders = [{ kind: "mpesa" as const, amount: 66_000, code: shop.code() }];
  await shop.must("job.collect", { job, amount: 66_000, tenders, collector: "Otieno" });
}

/** The owner's choice of when revenue stands. */
async function policy(shop: WorkedShop, recognition: "ready" | "collected"): Promise<void> {
  const { expressAccount: _, ...settings } = await shop.must("job.settings", {
    business: "LAUNDRY",
  });
  await shop.must("job.saveSettings", { business: "LAUNDRY", ...settings, recognition });
}

/** Worked journals of jobs: each gives the number of its entry. */
export const jobFlows: Readonly<Record<string, (shop: WorkedShop) => Promise<number>>> = {
  J19: async (shop) => (await washed(shop, 50_000)).entry,

  async J20(shop) {
    const { job } = await washed(shop, 50_000);
    await shop.must("job.move", { job, to: "ready" });
    return shop.last();
  },

  async J21(shop) {
    const { job } = await washed(shop, 50_000);
    await shop.must("job.move", { job, to: "ready" });
    await collect(shop, job);
    return shop.last();
  },

  async J21b(shop) {
    await policy(shop, "collected");
    const { job } = await washed(shop, 50_000);
    await policy(shop, "ready"); // binds what is received from now on, not this job
    await shop.must("job.move", { job, to: "ready" });
    await collect(shop, job);
    return shop.last();
  },

  async J22(shop) {
    const { job } = await washed(shop, 50_000);
    await shop.must("job.move", { job, to: "ready" });
    await shop.must("job.writeOff", { job, reason: "Nobody came for it" });
    return shop.last();
  },

  async J22b(shop) {
    await policy(shop, "collected");
    const { job } = await washed(shop, 50_000);
    await policy(shop, "ready");
    await shop.must("job.move", { job, to: "ready" });
    await shop.must("job.writeOff", { job, reason: "Nobody came for it" });
    return shop.last();
  },

  async J23(shop) {
    const { job } = await washed(shop, 50_000);
    const tenders = [{ kind: "cash", amount: 50_000 }] as const;
    await shop.must("job.cancel", { job, tenders: [...tenders], reason: "Needs it today" });
    return shop.last();
  },

  async J24(shop) {
    const { job } = await washed(shop, 0);
    await shop.must("job.compensate", {
      job,
      what: "White shirt",
      tenders: [{ kind: "cash", amount: 150_000 }],
      reason: "It was lost",
    });
    return shop.last();
  },
};
