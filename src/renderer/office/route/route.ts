/** Where in the office one is: "#/office/ledger/1140?b=WATER&p=this-month". */
export interface Route {
  readonly screen: string;
  /** What the screen is about: an account's number, an entry's, an id. */
  readonly arg: string | null;
  readonly query: Query;
}

export type Query = Readonly<Record<string, string>>;

const ROOT = "#/office";

/** The address in the bar, read leniently: whatever is not ours is the dashboard. */
export function parseRoute(hash: string): Route {
  const rest = hash.startsWith(ROOT) ? hash.slice(ROOT.length) : "";
  const [path = "", search = ""] = rest.split("?", 2);
  const [screen = "", arg = ""] = path.split("/").filter((part) => part !== "");
  return {
    screen: screen === "" ? "dashboard" : screen,
    arg: arg === "" ? null : decode(arg),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

/** The address of a screen. Empty values are left out, so that one place has one address. */
export function href(
  screen: string,
  arg: string | number | null = null,
  query: Readonly<Record<string, string | null | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const key of Object.keys(query).sort()) {
    const value = query[key];
    if (value !== null && value !== undefined && value !== "") search.set(key, value);
  }
  const path = `${ROOT}/${screen}${arg === null ? "" : `/${encodeURIComponent(arg)}`}`;
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** A link that came from the program: a full address or only the part behind "#/office/". */
export function officeLink(link: string): string {
  if (link.startsWith("#")) return link;
  const path = link.replace(/^\/?(office\/)?/, "");
  return `${ROOT}/${path}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a broken escape that a person typed is just that text
  }
}
