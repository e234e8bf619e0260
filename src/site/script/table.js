// The same ties as in the network, as a table: for those who hear the page, and for those who like tables.
import { FAMILIES, STANDINGS, actors, claims, exported, familyOf, graph, speakers } from "./data.js";
import { bdi, button, choice, el, refill } from "./dom.js";
import { count, phrase, plain, standingWord } from "./words.js";
import { inWords, spoken } from "./time.js";
import { go, state } from "./state.js";
import { lineKey, shownTies, tieLink } from "./ties.js";
import { filters } from "./filter.js";
import { stands } from "./spans.js";
import { download, fileName } from "./save.js";
import { actorLink } from "./claims.js";

let sorted = "from";
let open = false;

const COLUMNS = /** @type {[string, string, (s: Shown) => string | number][]} */ ([
  ["from", "From", ({ tie }) => actors[tie.from].label],
  ["verb", "Tie", ({ tie, state: now }) => phrase(tie, now)],
  ["to", "To", ({ tie }) => actors[tie.to].label],
  ["family", "Family", ({ tie }) => FAMILIES.indexOf(familyOf(tie))],
  ["standing", "Standing", ({ state: now }) => STANDINGS.indexOf(now[0])],
  ["speaker", "Who says so", ({ state: now }) => who(now)],
  ["claims", "Claims", ({ state: now }) => -now[3].length],
]);

/** The speakers of the claims that show it; else the authors' own word. @param {State} now */
const who = (now) => [...new Set(now[3].flatMap((i) => (claims[i].said_by.length > 0 ? speakers(claims[i]) : ["the source itself"])))].join(", ");

/** @param {Shown[]} rows */
function csv(rows) {
  const cell = (/** @type {string | number} */ text) => {
    const plainText = String(text);
    return `"${(/^[\s'’]*[=+\-@\t\r＝＋－＠]/.test(plainText) ? `'${plainText}` : plainText).replaceAll('"', '""')}"`;
  };
  const lines = rows.map(({ tie, state: now }) => [actors[tie.from].label, phrase(tie, now), actors[tie.to].label, familyOf(tie), standingWord(now), now[1], who(now), now[3].map((i) => claims[i].key).join(" | ")]);
  return [["from", "tie", "to", "family", "standing", "manner", "speakers", "claims"], ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** @param {Shown} shown */
function row(shown) {
  const { tie, state: now } = shown;
  const show = () => go({ tie: tieLink(lineKey(tie)), actor: -1, source: -1 });
  return el("tr", {},
    el("td", {}, actorLink(tie.from)),
    el("td", {}, button(phrase(tie, now), show, { class: `link verb of-${familyOf(tie)}` })),
    el("td", {}, actorLink(tie.to)),
    el("td", {}, plain(familyOf(tie))),
    el("td", {}, stands(now)),
    el("td", {}, bdi(who(now))),
    el("td", { class: "number" }, now[3].length));
}

/** Shows the table. @param {HTMLElement} main */
export function tableView(main) {
  const value = COLUMNS.find(([word]) => word === sorted)?.[2] ?? COLUMNS[0][2];
  const rows = shownTies(state.at, state.mode).sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en");
  });
  const sort = (/** @type {string} */ word) => () => {
    sorted = word;
    tableView(main);
  };
  const heads = COLUMNS.map(([word, label]) => el("th", { scope: "col", "aria-sort": word === sorted ? "ascending" : "none" }, button(label, sort(word), { class: "link" })));
  const panel = /** @type {HTMLDetailsElement} */ (filters());
  panel.open = open;
  panel.addEventListener("toggle", () => { open = panel.open; });
  refill(main, el("section", { class: "table-view", "aria-labelledby": "table-title" },
    el("div", { class: "view-head" }, el("h2", { id: "table-title" }, "All ties"), el("p", { class: "small" }, `${count(rows.length, "tie")} ${inWords(state.at)}`)),
    el("div", { class: "tools" },
      choice("parts", [["rolled", "act for their wholes"], ["full", "by themselves"]], state.mode, (mode) => go({ mode: /** @type {"rolled" | "full"} */ (mode) })),
      button("Save all as JSON", () => download(new Blob([exported()], { type: "application/json" }), `${fileName(graph.graph.title)}.json`), { class: "quiet" }),
      button("Save CSV", () => download(new Blob(["\ufeff", csv(rows)], { type: "text/csv" }), `${fileName(`ties ${spoken(state.at)}`)}.csv`), { class: "quiet" })),
    panel,
    rows.length === 0 ? el("p", { class: "empty" }, "Nothing passes the filters.")
      : el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table, can be scrolled" }, el("table", {}, el("caption", { class: "unseen" }, `All ties ${inWords(state.at)}`), el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows.map(row))))));
}
