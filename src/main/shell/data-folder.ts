import { homedir } from "node:os";
import { posix, win32 } from "node:path";

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const thisMachine = (): Machine => ({
  platform: process.platform,
  home: homedir(),
  env: process.env,
});

/**
 * Where the books are kept when nobody says otherwise: the system's folder for application data.
 * Both shells ask here, so that a till opened in either has the same books. The demo shop has books
 * of its own: playing with it can never touch the real ones.
 */
export function defaultDataFolder(demo: boolean, machine: Machine = thisMachine()): string {
  const name = demo ? "Tomtin Demo" : "Tomtin";
  const { platform, home, env } = machine;
  switch (platform) {
    case "win32":
      return win32.join(env["APPDATA"] || win32.join(home, "AppData", "Roaming"), name);
    case "darwin":
      return posix.join(home, "Library", "Application Support", name);
    default:
      return posix.join(xdgDataHome(machine), name);
  }
}

/** The specification says that a relative path is to be ignored. */
function xdgDataHome({ home, env }: Machine): string {
  const told = env["XDG_DATA_HOME"];
  if (told !== undefined && posix.isAbsolute(told)) return told;
  return posix.join(home, ".local", "share");
}
