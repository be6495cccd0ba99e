import { app, session } from "electron";
import { APP_ADDRESS, isOurAddress } from "./trusted-sender.ts";

/** Whatever a window tries beyond showing our screens and calling the program is denied. */
export function forbidEverythingElse(log: (line: string) => void): void {
  app.enableSandbox();
  app.on("web-contents-created", (_created, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      log(`A window to ${url} was not opened.`);
      return { action: "deny" };
    });
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.on("will-frame-navigate", (event) => stayHome(event, event.url, log));
    contents.on("will-redirect", (event) => stayHome(event, event.url, log));
  });
  void app.whenReady().then(() => {
    const { defaultSession } = session;
    defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    defaultSession.setPermissionCheckHandler(() => false);
    defaultSession.setDevicePermissionHandler(() => false);
    // An export that a screen made itself may be saved, where the person says; nothing from afar.
    defaultSession.on("will-download", (event, item) => {
      if (!item.getURL().startsWith(`blob:${APP_ADDRESS}`)) event.preventDefault();
    });
  });
}

function stayHome(event: { preventDefault(): void }, url: string, log: (line: string) => void) {
  if (isOurAddress(url)) return;
  event.preventDefault();
  log(`A way out to ${url} was barred.`);
}
