import { useCallback, useRef, useState } from "react";
import { v7 as uuidv7 } from "uuid";
import type { CommandName, RequestInput } from "#shared/contract/index.ts";
import { type Answer, call } from "./call.ts";
import { begin, finish, IDLE, type Intent } from "./intent.ts";
import type { Problem } from "./problem.ts";

/** A command's request without its id, which the hook provides. */
export type Draft<Name extends CommandName> = Omit<RequestInput<Name>, "command">;

export interface Command<Name extends CommandName> {
  /** Undefined where the press was ignored, because the same act is already on its way. */
  readonly send: (request: Draft<Name>) => Promise<Answer<Name> | undefined>;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly clear: () => void;
}

interface Said {
  readonly sending: boolean;
  readonly problem: Problem | undefined;
}

const NOTHING_SAID: Said = { sending: false, problem: undefined };

interface Manner {
  /** What must have happened before the act is sent; a second press meanwhile is ignored as well. */
  readonly first?: () => Promise<void>;
}

/**
 * Sends one act as one command: double presses are ignored, a retry keeps the command's id.
 * Where one screen serves several things (a cart per business), `scope` names the one that is
 * meant: each has its own intent, and sees its own problem.
 */
export function useCommand<Name extends CommandName>(
  name: Name,
  scope = "",
  { first }: Manner = {},
): Command<Name> {
  const intents = useRef(new Map<string, Intent>());
  const [said, setSaid] = useState<ReadonlyMap<string, Said>>(new Map());
  const say = useCallback(
    (words: Said) => setSaid((before) => new Map(before).set(scope, words)),
    [scope],
  );

  const send = useCallback(
    async (request: Draft<Name>) => {
      const started = begin(intents.current.get(scope) ?? IDLE, uuidv7);
      if (started === undefined || started.state === "idle") return undefined;
      intents.current.set(scope, started);
      say({ sending: true, problem: undefined });
      await first?.();
      const answer = await call(name, { command: started.id, ...request } as RequestInput<Name>);
      const silent = !answer.ok && answer.refusal.code === "program.silent";
      const outcome = answer.ok ? "done" : silent ? "silent" : "refused";
      intents.current.set(scope, finish(started, outcome));
      say({ sending: false, problem: answer.ok ? undefined : answer.refusal });
      return answer;
    },
    [first, name, say, scope],
  );

  const clear = useCallback(
    () =>
      setSaid((before) => {
        const { sending } = before.get(scope) ?? NOTHING_SAID;
        return new Map(before).set(scope, { sending, problem: undefined });
      }),
    [scope],
  );
  const { sending, problem } = said.get(scope) ?? NOTHING_SAID;
  return { send, sending, problem, clear };
}
