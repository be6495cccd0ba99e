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

type Axe = { run(context: Document, options: object): Promise<{ violations: Violation[] }> };

/**
 * Asks axe in the page itself, which has no frames of others: `AxeBuilder` opens a page of its own
 * and reads axe four times for each look, which took nine tenths of the time.
 */
async function broken(page: Page, scheme: Scheme): Promise<Violation[]> {
  if (!(await page.evaluate("typeof window.axe === 'object'"))) await page.evaluate(source);
  // In the dark only the colours are others.
  const runOnly =
    scheme === "light"
      ? { type: "tag", values: RULES }
      : { type: "rule", values: ["color-contrast"] };
  const options = { runOnly, resultTypes: ["violations"], iframes: false, preload: false };
  return page.evaluate(async (asked) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return (await axe.run(document, asked)).violations;
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
  const violations = await broken(page, scheme);
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
