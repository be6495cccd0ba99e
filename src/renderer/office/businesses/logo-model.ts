import { type Logo, LOGO_HEIGHT, LOGO_HEIGHT_LEAST, LOGO_WIDTH } from "#shared/facts/master.ts";

/** Pictures as canvases have them: four bytes a dot, red, green, blue and opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/** The largest size in which a picture fits a receipt; a small one is not blown up. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const by = Math.min(1, LOGO_WIDTH / width, LOGO_HEIGHT / height);
  return {
    width: Math.max(8, Math.round(width * by)),
    height: Math.max(LOGO_HEIGHT_LEAST, Math.round(height * by)),
  };
}

/**
 * Black dots for a thermal head, which knows no grey: the error of each dot goes on to those after
 * and below it (Floyd and Steinberg, 1976). White is added at the right to a whole byte.
 */
export function dithered({ width, height, data }: Pixels): Logo {
  const rowBytes = Math.ceil(width / 8);
  const bytes = new Uint8Array(rowBytes * height);
  const grey = Float64Array.from({ length: width * height }, (_, at) => greyAt(data, at * 4));
  const give = (x: number, y: number, error: number) => {
    if (x >= 0 && x < width && y < height) grey[y * width + x] = (grey[y * width + x] ?? 0) + error;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const wanted = grey[y * width + x] ?? 255;
      const black = wanted < 128;
      if (black) {
        const at = y * rowBytes + Math.floor(x / 8);
        bytes[at] = (bytes[at] ?? 0) + 2 ** (7 - (x % 8));
      }
      const error = wanted - (black ? 0 : 255);
      give(x + 1, y, (error * 7) / 16);
      give(x - 1, y + 1, (error * 3) / 16);
      give(x, y + 1, (error * 5) / 16);
      give(x + 1, y + 1, error / 16);
    }
  }
  const bits = btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(""));
  return { width: rowBytes * 8, height, bits };
}

/** How light it is on white paper, from 0 to 255. */
function greyAt(data: ArrayLike<number>, at: number): number {
  const [red = 0, green = 0, blue = 0, opacity = 0] = [0, 1, 2, 3].map((part) => data[at + part]);
  const light = 0.299 * red + 0.587 * green + 0.114 * blue;
  return 255 - ((255 - light) * opacity) / 255;
}

/** The dots back as pixels, black on nothing, to be shown. */
export function pixelsOf({ width, height, bits }: Logo): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const bytes = Uint8Array.from(atob(bits), (char) => char.codePointAt(0) ?? 0);
  for (const [at, byte] of bytes.entries()) {
    for (let bit = 0; bit < 8; bit += 1) {
      if (Math.floor(byte / 2 ** (7 - bit)) % 2 === 1) pixels[(at * 8 + bit) * 4 + 3] = 255;
    }
  }
  return pixels;
}
