// The filters: what they offer, and how they are set.
import { FAMILIES, MANNERS, STANDINGS, actors, claims, sources, speakers, worked } from "./data.js";
import { button, choice, el } from "./dom.js";
import { count, plain, standingName } from "./words.js";
import { USUAL, go, state } from "./state.js";

/** @param {Iterable<string>} words @returns {[string, string][]} */
const options = (words) => [["", "any"], ...[...new Set(words)].sort().map((w) => /** @type {[string, string]} */ ([w, plain(w)]))];

/** How many filters are set otherwise than at first. */
export function filtersSet() {
  const differs = (/** @type {string[]} */ now, /** @type {string[]} */ usual) => now.length !== usual.length || !usual.every((w) => now.includes(w));
  return [
    differs(state.families, FAMILIES), differs(state.standings, USUAL), differs(state.manners, MANNERS),
    state.kind, state.side, state.from, state.speaker,
  ].filter(Boolean).length;
}

/**
 * @param {string} legend @param {"families" | "standings" | "manners"} what @param {string[]} all
 * @param {(word: string) => string} called
 */
function boxes(legend, what, all, called) {
  const box = (/** @type {string} */ word) => {
    const change = (/** @type {Event} */ event) => {
      const on = /** @type {HTMLInputElement} */ (event.target).checked;
      go({ [what]: all.filter((w) => (w === word ? on : state[what].includes(w))) }, "move");
    };
    return el("label", { class: "box", "data-word": word },
      el("input", { type: "checkbox", checked: state[what].includes(word), onchange: change }), called(word));
  };
  return el("fieldset", {}, el("legend", {}, legend), all.map(box));
}

/** The filters as they are set now. */
export function filters() {
  const used = new Set(worked.states.map((s) => s[1]));
  const titles = new Map(sources.map((source) => [source.id, source.title]));
  const cited = sources.map((source) => /** @type {[string, string]} */ ([source.id, titles.get(source.id) ?? source.id]));
  const set = filtersSet();
  const pick = (/** @type {"kind" | "side" | "from" | "speaker"} */ what) => (/** @type {string} */ value) => go({ [what]: value }, "move");
  const reset = () => go({ families: [...FAMILIES], standings: [...USUAL], manners: [...MANNERS], kind: "", side: "", from: "", speaker: "" }, "move");
  return el("details", { class: "filters", id: "filters" },
    el("summary", {}, "Filters", set > 0 && el("span", { class: "set" }, ` · ${count(set, "filter")} set`)),
    el("div", { class: "filter-body" },
      boxes("Family", "families", FAMILIES, plain),
      boxes("Standing", "standings", STANDINGS, standingName),
      boxes("Manner", "manners", MANNERS.filter((manner) => used.has(manner)), plain),
      el("fieldset", { class: "picks" }, el("legend", {}, "Only ties of"),
        choice("kind", options(actors.map((a) => a.kind).filter((k) => k !== "unnamed")), state.kind, pick("kind")),
        choice("side", options(worked.sides.list.flat().map(([name]) => name)), state.side, pick("side")),
        choice("source", [["", "any"], ...cited], state.from, pick("from")),
        choice("speaker", options(claims.flatMap(speakers)), state.speaker, pick("speaker")),
        button("Reset filters", reset, { class: "quiet" }))));
}
