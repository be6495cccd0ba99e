import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const { source } = createRequire(import.meta.resolve("@axe-core/playwright"))("axe-core") as {
  readonly source: string;
};

type Scheme = "light" | "dark";

/** What axe reports of one rule that was broken. */
interface Violation {
  readonly id: string;
  readonly impact: "minor" | "moderate" | "serious" | "critical" | null;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly failureSummary?: string;
  }[];
}

type Axe = {
  run(context: unknown, options: object): Promise<{ violations: Violation[] }>;
};

/** What the window remembers of the looks before. */
type Seen = { axe?: Axe; judgedInTheDark?: Set<string> };

const OPTIONS = { resultTypes: ["violations"], iframes: false, preload: false };

/**
 * Asks axe in the page itself, which has no frames of others: `AxeBuilder` opens a page of its own
 * and reads axe four times for each look, which took nine tenths of the time.
 */
async function broken(page: Page): Promise<Violation[]> {
  const options = { ...OPTIONS, runOnly: { type: "tag", values: RULES } };
  return page.evaluate(async (asked) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return (await axe.run(document, asked)).violations;
  }, options);
}

/**
 * In the dark only the colours are others, and most of a screen was there in the state before: axe
 * is asked of the texts whose colours it has not judged in this window. Those are a text's own
 * colour and size, and every background under its middle down to the first that hides the rest.
 */
async function brokenInTheDark(page: Page): Promise<Violation[]> {
  const options = { ...OPTIONS, runOnly: { type: "rule", values: ["color-contrast"] } };
  return page.evaluate(async (asked) => {
    const window = globalThis as unknown as Seen & { axe: Axe };
    const judged = (window.judgedInTheDark ??= new Set());
    /** What any box above makes of the colours in it. */
    const veils = new Map<Element, string>();
    const veilOf = (box: Element | null): string => {
      if (box === null) return "";
      const known = veils.get(box);
      if (known !== undefined) return known;
      const { opacity, filter, mixBlendMode } = getComputedStyle(box);
      const plain = opacity === "1" && filter === "none" && mixBlendMode === "normal";
      const veil =
        veilOf(box.parentElement) + (plain ? "" : ` ${opacity} ${filter} ${mixBlendMode}`);
      veils.set(box, veil);
      return veil;
    };
    const layers = new Map<Element, readonly [look: string, hides: boolean]>();
    const layerOf = (element: Element) => {
      const known = layers.get(element);
      if (known !== undefined) return known;
      const { backgroundColor, backgroundImage } = getComputedStyle(element);
      const veil = veilOf(element);
      const hides = veil === "" && backgroundColor.startsWith("rgb(");
      const layer = [`${backgroundColor} ${backgroundImage}${veil}`, hides] as const;
      layers.set(element, layer);
      return layer;
    };
    const inside = (element: Element | null): Element[] =>
      element === null ? [] : [element, ...inside(element.parentElement)];
    const coloursOf = (element: Element, text: string): string => {
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
      const { left, top, width, height } = element.getBoundingClientRect();
      const under = document.elementsFromPoint(left + width / 2, top + height / 2);
      // What cannot be used, and a single sign, axe does not judge.
      const control = element.closest("label")?.control ?? element;
      const off = control.closest(":disabled, [aria-disabled=true], [data-disabled]") !== null;
      const colours = [element.tagName, color, fontSize, fontWeight, textShadow];
      colours.push(String(off), String(Math.min(text.length, 2)));
      // Out of sight, only what it lies in is known.
      for (const each of under.includes(element) ? under : inside(element)) {
        const [look, hides] = layerOf(each);
        colours.push(each === element ? `itself ${look}` : look);
        if (hides && each.contains(element)) break;
      }
      return colours.join("; ");
    };
    const fresh = new Map<string, Element>();
    for (const element of document.body.querySelectorAll("*")) {
      const field = element.matches("input, textarea, select");
      const text = field
        ? (element as HTMLInputElement).value
        : [...element.childNodes]
            .map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "") : ""))
            .join("")
            .trim();
      if ((text === "" && !field) || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      const colours = coloursOf(element, text);
      if (!judged.has(colours) && !fresh.has(colours)) fresh.set(colours, element);
    }
    if (fresh.size === 0) return [];
    const { violations } = await window.axe.run({ include: [...fresh.values()] }, asked);
    // What is wrong is said of every state that it is wrong in.
    if (violations.length === 0) for (const colours of fresh.keys()) judged.add(colours);
    return violations;
  }, options);
}

/** A colour on its way from one state to another is neither's. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (each) => each.playState !== "running" || each.effect?.getTiming().iterations === Infinity,
      ),
  );
}

/** What axe holds for serious or critical on the screen as it is, in words that can be acted on. */
export async function findings(page: Page, scheme: Scheme): Promise<string[]> {
  await atRest(page);
  if (!(await page.evaluate("typeof window.axe === 'object'"))) await page.evaluate(source);
  const violations = await (scheme === "light" ? broken(page) : brokenInTheDark(page));
  return violations
    .filter((found) => found.impact === "serious" || found.impact === "critical")
    .flatMap((found) =>
      found.nodes.map((node) => {
        const why = node.failureSummary?.split("\n").at(1)?.trim() ?? "";
        return `${found.id}: ${node.target.join(" ")} — ${why}`;
      }),
    );
}

/** The same state with the system's scheme turned over, and back. */
async function inTheDark(page: Page): Promise<string[]> {
  const turned = async (scheme: Scheme): Promise<void> => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: "attached" });
  };
  await turned("dark");
  const found = await findings(page, "dark");
  await turned("light");
  return found.map((each) => `in the dark, ${each}`);
}

/** In both schemes; empty where nothing is serious. */
export async function seriousFindings(page: Page): Promise<string[]> {
  return [...(await findings(page, "light")), ...(await inTheDark(page))];
}
