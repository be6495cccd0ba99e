import { v7 } from "uuid";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import type { Result } from "#shared/kernel/result.ts";

/** The program, as far as somebody at its windows reaches it. */
interface Door {
  call(connection: string, name: string, payload: unknown): Promise<Result<unknown>>;
}

/** Somebody who sells at a program through its own door, a sale a call, as a cashier would. */
export interface Trader {
  /** Opens the shift of the day where none is open, and sells something. */
  sell(): Promise<void>;
}

interface Line {
  readonly item: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** Signs in at a window of its own; `chance` is in [0, 1). */
export async function openTrader(
  program: Door,
  who: { readonly name: string; readonly pin: string },
  business: string,
  chance: () => number,
): Promise<Trader> {
  const window = `trader ${business}`;
  const ask = async <Name extends ProcedureName>(
    name: Name,
    request: RequestInput<Name>,
  ): Promise<Reply<Name>> => {
    const answer = (await program.call(window, name, request)) as Result<Reply<Name>>;
    if (!answer.ok) throw new Error(`${name}: ${answer.refusal.code}`);
    return answer.value;
  };
  const { users } = await ask("program.status", {});
  const user = users.find((each) => each.name === who.name);
  if (user === undefined) throw new Error(`${who.name} does not work here`);
  await ask("session.signIn", { user: user.id, pin: who.pin });

  const opened = async (): Promise<void> => {
    const { shifts } = await ask("shift.current", {});
    if (shifts.some((shift) => shift.business === business)) return;
    const { day } = await ask("shift.proposal", { business });
    await ask("shift.open", {
      command: v7(),
      business,
      day,
      counts: { "100": 20 },
      fromSafe: 0,
    });
  };

  return {
    async sell() {
      await opened();
      const { items } = await ask("catalog.forTill", { business });
      const priced = items.filter((item) => (item.price ?? 0) > 0);
      const count = 1 + Math.floor(chance() * 3);
      const lines = new Map<string, Line>();
      for (let n = 0; n < count; n += 1) {
        const item = priced[Math.floor(chance() * priced.length)];
        if (item === undefined || item.price === null) continue;
        lines.set(item.id, { item: item.id, quantity: 1000, unitPrice: item.price });
      }
      if (lines.size === 0) return;
      const due = [...lines.values()].reduce((sum, line) => sum + line.unitPrice, 0);
      await ask("sale.post", {
        command: v7(),
        business,
        lines: [...lines.values()],
        tenders: [{ kind: "cash", tendered: Math.ceil(due / 100_000) * 100_000 }],
      });
    },
  };
}
