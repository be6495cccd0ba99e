import type { ProcedureName, Reply, RequestInput } from "#shared/contract/index.ts";
import type { Result } from "#shared/kernel/result.ts";
import { type Problem, SILENT } from "./problem.ts";

declare global {
  interface Window {
    /** Put there by the Electron preload; absent in a browser, which has HTTP instead. */
    readonly tomtin?: { call(name: string, payload: unknown): Promise<unknown> };
  }
}

export type Answer<Name extends ProcedureName> = Result<Reply<Name>, Problem>;

/** Told when the program says that nobody is signed in any more. */
const sessionLost = new Set<() => void>();

export function onSessionLost(listener: () => void): () => void {
  sessionLost.add(listener);
  return () => sessionLost.delete(listener);
}

interface Manner {
  /** The page goes; what it sends now is delivered after it has gone. */
  readonly leaving?: boolean;
  /** After so long without an answer the program counts as silent. */
  readonly limitMs?: number;
}

/** The one way from a screen to the program. Never throws: a broken line is an answer too. */
export async function call<Name extends ProcedureName>(
  name: Name,
  request: RequestInput<Name>,
  manner: Manner = {},
): Promise<Answer<Name>> {
  const answer = await (window.tomtin
    ? overBridge(name, request)
    : overHttp(name, request, manner));
  if (!isAnswer(answer)) return { ok: false, refusal: SILENT };
  if (!answer.ok && answer.refusal.code === "session.required") {
    for (const listener of sessionLost) listener();
  }
  return answer as Answer<Name>; // the one cast: the program parsed the reply, not we
}

async function overBridge(name: string, request: unknown): Promise<unknown> {
  try {
    return await window.tomtin?.call(name, request);
  } catch {
    return undefined; // an assertion failed over there; it is in its log
  }
}

async function overHttp(
  name: string,
  request: unknown,
  { leaving = false, limitMs }: Manner,
): Promise<unknown> {
  try {
    const response = await fetch(`/rpc/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      credentials: "same-origin",
      keepalive: leaving,
      body: JSON.stringify(request),
      ...(limitMs === undefined ? {} : { signal: AbortSignal.timeout(limitMs) }),
    });
    return (await response.json()) as unknown;
  } catch {
    return undefined; // no connection, or something in between that does not speak JSON
  }
}

function isAnswer(value: unknown): value is Result<unknown, Problem> {
  if (typeof value !== "object" || value === null || !("ok" in value)) return false;
  if (value.ok === true) return "value" in value;
  return (
    "refusal" in value &&
    typeof value.refusal === "object" &&
    value.refusal !== null &&
    "code" in value.refusal
  );
}
