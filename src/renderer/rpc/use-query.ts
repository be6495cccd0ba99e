import { useCallback, useEffect, useState } from "react";
import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import { call } from "./call.ts";
import type { Problem } from "./problem.ts";

export interface Query<Name extends ProcedureName> {
  readonly loading: boolean;
  /** The latest answer; it stays while the next one is on its way, so that nothing flickers. */
  readonly value: Reply<Name> | undefined;
  readonly problem: Problem | undefined;
  readonly reload: () => void;
}

interface Settled<Name extends ProcedureName> {
  /** The question that this answers. */
  readonly question: string;
  readonly value: Reply<Name> | undefined;
  readonly problem: Problem | undefined;
}

/** Asks when the name or the request changes, and again on `reload`. Null: nothing to ask yet. */
export function useQuery<Name extends ProcedureName>(
  name: Name,
  request: RequestInput<Name> | null,
): Query<Name> {
  const key = request === null ? null : JSON.stringify(request);
  const [turn, setTurn] = useState(0);
  const [settled, setSettled] = useState<Settled<Name>>({
    question: "",
    value: undefined,
    problem: undefined,
  });
  const question = `${name} ${turn} ${key}`;

  useEffect(() => {
    if (key === null) return undefined;
    let wanted = true; // until a later question is asked, or the screen has gone
    const ask = async () => {
      const answer = await call(name, JSON.parse(key) as RequestInput<Name>);
      if (!wanted) return;
      setSettled((before) =>
        answer.ok
          ? { question, value: answer.value, problem: undefined }
          : { question, value: before.value, problem: answer.refusal },
      );
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [name, key, question]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const { value, problem } = settled;
  return { loading: key !== null && settled.question !== question, value, problem, reload };
}
