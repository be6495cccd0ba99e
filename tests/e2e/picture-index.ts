/** A picture as it lies in the folder: `1366-en-light/pay-1-cash.png`. */
export interface Shot {
  readonly state: string;
  readonly width: number;
  readonly language: "en" | "sw";
  readonly scheme: "light" | "dark";
}

export const folderOf = ({ width, language, scheme }: Omit<Shot, "state">): string =>
  `${width}-${language}-${scheme}`;

/** The part of the program that a state belongs to, by how it is called. */
const areaOf = (state: string): string => state.replace(/-\d.*$/, "").replace(/-record-.*$/, "");

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** A page that shows all pictures by state and hides what is not asked for; it needs no server. */
export function indexPage(shots: readonly Shot[]): string {
  const states = [...new Set(shots.map((each) => each.state))];
  const areas = [...new Set(states.map(areaOf))];
  const sections = areas.map((area) => {
    const inIt = states.filter((state) => areaOf(state) === area);
    const rows = inIt.map((state) => rowOf(shots.filter((each) => each.state === state)));
    return `<section><h2>${escaped(area)} <small>${inIt.length}</small></h2>${rows.join("")}</section>`;
  });
  return page(`${FILTERS}<main>${sections.join("\n")}</main>`);
}

function rowOf(shots: readonly Shot[]): string {
  const [first] = shots;
  const figures = shots.map((shot) => {
    const file = escaped(`${folderOf(shot)}/${shot.state}.png`);
    const says = `${shot.width} ${shot.language} ${shot.scheme}`;
    const kind = `data-width="${shot.width}" data-language="${shot.language}" data-scheme="${shot.scheme}"`;
    return (
      `<a href="${file}" ${kind}><img src="${file}" loading="lazy" alt="${escaped(shot.state)}, ${says}">` +
      `<span>${says}</span></a>`
    );
  });
  const state = escaped(first?.state ?? "");
  return `<article data-state="${state}"><h3>${state}</h3><div class="shots">${figures.join("")}</div></article>`;
}

const choice = (name: string, values: readonly string[]): string =>
  `<fieldset><legend>${name}</legend>${values
    .map(
      (value) =>
        `<label><input type="checkbox" name="${name}" value="${value}" checked> ${value}</label>`,
    )
    .join("")}</fieldset>`;

const FILTERS = `<header>
<h1>Tomtin, state by state</h1>
${choice("width", ["1366", "1920"])}${choice("language", ["en", "sw"])}${choice("scheme", ["light", "dark"])}
<input type="search" placeholder="State" aria-label="State">
</header>`;

const page = (body: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tomtin, state by state</title>
<style>
body { margin: 0; font: 15px system-ui, sans-serif; background: #f3eee3; color: #15282a; }
header { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 1rem; align-items: center;
  padding: .6rem 1rem; background: #fffdf8; border-bottom: 1px solid #ddd5c4; z-index: 1; }
h1 { font-size: 1.1rem; margin: 0 auto 0 0; } h2 { margin: 1.5rem 1rem .5rem; } h3 { margin: 0 0 .4rem; font-size: 1rem; }
small { color: #5b605c; font-weight: 400; } fieldset { border: 0; padding: 0; margin: 0; } legend { display: none; }
label { margin-right: .6rem; } article { padding: .5rem 1rem; }
.shots { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: .6rem; }
.shots a { color: inherit; text-decoration: none; } img { display: block; width: 100%; border: 1px solid #ddd5c4; border-radius: 4px; }
[hidden] { display: none !important; }
</style>
${body}
<script>
const boxes = [...document.querySelectorAll("input[type=checkbox]")];
const search = document.querySelector("input[type=search]");
function show() {
  const asked = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
  const [widths, languages, schemes] = ["width", "language", "scheme"].map(asked);
  for (const link of document.querySelectorAll(".shots a")) {
    const { width, language, scheme } = link.dataset;
    link.hidden = !(widths.includes(width) && languages.includes(language) && schemes.includes(scheme));
  }
  for (const row of document.querySelectorAll("article")) {
    row.hidden = !row.dataset.state.includes(search.value.trim().toLowerCase());
  }
  for (const part of document.querySelectorAll("section")) {
    part.hidden = part.querySelector("article:not([hidden])") === null;
  }
}
document.querySelector("header").addEventListener("input", show);
show();
</script>
</html>
`;
