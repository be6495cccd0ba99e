import { contract, type Reply, type Request, type RequestInput } from "#shared/contract/index.ts";
import { nairobiDay, type BusinessDay, type Instant } from "#shared/kernel/date.ts";
import { done, type Result } from "#shared/kernel/result.ts";
import type { Chance } from "#main/demo/random.ts";
import type { Book } from "#main/journal/book.ts";
import type { Journal } from "#main/journal/journal.ts";
import type { Sealer } from "#main/people/sealing.ts";
import type { Link } from "#main/replication/link.ts";
import type { Caller, Handler, Handlers } from "#main/rpc/handlers.ts";
import { counterHandlers } from "#main/services/index.ts";
import { officeHandlers } from "#main/services/office/index.ts";
import type { Parts } from "#main/services/parts.ts";

export interface DeskParts {
  readonly journal: Journal;
  readonly sealer: Sealer;
  readonly chance: Chance;
  readonly now: () => Instant;
  readonly link: Link;
}

type Handled = ReturnType<typeof counterHandlers> & ReturnType<typeof officeHandlers>;
export type Asked<Name extends keyof Handled> = Omit<RequestInput<Name>, "command">;

/** A person with every right, at one device: the program's own services behind no door. */
export class Desk {
  readonly chance: Chance;
  readonly #parts: Parts;
  readonly #handlers: Partial<Handlers>;

  constructor({ journal, sealer, chance, now, link }: DeskParts) {
    this.chance = chance;
    this.#parts = {
      journal,
      sealer,
      now,
      newId: () => chance.id(0),
      paper: () => undefined,
      committed: () => undefined,
      // Nobody types a PIN here: what it costs to hash one is not what is looked at.
      pinCheck: {
        checkPin: async () => {
          throw new Error("nobody types a PIN here");
        },
        checkApproval: async ({ user }) => done({ user }),
        choosePin: async () => done("no PIN"),
      },
    };
    this.#handlers = {
      ...counterHandlers(this.#parts),
      ...officeHandlers(this.#parts, { verify: () => [], link }),
    };
  }

  get book(): Book {
    return this.#parts.journal.book;
  }

  get till(): string {
    return this.#parts.journal.till();
  }

  get today(): BusinessDay {
    return nairobiDay(this.#parts.now());
  }

  async call<Name extends keyof Handled & keyof typeof contract>(
    name: Name,
    request: Asked<Name>,
  ): Promise<Result<Reply<Name>>> {
    const command = contract[name].kind === "command" ? { command: this.#parts.newId() } : {};
    const parsed = contract[name].request.parse({ ...command, ...request }) as Request<Name>;
    return (this.#handlers[name] as Handler<Name>)(parsed, OWNER);
  }
}

const OWNER: Caller = {
  session: { user: "00000000-0000-7000-8000-000000000001", name: "Owner", access: [] },
  connection: "simulation",
  may: () => true,
  sees: () => true,
};
