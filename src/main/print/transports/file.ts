import { copyFile, constants, link, mkdir, open, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { toSvg, toText } from "../document.ts";
import type { ReceiptDocument } from "../document.ts";
import { failed, SENT } from "./transport.ts";
import type { Sending, Transport } from "./transport.ts";

/**
 * Keeps each receipt as a picture and as text in a folder: R1-000123-K7.svg and .txt, copies as
 * R1-000123-K7-copy-1 and so on. A file is complete or not there, also after a power cut, and one
 * that is there is never written over.
 */
export function fileTransport(folder: string): Transport {
  return {
    async send(document) {
      try {
        await mkdir(folder, { recursive: true });
        return await save(folder, document);
      } catch (cause) {
        return failed(fileProblem(folder, cause));
      }
    },
  };
}

/** More copies of one receipt than anybody has made; beyond it something is looping. */
const COPIES_MAX = 10_000;

async function save(folder: string, document: ReceiptDocument): Promise<Sending> {
  for (let n = document.copy ? 1 : 0; n < COPIES_MAX; n += 1) {
    const stem = join(folder, stemOf(document, n));
    // The text is the smaller part and goes first: who sees a picture can rely on both.
    if ((await exists(`${stem}.txt`)) || (await exists(`${stem}.svg`))) continue;
    if (!(await write(`${stem}.txt`, toText(document)))) continue;
    await write(`${stem}.svg`, toSvg(document));
    await syncFolder(folder);
    return SENT;
  }
  return failed(`The folder ${folder} holds too many copies of this receipt.`);
}

function stemOf(document: ReceiptDocument, n: number): string {
  // Letters that every file system takes; a number never starts with a dot or a dash.
  const number = document.number
    .replace(/[^A-Za-z0-9-]/g, "_")
    .replace(/^-/, "_")
    .slice(0, 80);
  if (n === 0) return number;
  return document.copy ? `${number}-copy-${n}` : `${number}-again-${n}`;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return false;
    throw cause;
  }
}

/** Writes a file whole and under its name only when it is on disk; false where the name is taken. */
async function write(path: string, content: string): Promise<boolean> {
  const part = `${path}.part`;
  try {
    const file = await open(part, "w");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    return await name(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

/** Gives a finished file its name. A rename would replace another file; a link refuses to. */
async function name(part: string, path: string): Promise<boolean> {
  try {
    await link(part, path);
    return true;
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "EEXIST") return false;
    if (!["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EISDIR"].includes(code)) throw cause;
  }
  // A stick without links (FAT): an exclusive copy does not replace anything either.
  try {
    await copyFile(part, path, constants.COPYFILE_EXCL);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw cause;
  }
}

/** Makes the names themselves last. Windows cannot open a folder, and does not need to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function fileProblem(folder: string, cause: unknown): string {
  switch (codeOf(cause)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `Nothing may be written into the folder ${folder}.`;
    case "ENOSPC":
    case "EDQUOT":
      return `The disk with the folder ${folder} is full.`;
    case "EEXIST":
    case "ENOTDIR":
      return `${folder} is not a folder.`;
    case "ENOENT":
      return `The folder ${folder} is not there.`;
    default:
      return `The receipt could not be saved in ${folder} (${codeOf(cause) || String(cause)}).`;
  }
}
