/** What the digit keys type without Shift where Shift is needed for digits: French and Czech. */
const ROWS = ["à&é\"'(-è_ç", "é+ěščřžýáí"];

/** The digit whose key types this sign on such a keyboard; undefined where none does. */
export function digitOf(sign: string): number | undefined {
  if (/^\d$/.test(sign)) return Number(sign);
  for (const row of ROWS) {
    const at = [...row].indexOf(sign);
    if (at >= 0) return at;
  }
  return undefined;
}
