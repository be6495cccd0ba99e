import { call } from "../../rpc/call.ts";
import { t } from "../../text/text.ts";
import { beep } from "../../ui/sound.ts";
import { byCode, readSearch } from "../find/find-model.ts";
import { saleOfReceipt } from "../sales/receipt-scan.ts";
import { receiptNumber } from "../sales/sales-model.ts";
import type { Till } from "./till.ts";

/**
 * True: taken, or refused with its own sound and words. False: heard, and nothing else. A promise:
 * taken or refused once the program has said what it is.
 */
export function takeScan(scanned: string, till: Omit<Till, "act">): boolean | Promise<void> {
  const { desk, state, shift } = till;
  if (till.view.kind !== "sell") return false;
  if (receiptNumber(scanned) !== undefined) {
    return takeReceipt(scanned, till);
  }
  if (shift === null || shift === undefined || state.catalog === undefined) {
    beep("refused");
    till.notice(
      shift === null ? t("Open a shift, then scan again.") : t("Not ready yet: scan again."),
      "odd",
    );
    return true;
  }
  // The input itself, not its state: it has just been given back what stood there before the scan.
  const before = till.searchInput.current?.value ?? "";
  // A scanner that stumbled left its first characters in the search: together they are the code.
  const { index } = state.catalog;
  const item = byCode(index, scanned) ?? byCode(index, before + scanned);
  if (item === undefined && state.catalog.reply.returnables.some((each) => each.serialised)) {
    return takeSerial(scanned, till);
  }
  if (item === undefined) {
    beep("refused");
    till.notice(t("No item has the code {scanned}. The sale is as it was.", { scanned }), "odd");
    return true;
  }
  beep("added");
  if (desk.stage.at === "paying") {
    till.setDialog({ kind: "scanned", item });
    return true;
  }
  const { times } = readSearch(before);
  till.searchControl.current?.put("");
  till.add(item, times);
  return true;
}

/** A receipt that is brought back opens its sale; what is in the cart stays there. */
async function takeReceipt(scanned: string, till: Omit<Till, "act">): Promise<void> {
  const sale = await saleOfReceipt(scanned);
  const odd =
    sale === null
      ? t("No receipt here has the number {scanned}.", { scanned })
      : sale.business !== till.business.id
        ? t("{number} is a receipt of another business: switch to it, then scan again.", {
            number: sale.number,
          })
        : till.desk.stage.at === "paying"
          ? t("That is a receipt. Finish paying, then scan it again.")
          : null;
  if (odd !== null || sale === null) {
    beep("refused");
    return till.notice(odd ?? "", "odd");
  }
  beep("added");
  if (till.desk.stage.at === "done") till.send({ type: "next" });
  till.setView({ kind: "sales", first: sale.sale });
}

/** A serial starts an exchange where it is full, and a deposit's return where it is out. */
async function takeSerial(scanned: string, till: Omit<Till, "act">): Promise<void> {
  const business = till.business.id;
  const answer = await call("returnable.serial", { business, serial: scanned });
  const found = answer.ok ? answer.value.found : null;
  const type = till.state.catalog?.reply.returnables.find(({ id }) => id === found?.type);
  if (till.desk.stage.at === "paying" || found === null || type === undefined) {
    beep("refused");
    till.notice(t("No item has the code {scanned}. The sale is as it was.", { scanned }), "odd");
  } else if (found.place === "full") {
    beep("added");
    till.setDialog({ kind: "returnable", type, serialOut: found.serial, count: 1 });
  } else if (found.deposit !== null) {
    beep("added");
    till.setDialog({ kind: "deposit", found: found.deposit });
  } else {
    beep("refused");
    till.notice(
      t("{name} {serial} is not on the shelf, and no deposit is held.", {
        name: type.name,
        serial: found.serial,
      }),
      "odd",
    );
  }
}
