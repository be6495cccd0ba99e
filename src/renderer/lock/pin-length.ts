/**
 * How long each person's PIN was when it last opened the till at this computer: at that length it
 * is sent without Enter, so that another cashier is six keys, also the first time after a start.
 * It tells nothing that the pad does not show to whoever types at it: that it sends by itself.
 */
const KEY = "tomtin-pin-lengths";

type Lengths = Readonly<Record<string, number>>;

function stored(): Lengths {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? (found as Lengths) : {};
  } catch {
    return {};
  }
}

function store(lengths: Lengths): void {
  window.localStorage.setItem(KEY, JSON.stringify(lengths));
}

export function knownLength(user: string | null): number | undefined {
  return user === null ? undefined : stored()[user];
}

export function rememberLength(user: string, length: number): void {
  mistyped.delete(user);
  if (knownLength(user) !== length) store({ ...stored(), [user]: length });
}

/** Whose last PIN was wrong. */
const mistyped = new Set<string>();

/**
 * It was not the PIN. Once is a slip; twice, a longer one may have taken its place, and from then
 * on it is typed to its end.
 */
export function doubtLength(user: string): void {
  if (!mistyped.has(user)) {
    mistyped.add(user);
    return;
  }
  const { [user]: _, ...others } = stored();
  store(others);
}
