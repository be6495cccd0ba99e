import { contextBridge, ipcRenderer } from "electron";

/** The only thing a window can reach: one function, one channel. The main process decides. */
contextBridge.exposeInMainWorld("tomtin", {
  call: (name: string, payload: unknown) => ipcRenderer.invoke("rpc", name, payload),
});
