import { v5 } from "uuid";
import type { Request } from "#shared/contract/index.ts";
import { startingRoles } from "#shared/businesses/roles.ts";
import { templates } from "#shared/businesses/index.ts";
import { startingCatalog } from "#shared/businesses/starting-catalog.ts";
import { startingSettings, type BusinessTemplate } from "#shared/businesses/template.ts";
import { canonical } from "#shared/facts/canonical.ts";
import type { BooksOpened, BusinessSaved, User } from "#shared/facts/master.ts";
import { assert } from "#shared/kernel/assert.ts";
import { nairobiDay, type BusinessDay } from "#shared/kernel/date.ts";
import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { ownersChart } from "#shared/ledger/chart.ts";
import { nameDevice } from "#main/journal/device/device.ts";
import type { Journal } from "#main/journal/journal.ts";
import type { Command, Draft } from "#main/journal/command.ts";
import { booksOpened } from "#main/journal/read/business.ts";
import type { Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "./parts.ts";

/**
 * Opens the books, once: one fact for the owner, this till and the shared chart, and one for each
 * business, under one COMMIT. A crash leaves all of them or none, and the same command sent again
 * is answered from what is there.
 */
export function setUp(parts: Parts): Handler<"program.setUp"> {
  return async (request) => {
    const pin = await parts.pinCheck.choosePin(request.pin, false);
    if (!pin.ok) return pin;
    const owner: User = {
      id: parts.newId(),
      name: request.owner.trim(),
      pinHash: pin.value,
      language: "en",
      active: true,
      access: [{ business: "*", role: "owner" }],
    };
    const digest = parts.sealer.digest(canonical({ name: "program.setUp", ...request }));
    let opened: Result<BooksOpened> | null = null;
    parts.journal.inBulk(() => {
      opened = openBooks(
        parts.journal,
        { id: request.command, digest },
        {
          request,
          users: [owner],
          demo: false,
          today: nairobiDay(parts.now()),
          newId: parts.newId,
        },
      );
    });
    return owned(opened);
  };
}

function owned(opened: Result<BooksOpened> | null): Result<{ owner: string }> {
  assert(opened !== null, "the journal writes what it is given");
  if (!opened.ok) return opened;
  const [first] = opened.value.body.users;
  assert(first !== undefined, "books are opened by an owner");
  return done({ owner: first.id });
}

export interface Opening {
  readonly request: Omit<Request<"program.setUp">, "command" | "pin">;
  /** The first is the owner. */
  readonly users: readonly User[];
  readonly demo: boolean;
  readonly today: BusinessDay;
  readonly newId: () => string;
}

/**
 * Writes the first facts of a journal, from a wizard's answers or the demo shop's; refuses where
 * the books are open. It belongs inside `inBulk`: the ids of the businesses' facts follow from the
 * command's, so that it can be repeated, but nobody should ever see the half of it.
 */
export function openBooks(
  journal: Pick<Journal, "append">,
  command: Command,
  opening: Opening,
): Result<BooksOpened> {
  const opened = journal.append(command, (book) =>
    // Asked inside the transaction: of two that set up at once, one finds the books open.
    booksOpened(book) !== undefined
      ? refuse({ code: "program.already_set_up" })
      : done(booksDraft(opening)),
  );
  if (!opened.ok) return opened;
  for (const [position, chosen] of opening.request.businesses.entries()) {
    const id = v5(`business ${chosen.template}`, command.id);
    const saved = journal.append({ id, digest: command.digest }, () =>
      done(businessDraft(opening, id, chosen, position)),
    );
    if (!saved.ok) return saved;
  }
  return done(opened.value.fact);
}

const by = ({ users }: Opening) => ({ user: users[0]?.id ?? null, approver: null, reason: null });

function booksDraft(opening: Opening): Draft<"books.opened"> {
  const { owner, till } = opening.request;
  return {
    kind: "books.opened",
    day: opening.today,
    business: null,
    by: by(opening),
    body: {
      owner,
      currency: "KES",
      demo: opening.demo,
      till,
      roles: startingRoles,
      users: opening.users,
      accounts: ownersChart().filter((account) => account.business === null),
    },
    entry: null,
    also: (book) => nameDevice(book, till.code, till.name),
  };
}

function businessDraft(
  opening: Opening,
  fact: string,
  { template: id, name, ...given }: Opening["request"]["businesses"][number],
  position: number,
): Draft<"business.saved"> {
  const template: BusinessTemplate = templates[id];
  const { request, today } = opening;
  const body: BusinessSaved["body"] = {
    business: {
      id: template.id,
      name,
      kind: template.kind,
      trades: template.trades,
      colour: template.colour,
      position,
      active: true,
    },
    settings: startingSettings(template, {
      ...given,
      title: name,
      vatRegistered: request.vatRegistered,
    }),
    accounts: ownersChart().filter((account) => account.business === template.id),
    ...startingCatalog(
      template,
      today,
      opening.newId,
      (kind) => v5(`cylinder ${kind}`, fact),
      request.sampleItems,
    ),
  };
  return {
    kind: "business.saved",
    day: today,
    business: template.id,
    by: by(opening),
    body,
    entry: null,
  };
}
