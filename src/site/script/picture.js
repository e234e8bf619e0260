// The pictures that were drawn beforehand: a column for each date, all dates in one place, what changed between the
// first and the last, and the table.
import { actorPlace } from "./data.js";
import { bdi, button, byId, el, refill, sentence } from "./dom.js";
import { parseAt, spoken } from "./time.js";
import { go, state } from "./state.js";
import { fileName, saveButtons } from "./save.js";

const templates = /** @type {HTMLTemplateElement[]} */ ([...document.querySelectorAll("template.picture")]);
const columns = templates.filter((template) => template.dataset.view === "column");
const only = (/** @type {string} */ view) => templates.find((template) => template.dataset.view === view);
const [table, panels, changes] = [only("matrix"), only("panels"), only("changes")];

/** The picture of what changed between two dates, if it was drawn, made ready to be read. @param {string} before @param {string} after */
export function changesPicture(before, after) {
  return changes?.dataset.at === `${before} ${after}` ? sheets(changes, 900) : [];
}

/** @param {HTMLTemplateElement} template */
const dateOf = (template) => spoken(parseAt(template.dataset.at ?? ""));

/** The choices: a date, all dates side by side, the table. @returns {[string, string][]} */
function choices() {
  const dates = columns.map((template) => /** @type {[string, string]} */ ([template.dataset.at || "told", dateOf(template)]));
  const more = /** @type {[string, string][]} */ ([]);
  if (panels) more.push(["slices", "side by side"]);
  if (changes) more.push(["changes", "what changed"]);
  if (table) more.push(["matrix", "as a table"]);
  return [...dates, ...more];
}

/** Opens what a shape of a picture stands for. @param {Element | null} shape */
function open(shape) {
  const group = /** @type {SVGElement | null} */ (shape?.closest("g.actor, g.tie") ?? null);
  const claims = (group?.dataset.claims ?? "").split(" ").filter(Boolean);
  // What is told beside a picture is told of its date.
  const date = /** @type {SVGElement | null} */ (group?.closest("[data-at]") ?? null)?.dataset.at ?? "";
  const at = date.includes(" ") ? state.at : parseAt(date);
  if (claims.length > 0) return go({ tie: claims.join(","), actor: -1, source: -1, at });
  // Where dates stand beside each other, an id carries its date.
  const place = actorPlace((group?.dataset.id ?? "").replace(/@[^@]*$/, ""));
  if (place >= 0) go({ actor: place, tie: "", source: -1, at });
}

/** The sheets of a picture, made ready to be clicked and tabbed through. @param {HTMLTemplateElement} template @param {number} n */
function sheets(template, n) {
  const all = [...template.content.children].filter((child) => child.localName === "svg");
  return all.map((sheet, i) => alive(/** @type {SVGSVGElement} */ (sheet.cloneNode(true)), n + i));
}

/** @param {SVGSVGElement} found @param {number} n */
function alive(found, n) {
  for (const named of found.querySelectorAll("[id]")) named.id = `picture-${n}-${named.id}`;
  found.setAttribute("aria-labelledby", `picture-${n}-title picture-${n}-standfirst`);
  found.setAttribute("role", "group");
  for (const group of /** @type {NodeListOf<SVGElement>} */ (found.querySelectorAll("g.actor, g.tie"))) {
    group.setAttribute("tabindex", "0");
    group.setAttribute("role", "button");
  }
  found.addEventListener("click", (event) => open(/** @type {Element} */ (event.target)));
  found.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open(/** @type {Element} */ (event.target));
  });
  return found;
}

/** The lines of a picture in words, each leading to its claims: what the picture says, for reading. @param {SVGSVGElement} picture */
function lineList(picture) {
  const ties = [.../** @type {NodeListOf<SVGElement>} */ (picture.querySelectorAll("g.tie"))];
  ties.sort((a, b) => Number(a.dataset.n ?? 0) - Number(b.dataset.n ?? 0));
  const date = (/** @type {SVGElement} */ tie) => /** @type {SVGElement | null} */ (tie.closest("g.panel"))?.dataset.at;
  // Of when it is, what became of it, and that it holds no more: the sentence by itself would say more than is told.
  const said = (/** @type {SVGElement} */ tie) => {
    const { change, standing } = tie.dataset;
    const now = change?.replaceAll("-", " ") ?? (standing === "stale" ? "last seen earlier" : standing === "ended" ? "ended" : "");
    const words = [date(tie), now].filter(Boolean).join(", ");
    return words && `${words}: `;
  };
  const item = (/** @type {SVGElement} */ tie) => el("li", {}, button(el("span", { class: `verb of-${tie.dataset.family}` }, said(tie), sentence(tie.querySelector("title")?.textContent ?? "")), () => open(tie), { class: "link" }));
  return ties.length > 0 && el("div", { class: "lines-of hint" }, el("h2", {}, "In this picture"), el("ol", { class: "line-list" }, ties.map(item)));
}

let shown = "";

/** Shows the picture that is asked for. @param {HTMLElement} main */
export function pictureView(main) {
  const all = choices();
  const at = [...all].reverse().find(([word]) => parseAt(word).of !== "told");
  const wanted = all.some(([word]) => word === state.picture) ? state.picture : at?.[0] ?? all[0]?.[0] ?? "";
  const marked = () => {
    for (const tab of main.querySelectorAll(".tabs button")) tab.setAttribute("aria-pressed", String(tab.getAttribute("data-word") === wanted));
  };
  if (shown === wanted && main.querySelector(".pictures")) return marked();
  shown = wanted;
  const named = /** @type {Record<string, HTMLTemplateElement | undefined>} */ ({ matrix: table, slices: panels, changes });
  const chosen = wanted in named ? named[wanted] : columns.find((template) => (template.dataset.at || "told") === wanted);
  const pictures = chosen ? sheets(chosen, 0) : [];
  const title = chosen?.dataset.title ?? "";
  const tabs = all.map(([word, label]) => button(bdi(label), () => go({ picture: word }), { "data-word": word, "aria-pressed": word === wanted }));
  const list = pictures[0] ? lineList(pictures[0]) : null;
  refill(main, el("section", { class: "picture-view", "aria-label": "Picture" },
    el("div", { class: "tools" }, el("div", { class: "tabs", role: "group", "aria-label": "Which picture" }, tabs),
      pictures.length > 0 && saveButtons(() => pictures[0], () => fileName(title))),
    chosen && pictures.length === 0 && el("p", { class: "empty" }, "This picture is being redrawn."),
    chosen
      ? el("div", { class: list ? "with-list" : "" }, el("div", { class: "pictures" }, pictures.map((picture) => el("figure", {}, picture))), list)
      : el("p", { class: "empty" }, "Nobody is said to back, fight or deal with anybody here, so there is no picture. The table and the sources list all claims."),
    pictures.length > 0 && el("p", { class: "small hint" }, "Click a box or a line, or step to it with Tab and press Enter, to see its quotes.")));
  byId("status").textContent = title;
}
