import type { Locator, Page } from "playwright-core";

/** Seconds of the Keystroke-Level Model (Card, Moran and Newell 1980), for an average typist. */
const KEY = 0.28;
const POINT = 1.1;
const THINK = 1.35;
/** Between keyboard and mouse. */
const HOME = 0.4;
const CLICK = 0.2;

/**
 * Counts what a person would do with hands and head while a test does it: each step is thought of
 * first, each click pointed at, each field pointed at and typed into, key by key. What the program
 * and this machine take is not in it.
 */
export class Effort {
  #keys = 0;
  #clicks = 0;
  #thoughts = 0;
  #homings = 0;

  async click(what: Locator): Promise<void> {
    this.#thoughts += 1;
    this.#clicks += 1;
    await what.click();
  }

  /** Points at a field and types, over what stood there. */
  async type(into: Locator, text: string): Promise<void> {
    this.#thoughts += 1;
    this.#clicks += 1;
    // To the keys and back; a key to mark what stood there.
    this.#homings += 2;
    this.#keys += text.length + 1;
    await into.fill(text);
  }

  /** Opens a list and points at a row of it. */
  async choose(page: Page, list: Locator, wanted: string): Promise<void> {
    await this.click(list);
    await this.click(page.getByRole("option").filter({ hasText: wanted }).first());
  }

  /** Keys that the test presses by other means. */
  keys(count: number): void {
    this.#thoughts += count;
    this.#keys += count;
  }

  seconds(): number {
    return (
      this.#keys * KEY +
      this.#clicks * (POINT + CLICK) +
      this.#thoughts * THINK +
      this.#homings * HOME
    );
  }

  words(): string {
    const { keys, clicks, seconds } = {
      keys: this.#keys,
      clicks: this.#clicks,
      seconds: Math.round(this.seconds()),
    };
    return `${keys} keys, ${clicks} clicks, ${seconds} s of a person by the Keystroke-Level Model`;
  }
}
