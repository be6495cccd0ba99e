import { canonical } from "#shared/facts/canonical.ts";
import type {
  BooksOpened,
  Business,
  BusinessSaved,
  BusinessSettings,
  CatalogSaved,
  Category,
  Customer,
  CustomerSaved,
  Item,
  Price,
  Supplier,
  User,
} from "#shared/facts/master.ts";
import type { Role } from "#shared/facts/role.ts";
import type { Account } from "#shared/ledger/account.ts";
import type { Book } from "../book.ts";
import { mergeAsTold, showAsOne } from "./merging.ts";
import { applyRecipe } from "./production.ts";
import { applyReturnable } from "./returnables.ts";

// JSON columns are canonical text: a replay, whose facts were parsed from sorted bytes, must write
// what the first writing wrote.

const flag = (value: boolean): number => (value ? 1 : 0);

/** The first fact of all: roles, people and the chart that all businesses share. */
export function applyBooksOpened(book: Book, fact: BooksOpened, seq: number): void {
  const { body } = fact;
  book.run(
    "INSERT INTO books (one, seq, owner, currency, demo) VALUES (1, ?, ?, ?, ?)",
    seq,
    body.owner,
    body.currency,
    flag(body.demo),
  );
  for (const role of body.roles) applyRole(book, role, seq);
  for (const user of body.users) applyUser(book, user, seq);
  for (const account of body.accounts) applyAccount(book, account);
}

/** A business as it now is; a new one comes with its accounts and what it starts to sell. */
export function applyBusiness(book: Book, fact: BusinessSaved, seq: number): void {
  const { business, settings, accounts } = fact.body;
  saveBusiness(book, business, settings);
  for (const account of accounts) applyAccount(book, account);
  saveSettings(book, fact.id, business, settings, seq);
  applyCatalog(book, fact.body, seq);
  for (const kind of fact.body.returnables ?? []) applyReturnable(book, kind, seq);
}

function saveBusiness(book: Book, business: Business, settings: BusinessSettings): void {
  book.run(
    `INSERT INTO business (id, name, kind, trades, colour, position, active, negative_stock)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, trades = excluded.trades,
       colour = excluded.colour, position = excluded.position, active = excluded.active,
       negative_stock = excluded.negative_stock`,
    business.id,
    business.name,
    business.kind,
    canonical(business.trades),
    business.colour,
    business.position,
    flag(business.active),
    settings.negativeStock,
  );
}

function saveSettings(
  book: Book,
  fact: string,
  business: Business,
  settings: BusinessSettings,
  seq: number,
): void {
  book.run(
    "INSERT INTO business_settings (fact, business, seq, name, settings) VALUES (?, ?, ?, ?, ?)",
    fact,
    business.id,
    seq,
    business.name,
    canonical(settings),
  );
  book.run(
    `INSERT INTO mpesa_till (business, till_number, store_number, account) VALUES (?, ?, ?, ?)
     ON CONFLICT (business) DO UPDATE SET till_number = excluded.till_number,
       store_number = excluded.store_number, account = excluded.account`,
    business.id,
    settings.mpesaTill,
    settings.mpesaStore,
    settings.accounts.mpesa,
  );
}

/** Number, type, business and control are permanent; names and tiers may be corrected. */
export function applyAccount(book: Book, account: Account): void {
  book.run(
    `INSERT INTO account (number, type, category, class, subclass, name, name_swahili, business,
       posting, active, subledger) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET category = excluded.category, class = excluded.class,
       subclass = excluded.subclass, name = excluded.name, name_swahili = excluded.name_swahili,
       active = excluded.active, posting = excluded.posting`,
    account.number,
    account.type,
    account.category,
    account.class,
    account.subclass,
    account.name,
    account.nameSwahili,
    account.business,
    flag(account.posting),
    flag(account.active),
    account.subledger,
  );
}

export function applyRole(book: Book, role: Role, seq: number): void {
  book.run(
    `INSERT INTO role (id, name, permissions, active, seq) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, permissions = excluded.permissions,
       active = excluded.active, seq = excluded.seq`,
    role.id,
    role.name,
    canonical(role.permissions),
    flag(role.active ?? true),
    seq,
  );
}

export function applyUser(book: Book, user: User, seq: number): void {
  book.run(
    `INSERT INTO user (id, seq, name, pin_hash, language, active) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, name = excluded.name,
       pin_hash = excluded.pin_hash, language = excluded.language, active = excluded.active`,
    user.id,
    seq,
    user.name,
    user.pinHash,
    user.language,
    flag(user.active),
  );
  book.run("DELETE FROM business_access WHERE user = ?", user.id);
  for (const { business, role } of user.access) {
    book.run(
      "INSERT INTO business_access (user, business, role) VALUES (?, ?, ?)",
      user.id,
      business,
      role,
    );
  }
}

export function applyCatalog(book: Book, body: CatalogSaved["body"], seq: number): void {
  for (const category of body.categories) saveCategory(book, category, seq);
  for (const item of body.items) saveItem(book, item, seq);
  for (const price of body.prices) savePrice(book, price, seq);
  for (const recipe of body.recipes ?? []) applyRecipe(book, recipe, seq);
}

function saveCategory(book: Book, category: Category, seq: number): void {
  book.run(
    `INSERT INTO category (id, seq, business, name, colour, position, active)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, name = excluded.name,
       colour = excluded.colour, position = excluded.position, active = excluded.active`,
    category.id,
    seq,
    category.business,
    category.name,
    category.colour,
    category.position,
    flag(category.active),
  );
}

function saveItem(book: Book, item: Item, seq: number): void {
  book.run(
    `INSERT INTO item (id, seq, business, category, kind, name, sku, unit, fractional, tax, revenue,
       cogs, inventory, components, reorder_at, sellable, active, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, category = excluded.category,
       name = excluded.name, sku = excluded.sku, unit = excluded.unit,
       fractional = excluded.fractional, tax = excluded.tax, revenue = excluded.revenue,
       cogs = excluded.cogs, components = excluded.components, reorder_at = excluded.reorder_at,
       sellable = excluded.sellable, active = excluded.active, position = excluded.position`,
    item.id,
    seq,
    item.business,
    item.category,
    item.kind,
    item.name,
    item.sku,
    item.unit,
    flag(item.fractional),
    item.tax,
    item.revenue,
    item.cogs,
    item.inventory,
    canonical(item.components),
    item.reorderAt,
    flag(item.sellable),
    flag(item.active),
    item.position,
  );
  book.run("DELETE FROM item_barcode WHERE item = ?", item.id);
  for (const barcode of item.barcodes) {
    book.run("INSERT INTO item_barcode (barcode, item) VALUES (?, ?)", barcode, item.id);
  }
}

function savePrice(book: Book, price: Price, seq: number): void {
  book.run(
    `INSERT INTO item_price (item, from_day, price, seq) VALUES (?, ?, ?, ?)
     ON CONFLICT (item, from_day) DO UPDATE SET price = excluded.price, seq = excluded.seq`,
    price.item,
    price.from,
    price.price,
    seq,
  );
}

export function applyCustomer(book: Book, customer: Customer, seq: number): void {
  const phone = [customer.phone?.cipher ?? null, customer.phone?.index ?? null];
  book.run(
    `INSERT INTO customer (id, seq, name, phone_cipher, phone_index, saved_cipher, saved_index,
       credit_limit, note, address, active)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, name = excluded.name,
       phone_cipher = excluded.phone_cipher, phone_index = excluded.phone_index,
       saved_cipher = excluded.saved_cipher, saved_index = excluded.saved_index,
       credit_limit = excluded.credit_limit, note = excluded.note, address = excluded.address,
       active = excluded.active`,
    customer.id,
    seq,
    customer.name,
    ...phone,
    ...phone,
    customer.creditLimit,
    customer.note,
    customer.address ?? "",
    flag(customer.active),
  );
  mergeAsTold(book, customer.id);
  showAsOne(book, customer.id);
}

/** What a writing of a customer replaced, whether it stands or a later one does. */
export function rememberWriting(book: Book, { body }: CustomerSaved, seq: number): void {
  if (body.replaces === undefined) return;
  book.run(
    "INSERT INTO customer_writing (seq, customer, replaces) VALUES (?, ?, ?)",
    seq,
    body.id,
    body.replaces,
  );
}

export function applySupplier(book: Book, supplier: Supplier, seq: number): void {
  book.run(
    `INSERT INTO supplier (id, seq, name, phone_cipher, phone_index, active)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, name = excluded.name,
       phone_cipher = excluded.phone_cipher, phone_index = excluded.phone_index,
       active = excluded.active`,
    supplier.id,
    seq,
    supplier.name,
    supplier.phone?.cipher ?? null,
    supplier.phone?.index ?? null,
    flag(supplier.active),
  );
}
