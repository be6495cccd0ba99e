import { assert } from "#shared/kernel/assert.ts";

interface Coming {
  readonly at: number;
  readonly no: number;
  readonly run: () => void | Promise<void>;
  /** It will not happen: what it would have ended has ended. */
  cancelled: boolean;
}

/**
 * Time that passes only when everything due has happened. Whatever the simulated world does is an
 * event here; equal times keep the order in which they were asked for.
 */
export class Schedule {
  /** True time in milliseconds: what no clock in the world need agree with. */
  now: number;
  #coming: Coming[] = [];
  #no = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Answers with what cancels it: an event that nobody waits for any longer costs a turn too. */
  after(ms: number, run: () => void | Promise<void>): () => void {
    assert(ms >= 0, `${ms} ms lie in the past`);
    this.#no += 1;
    const coming: Coming = { at: this.now + ms, no: this.#no, run, cancelled: false };
    let low = 0;
    let high = this.#coming.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#coming[middle] as Coming).at > coming.at) high = middle;
      else low = middle + 1;
    }
    this.#coming.splice(low, 0, coming);
    return () => {
      coming.cancelled = true;
    };
  }

  /** Runs events until the time comes, or until there are none. */
  async runUntil(end: number, done: () => boolean = () => false): Promise<void> {
    while (!done()) {
      const next = this.#coming[0];
      if (next === undefined || next.at > end) break;
      this.#coming.shift();
      if (next.cancelled) continue;
      this.now = next.at;
      await next.run();
      await settled();
    }
    if (!done()) this.now = Math.max(this.now, end);
  }
}

/**
 * Lets every promise that can go on go on. Nothing in the simulated world waits for a real timer,
 * a file or a socket, so that one turn of the event loop is the end of all of it.
 */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
