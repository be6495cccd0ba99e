import { createContext, type ReactNode, useContext, useLayoutEffect, useRef } from "react";
import { windowSettings } from "../window-settings.ts";
import { beep } from "../sound.ts";
import { hear, QUIET, USUAL } from "./burst.ts";

/** Takes a scanned code, or refuses it by returning false: then it is heard, and nothing else. */
type Listener = (code: string) => boolean;

interface Bus {
  readonly listen: (listener: Listener) => () => void;
}

const Context = createContext<Bus | undefined>(undefined);

interface Held {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

interface ScannerProviderProps {
  readonly children: ReactNode;
  /** Milliseconds at which a key came; the event's own time, so a busy screen changes nothing. */
  readonly clock?: (event: KeyboardEvent) => number;
}

const eventTime = (event: KeyboardEvent) => event.timeStamp;

/**
 * The one ear for the scanner: on the window, before any component. A burst never becomes text,
 * an amount or a PIN, and its Enter never presses a button: the focused input gets back the value
 * that it had, and the code goes to whoever listens last.
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
  });

  // Before the first key can come, as below.
  useLayoutEffect(() => {
    let burst = QUIET;
    let held: Held | undefined;
    // As they are when a burst begins: while they are set, a burst types into their own fields.
    let settings = USUAL;
    const onKey = (event: KeyboardEvent) => {
      const shortcut = event.ctrlKey || event.altKey || event.metaKey;
      const heard = hear(burst, { key: event.key, at: clock(event), shortcut }, settings);
      burst = heard.burst;
      if (heard.kind === "start") {
        settings = { ...USUAL, ...windowSettings() };
        held = holdFocused();
      }
      if (heard.kind !== "scan" && heard.kind !== "tail") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (heard.kind === "tail") return;
      if (held !== undefined) restore(held);
      held = undefined;
      const taken = listeners.current.at(-1)?.(heard.code) ?? false;
      if (!taken) beep("refused");
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
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

function holdFocused(): Held | undefined {
  const focused = document.activeElement;
  const editable = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  return editable ? { input: focused, value: focused.value } : undefined;
}

/** React only believes an input event that follows the native setter. */
function restore({ input, value }: Held): void {
  if (input.value === value) return;
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set;
  setter?.call(input, value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
