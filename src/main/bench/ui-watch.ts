import type { CDPSession, Page } from "playwright-core";

/**
 * Measured inside the page: from the time of the key press, by the keyboard's clock, to the first
 * moment after the frame that shows its outcome was handed to the screen.
 */
const WATCH = `
  const channel = new MessageChannel();
  let painted = () => {};
  channel.port1.onmessage = () => painted();
  let armed;
  addEventListener("keydown", (event) => {
    if (armed === undefined || event.key !== armed.key) return;
    const { holds, resolve } = armed;
    armed = undefined;
    const frame = () => {
      if (holds()) {
        painted = () => resolve(performance.now() - event.timeStamp);
        channel.port2.postMessage(0);
      } else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }, { capture: true });
  window.benchArm = (key, holds) => {
    window.benchResult = new Promise((resolve, reject) => {
      armed = { key, holds, resolve };
      setTimeout(() => reject(new Error("not seen after " + key + ": " + holds)), 20000);
    });
  };
`;

export async function watch(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

/** What a press does: the key whose time counts, and what of the page says that it was done. */
export interface Press {
  readonly key: Key;
  readonly act: () => Promise<void>;
  /** JavaScript that is true of the page when the outcome is there. */
  readonly shows: string;
}

/** Milliseconds from the press to the frame that shows its outcome. */
export async function measure(page: Page, { key, act, shows }: Press): Promise<number> {
  await page.evaluate(`window.benchArm(${JSON.stringify(key.key)}, () => (${shows}))`);
  await act();
  return page.evaluate<number>("window.benchResult");
}

/** Keys as a keyboard sends them: without waiting for the page. */
export interface Hand {
  press(key: Key): Promise<void>;
  /** All characters and Enter, so many milliseconds apart. */
  scan(code: string): Promise<void>;
}

interface Key {
  readonly key: string;
  readonly code: string;
  readonly vk: number;
  readonly text?: string;
  readonly ctrl?: boolean;
}

export const ENTER: Key = { key: "Enter", code: "Enter", vk: 13, text: "\r" };
export const F9: Key = { key: "F9", code: "F9", vk: 120 };
export const F10: Key = { key: "F10", code: "F10", vk: 121 };

export function typed(character: string): Key {
  const digit = character >= "0" && character <= "9";
  const upper = character.toUpperCase();
  return {
    key: character,
    code: digit ? `Digit${character}` : `Key${upper}`,
    vk: upper.charCodeAt(0),
    text: character,
  };
}

export function ctrl(digit: number): Key {
  return { key: String(digit), code: `Digit${digit}`, vk: 48 + digit, ctrl: true };
}

const SCANNER_GAP_MS = 5;

export async function handOf(page: Page): Promise<Hand> {
  const session = await page.context().newCDPSession(page);
  return {
    press: (key) => strike(session, key),
    async scan(code) {
      const strokes: Promise<void>[] = [];
      // Paced as a scanner paces; a late timer of ours must not make a slow typist of it.
      let last = Date.now();
      for (const character of code) {
        const stamp = Math.min(Math.max(Date.now(), last + 1), last + 8 * SCANNER_GAP_MS);
        strokes.push(strike(session, typed(character), stamp));
        last = stamp;
        await new Promise((resolve) => setTimeout(resolve, SCANNER_GAP_MS));
      }
      strokes.push(strike(session, ENTER, Math.min(Date.now(), last + 8 * SCANNER_GAP_MS)));
      await Promise.all(strokes);
    },
  };
}

async function strike(session: CDPSession, key: Key, ms?: number): Promise<void> {
  const pressed = {
    key: key.key,
    code: key.code,
    windowsVirtualKeyCode: key.vk,
    modifiers: key.ctrl === true ? 2 : 0,
    ...(ms === undefined ? {} : { timestamp: ms / 1000 }),
  };
  const text = key.text === undefined ? {} : { text: key.text };
  await Promise.all([
    session.send("Input.dispatchKeyEvent", { ...pressed, ...text, type: "keyDown" }),
    session.send("Input.dispatchKeyEvent", { ...pressed, type: "keyUp" }),
  ]);
}
