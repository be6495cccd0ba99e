import {
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from "node:crypto";
import { isIP } from "node:net";

/** A certificate and its key, both PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/**
 * An authority of one's own, and a server certificate that it vouches for: what a centre on this
 * machine needs to speak TLS to devices that pin the authority. P-256, ten years, nothing else.
 */
export function makeAuthority(name: string): Certified {
  const keys = newKeys();
  const extensions = [
    extension("551d13", sequence(boolean(true)), true), // basicConstraints: CA
    extension("551d0f", bits(0x06), true), // keyUsage: certificates, revocation lists
  ];
  return certify({ subject: name, issuer: name, keys, signer: keys.privateKey, extensions });
}

/** For those host names and addresses and no others. */
export function makeServerCertificate(
  authority: Certified,
  issuer: string,
  hosts: readonly string[],
): Certified {
  const keys = newKeys();
  const extensions = [
    extension("551d11", sequence(...hosts.map(alternativeName)), false),
    extension("551d25", sequence(oid("2b06010505070301")), false), // server authentication
  ];
  return certify({
    subject: hosts[0] ?? "localhost",
    issuer,
    keys,
    signer: authority.key,
    extensions,
  });
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const newKeys = (): Keys => generateKeyPairSync("ec", { namedCurve: "P-256" });

function certify(of: {
  subject: string;
  issuer: string;
  keys: Keys;
  signer: KeyObject | string;
  extensions: Buffer[];
}): Certified {
  const algorithm = sequence(oid("2a8648ce3d040302")); // ECDSA with SHA-256
  const now = new Date();
  const until = new Date(now.getTime() + 3650 * 86_400_000);
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    distinguishedName(of.issuer),
    sequence(time(new Date(now.getTime() - 86_400_000)), time(until)),
    distinguishedName(of.subject),
    createPublicKey(of.keys.publicKey.export({ type: "spki", format: "pem" })).export({
      type: "spki",
      format: "der",
    }),
    tagged(3, sequence(...of.extensions)),
  );
  const der = sequence(body, algorithm, bitString(sign("sha256", body, of.signer)));
  return {
    certificate: pem("CERTIFICATE", der),
    key: of.keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

// The little of ASN.1's DER that a certificate is made of.

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 128
      ? Buffer.from([length])
      : length < 256
        ? Buffer.from([0x81, length])
        : Buffer.from([0x82, length >> 8, length & 255]);
  return Buffer.concat([Buffer.from([tag]), size, content]);
}

const sequence = (...parts: Buffer[]) => tlv(0x30, Buffer.concat(parts));
const integer = (value: Buffer) => tlv(0x02, value);
const boolean = (value: boolean) => tlv(0x01, Buffer.from([value ? 0xff : 0]));
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, "hex"));
const octets = (value: Buffer) => tlv(0x04, value);
const bitString = (value: Buffer) => tlv(0x03, Buffer.concat([Buffer.from([0]), value]));
/** Of a key usage: its lowest bit is unused. */
const bits = (value: number) => tlv(0x03, Buffer.from([1, value]));
const tagged = (number: number, content: Buffer) => tlv(0xa0 | number, content);
const time = (at: Date) =>
  tlv(0x18, Buffer.from(at.toISOString().replaceAll(/[-:T]|\.\d+/g, ""), "ascii"));

const distinguishedName = (name: string) =>
  sequence(tlv(0x31, sequence(oid("550403"), tlv(0x0c, Buffer.from(name, "utf8")))));

function extension(id: string, content: Buffer, critical: boolean): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(content));
}

function alternativeName(host: string): Buffer {
  if (isIP(host) === 4) return tlv(0x87, Buffer.from(host.split(".").map(Number)));
  if (host === "::1") return tlv(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])]));
  return tlv(0x82, Buffer.from(host, "ascii"));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
