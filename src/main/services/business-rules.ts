import type { Reply } from "#shared/contract/index.ts";
import { alertLimits } from "#shared/businesses/alert-limits.ts";
import { settingsChanges } from "#shared/businesses/settings-changes.ts";
import { kenyanTaxRates, FIRST_DAY_OF_RATES } from "#shared/businesses/template.ts";
import type { BusinessSettings, Licence } from "#shared/facts/master.ts";
import { nairobiDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { CLASS } from "#shared/ledger/tiers.ts";
import type { Book } from "#main/journal/book.ts";
import type { Draft } from "#main/journal/command.ts";
import {
  business as readBusiness,
  savedStates,
  type BusinessRow,
} from "#main/journal/read/business.ts";
import { user } from "#main/journal/read/people.ts";
import type { Handlers } from "#main/rpc/handlers.ts";
import type { Author } from "#shared/facts/fact.ts";
import type { Instant } from "#shared/kernel/date.ts";
import { act, actorOf } from "./act.ts";
import { postable } from "./office/checks.ts";
import type { Parts } from "./parts.ts";
import { activeBusiness } from "./place.ts";

const CHANGES_SHOWN = 50;

/** What a business is ruled by beside its receipt: dated tax, where items post, who changed what. */
export function businessRules(
  parts: Parts,
): Pick<
  Handlers,
  "business.rules" | "business.setTaxRate" | "business.setItemAccounts" | "business.setAlerts"
> {
  return {
    "business.rules": ({ business }) =>
      parts.journal.readTogether((book) => {
        const found = readBusiness(book, business);
        if (found === undefined) return refuse({ code: "business.unknown", business });
        const { trades, settings } = found;
        const reply: Reply<"business.rules"> = {
          trades: [...trades],
          taxRates: settings.taxRates.map((each) => ({ ...each })),
          itemAccounts: settings.itemAccounts,
          alerts: alertLimits(settings),
          licences: (settings.licences ?? []).map((each) => ({ ...each })),
          changes: changesOf(book, business),
        };
        return done(reply);
      }),
    "business.setTaxRate": (request, caller) =>
      act(
        parts,
        "business.setTaxRate",
        request,
        (book, coming) =>
          changed(book, request.business, coming.at, actorOf(caller).author(), ({ settings }) => {
            const { letter, basisPoints, from } = request;
            const others = settings.taxRates.filter(
              (rate) => rate.letter !== letter || rate.from !== from,
            );
            const name =
              others.find((rate) => rate.letter === letter)?.name ??
              kenyanTaxRates(FIRST_DAY_OF_RATES).find((rate) => rate.letter === letter)?.name ??
              letter;
            const taxRates = [...others, { letter, name, basisPoints, from }].toSorted((a, b) =>
              a.letter + a.from < b.letter + b.from ? -1 : 1,
            );
            return done({ ...settings, taxRates });
          }),
        ({ fact }) => ({ business: fact.body.business.id }),
      ),
    "business.setItemAccounts": (request, caller) =>
      act(
        parts,
        "business.setItemAccounts",
        request,
        (book, coming) =>
          changed(book, request.business, coming.at, actorOf(caller).author(), ({ settings }) => {
            const { goods, service } = request;
            const wrong = wrongAccount(book, request.business, { goods, service });
            return wrong ?? done({ ...settings, itemAccounts: { goods, service } });
          }),
        ({ fact }) => ({ business: fact.body.business.id }),
      ),
    "business.setAlerts": (request, caller) =>
      act(
        parts,
        "business.setAlerts",
        request,
        (book, coming) =>
          changed(book, request.business, coming.at, actorOf(caller).author(), ({ settings }) => {
            const { command: _, business: __, licences, ...alerts } = request;
            return done({ ...settings, alerts, licences: licences.map(named) });
          }),
        ({ fact }) => ({ business: fact.body.business.id }),
      ),
  };
}

const named = ({ name, until }: Licence): Licence => ({ name: name.trim(), until });

/** The fact of a business whose settings alone are changed. */
function changed(
  book: Book,
  id: string,
  at: Instant,
  by: Author,
  change: (place: BusinessRow) => Result<BusinessSettings>,
): Result<Draft<"business.saved">> {
  const place = activeBusiness(book, id);
  if (!place.ok) return place;
  const { settings: _, settingsFact: __, ...business } = place.value;
  const settings = change(place.value);
  if (!settings.ok) return settings;
  return done({
    kind: "business.saved",
    day: nairobiDay(at),
    business: id,
    by,
    body: {
      business,
      settings: settings.value,
      accounts: [],
      categories: [],
      items: [],
      prices: [],
    },
    entry: null,
  });
}

/** New items post there, so each must take postings of this business, and be of its kind. */
function wrongAccount(
  book: Book,
  business: string,
  { goods, service }: BusinessSettings["itemAccounts"],
): Result<never> | null {
  const wanted = [
    [service.revenue, "revenue"],
    [service.cogs, "expense"],
    [goods?.revenue, "revenue"],
    [goods?.cogs, "expense"],
    [goods?.inventory, "asset"],
  ] as const;
  for (const [number, type] of wanted) {
    if (number === undefined) continue;
    const account = postable(book, number, business);
    if (!account.ok) return account;
    const stock = type !== "asset" || account.value.class === CLASS.inventory;
    if (account.value.type !== type || !stock) {
      const kind = type === "asset" ? "an inventory account" : `an account of type ${type}`;
      return refuse({ code: "account.wrong_kind", account: number, wanted: kind });
    }
  }
  return null;
}

/** Latest first; the fact that made the business is where its history begins. */
function changesOf(book: Book, business: string): Reply<"business.rules">["changes"] {
  const states = savedStates(book, business, CHANGES_SHOWN + 1);
  return states.flatMap((state, at) => {
    const before = states[at + 1];
    if (before === undefined) return [];
    const changes = settingsChanges(before.body, state.body);
    if (changes.length === 0) return [];
    const by = state.by === null ? "" : (user(book, state.by)?.name ?? "");
    return [{ at: state.at, by, changes }];
  });
}
