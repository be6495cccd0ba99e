import { spawn } from "node:child_process";

export type Ran =
  | { readonly end: "exit"; readonly status: number; readonly out: string; readonly err: string }
  /** There is no such program. */
  | { readonly end: "missing" }
  /** It was ended because `signal` was aborted. */
  | { readonly end: "aborted" };

interface RunOptions {
  readonly input?: Buffer;
  readonly signal: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program of the system without a shell, speaking plain English, and waits until it is
 * gone. It is killed, not asked, once `signal` is aborted: a stuck one would not listen.
 */
export async function run(
  program: string,
  args: readonly string[],
  { input, signal, env = {} }: RunOptions,
): Promise<Ran> {
  if (signal.aborted) return { end: "aborted" };
  const { promise, resolve, reject } = Promise.withResolvers<Ran>();
  const child = spawn(program, args, {
    env: { ...process.env, ...env, LC_ALL: "C", LANG: "C" },
    windowsHide: true,
  });
  const kill = (): boolean => child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  let [out, err] = ["", ""];
  child.stdout
    .setEncoding("utf8")
    .on("data", (text: string) => (out = (out + text).slice(-65_536)));
  child.stderr
    .setEncoding("utf8")
    .on("data", (text: string) => (err = (err + text).slice(-65_536)));
  child.on("error", (cause) => {
    const missing = "code" in cause && (cause.code === "ENOENT" || cause.code === "EACCES");
    if (missing) resolve({ end: "missing" });
    else reject(cause);
  });
  child.on("close", (status) => {
    resolve(signal.aborted ? { end: "aborted" } : { end: "exit", status: status ?? -1, out, err });
  });
  // A program that ends without reading breaks the pipe; its exit status says more about why.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", kill);
  }
}
