// The text of a source: paragraphs with their numbers, what is quoted in the colour of its family, and what
// is still open.
import { bdi, byId, button, el, refill } from "./dom.js";
import { desk, nameOf } from "./desk.js";

/** The element of a sentence. @param {string} place @returns {HTMLElement | null} */
export const sentenceAt = (place) => document.querySelector(`.sentence[data-place="${CSS.escape(place)}"]`);
/** All of them, in order. */
export const sentences = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".sentence")]);

/** @typedef {{ from: number, to: number, claim: number, family: string }} Mark */

/** What is quoted of each paragraph. @param {RoomClaim[]} claims */
function marksBy(claims) {
  /** @type {Map<number, Mark[]>} */
  const marks = new Map();
  for (const [i, claim] of claims.entries()) {
    const paragraph = claim.citation.paragraph ?? 0;
    for (const [from, to] of claim.marks ?? []) {
      marks.set(paragraph, [...(marks.get(paragraph) ?? []), { from, to, claim: i, family: claim.family }]);
    }
  }
  return marks;
}

/** A stretch of text, cut where a quote begins or ends. @param {string} text @param {number} from @param {number} to @param {Mark[]} marks @param {(claims: number[]) => void} open */
function stretches(text, from, to, marks, open) {
  const cuts = [...new Set([from, to, ...marks.flatMap((mark) => [mark.from, mark.to])])].filter((at) => from <= at && at <= to).sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i];
    const own = marks.filter((mark) => mark.from <= start && end <= mark.to);
    const words = text.slice(start, end);
    if (own.length === 0) return words;
    const families = [...new Set(own.map((mark) => mark.family))];
    const claims = [...new Set(own.map((mark) => mark.claim))];
    return el("mark", { class: `quoted of-${families[0]}${families.length > 1 ? " mixed" : ""}`, "data-claims": claims.join(" "), onclick: () => getSelection()?.isCollapsed !== false && open(claims) }, words);
  });
}

/** Why a sentence is flagged, for who hears or hovers. @param {Sentence} sentence */
function said(sentence) {
  if (sentence.state === "open") return `open: names ${sentence.named.map((ids) => ids.map(nameOf).join(" or ")).join(", ")} and makes no claim`;
  if (sentence.state === "excused") return `makes no claim: ${sentence.excuse}`;
  return "";
}

/** @param {Paragraph} paragraph @param {Mark[]} marks @param {(claims: number[]) => void} open */
function paragraphView(paragraph, marks, open) {
  let at = 0;
  const parts = /** @type {Child[]} */ ([]);
  for (const sentence of paragraph.sentences) {
    const [from, to] = sentence.span;
    if (from > at) parts.push(paragraph.text.slice(at, from));
    parts.push(el("span", { class: `sentence is-${sentence.state}`, "data-place": sentence.place, tabindex: -1, title: said(sentence) || null, "aria-label": said(sentence) ? `${paragraph.text.slice(from, to)} (${said(sentence)})` : null, role: "group" },
      stretches(paragraph.text, from, to, marks.filter((mark) => mark.from < to && mark.to > from), open)));
    at = to;
  }
  if (at < paragraph.text.length) parts.push(paragraph.text.slice(at));
  return el("div", { class: "paragraph" },
    el("span", { class: "number", "aria-label": `Paragraph ${paragraph.n}` }, String(paragraph.n)),
    el("p", { dir: "auto", "data-n": paragraph.n, lang: desk.text?.language ?? null }, parts));
}

/** How much of it is done. @param {Text} text */
function tallyView(text) {
  if (!text.tally) return null;
  const { naming_two: all, coded, excused, open } = text.tally;
  return el("p", { class: "tally small" },
    `${text.claims?.length ?? 0} claims; of ${all} sentences that name two actors ${coded} are coded, ${excused} excused, `, el("strong", { class: open > 0 ? "is-open" : "" }, `${open} open`),
    el("progress", { max: Math.max(all, 1), value: coded + excused, "aria-label": "Sentences that are done" }));
}

/** Shows the text that is read. @param {(claims: number[]) => void} open @param {Child} tools */
export function textView(open, tools) {
  const text = desk.text;
  const main = byId("text");
  if (!text) {
    refill(main, el("p", { class: "empty" }, desk.state.sources.length > 0 ? "Choose a source to read." : "This data set has no source yet. Add one with `whobacks source add`."));
    return;
  }
  const marks = marksBy(text.claims ?? []);
  refill(main, el("article", { class: "reading" },
    el("header", {}, el("h2", {}, bdi(text.title)),
      el("p", { class: "small" }, [text.authors.join(", "), text.publisher, text.published].filter(Boolean).map((part, i) => [i > 0 && " · ", bdi(part ?? "")])),
      tallyView(text), tools),
    text.why_not && el("p", { class: "empty" }, text.why_not),
    (text.paragraphs ?? []).map((paragraph) => paragraphView(paragraph, marks.get(paragraph.n) ?? [], open)),
    !text.paragraphs && el("ol", { class: "quotes" }, (text.claims ?? []).map((claim, i) => el("li", {}, button(["“", bdi(claim.citation.quote ?? claim.citation.record ?? ""), "”"], () => open([i]), { class: `link quoted of-${claim.family}` }))))));
  sentences()[0]?.setAttribute("tabindex", "0");
}
