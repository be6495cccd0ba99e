/** What happened, in words, for a person who has to understand a seed that failed. */
export interface Trace {
  say(who: string, what: string): void;
}

export const silent: Trace = { say: () => undefined };

/** Each line with the true time since the beginning. */
export function traceTo(out: (line: string) => void, now: () => number): Trace {
  let began: number | null = null;
  return {
    say(who, what) {
      began ??= now();
      const seconds = ((now() - began) / 1000).toFixed(3).padStart(10);
      out(`${seconds} s  ${who.padEnd(8)} ${what}`);
    },
  };
}
