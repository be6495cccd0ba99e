import { retell } from "../../text/retell.ts";
import { t } from "../../text/text.ts";

const names = (): Readonly<Record<string, string>> => ({
  file: t("file"),
  schema: t("schema"),
  references: t("references"),
  "fact hashes": t("fact hashes"),
  "fact chains": t("fact chains"),
  epochs: t("epochs"),
  "fact names": t("fact names"),
  entries: t("entries"),
  trade: t("trade"),
  jobs: t("jobs"),
  "where jobs stand": t("where jobs stand"),
  "job deposits": t("job deposits"),
  "people, catalogue and settings": t("people, catalogue and settings"),
  seals: t("seals"),
  "entries balance": t("entries balance"),
  "trial balance": t("trial balance"),
  "account day": t("account day"),
  "account month": t("account month"),
  parties: t("parties"),
  "customer sub-ledger": t("customer sub-ledger"),
  "supplier sub-ledger": t("supplier sub-ledger"),
  "drawer sub-ledger": t("drawer sub-ledger"),
  "staff sub-ledger": t("staff sub-ledger"),
  "deposit sub-ledger": t("deposit sub-ledger"),
  "job sub-ledger": t("job sub-ledger"),
  "stock levels": t("stock levels"),
  "FIFO layers": t("FIFO layers"),
  "inter-business clearing": t("inter-business clearing"),
  returnables: t("returnables"),
  cylinders: t("cylinders"),
  "deposits held": t("deposits held"),
});

const parties = (): Readonly<Record<string, string>> => ({
  customers: t("customers"),
  suppliers: t("suppliers"),
  drawers: t("drawers"),
  staffs: t("staffs"),
  deposits: t("deposits"),
  jobs: t("jobs"),
});

/** What a check of `verify` is called. */
export const verifyName = (name: string): string =>
  names()[name] ?? retell("inventory {account}", name) ?? name;

/** What a check of `verify` compared; names and figures of what differs stay as they are. */
export function verifyDetail(detail: string): string {
  return (
    retell("{compared} — {count} differ", detail, verifyDetail) ??
    ofTheChain(detail) ??
    ofTheBooks(detail) ??
    ofTheShelves(detail) ??
    detail
  );
}

const ofTheChain = (detail: string): string | undefined =>
  retell("SQLite finds the file whole, and every row as its table demands", detail) ??
  retell("every row that names another finds it", detail) ??
  retell("{count} facts hash to what was stored", detail) ??
  retell("{links} links in {epochs} epochs follow one another", detail) ??
  retell("{count} epochs start where another ended", detail) ??
  retell("{count} facts are filed under their id and kind", detail) ??
  retell("{count} entries say what their facts say, line by line", detail) ??
  retell("{count} sums of sales, tenders, drawers and codes are those of their facts", detail) ??
  retell("{tables} tables are what {facts} facts made of them", detail) ??
  retell("{count} tables, indexes and triggers are as the program made them", detail) ??
  retell("{count} entries are sealed", detail);

const ofTheBooks = (detail: string): string | undefined =>
  retell("{count} lines balance, entry by entry, business by business", detail) ??
  retell("zero in each of {count} businesses, and together", detail) ??
  retell("{count} running balances are the sums of their lines", detail) ??
  retell("{count} party balances are the sums of their lines", detail) ??
  retell(
    "{count} control accounts equal the sum of their {parties}",
    detail,
    (part) => parties()[part] ?? part,
  ) ??
  retell("1900 is zero over all businesses", detail);

const ofTheShelves = (detail: string): string | undefined =>
  retell("{jobs} jobs and {acts} acts are their facts", detail) ??
  retell("each job is where its acts led", detail) ??
  retell("each deposit is its party's balance", detail) ??
  retell("{count} stock levels are the sums of their moves", detail) ??
  retell("{count} layers hold what their moves left", detail) ??
  retell("{business}: ledger {ledger} cents, layers {layers} cents", detail) ??
  retell(
    "{count} kinds: full, empty, with customers, at suppliers and set aside are what came in less what went out",
    detail,
  ) ??
  retell("{count} serials are where their moves left them, one holder each", detail) ??
  retell("{count} open deposits are what their accounts hold, record by record", detail);
