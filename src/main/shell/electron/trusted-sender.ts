/** Where the screens live. Nothing else is ever loaded into a window of ours. */
export const APP_SCHEME = "tomtin";
const APP_HOST = "app";
export const APP_ADDRESS = `${APP_SCHEME}://${APP_HOST}/`;

/** As much of Electron's event as the decision needs. */
export interface SenderEvent {
  readonly sender: { readonly id: number };
  /** Null once the frame has navigated away or is gone. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** Compared as a parsed address: `tomtin://app.example/` merely begins like ours. */
export function isOurAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === "" && password === "";
}

/** Only the top frame of a window that we opened, showing our own screens, may call the program. */
export function isTrustedSender(event: SenderEvent, ours: ReadonlySet<number>): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null && frame.parent === null && ours.has(event.sender.id) && isOurAddress(frame.url)
  );
}
