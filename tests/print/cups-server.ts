import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  rmdir,
  writeFile,
} from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

import type { Cups } from "#main/print/transports/cups.ts";

/** A CUPS of our own: socket, spool, logs and queues in a temporary folder, gone afterwards. */
export interface CupsServer {
  readonly cups: Cups;
  readonly queue: string;
  /** Runs a CUPS tool against this server. */
  tool(program: string, ...args: string[]): string;
  /** The PDF that CUPS-PDF made of the job whose title has these words, once it is complete. */
  printed(words: string): Promise<Buffer | null>;
  stop(): Promise<void>;
}

const CUPSD = "/usr/sbin/cupsd";
const BACKEND = "/usr/lib/cups/backend/cups-pdf";
const DRIVER = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd";
/** What the numbers of test receipts begin with: short, so that their bars fit the narrow roll. */
export const TEST_NUMBER = `TT${process.pid}`;
/** CUPS-PDF reads /etc/cups whatever its server says, so it writes where a user's prints go. */
const OUTPUT = join(userInfo().homedir, "PDF");
const BACKEND_LOGS = "/var/log/cups";
const BACKEND_SPOOL = "/var/spool/cups-pdf/SPOOL";

/** Why there can be no real queue here; null where there can. */
export function cupsObstacle(): string | null {
  if (process.platform !== "linux") return "CUPS-PDF is set up for Linux only";
  if (process.getuid?.() !== 0) return "cupsd and the cups-pdf backend run only as root";
  const missing = [CUPSD, BACKEND, DRIVER, "/usr/bin/lp"].filter((path) => !existsSync(path));
  return missing.length === 0 ? null : `not installed: ${missing.join(", ")}`;
}

const ALLOW = "Order allow,deny\nAllow all\n";

async function configure(root: string): Promise<void> {
  const lp = Number(spawnSync("id", ["-g", "lp"]).stdout.toString());
  for (const [name, mode] of Object.entries({
    state: 0o755,
    cache: 0o770,
    spool: 0o710,
    log: 0o755,
  })) {
    await mkdir(join(root, name));
    await chmod(join(root, name), mode);
    await chown(join(root, name), 0, lp);
  }
  await mkdir(join(root, "spool", "tmp"));
  await chmod(join(root, "spool", "tmp"), 0o1770);
  await chown(join(root, "spool", "tmp"), 0, lp);
  await chmod(root, 0o755);
  await writeFile(
    join(root, "cupsd.conf"),
    `Listen ${root}/socket\nBrowsing No\nWebInterface No\nDefaultAuthType None\n` +
      `<Location />\n${ALLOW}</Location>\n<Location /admin>\n${ALLOW}</Location>\n` +
      `<Policy default>\n<Limit All>\n${ALLOW}</Limit>\n</Policy>\n`,
  );
  await writeFile(
    join(root, "cups-files.conf"),
    `ServerRoot ${root}\nStateDir ${root}/state\nCacheDir ${root}/cache\nPrintcap\n` +
      `RequestRoot ${root}/spool\nTempDir ${root}/spool/tmp\nDataDir /usr/share/cups\n` +
      `ServerBin /usr/lib/cups\nAccessLog ${root}/log/access\nErrorLog ${root}/log/error\n` +
      `PageLog ${root}/log/page\nSystemGroup root\n`,
  );
}

/** Starts it with one CUPS-PDF queue. Ask `cupsObstacle` first. */
export async function startCups(): Promise<CupsServer> {
  const root = await mkdtemp(join(tmpdir(), "tomtin-cups-"));
  const queue = `Tomtin-test-${process.pid}`;
  const strangers = { output: existsSync(OUTPUT), spool: existsSync(BACKEND_SPOOL) };
  await configure(root);
  const files = ["-c", join(root, "cupsd.conf"), "-s", join(root, "cups-files.conf")];
  const daemon = spawn(CUPSD, ["-f", ...files], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => daemon.once("close", () => resolve()));
  const orphan = (): boolean => daemon.kill("SIGKILL");
  process.once("exit", orphan);
  const socket = join(root, "socket");
  const env = { CUPS_SERVER: socket };
  const tool = (program: string, ...args: string[]): string => {
    const ran = spawnSync(program, args, { env: { ...process.env, ...env, LC_ALL: "C" } });
    if (ran.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${String(ran.stderr)}`);
    return ran.stdout.toString();
  };
  const ours = async (): Promise<string[]> => {
    const names = await readdir(OUTPUT).catch((): string[] => []);
    return names.filter((name) => name.includes(`${TEST_NUMBER}-`));
  };
  await until(() => existsSync(socket));
  tool("/usr/sbin/lpadmin", "-p", queue, "-v", "cups-pdf:/", "-P", DRIVER, "-E");
  return {
    cups: { lp: "lp", lpstat: "lpstat", env },
    queue,
    tool,
    async printed(words) {
      const name = (await ours()).find((each) => each.includes(words));
      if (name === undefined) return null;
      const pdf = await readFile(join(OUTPUT, name));
      return pdf.subarray(-10).includes("%%EOF") ? pdf : null;
    },
    async stop() {
      daemon.kill("SIGTERM");
      await ended;
      process.off("exit", orphan);
      for (const name of await ours()) await rm(join(OUTPUT, name));
      await rm(join(BACKEND_LOGS, `cups-pdf-${queue}_log`), { force: true });
      if (!strangers.output) await rmdir(OUTPUT).catch(() => {});
      if (!strangers.spool) await rmdir(BACKEND_SPOOL).catch(() => {});
      await rm(root, { recursive: true });
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("CUPS did not start within 20 seconds");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
