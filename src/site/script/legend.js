// What the lines and boxes of the network mean.
import { el, sentence, svg } from "./dom.js";
import { lookOf, plain, standingName } from "./words.js";
import { drawLine, lineGeometry } from "./lines.js";

/** What the lines and boxes mean, as far as they occur. @param {Line[]} lines @param {string[]} names @param {string} of */
export function legend(lines, names, of) {
  const sample = (/** @type {string} */ family, /** @type {string} */ look) => {
    const line = /** @type {Line} */ ({ key: "", from: 0, to: 1, family, symmetric: false, members: [] });
    const box = (/** @type {number} */ x) => ({ x, y: 8, w: 2, h: 2 });
    return svg("svg", { width: 46, height: 16, "aria-hidden": true }, drawLine(line, lineGeometry(box(0), box(45), 0), false, look));
  };
  const families = [...new Set(lines.map((line) => line.family))];
  const looks = [...new Set(lines.map(({ members: [{ state: now }] }) => lookOf(now)))];
  const named = /** @type {Record<string, string>} */ ({ firm: "a fact that holds", hedged: "holds, as reported" });
  const said = (/** @type {string} */ look) => named[look] ?? standingName(look);
  return [
    el("ul", { "aria-label": "Legend" },
      families.map((family) => el("li", {}, sample(family, "firm"), plain(family))),
      looks.map((look) => el("li", {}, sample("structure", look), said(look))),
      names.map((name, i) => el("li", {}, el("span", { class: `swatch side-${i % 8}` }), sentence(name)))),
    names.length > 0 && el("p", { class: "small" }, `Sides as found ${of}.`),
  ];
}
