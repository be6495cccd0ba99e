import { crc32, deflateSync, inflateSync } from "node:zlib";
import type { Logo } from "#shared/facts/master.ts";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** One bit a dot, shades of grey, nothing interlaced; 0 is black. */
const ONE_BIT_GREY = Buffer.from([1, 0, 0, 0, 0]);

/** A logo as PNG, which is what ReceiptLine takes and every picture on a screen understands. */
export function toPng({ width, height, bits }: Logo): Buffer {
  const dots = Buffer.from(bits, "base64");
  const rowBytes = width / 8;
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let row = 0; row < height; row += 1) {
    for (let at = 0; at < rowBytes; at += 1) {
      rows[row * (rowBytes + 1) + 1 + at] = ~(dots[row * rowBytes + at] ?? 0);
    }
  }
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", Buffer.concat([size, ONE_BIT_GREY])),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** The logo of a PNG that `toPng` made; no other is read. */
export function ofPng(png: Buffer): Logo {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const length = png.readUInt32BE(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  const rowBytes = width / 8;
  const dots = Buffer.alloc(rowBytes * height);
  for (let row = 0; row < height; row += 1) {
    for (let at = 0; at < rowBytes; at += 1) {
      dots[row * rowBytes + at] = ~(rows[row * (rowBytes + 1) + 1 + at] ?? 0);
    }
  }
  return { width, height, bits: dots.toString("base64") };
}
