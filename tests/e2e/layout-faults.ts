import type { Page } from "playwright-core";

/** What a cashier sees all the time, by test id. */
const ALWAYS = ["cart", "total", "cashier", "status-cashier", "status-shift"];

/** One of these; those that stand in Pay's stead are in the zone that a dialog lies over. */
const PAY = ["pay", "pay-complete", "next-sale"];

/** What is pressed most, and pays: nobody should have to aim. */
const LARGE = "[data-testid=pay], [data-testid=pay-complete], [data-testid^=tile-]";

/**
 * What is wrong with the layout of the screen as it is, in words; empty where nothing is: a window
 * that scrolls sideways, a text that is cut off where nobody meant it to be, and at the counter a
 * cart, total, Pay, cashier or shift that is not wholly in sight (a dialog's veil hides nothing), or
 * something to press that is less than a finger high.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ always, pay, large }) => {
      const faults = new Set<string>();
      const rounded = (box: DOMRect) =>
        [box.left, box.top, box.right, box.bottom].map((each) => Math.round(each)).join(" ");
      const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });

      const { scrollWidth } = document.documentElement;
      if (scrollWidth > innerWidth) faults.add(`the window is ${scrollWidth} wide`);

      const TARGETS = "button, input:not([type=hidden]), textarea, [role=button], a[href]";
      const VEIL = ".mantine-Modal-overlay, .mantine-Modal-inner, [data-portal]";
      const over = (x: number, y: number) =>
        document.elementsFromPoint(x, y).find((element) => !element.matches(VEIL));
      const hidden = (target: Element): string | undefined => {
        const box = target.getBoundingClientRect();
        const within =
          box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
        if (!within || box.width === 0) return `is at ${rounded(box)}`;
        for (const [across, down] of [
          [0.5, 0.5],
          [0.1, 0.5],
          [0.9, 0.5],
        ] as const) {
          const above = over(box.left + box.width * across, box.top + box.height * down);
          if (above === undefined || target.contains(above) || above.contains(target)) continue;
          return `is behind ${above.outerHTML.slice(0, 120)}`;
        }
        return undefined;
      };
      if (document.querySelector("[data-testid=counter] [data-testid=cart]") !== null) {
        const find = (name: string) =>
          [...document.querySelectorAll(`[data-testid=${name}]`)].find(seen);
        const beneath = document.querySelector("[role=dialog]") !== null;
        const act = pay.find((name) => find(name) !== undefined);
        if (act === undefined) faults.add("Pay is missing");
        const inTheCart = act === "pay" || !beneath;
        for (const name of act !== undefined && inTheCart ? [...always, act] : always) {
          const found = find(name);
          const fault = found === undefined ? "is missing" : hidden(found);
          if (fault !== undefined) faults.add(`${name} ${fault}`);
        }
      }

      // A finger's width, wherever a cashier works; what pays and what is sold are larger.
      const counter = document.querySelector("[data-testid=counter]") !== null;
      const targets = counter ? document.querySelectorAll<HTMLElement>(TARGETS) : [];
      for (const target of targets) {
        const off = target.matches(":disabled, [aria-disabled=true]") || !seen(target);
        if (off || target.closest("[aria-hidden=true]") !== null) continue;
        // A tick is set by its words as well, a field by its frame.
        const labels = [...((target as HTMLInputElement).labels ?? [])];
        const boxes = [target.closest(".mantine-Input-wrapper") ?? target, ...labels].map((each) =>
          each.getBoundingClientRect(),
        );
        const height = Math.max(...boxes.map((box) => box.height));
        const least = target.matches(large) ? 64 : 44;
        if (height > 2 && Math.round(height) < least) {
          const { testid = target.outerHTML.slice(0, 200) } = target.dataset;
          faults.add(`${testid} is ${height} high, not ${least}`);
        }
      }

      const cut = (text: string, how: string) => faults.add(`cut off ${how}: ${text.slice(0, 80)}`);
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const [text, parent] = [node.textContent?.trim() ?? "", node.parentElement];
        if (text === "" || parent === null || !seen(parent)) continue;
        if (parent.closest("svg, script, style, textarea, select") !== null) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const here = range.getBoundingClientRect();
        if (here.width === 0) continue;
        let beyond = true;
        for (let box: Element | null = parent; box !== null; box = box.parentElement) {
          const style = getComputedStyle(box);
          const edge = box.getBoundingClientRect();
          // For readers of the screen alone: a box of a pixel or so.
          if (edge.width <= 2) beyond = false;
          if (/auto|scroll/.test(style.overflowX + style.overflowY)) beyond = false;
          // Names of any length end in dots where somebody thought of it.
          if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") beyond = false;
          if (!beyond) break;
          const clips = (overflow: string) => /hidden|clip/.test(overflow);
          if (clips(style.overflowX) && here.right > edge.right + 1) cut(text, "on the right");
          if (clips(style.overflowX) && here.left < edge.left - 1) cut(text, "on the left");
          if (clips(style.overflowY) && here.bottom > edge.bottom + 3) cut(text, "below");
          if (style.position === "fixed") break;
        }
        if (beyond && here.right > innerWidth + 1) cut(text, "by the window");
      }

      const ruler = document.createElement("canvas").getContext("2d");
      for (const input of document.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")) {
        // What somebody types may be longer than its field; what was chosen or proposed may not.
        const chosen = input.readOnly || input.getAttribute("aria-haspopup") === "listbox";
        const text = input.value === "" ? input.placeholder : chosen ? input.value : "";
        if (text === "" || ruler === null || !seen(input)) continue;
        const style = getComputedStyle(input);
        ruler.font = style.font;
        const room =
          input.clientWidth -
          Number.parseFloat(style.paddingLeft) -
          Number.parseFloat(style.paddingRight);
        if (room > 2 && ruler.measureText(text).width > room + 1) cut(text, "in its field");
      }
      return [...faults];
    },
    { always: ALWAYS, pay: PAY, large: LARGE },
  );
}
