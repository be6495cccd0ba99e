import type { Page } from "playwright-core";

/** More stops than any screen has. */
const ENDLESS = 150;

/**
 * Goes round the screen as it is by Tab, back to where the keyboard was: how many stops there are,
 * and at which of them nothing about the element tells that the keyboard is there now.
 */
export async function tabRound(
  page: Page,
): Promise<{ readonly stops: number; readonly unseen: readonly string[] }> {
  await page.evaluate(() => {
    const looks = new WeakMap<Element, string>();
    const start = document.activeElement;
    if (start instanceof HTMLElement) start.blur();
    const look = (element: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const ring = outlineStyle === "none" ? "" : outlineWidth;
      return `${ring} ${boxShadow}`;
    };
    for (const each of document.querySelectorAll("a, button, input, textarea, [tabindex]")) {
      looks.set(each, look(each));
    }
    if (start instanceof HTMLElement) start.focus();
    Object.assign(globalThis, {
      tabStop: () => {
        const here = document.activeElement;
        if (here === start) return { round: true, unseen: null };
        if (here === null || here === document.body) return { round: false, unseen: null };
        const { testid = here.outerHTML.slice(0, 160) } = (here as HTMLElement).dataset;
        return { round: false, unseen: look(here) === looks.get(here) ? testid : null };
      },
    });
  });
  const unseen: string[] = [];
  for (let stops = 1; stops < ENDLESS; stops += 1) {
    // oxlint-disable no-await-in-loop -- one stop after the other
    await page.keyboard.press("Tab");
    const stop = await page.evaluate("tabStop()");
    // oxlint-enable no-await-in-loop
    const { round, unseen: here } = stop as { round: boolean; unseen: string | null };
    if (here !== null) unseen.push(here);
    if (round) return { stops, unseen };
  }
  return { stops: ENDLESS, unseen: [...unseen, "Tab never comes back"] };
}
