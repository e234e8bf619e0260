// What changed between two times: what is new stands out, what has gone is struck through.
import { FAMILIES, familyOf, worked } from "./data.js";
import { choice, el, refill } from "./dom.js";
import { count, lookOf, phrase, plain, standingWord } from "./words.js";
import { parseAt, spoken, stateAt, stops, written } from "./time.js";
import { go, state } from "./state.js";
import { isUnnamed, lineKey, tieLink, tiesOf } from "./ties.js";
import { stands } from "./spans.js";
import { actorLink } from "./claims.js";
import { changesPicture } from "./picture.js";
import { fileName, saveButtons } from "./save.js";

/** @param {State | null} now */
const isThere = (now) => now !== null && now[2];

/** What became of a tie. @param {Told} tie */
function became(tie) {
  const [before, after] = [stateAt(tie, state.before), stateAt(tie, state.at)];
  if (!isThere(before) && !isThere(after)) return null;
  if (!isThere(before)) return { tie, how: "new", state: /** @type {State} */ (after) };
  if (!isThere(after)) return { tie, how: after?.[0] === "ended" ? "ended" : "unattested", state: /** @type {State} */ (after ?? before) };
  const [from, to] = [/** @type {State} */ (before), /** @type {State} */ (after)];
  const other = from[0] !== to[0] || from[1] !== to[1];
  return { tie, how: other ? "otherwise" : "on", state: to, was: from };
}

const HEADS = /** @type {[string, string][]} */ ([
  ["new", "New"], ["ended", "Ended"], ["unattested", "No longer attested"], ["otherwise", "Put otherwise"], ["on", "Goes on"],
]);

/** @param {NonNullable<ReturnType<typeof became>>} change */
function item({ tie, how, state: now, was }) {
  const last = stateAt(tie, state.at);
  const gone = how === "ended" || how === "unattested";
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    go({ tie: tieLink(lineKey(tie)), actor: -1, source: -1 });
  };
  const verb = el("a", { href: `#tie=${encodeURIComponent(tieLink(lineKey(tie)))}`, class: `verb of-${familyOf(tie)}`, onclick: open }, phrase(tie, now));
  const words = [actorLink(tie.from), " ", verb, " ", actorLink(tie.to)];
  return el("li", { class: `change how-${how}` }, gone ? el("del", {}, words) : how === "new" ? el("strong", {}, words) : words,
    was && el("span", { class: `stands is-${lookOf(was)}` }, `${standingWord(was)}, then`), stands(last, "no longer told of"));
}

/** Shows the changes. @param {HTMLElement} main */
export function changesView(main) {
  const times = [...new Set([...stops("year").map(written), written(state.before), written(state.at)])].filter(Boolean).sort();
  const pick = (/** @type {string} */ label, /** @type {"before" | "at"} */ what) =>
    choice(label, times.map((time) => [time, spoken(parseAt(time))]), written(state[what]) || times.at(what === "at" ? -1 : 0) || "", (time) => go({ [what]: parseAt(time) }));
  const all = tiesOf(state.mode).filter((tie) => !isUnnamed(tie)).flatMap((tie) => became(tie) ?? []);
  all.sort((a, b) => FAMILIES.indexOf(familyOf(a.tie)) - FAMILIES.indexOf(familyOf(b.tie)) || a.tie.from - b.tie.from);
  const group = ([how, head] = HEADS[0]) => {
    const own = all.filter((change) => change.how === how);
    const families = FAMILIES.map((family) => own.filter(({ tie }) => familyOf(tie) === family)).filter((list) => list.length > 0);
    const body = families.map((list) => [el("h4", { class: `family of-${familyOf(list[0].tie)}` }, plain(familyOf(list[0].tie))), el("ul", { class: "changes" }, list.map(item))]);
    if (own.length === 0) return null;
    return el("details", { class: "change-group", open: how === "new" || how === "ended" || own.length < 25 }, el("summary", {}, el("h3", {}, head), el("span", { class: "small" }, ` ${count(own.length, "tie")}`)), body);
  };
  const pictures = changesPicture(written(state.before), written(state.at));
  refill(main, el("section", { class: "reading", "aria-labelledby": "changes-title" },
    el("h2", { id: "changes-title" }, "What changed"),
    el("div", { class: "tools" }, pick("from", "before"), pick("to", "at")),
    worked.span === null ? el("p", { class: "empty" }, "Nothing in this data has a date.") : null,
    el("p", { class: "small" }, `Present ${spoken(state.before)} against ${spoken(state.at)}. What nobody mentions any more is not thereby over: it is no longer attested.`),
    all.length === 0 && el("p", { class: "empty" }, "No tie is present at either time."),
    pictures.length > 0 && [el("div", { class: "tools" }, saveButtons(() => pictures[0], () => fileName("changes"))), el("div", { class: "pictures" }, pictures.map((picture) => el("figure", {}, picture)))],
    HEADS.map(group)));
}
