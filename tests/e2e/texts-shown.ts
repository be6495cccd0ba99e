import type { Page } from "playwright-core";
import { ownersChart } from "#shared/ledger/chart.ts";
import { SWAHILI } from "../../src/renderer/text/sw/index.ts";

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Texts as they stand, and those with holes as patterns; none that is hardly more than holes. */
interface Texts {
  readonly whole: readonly string[];
  readonly holed: readonly string[];
}

function textsOf(texts: Iterable<string>): Texts {
  const said = [...texts].map((text) => text.trim().split(/\{\w+\}/));
  const letters = (words: readonly string[]) => words.join("").replaceAll(/[^\p{L}]/gu, "").length;
  return {
    whole: said.flatMap((words) => (words.length === 1 && letters(words) >= 4 ? words : [])),
    holed: said
      .filter((words) => words.length > 1 && letters(words) >= 8)
      .map((words) => `^\\s*${words.map(escaped).join("[^]+?")}\\s*$`),
  };
}

/** Names of accounts that have another one in Swahili. */
const OF_THE_CHART = ownersChart().flatMap(({ name, nameSwahili }) =>
  nameSwahili === null || nameSwahili === name ? [] : name,
);

/** English that has Swahili; what is a text of the Swahili screen too is not told apart. */
const swahili = new Set(SWAHILI.values());
const ENGLISH = textsOf([...SWAHILI.keys(), ...OF_THE_CHART].filter((text) => !swahili.has(text)));
const KISWAHILI = textsOf(swahili);

/** What was said to somebody, in the language of that moment. */
const SAID_ONCE =
  "[data-testid=spoken], [data-testid=notice], [data-testid=run-recorded], " +
  ".mantine-Notification-root";

/** What a window knows once it was taught; a trimmed text is asked. */
interface Taught {
  readonly isEnglish: (text: string) => boolean;
  readonly isSwahili: (text: string) => boolean;
}

/** Once a window: it is some thousand texts, and most that a screen shows were on the one before. */
async function teach(page: Page): Promise<void> {
  if (await page.evaluate("typeof isEnglish === 'function'")) return;
  await page.evaluate(
    (languages) => {
      const [isEnglish, isSwahili] = languages.map(({ whole, holed }) => {
        const exact = new Set(whole);
        const pattern = new RegExp(holed.join("|"), "u");
        const known = new Map<string, boolean>();
        return (text: string): boolean => {
          const is = known.get(text) ?? (exact.has(text) || pattern.test(text));
          known.set(text, is);
          return is;
        };
      });
      Object.assign(globalThis, { isEnglish, isSwahili });
    },
    [ENGLISH, KISWAHILI],
  );
}

/**
 * What is wrong with the Swahili texts of the screen as it is: those that are cut off on the
 * right or below by something that cannot be scrolled, and those that stand there in English.
 * What people wrote (names of items and people, memos) is data in any language: `names` of it.
 */
export async function textFaults(page: Page, names: ReadonlySet<string>): Promise<string[]> {
  await teach(page);
  return page.evaluate(
    ({ given, saidOnce }) => {
      const { isEnglish, isSwahili } = globalThis as unknown as Taught;
      const data = new Set(given);
      const faults = new Set<string>();
      const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
      const say = (text: string, fault: string) => faults.add(`${fault}: ${text}`);
      const inEnglish = (text: string | null) => {
        const words = text?.trim() ?? "";
        if (words !== "" && !data.has(words) && isEnglish(words)) say(words, "English");
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const [text, parent] = [node.textContent?.trim() ?? "", node.parentElement];
        if (text === "" || parent === null || !seen(parent)) continue;
        if (parent.closest(saidOnce) !== null) continue;
        // Said to be English, for whoever hears the screen too.
        if (parent.closest("body [lang]:not([lang=sw])") !== null) continue;
        inEnglish(text);
        if (!isSwahili(text) || data.has(text)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const here = range.getBoundingClientRect();
        // For readers of the screen alone: a box of a pixel or so.
        if (here.width === 0) continue;
        for (let box: Element | null = parent; box !== null; box = box.parentElement) {
          const style = getComputedStyle(box);
          const edge = box.getBoundingClientRect();
          if (edge.width <= 2 || style.position === "fixed") break;
          const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
          if (scrolls) break;
          const clips = (overflow: string) => /hidden|clip/.test(overflow);
          if (clips(style.overflowX) && here.right > edge.right + 1) say(text, "cut off");
          if (clips(style.overflowY) && here.bottom > edge.bottom + 2) say(text, "cut off below");
        }
      }
      for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
        if (!seen(element)) continue;
        for (const name of ["aria-label", "placeholder", "title"]) {
          inEnglish(element.getAttribute(name));
        }
      }
      return [...faults];
    },
    { given: [...names], saidOnce: SAID_ONCE },
  );
}
