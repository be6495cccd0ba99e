// A program that we started and that must stop when we are asked to, however that is asked.
import { constants } from "node:os";

const ORPHAN_CHECK_MS = 500;

/**
 * Passes the wish to stop on and leaves as the child leaves. Give the child an "ipc" channel where
 * it understands one: it sees the channel close even when this process is killed.
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} what
 */
export function followUntilExit(child, what) {
  /** @param {"SIGINT" | "SIGTERM" | "SIGHUP"} signal */
  const stop = (signal) => {
    // Windows has no signal that a program could answer; there the channel closes instead.
    if (process.platform !== "win32") child.kill(signal);
    else if (child.connected) child.disconnect();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  whenOrphaned(() => stop("SIGTERM"));
  child.on("error", (error) => {
    console.error(`${what} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on("close", (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
}

/**
 * npm runs scripts in a shell, which dies of a signal without passing it on: whoever stops
 * `npm start` by a signal would leave the program behind.
 * @param {() => void} act
 */
function whenOrphaned(act) {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(timer);
    act();
  }, ORPHAN_CHECK_MS);
  timer.unref();
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
