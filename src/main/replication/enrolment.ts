import { createHash, X509Certificate } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { done, type Result } from "#shared/kernel/result.ts";
import type { DeviceKind, Scope } from "./centre.ts";

/** What a new device must know to reach its centre. Printed once by `tomtin central enrol`. */
export interface Enrolment {
  /** Tried in order, `name:port` each: a standby that took over is the second one. */
  readonly hosts: readonly string[];
  readonly database: string;
  readonly login: string;
  readonly password: string;
  /**
   * The one certificate authority that may vouch for those hosts, as DER in base64. Null only where
   * every host is this machine's loopback: nothing else is ever spoken to in the clear.
   */
  readonly authority: string | null;
  readonly till: string;
  readonly kind: DeviceKind;
  readonly scope: Scope;
  /** The owner's key (32 bytes in base64), which the centre never sees; null: brought another way. */
  readonly ownerKey: string | null;
  /**
   * The device takes a password of its own with this one, and the code is worth nothing any more. Not
   * said by earlier programs, nor where a pooler keeps a list of the logins' verifiers.
   */
  readonly once?: boolean;
}

export type EnrolmentTrouble =
  /** Not a code of ours at all. */
  | "not_a_code"
  /** A code of ours, mistyped or cut off. */
  | "damaged"
  /** Made by a newer program. */
  | "newer"
  /** It would have the device speak in the clear beyond this machine. */
  | "not_protected";

const FORM = "TOMTIN1";
const CHECK = 10;

/**
 * `TOMTIN1.<deflated JSON in base64url>.<first ten letters of its SHA-256>`: one line to paste, with
 * a check that tells a slip of the hand from a code that is no good. It holds the login's password
 * (and perhaps the owner's key), so it is as secret as they are until the device has used it.
 */
export function encodeEnrolment(enrolment: Enrolment): string {
  const body = deflateRawSync(JSON.stringify(enrolment), { level: 9 }).toString("base64url");
  return `${FORM}.${body}.${checkOf(body)}`;
}

/** Reads a pasted code: white space anywhere (a mail that broke the line) does not matter. */
export function decodeEnrolment(code: string): Result<Enrolment, EnrolmentTrouble> {
  const [form = "", body = "", check = "", ...more] = code.replaceAll(/\s+/g, "").split(".");
  if (/^TOMTIN\d+$/.test(form) && form !== FORM) return { ok: false, refusal: "newer" };
  if (form !== FORM) return { ok: false, refusal: "not_a_code" };
  if (check !== checkOf(body) || more.length > 0) return { ok: false, refusal: "damaged" };
  const read = parse(body);
  if (read === null) return { ok: false, refusal: "damaged" };
  if (read.authority === null && !read.hosts.every(isLoopback)) {
    return { ok: false, refusal: "not_protected" };
  }
  return done(read);
}

/** `name:port`; the port is Postgres' own where it is left out. */
export function hostAndPort(text: string): { readonly host: string; readonly port: number } {
  const at = text.lastIndexOf(":");
  const port = at > text.lastIndexOf("]") ? Number(text.slice(at + 1)) : Number.NaN;
  const host = Number.isNaN(port) ? text : text.slice(0, at);
  return { host: host.replaceAll(/[[\]]/g, ""), port: Number.isNaN(port) ? 5432 : port };
}

/** Plain connections are allowed to these and to no other. */
export function isLoopback(text: string): boolean {
  const { host } = hostAndPort(text);
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The authority as `pg` and `node:tls` take it. */
export function authorityPem(authority: string): string {
  return new X509Certificate(Buffer.from(authority, "base64")).toString();
}

/** From a PEM file; throws for what is no certificate. */
export function authorityOf(pem: string): string {
  return new X509Certificate(pem).raw.toString("base64");
}

function checkOf(body: string): string {
  return createHash("sha256").update(`${FORM}.${body}`).digest("base64url").slice(0, CHECK);
}

function parse(body: string): Enrolment | null {
  try {
    const text = inflateRawSync(Buffer.from(body, "base64url"), { maxOutputLength: 64 * 1024 });
    const value: unknown = JSON.parse(text.toString("utf8"));
    return isEnrolment(value) ? value : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isTexts = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isText);

function isEnrolment(value: unknown): value is Enrolment {
  if (typeof value !== "object" || value === null) return false;
  const it = value as Record<keyof Enrolment, unknown>;
  return (
    isTexts(it.hosts) &&
    [it.database, it.login, it.password, it.till].every(isText) &&
    [it.authority, it.ownerKey].every(isTextOrNull) &&
    (it.kind === "till" || it.kind === "office") &&
    (it.scope === "*" || isTexts(it.scope)) &&
    (it.once === undefined || typeof it.once === "boolean")
  );
}
