import { join } from "node:path";
import { app, BrowserWindow, Menu, screen } from "electron";
import { APP_ADDRESS } from "./trusted-sender.ts";

const PAPER = "#f7f5f1";

/** One window: the screens themselves decide whether it shows the counter or the office. */
export function openTillWindow(ours: Set<number>, gone: (windowId: number) => void): BrowserWindow {
  const window = new BrowserWindow({
    title: "Tomtin",
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: PAPER,
    webPreferences: {
      preload: join(app.getAppPath(), "out", "preload", "index.cjs"),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  const { id } = window.webContents;
  ours.add(id);
  window.on("closed", () => {
    ours.delete(id);
    gone(id);
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(APP_ADDRESS);
  return window;
}

/**
 * The customer's screen, wherever a second one is connected: it fills it, has no bridge to the
 * program, and goes with the till's window. The counter tells it what to show.
 */
export function showCustomerDisplay(till: BrowserWindow): void {
  let shown: BrowserWindow | null = null;
  const fit = (): void => {
    const here = screen.getPrimaryDisplay().id;
    const second = screen.getAllDisplays().find(({ id }) => id !== here);
    shown?.destroy();
    shown = second === undefined ? null : displayWindow(second.bounds);
  };
  screen.on("display-added", fit);
  screen.on("display-removed", fit);
  till.once("closed", () => {
    screen.off("display-added", fit);
    screen.off("display-removed", fit);
    shown?.destroy();
    shown = null;
  });
  fit();
}

function displayWindow(bounds: Electron.Rectangle): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    title: "Tomtin: customer display",
    fullscreen: true,
    frame: false,
    focusable: false,
    show: false,
    backgroundColor: PAPER,
    webPreferences: {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: !app.isPackaged,
    },
  });
  // Without the keyboard: the till keeps it, whatever is connected in the middle of a sale.
  window.once("ready-to-show", () => window.showInactive());
  void window.loadURL(`${APP_ADDRESS}#/display`);
  return window;
}

/** A second start of the program brings its first window forward. */
export function showAgain(): void {
  const window = BrowserWindow.getAllWindows().find(
    (each) => each.isVisible() && each.isFocusable(),
  );
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** No menu: its keys (reload, close) must not end a sale. macOS needs one for copy and paste. */
export function setMenu(): void {
  const menu =
    process.platform === "darwin"
      ? Menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }])
      : null;
  Menu.setApplicationMenu(menu);
}
