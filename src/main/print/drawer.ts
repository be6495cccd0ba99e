import type { AnyFact } from "#shared/facts/index.ts";
import type { PrinterConfig } from "./config.ts";
import type { Timer } from "./send.ts";
import type { Transport } from "./transports/transport.ts";

/** Acts that put coins into the drawer or take them out, whatever else they do. */
const ALWAYS: ReadonlySet<string> = new Set(["drawer.opened", "cash.moved", "shift.opened"]);

/** Whether somebody needs the drawer open for this act: cash changes hands, or it was asked for. */
export function opensDrawer(fact: Pick<AnyFact, "kind" | "body">): boolean {
  if (ALWAYS.has(fact.kind)) return true;
  const { tenders } = fact.body as { tenders?: readonly { readonly kind: string }[] };
  return tenders?.some((tender) => tender.kind === "cash") ?? false;
}

interface DrawerParts {
  readonly config: { read(): PrinterConfig };
  transport(config: PrinterConfig): Transport;
  readonly timer: Timer;
  log(message: string, cause: unknown): void;
}

/**
 * Opens the drawer, without anybody waiting for it, and never later: a pulse that did not go is not
 * tried again, since a drawer that opens by itself an hour on is an open drawer.
 */
export function openDrawer(parts: DrawerParts): void {
  const config = parts.config.read();
  const transport = parts.transport(config);
  const { kick } = transport;
  if (!config.drawer || kick === undefined) return;
  const { timer, log } = parts;
  const stop = new AbortController();
  const undo = timer(KICK_MS, () => stop.abort());
  kick(stop.signal)
    .then(({ problem }) => problem !== "" && log("the drawer did not open", problem))
    .catch((cause: unknown) => log("the drawer did not open", cause))
    .finally(undo);
}

const KICK_MS = 5_000;
