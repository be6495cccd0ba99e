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

/** Sends one act as one command: double presses are ignored, a retry keeps the command's id. */
export function useCommand<Name extends CommandName>(name: Name): Command<Name> {
  const intent = useRef<Intent>(IDLE);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);

  const send = useCallback(
    async (request: Draft<Name>) => {
      const started = begin(intent.current, uuidv7);
      if (started === undefined || started.state === "idle") return undefined;
      intent.current = started;
      setSending(true);
      setProblem(undefined);
      const answer = await call(name, { command: started.id, ...request } as RequestInput<Name>);
      const silent = !answer.ok && answer.refusal.code === "program.silent";
      intent.current = finish(started, answer.ok ? "done" : silent ? "silent" : "refused");
      setSending(false);
      if (!answer.ok) setProblem(answer.refusal);
      return answer;
    },
    [name],
  );

  const clear = useCallback(() => setProblem(undefined), []);
  return { send, sending, problem, clear };
}
