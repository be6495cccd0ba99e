// `npm run icons`: draws build/icon.svg at the sizes that installers want, in the installed browser.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installedBrowser } from "./browser.mjs";
import { installIfNeeded, root } from "./install.mjs";

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

/** @param {string} svg @returns {Promise<Map<number, Buffer>>} */
async function draw(svg) {
  const { chromium } = await import("playwright-core");
  const executablePath = installedBrowser();
  if (executablePath === undefined) throw new Error("No Chromium, Chrome or Edge is installed.");
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage();
    const drawn = new Map();
    for (const size of SIZES) {
      await page.setViewportSize({ width: size, height: size });
      const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
      const style = "body{margin:0}img{display:block;width:100vw;height:100vh}";
      await page.setContent(`<style>${style}</style><img src="${picture}">`);
      drawn.set(size, await page.screenshot({ omitBackground: true }));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

/** An .ico file is a table of contents before its pictures, which may be PNG. @param {Map<number, Buffer>} drawn */
function ico(drawn) {
  const pictures = ICO_SIZES.map((size) => ({ size, png: drawn.get(size) ?? Buffer.alloc(0) }));
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const row = 6 + 16 * index;
    head.writeUInt8(size % 256, row); // 0 means 256
    head.writeUInt8(size % 256, row + 1);
    head.writeUInt16LE(1, row + 4);
    head.writeUInt16LE(32, row + 6);
    head.writeUInt32LE(png.length, row + 8);
    head.writeUInt32LE(offset, row + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

installIfNeeded();
const folder = join(root, "build");
const drawn = await draw(readFileSync(join(folder, "icon.svg"), "utf8"));
mkdirSync(join(folder, "icons"), { recursive: true });
for (const [size, png] of drawn) {
  if (size < 1024) writeFileSync(join(folder, "icons", `${size}x${size}.png`), png);
}
writeFileSync(join(folder, "icon.png"), drawn.get(1024) ?? "");
writeFileSync(join(folder, "icon.ico"), ico(drawn));
