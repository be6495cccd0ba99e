import { digitOf } from "./shifted-digits.ts";
import { t } from "../../text/text.ts";

export interface ScanReading {
  readonly fits: boolean;
  readonly words: string;
}

/**
 * What a code that was scanned for a check says about scanner and keyboard: one that types the keys
 * of another country's keyboard gives signs where a product's number has digits.
 */
export function readScan(code: string): ScanReading {
  if (/^\d+$/.test(code)) {
    const whole = code.length === 13 || code.length === 8 || code.length === 12;
    if (!whole || checkDigitFits(code)) {
      return {
        fits: true,
        words: t("Only digits came. Is it the number below the bars? Then all is well."),
      };
    }
    return {
      fits: false,
      words: t("Digits came, but its check digit is wrong: the scanner lost or changed a key."),
    };
  }
  if ([...code].every((sign) => digitOf(sign) !== undefined)) {
    const meant = [...code].map((sign) => digitOf(sign)).join("");
    return {
      fits: false,
      words: t(
        "Signs came instead of digits ({meant} was meant). Set the scanner's keyboard to that of this computer, or the computer's to English.",
        { meant },
      ),
    };
  }
  return {
    fits: true,
    words: t(
      "Letters came too. Compare them with the code: Z and Y, or A and Q, may be exchanged.",
    ),
  };
}

/** EAN and UPC: weights 3 and 1 from the right, together a multiple of ten. */
function checkDigitFits(code: string): boolean {
  const sum = [...code]
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
