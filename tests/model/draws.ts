/** Choices made by a number: the same number chooses the same again. */
export class Draws {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from zero up to, and without, `under` (mulberry32). */
  under(under: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * under);
  }

  /** Both ends included. */
  whole(from: number, to: number): number {
    return from + this.under(to - from + 1);
  }

  of<T>(list: readonly T[]): T {
    const chosen = list[this.under(list.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  }

  /** True so many times in a hundred. */
  often(percent: number): boolean {
    return this.under(100) < percent;
  }

  /** Cents as a shop sees them: mostly whole shillings, sometimes odd, sometimes tiny. */
  amount(most = 900_000): number {
    const how = this.under(10);
    if (how < 6) return this.whole(1, Math.max(1, Math.floor(most / 100))) * 100;
    return how < 9 ? this.whole(1, most) : this.whole(1, 3);
  }
}
