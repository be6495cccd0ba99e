import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { device, nameDevice } from "#main/journal/device/device.ts";
import { booksId, outboxSize } from "#main/journal/device/link.ts";
import type { Address } from "#main/replication/address-file.ts";
import { decodeEnrolment, type Enrolment } from "#main/replication/enrolment.ts";
import type { Hello } from "#main/replication/centre.ts";
import type { Link } from "#main/replication/link.ts";
import type { Caller, Handler } from "#main/rpc/handlers.ts";
import type { Parts } from "../parts.ts";
import { asked } from "./trouble.ts";

export interface ConnectParts extends Pick<Parts, "journal" | "now"> {
  readonly link: Link;
  /** The key that these books are sealed with. */
  readonly ownerKey: Buffer;
  /**
   * An empty device takes over the owner's key, then the centre's address, and its program begins
   * again with both. In this order: books that came before their key could never be read.
   */
  readonly adopt: (key: Buffer, address: Address) => Promise<void>;
}

interface Found {
  readonly enrolment: Enrolment;
  readonly hello: Hello;
}

/** Reads a code and asks its centre, without any promise: nothing is sent, nothing is kept. */
export function lookAtCentre(parts: ConnectParts): Handler<"centre.look"> {
  return async ({ code }, caller) => {
    const found = await find(parts, code, caller);
    if (!found.ok) return found;
    const { enrolment } = found.value;
    const { book } = parts.journal;
    return done({
      host: enrolment.hosts[0] ?? "",
      till: enrolment.till,
      kind: enrolment.kind,
      scope: enrolment.scope === "*" ? "*" : [...enrolment.scope],
      joins: booksId(book) === undefined,
      ...outboxSize(book),
    });
  };
}

/**
 * Ties this device to the centre: from then on its facts are sent and others' are received, by
 * themselves. A device without books takes over the till code, the owner's key and the books.
 */
export function connectToCentre(parts: ConnectParts): Handler<"centre.connect"> {
  return async ({ code, name }, caller) => {
    const found = await find(parts, code, caller);
    if (!found.ok) return found;
    const { ownerKey, ...address } = found.value.enrolment;
    const { journal } = parts;
    const joins = booksId(journal.book) === undefined;
    if (joins && device(journal.book) === undefined) {
      const called = name.trim() === "" ? `Till ${address.till}` : name.trim();
      journal.onDevice((book) => nameDevice(book, address.till, called));
    }
    if (joins && ownerKey !== null) await parts.adopt(Buffer.from(ownerKey, "base64"), address);
    else await parts.link.tie(address);
    return done({ till: address.till });
  };
}

async function find(parts: ConnectParts, code: string, caller: Caller): Promise<Result<Found>> {
  const { journal, link } = parts;
  const own = booksId(journal.book);
  // Without books there is nobody yet who could hold a right.
  if (own !== undefined && !caller.may("settings.edit", null)) {
    return refuse({ code: "permission.denied", permission: "settings.edit" });
  }
  const read = decodeEnrolment(code);
  if (!read.ok) return refuse({ code: "centre.code_invalid", problem: read.refusal });
  const enrolment = read.value;
  // Enrolled anew, a device takes its new code; to another centre it does not go.
  if (link.address() !== null && link.address()?.till !== enrolment.till) {
    return refuse({ code: "centre.unfit", why: "connected" });
  }
  const unfit = unfitHere(parts, enrolment, own !== undefined);
  if (unfit !== null) return refuse({ code: "centre.unfit", why: unfit });
  const hello = await asked(() => link.look(enrolment));
  if (!hello.ok) return hello;
  const { books } = hello.value;
  if (own === undefined && books === null) return refuse({ code: "centre.unfit", why: "empty" });
  if (own !== undefined && books !== null && books !== own) {
    return refuse({ code: "centre.trouble", trouble: "other_books" });
  }
  if (own !== undefined && books === null && hello.value.kind !== "office") {
    return refuse({ code: "centre.unfit", why: "first" });
  }
  return done({ enrolment, hello: hello.value });
}

/** Why a code, good in itself, is not for this device. */
function unfitHere(
  parts: ConnectParts,
  enrolment: Enrolment,
  hasBooks: boolean,
): "till" | "key" | "key_missing" | null {
  const { ownerKey, till } = enrolment;
  const here = device(parts.journal.book)?.till;
  if (here !== undefined && here !== till) return "till";
  if (!hasBooks) return ownerKey === null ? "key_missing" : null;
  const key = ownerKey === null ? null : Buffer.from(ownerKey, "base64");
  return key === null || key.equals(parts.ownerKey) ? null : "key";
}
