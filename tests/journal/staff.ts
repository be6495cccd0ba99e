import { startingRoles } from "#shared/businesses/roles.ts";
import { openShifts, newSite, type Site } from "./program.ts";
import { command, newFolder } from "./shop.ts";

export const PIN = "2580";
export const BUSINESSES = ["WATER", "LAUNDRY", "RETAIL"] as const;

/** What the owner made in a business. */
export interface Made {
  readonly shift: string;
  readonly sale: string;
  readonly entry: number;
  readonly item: string;
  readonly price: number;
}

/** Books with a person of each role, of all businesses and of WATER alone. */
export interface Staffed {
  readonly site: Site;
  /** Ids by name. Each is signed in at a window of the same name: "cashier *", "cashier WATER". */
  readonly people: ReadonlyMap<string, string>;
  readonly rows: Readonly<Record<string, Made>>;
  readonly employ: (role: string, business: string) => Promise<void>;
}

export async function staffed(): Promise<Staffed> {
  const site = await newSite(newFolder());
  const people = new Map<string, string>();
  const rows: Record<string, Made> = {};
  async function employ(role: string, business: string): Promise<void> {
    const name = `${role} ${business}`;
    const { id } = await site.did("user.save", {
      command: command(),
      name,
      pin: PIN,
      access: [{ business, role }],
    });
    people.set(name, id);
    await site.did("session.signIn", { user: id, pin: PIN }, name);
  }

  await openShifts(site, BUSINESSES);
  for (const business of BUSINESSES) {
    const [item] = site.read<{ id: string; price: number }>(
      `SELECT i.id, p.price FROM item i JOIN item_price p ON p.item = i.id
       WHERE i.business = ? AND i.inventory IS NULL UNION ALL
       SELECT i.id, p.price FROM item i JOIN item_price p ON p.item = i.id WHERE i.business = ?`,
      business,
      business,
    );
    if (item === undefined) throw new Error(`${business} sells nothing`);
    if (business === "WATER") {
      const [cap] = site.read<{ id: string }>("SELECT id FROM item WHERE sku = 'W-CAP'");
      await site.did("stock.receive", {
        command: command(),
        business,
        day: "2026-11-20",
        supplier: null,
        opening: true,
        lines: [{ item: cap?.id ?? "", quantity: 100_000, cost: 50_000 }],
      });
    }
    const sale = await site.did("sale.post", {
      command: command(),
      business,
      tenders: [{ kind: "cash", tendered: 1_000_000 }],
      lines: [{ item: item.id, quantity: 2000, unitPrice: item.price }],
    });
    const [made] = site.read<{ shift: string; entry: number }>(
      "SELECT shift, seq AS entry FROM sale WHERE id = ?",
      sale.sale,
    );
    rows[business] = {
      shift: made?.shift ?? "",
      sale: sale.sale,
      entry: made?.entry ?? 0,
      item: item.id,
      price: item.price,
    };
  }
  for (const { id } of startingRoles) {
    await employ(id, "*");
    await employ(id, "WATER");
  }
  return { site, people, rows, employ };
}
