import { ipcMain } from "electron";
import type { Program } from "../program.ts";
import { isTrustedSender } from "./trusted-sender.ts";

/** Who is signed in is kept per window. */
export const connectionOf = (windowId: number): string => `window-${windowId}`;

/** The one channel. What may be asked, and by whom, is the program's business, not the shell's. */
export function answerCalls(
  program: Pick<Program, "call">,
  ours: ReadonlySet<number>,
  log: (line: string) => void,
): void {
  ipcMain.handle("rpc", async (event, name: unknown, payload: unknown) => {
    if (!isTrustedSender(event, ours) || typeof name !== "string") {
      log(`A call from ${event.senderFrame?.url ?? "a frame that is gone"} was turned away.`);
      throw new Error("This sender may not call the program.");
    }
    try {
      return await program.call(connectionOf(event.sender.id), name, payload);
    } catch (error) {
      // An assertion of ours failed: the log says which, the screen only that it happened.
      log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      throw new Error("The program failed; its log says why.", { cause: error });
    }
  });
}
