import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

type Scheme = "light" | "dark";

/** In the dark only the colours are others. */
function axe(page: Page, scheme: Scheme): AxeBuilder {
  const builder = new AxeBuilder({ page });
  return scheme === "light" ? builder.withTags(RULES) : builder.withRules(["color-contrast"]);
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
async function findings(page: Page, scheme: Scheme): Promise<string[]> {
  await atRest(page);
  const { violations } = await axe(page, scheme).analyze();
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
