/** One thing that was checked, and what was compared, in a sentence. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export function check(name: string, wrong: number, detail: string): Check {
  return { name, ok: wrong === 0, detail: wrong === 0 ? detail : `${detail} — ${wrong} differ` };
}

/** A check that can say what is wrong, the first few of it. */
export function checkNamed(name: string, wrong: readonly string[], detail: string): Check {
  if (wrong.length === 0) return { name, ok: true, detail };
  const more = wrong.length > 5 ? ` and ${wrong.length - 5} more` : "";
  return { name, ok: false, detail: `${wrong.slice(0, 5).join(", ")}${more}` };
}
