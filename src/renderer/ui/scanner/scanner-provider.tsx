import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useRef,
} from "react";
import { windowSettings } from "../window-settings.ts";
import { beep } from "../sound.ts";
import { hear, QUIET, USUAL } from "./burst.ts";
import { heldKeys, isField, takesText } from "./held-keys.ts";

/** Takes a scanned code, or refuses it by returning false: then it is heard, and nothing else. */
type Listener = (code: string) => boolean;

interface Bus {
  readonly listen: (listener: Listener) => () => void;
  /** Whether keys are held back just now, since a scan may be under way. */
  hearing: () => boolean;
}

const Context = createContext<Bus | undefined>(undefined);

interface Held {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  /** Null where the field has none, as one for numbers. */
  readonly from: number | null;
  readonly to: number | null;
}

interface ScannerProviderProps {
  readonly children: ReactNode;
  /** Milliseconds at which a key came; the event's own time, so a busy screen changes nothing. */
  readonly clock?: (event: KeyboardEvent) => number;
}

const eventTime = (event: KeyboardEvent) => event.timeStamp;

/** More than a scanner's gap: a busy screen hears its next key a little late. */
const LATE_MS = 20;

/** Two keys of a person within a scanner's gap: the second is seen so much later, which no eye sees. */
const SEEN_MS = 40;

/**
 * The one ear for the scanner: on the window, before any component. A burst never becomes text,
 * an amount or a PIN, and no key of it acts: its keys are held back until it is known that no scan
 * follows, the focused input gets back the value that it had before the first of them, and the
 * code goes to whoever listens last.
 */
export function ScannerProvider({ children, clock = eventTime }: ScannerProviderProps) {
  const listeners = useRef<Listener[]>([]);
  const bus = useRef<Bus>({
    listen: (listener) => {
      listeners.current.push(listener);
      return () => {
        listeners.current = listeners.current.filter((each) => each !== listener);
      };
    },
    hearing: () => false,
  });

  // Before the first key can come, as below.
  useLayoutEffect(() => {
    let burst = QUIET;
    let fields: Held[] = [];
    // As they are when a burst begins: while they are set, a burst types into their own fields.
    let settings = USUAL;
    let patience = USUAL.gapMs + LATE_MS;
    const keys = heldKeys(() => release());
    bus.current.hearing = () => keys.count() > 0;
    /** No scan: a person's keys happen now. As many as a code has are no person's, and are dropped. */
    const release = (): boolean => {
      const tooMany = keys.count() >= settings.shortest;
      if (!tooMany) keys.replay();
      else if (isField(document.activeElement)) keys.type();
      else {
        keys.drop();
        beep("refused");
        return true;
      }
      return false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Shift" || keys.isReplay(event)) return;
      if (event.repeat && isOneAct(event)) return swallow(event);
      // What an input method composes is its own, as a shortcut is the program's.
      const shortcut = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
      const heard = hear(burst, { key: event.key, at: clock(event), shortcut }, settings);
      burst = heard.burst;
      switch (heard.kind) {
        case "start":
          release();
          settings = { ...USUAL, ...windowSettings() };
          fields = [];
          holdField(fields);
          // A key that is held down is a finger's.
          if (event.repeat) burst = QUIET;
          else if (isCommand(event)) keys.hold(event, (patience = settings.gapMs + LATE_MS));
          return;
        case "more":
          if (keys.count() > 0) keys.hold(event, patience);
          else if (isCommand(event)) keys.hold(event, (patience = settings.gapMs + LATE_MS));
          else if (takesText(document.activeElement)) keys.hold(event, (patience = SEEN_MS));
          return;
        case "other":
          if (keys.count() > 0 && release() && ENDS.has(event.key)) swallow(event);
          return;
        case "tail":
          return swallow(event);
        case "scan": {
          swallow(event);
          keys.drop();
          fields.forEach(restore);
          fields = [];
          const taken = listeners.current.at(-1)?.(heard.code) ?? false;
          if (!taken) beep("refused");
        }
      }
    };
    // The first character may have given the keyboard to a field, where the next ones become text.
    const onFocus = () => {
      if (burst.text !== "") holdField(fields);
    };
    // A hand at the mouse or the glass: what it pressed before comes first.
    const onPointer = () => {
      if (keys.count() > 0) release();
    };
    window.addEventListener("keydown", onKey, { capture: true });
    window.addEventListener("focusin", onFocus, { capture: true });
    window.addEventListener("pointerdown", onPointer, { capture: true });
    return () => {
      keys.drop();
      window.removeEventListener("keydown", onKey, { capture: true });
      window.removeEventListener("focusin", onFocus, { capture: true });
      window.removeEventListener("pointerdown", onPointer, { capture: true });
    };
  }, [clock]);

  // oxlint-disable-next-line react/refs -- the bus is made once and never changes
  return <Context value={bus.current}>{children}</Context>;
}

/** Listens while mounted. The component mounted last hears alone: a dialog refuses for all. */
export function useScanner(listener: Listener): void {
  const bus = useContext(Context);
  const latest = useRef(listener);
  // Layout effects: a scan that comes between a paint and a passive effect would go to whoever was
  // there before it.
  useLayoutEffect(() => {
    latest.current = listener;
  });
  useLayoutEffect(() => bus?.listen((code) => latest.current(code)), [bus]);
}

/**
 * Enter and Esc held down are one Enter and one Esc: the next screen has its own button or form
 * below the same finger, and a count of the drawer would be sent, or a shift closed, by holding on.
 */
function isOneAct({ key, target }: KeyboardEvent): boolean {
  return key === "Escape" || (key === "Enter" && !(target instanceof HTMLTextAreaElement));
}

/** Asks whether a scan may be under way this very moment: what it will add is drawn first. */
export function useHearing(): () => boolean {
  const bus = useContext(Context);
  return useCallback(() => bus?.hearing() ?? false, [bus]);
}

const ENDS = new Set(["Enter", "Tab"]);

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** + and − step the selected line from an empty search too. */
function isCommand(event: KeyboardEvent): boolean {
  const focused = document.activeElement;
  if (!isField(focused)) return true;
  return focused.value === "" && (event.key === "+" || event.key === "-");
}

/** Remembers what stands in the field that has the keyboard, before a character of the burst does. */
function holdField(fields: Held[]): void {
  const input = document.activeElement;
  if (!isField(input) || fields.some((held) => held.input === input)) return;
  const { value, selectionStart: from, selectionEnd: to } = input;
  fields.push({ input, value, from, to });
}

/** React only believes an input event that follows the native setter. */
function restore({ input, value, from, to }: Held): void {
  if (input.value === value) return;
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set;
  setter?.call(input, value);
  if (from !== null) input.setSelectionRange(from, to);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
