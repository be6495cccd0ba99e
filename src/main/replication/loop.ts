import type { Replicator, Stepped } from "./replicator.ts";

/** Drives a replicator for as long as the program runs: the only timer of replication. */
export interface Loop {
  /** There is something to send: now, unless the centre is being left in peace after a trouble. */
  nudge(): void;
  /** Exchanges, whatever the timer says, until nothing is left to carry or something is wrong. */
  catchUp(): Promise<Stepped>;
  /** No exchange begins any more; settles once the one under way has ended. */
  stop(): Promise<void>;
}

/** Exchanges of one `catchUp`: a year's books are a thousand. */
const MOST_STEPS = 5000;

export function startLoop(replicator: Replicator, log: (line: string) => void): Loop {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<Stepped> | null = null;
  let stopped = false;
  let again = false;
  let resting = false;
  let told = "";

  /** One at a time: whoever asks for an exchange under way gets that one. */
  function step(): Promise<Stepped> {
    running ??= replicator.step().finally(() => {
      running = null;
    });
    return running;
  }

  function tell({ trouble }: Stepped): void {
    const now = trouble === null ? "" : `${trouble.kind}: ${trouble.message}`;
    if (now !== told) log(now === "" ? "the centre answers" : `the centre: ${now}`);
    told = now;
  }

  function plan(inMs: number): void {
    if (stopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void turn(), inMs);
  }

  async function turn(): Promise<void> {
    again = false;
    let wait = 60_000;
    try {
      const stepped = await step();
      tell(stepped);
      resting = stepped.trouble !== null;
      wait = again && !resting ? 0 : stepped.againInMs;
    } catch (error) {
      // A bug of ours, or the disk: selling goes on, and the next exchange may do better.
      log(`an exchange with the centre failed: ${String(error)}`);
    }
    plan(wait);
  }

  plan(0);
  return {
    nudge() {
      again = true;
      if (running === null && !resting) plan(0);
    },
    async catchUp() {
      replicator.askWho();
      let stepped = await step();
      for (let n = 0; n < MOST_STEPS; n += 1) {
        const { trouble, againInMs } = stepped;
        if (stopped || trouble !== null || (againInMs > 0 && n > 0)) break;
        stepped = await step();
      }
      resting = stepped.trouble !== null;
      return stepped;
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running?.catch(() => undefined);
    },
  };
}
