import { CentreTrouble } from "#main/replication/centre.ts";
import type { Instant } from "#shared/kernel/date.ts";
import type { Centre } from "#main/replication/centre.ts";
import type { ModelState } from "./state.ts";

type Name = Exclude<keyof Centre, "close">;

/** What one device asked the centre, and what it said. */
export interface Asked {
  readonly name: Name;
  readonly till: string;
  readonly at: Instant;
  readonly request: readonly unknown[];
  /** Undefined where it refused to answer. */
  readonly answer: unknown;
}

/** A history: calls, and the moments at which a backup was made, or took the centre's place. */
export type Call = Asked | Of<"backup"> | Of<"restored">;

interface Of<What> {
  readonly name: What;
  readonly at: Instant;
  readonly backup: ModelState;
}

/** The same centre, with each call told once it has its answer. */
export function noting(
  centre: Centre,
  tell: (call: Pick<Asked, "name" | "request" | "answer">) => void,
): Centre {
  const noted =
    <Request extends unknown[], Answer>(name: Name, ask: (...of: Request) => Promise<Answer>) =>
    async (...request: Request): Promise<Answer> => {
      let answer: Answer | undefined;
      try {
        answer = await ask(...request);
        return answer;
      } finally {
        tell({ name, request, answer });
      }
    };
  return {
    hello: noted("hello", centre.hello),
    openEpoch: noted("openEpoch", centre.openEpoch),
    push: noted("push", centre.push),
    pull: noted("pull", centre.pull),
    heartbeat: noted("heartbeat", centre.heartbeat),
    closePeriod: noted("closePeriod", centre.closePeriod),
    tills: noted("tills", centre.tills),
    decide: noted("decide", centre.decide),
    retry: noted("retry", centre.retry),
    remember: noted("remember", centre.remember),
    // Its world has its devices from the beginning.
    enrol: () => Promise.reject(new CentreTrouble("refused", "nobody is enrolled here")),
    shutOut: () => Promise.reject(new CentreTrouble("refused", "nobody is shut out here")),
    safety: () => Promise.reject(new CentreTrouble("refused", "nobody backs this centre up")),
    widen: () => Promise.reject(new CentreTrouble("refused", "nobody serves more here")),
    wasCut: () => false,
    close: centre.close,
  };
}
