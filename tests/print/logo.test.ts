import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Logo, LOGO_HEIGHT_LEAST } from "#shared/facts/master.ts";
import { paperSize, toSvg, toText } from "#main/print/document.ts";
import { toEscPos } from "#main/print/esc-pos.ts";
import { layOut } from "#main/print/layout.ts";
import { roll } from "#main/print/paper.ts";
import { toPdf } from "#main/print/pdf.ts";
import { ofPng, toPng } from "#main/print/picture.ts";
import { documentOf } from "#main/print/source.ts";
import { saleOf, seller, soldLine } from "./samples.ts";

const logos = fc
  .record({
    bytes: fc.integer({ min: 1, max: 48 }),
    height: fc.integer({ min: LOGO_HEIGHT_LEAST, max: 40 }),
  })
  .chain(({ bytes, height }) =>
    fc.uint8Array({ minLength: bytes * height, maxLength: bytes * height }).map((dots): Logo => ({
      width: bytes * 8,
      height,
      bits: Buffer.from(dots).toString("base64"),
    })),
  );

const receipt = (logo: Logo | undefined, paper: 58 | 80) => {
  const sale = saleOf([soldLine({ name: "Sugar", quantity: 1000, unitPrice: 165_00 })]);
  const { logo: _, ...plain } = seller;
  const under = logo === undefined ? plain : { ...plain, logo };
  return documentOf({ ...sale, seller: under }, { paper, copy: false });
};

test("the printer gets the very dots of the logo, and of everything else what it got without", () => {
  fc.assert(
    fc.property(logos, fc.constantFrom(58 as const, 80 as const), (logo, paper) => {
      const { width, height, bits } = logo;
      const raster = Buffer.concat([
        Buffer.from([0x1d, 0x76, 0x30, 0, width / 8, 0, height, 0]),
        Buffer.from(bits, "base64"),
      ]);
      const bytes = toEscPos(receipt(logo, paper));
      const at = bytes.indexOf(raster);
      expect(at).toBeGreaterThan(0);
      // Dots may look like any command: beside them nothing may open the drawer.
      const beside = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + raster.length)]);
      expect(beside.includes(Buffer.from([0x1b, 0x70]))).toBe(false);
      expect(toText(receipt(logo, paper)).trim()).toBe(toText(receipt(undefined, paper)).trim());
    }),
    { numRuns: 50 },
  );
});

test("a logo comes back from its picture, and stands in the middle of the paper", () => {
  fc.assert(
    fc.property(logos, fc.constantFrom(58 as const, 80 as const), (logo, paper) => {
      expect(ofPng(toPng(logo))).toEqual(logo);
      const document = receipt(logo, paper);
      const picture = layOut(document).marks.find((mark) => mark.kind === "picture");
      const cells = logo.width / 12;
      expect(picture?.x).toBeCloseTo((roll(paper).columns - cells) / 2, 5);
      expect(toSvg(document)).toContain(`width="${logo.width}" height="${logo.height}"/>`);
      const taller = paperSize(document).heightMm - paperSize(receipt(undefined, paper)).heightMm;
      expect(taller).toBeGreaterThanOrEqual(Math.floor(logo.height / 8));
    }),
    { numRuns: 50 },
  );
});

const poppler = spawnSync("pdftoppm", ["-v"]).error === undefined;

test.skipIf(!poppler)("a rendered page is black where the logo is, and only there", () => {
  // A block of 80 × 40 dots whose left half is black.
  const row = Buffer.from([255, 255, 255, 255, 255, 0, 0, 0, 0, 0]);
  const bits = Buffer.concat(Array.from({ length: 40 }, () => row)).toString("base64");
  const pdf = toPdf(receipt({ width: 80, height: 40, bits }, 58));
  const { stdout, stderr } = spawnSync("pdftoppm", ["-r", "203.2", "-gray", "-"], { input: pdf });
  expect(stderr.toString()).toBe("");
  const [, width = "", offset = ""] =
    /^P5\s+(\d+)\s+\d+\s+255\s/.exec(stdout.subarray(0, 40).toString("latin1")) ?? [];
  const head = stdout.subarray(0, 40).toString("latin1").indexOf("255") + 4;
  expect(offset).toBe("");
  const at = (x: number, y: number) => stdout[head + y * Number(width) + x] ?? -1;
  const left = (58 * 8 - 80) / 2;
  expect(at(left + 20, 24 + 20)).toBeLessThan(60);
  expect(at(left + 60, 24 + 20)).toBeGreaterThan(200);
  expect(at(left - 10, 24 + 20)).toBeGreaterThan(200);
});
