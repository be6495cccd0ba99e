import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, type Figure } from "./figures.ts";

export interface StartOptions {
  readonly dataFolder: string;
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

const SHELL = fileURLToPath(new URL("../shell/web/index.ts", import.meta.url));
const READY = /^Tomtin is ready: (\S+)/m;

/** From starting the program to the moment the lock screen can be asked for. */
export async function benchStart(options: StartOptions): Promise<readonly Figure[]> {
  const times: number[] = [];
  const memory: number[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    options.progress(`Start ${round} of ${options.rounds} …`);
    const { ms, megabytes } = await startOnce(options.dataFolder);
    times.push(ms);
    if (megabytes !== null) memory.push(megabytes);
  }
  const figures: Figure[] = [
    { name: "start to usable", value: median(times), unit: "ms", target: { most: 2000 } },
    { name: "slowest start", value: Math.max(...times), unit: "ms", target: null },
  ];
  if (memory.length > 0) {
    figures.push({
      name: "memory after the start",
      value: median(memory),
      unit: "MB",
      target: { most: 300 },
    });
  }
  return figures;
}

async function startOnce(dataFolder: string): Promise<{ ms: number; megabytes: number | null }> {
  const start = performance.now();
  const program = spawn(process.execPath, [SHELL, "--data", dataFolder], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const gone = new Promise<void>((resolve) => program.on("exit", () => resolve()));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let seen = "";
      program.stdout?.on("data", (text: Buffer) => {
        const [, found] = READY.exec((seen += text.toString("utf8"))) ?? [];
        if (found !== undefined) resolve(found);
      });
      program.on("exit", (code) => reject(new Error(`the program stopped with ${String(code)}`)));
    });
    const page = await fetch(address);
    await page.text();
    const ms = performance.now() - start;
    return { ms, megabytes: await residentMegabytes(program.pid ?? 0) };
  } finally {
    program.kill("SIGTERM");
    // Windows has no such signal: there the channel's end is the wish to stop.
    if (program.connected) program.disconnect();
    await gone;
  }
}

/** Told by Linux alone; elsewhere the figure is left out. */
async function residentMegabytes(pid: number): Promise<number | null> {
  if (process.platform !== "linux") return null;
  const { readFile } = await import("node:fs/promises");
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8")) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1000;
}
