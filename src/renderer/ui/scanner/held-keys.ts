/**
 * Keys of what may be a scan, kept back until it is known. Where the keyboard is on a button, a
 * line or nothing, a character is a command: already the first must wait, for the hyphens of a
 * scanned receipt would take pieces off a line, and a digit would pick from a menu. In a field the
 * first stands there at once; those that follow it as fast as a scanner's wait, since each that is
 * typed and painted keeps the scanned line waiting.
 */
export interface HeldKeys {
  readonly count: () => number;
  /** @param waitMs how long after this key, the latest, a person is believed */
  readonly hold: (event: KeyboardEvent, waitMs: number) => void;
  /** It was a scan: its keys never were. */
  readonly drop: () => void;
  /** It was a person: what was pressed happens now, in its order. */
  readonly replay: () => void;
  /** As text alone into the field that has the keyboard: too fast to have been commands. */
  readonly type: () => void;
  /** Whether this event is one of ours, on its second way. */
  readonly isReplay: (event: KeyboardEvent) => boolean;
}

export function heldKeys(onQuiet: () => void): HeldKeys {
  let keys: KeyboardEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const replays = new WeakSet<Event>();
  const drop = () => {
    keys = [];
    clearTimeout(timer);
  };
  return {
    count: () => keys.length,
    drop,
    isReplay: (event) => replays.has(event),
    hold(event, waitMs) {
      event.preventDefault();
      event.stopImmediatePropagation();
      keys.push(event);
      clearTimeout(timer);
      timer = setTimeout(onQuiet, waitMs);
    },
    type() {
      const text = keys.map(({ key }) => key).join("");
      drop();
      document.execCommand("insertText", false, text);
    },
    replay() {
      const held = keys;
      drop();
      for (const { key, code, shiftKey } of held) {
        const again = new KeyboardEvent("keydown", {
          key,
          code,
          shiftKey,
          bubbles: true,
          cancelable: true,
          composed: true,
        });
        replays.add(again);
        if ((document.activeElement ?? document.body).dispatchEvent(again)) byDefault(key);
      }
    },
  };
}

/** What the browser does itself with a key that nobody took, and does not do with ours. */
function byDefault(key: string): void {
  const focused = document.activeElement;
  if (isField(focused)) document.execCommand("insertText", false, key);
  else if (key === " " && focused instanceof HTMLElement && focused.matches(PRESSED_BY_SPACE)) {
    focused.click();
  }
}

const PRESSED_BY_SPACE = ["button", "summary", "[type=checkbox]", "[type=radio]"].join();
const NOT_TYPED_INTO = "[type=checkbox], [type=radio], [type=button], [type=submit], [type=range]";

/** A date is typed into its parts, which only a keyboard reaches. */
const OF_PARTS = ["date", "time", "datetime-local", "month", "week"]
  .map((type) => `[type=${type}]`)
  .join();

/** Whether text that we put there stands as if it had been typed. */
export function takesText(element: Element | null): boolean {
  return isField(element) && !element.readOnly && !element.matches(OF_PARTS);
}

/** Whether characters become text there; anywhere else they are commands. */
export function isField(
  element: Element | null,
): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !element.matches(NOT_TYPED_INTO);
}
