import { EventEmitter } from "node:events";

/**
 * As much of Electron as the shell uses, with its manners: events that can be prevented, a quit
 * that asks first, a key store bound to its user. For machines without an Electron binary.
 */
class FakeContents extends EventEmitter {
  readonly id: number;
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  loaded: string[] = [];
  prints: Record<string, unknown>[] = [];
  /** Undefined: a driver that never answers. */
  printAnswer: readonly [boolean, string] | undefined = [true, ""];

  constructor(id: number) {
    super();
    this.id = id;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler;
  }
  print(options: Record<string, unknown>, done: (success: boolean, reason: string) => void) {
    this.prints.push(options);
    const { printAnswer } = this;
    if (printAnswer !== undefined) queueMicrotask(() => done(...printAnswer));
  }
  getPrintersAsync() {
    return Promise.resolve([{ name: "Receipts", displayName: "" }]);
  }
}

export interface WindowOptions {
  readonly show: boolean;
  readonly focusable?: boolean;
  readonly x?: number;
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

export class FakeWindow extends EventEmitter {
  static all: FakeWindow[] = [];
  static nextPrintAnswer: readonly [boolean, string] | undefined = [true, ""];
  readonly webContents: FakeContents;
  readonly options: WindowOptions;
  visible = false;
  focused = false;
  destroyed = false;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
    this.webContents = new FakeContents(FakeWindow.all.length + 1);
    this.webContents.printAnswer = FakeWindow.nextPrintAnswer;
    FakeWindow.all.push(this);
    fake.app.emit("web-contents-created", {}, this.webContents);
  }
  static open() {
    return new FakeWindow({ show: true, webPreferences: {} });
  }
  static getAllWindows() {
    return FakeWindow.all;
  }
  loadURL(url: string) {
    this.webContents.loaded.push(url);
    return Promise.resolve();
  }
  show() {
    this.visible = true;
  }
  isVisible() {
    return this.visible;
  }
  isMinimized() {
    return false;
  }
  isFocusable() {
    return this.options.focusable !== false;
  }
  showInactive() {
    this.visible = true;
  }
  restore() {
    this.visible = true;
  }
  focus() {
    this.focused = true;
  }
  destroy() {
    this.destroyed = true;
  }
}

export class Preventable {
  prevented = false;
  readonly url: string;
  constructor(url = "") {
    this.url = url;
  }
  preventDefault() {
    this.prevented = true;
  }
}

class FakeApp extends EventEmitter {
  isPackaged = true;
  sandboxed = false;
  firstInstance = true;
  paths = new Map<string, string>();
  exits: number[] = [];
  projectFolder = "";

  enableSandbox() {
    this.sandboxed = true;
  }
  whenReady() {
    return Promise.resolve();
  }
  setPath(name: string, path: string) {
    this.paths.set(name, path);
  }
  requestSingleInstanceLock() {
    return this.firstInstance;
  }
  getVersion() {
    return "0.1.0";
  }
  getAppPath() {
    return this.projectFolder;
  }
  quit() {
    const event = new Preventable();
    this.emit("will-quit", event);
    if (!event.prevented) this.exit(0);
  }
  exit(code: number) {
    this.exits.push(code);
    this.emit("test-exited", code);
  }
}

type Invoked = (event: unknown, ...args: unknown[]) => Promise<unknown>;

class FakeSession extends EventEmitter {
  permissionRequest: ((c: unknown, p: string, answer: (ok: boolean) => void) => void) | undefined;
  permissionCheck: (() => boolean) | undefined;
  device: (() => boolean) | undefined;
  setPermissionRequestHandler(handler: FakeSession["permissionRequest"]) {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: () => boolean) {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean) {
    this.device = handler;
  }
}

/** Not encryption, but like it: what it keeps is not the text, and another user cannot read it. */
class FakeSafeStorage {
  user = "asha";
  available = true;
  backend = "gnome_libsecret";
  shouldReEncrypt = false;
  isAsyncEncryptionAvailable() {
    return Promise.resolve(this.available);
  }
  getSelectedStorageBackend() {
    return this.backend;
  }
  encryptStringAsync(text: string) {
    const hidden = Buffer.from(text).map((byte) => byte ^ 0x5a);
    return Promise.resolve(Buffer.concat([Buffer.from(`${this.user}:`), hidden]));
  }
  decryptStringAsync(sealed: Buffer) {
    const mark = Buffer.from(`${this.user}:`);
    if (!sealed.subarray(0, mark.length).equals(mark)) {
      return Promise.reject(new Error("Error while decrypting the ciphertext"));
    }
    const result = Buffer.from(sealed.subarray(mark.length).map((byte) => byte ^ 0x5a)).toString();
    return Promise.resolve({ result, shouldReEncrypt: this.shouldReEncrypt });
  }
}

const handlers = new Map<string, Invoked>();
const schemes = new Map<string, (request: Request) => Promise<Response>>();
const exposed = new Map<string, Record<string, (...args: unknown[]) => unknown>>();

interface FakeDisplay {
  readonly id: number;
  readonly bounds: { x: number; y: number; width: number; height: number };
}

const PRIMARY: FakeDisplay = { id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } };

class FakeScreen extends EventEmitter {
  displays: FakeDisplay[] = [PRIMARY];
  getPrimaryDisplay() {
    return PRIMARY;
  }
  getAllDisplays() {
    return this.displays;
  }
  /** A screen is plugged in beside the first, or pulled out. */
  plug(id: number) {
    this.displays = [...this.displays, { id, bounds: { ...PRIMARY.bounds, x: 1366 } }];
    this.emit("display-added");
  }
  unplug(id: number) {
    this.displays = this.displays.filter((each) => each.id !== id);
    this.emit("display-removed");
  }
}

export const fake = {
  screen: new FakeScreen(),
  app: new FakeApp(),
  session: new FakeSession(),
  safeStorage: new FakeSafeStorage(),
  handlers,
  schemes,
  exposed,
  privileged: [] as unknown[],
  invoked: [] as unknown[][],
};

/** A program that was never started, before each test. */
export function freshElectron(): void {
  FakeWindow.all = [];
  FakeWindow.nextPrintAnswer = [true, ""];
  fake.app.removeAllListeners();
  fake.session.removeAllListeners();
  fake.screen.removeAllListeners();
  fake.screen.displays = [PRIMARY];
  Object.assign(fake.app, new FakeApp());
  Object.assign(fake.safeStorage, new FakeSafeStorage());
  handlers.clear();
  schemes.clear();
}

/** What `import … from "electron"` gives. */
export const electronModule = {
  app: fake.app,
  BrowserWindow: FakeWindow,
  screen: fake.screen,
  Menu: { buildFromTemplate: (rows: unknown) => rows, setApplicationMenu: () => undefined },
  dialog: { showErrorBox: () => undefined },
  ipcMain: { handle: (channel: string, handler: Invoked) => void handlers.set(channel, handler) },
  protocol: {
    registerSchemesAsPrivileged: (list: unknown[]) => void fake.privileged.push(...list),
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
      void schemes.set(scheme, handler),
  },
  session: { defaultSession: fake.session },
  safeStorage: fake.safeStorage,
  contextBridge: {
    exposeInMainWorld: (name: string, value: Record<string, () => unknown>) =>
      void exposed.set(name, value),
  },
  ipcRenderer: {
    invoke: (...args: unknown[]) => {
      fake.invoked.push(args);
      return Promise.resolve("answered");
    },
  },
};
