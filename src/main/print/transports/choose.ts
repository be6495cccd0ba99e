import { unreachable } from "#shared/kernel/assert.ts";
import type { PrinterConfig } from "../config.ts";
import { cupsQueues, cupsTransport } from "./cups.ts";
import { networkTransport } from "./network.ts";
import { rawQueueTransport } from "./raw-queue.ts";
import { fileTransport } from "./file.ts";
import { needsDesktopProgram, needsOtherWay, noPrinter } from "./none.ts";
import type { Transport } from "./transport.ts";

/** How a shell reaches the printers of the system: Electron has its own, the web shell CUPS. */
export interface SystemPrinting {
  transport(queue: string, config: PrinterConfig): Transport;
  /** ESC/POS past the driver. */
  raw(queue: string): Transport;
  queues(): Promise<readonly string[]>;
}

/** The web shell's way: CUPS where there is one. */
export function webSystemPrinting(platform: NodeJS.Platform): SystemPrinting {
  if (platform === "win32") {
    return {
      transport: () => needsDesktopProgram,
      raw: () => needsOtherWay,
      queues: async () => [],
    };
  }
  return {
    transport: (queue) => cupsTransport(queue),
    raw: (queue) => rawQueueTransport(queue),
    queues: () => cupsQueues(),
  };
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
    case "raw":
      return system.raw(config.target);
    case "network":
      return networkTransport(config.target);
    default:
      return unreachable(config.transport);
  }
}
