import { unreachable } from "#shared/kernel/assert.ts";
import type { PrinterConfig } from "../config.ts";
import { cupsQueues, cupsTransport } from "./cups.ts";
import { fileTransport } from "./file.ts";
import { needsDesktopProgram, noPrinter } from "./none.ts";
import type { Transport } from "./transport.ts";

/** How a shell reaches the printers of the system: Electron has its own, the web shell CUPS. */
export interface SystemPrinting {
  transport(queue: string, config: PrinterConfig): Transport;
  queues(): Promise<readonly string[]>;
}

/** The web shell's way: CUPS where there is one. */
export function webSystemPrinting(platform: NodeJS.Platform): SystemPrinting {
  if (platform === "win32") {
    return { transport: () => needsDesktopProgram, queues: async () => [] };
  }
  return { transport: (queue) => cupsTransport(queue), queues: () => cupsQueues() };
}

/** The transport that a configuration asks for. */
export function chooseTransport(
  config: PrinterConfig,
  system: SystemPrinting,
  receiptsFolder: string,
): Transport {
  switch (config.transport) {
    case "none":
      return noPrinter;
    case "file":
      return fileTransport(config.target === "" ? receiptsFolder : config.target);
    case "os":
      return system.transport(config.target, config);
    default:
      return unreachable(config.transport);
  }
}
