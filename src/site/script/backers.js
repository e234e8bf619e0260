// Who backs somebody, and when: what `ask who backs X` answers at a time, and all that is told over time.
import { actors, familyOf, relations, worked } from "./data.js";
import { bdi, el, refill } from "./dom.js";
import { phrase, phraseEver } from "./words.js";
import { inWords, partOf, stateAt } from "./time.js";
import { go, state } from "./state.js";
import { firmestFirst, tiesOf } from "./ties.js";
import { stands, strip, years } from "./spans.js";
import { actorLink } from "./claims.js";
import { tieSection } from "./tie.js";
import { actorField } from "./search.js";

const backing = new Set(worked.backing);
const kept = new Set(worked.kept.map((tie) => tie.to));

/** The ties by which somebody is backed, parts acting for their wholes; he himself for himself. @param {number} whom */
export const backersOf = (whom) => (kept.has(whom) ? worked.kept : tiesOf("rolled")).filter((tie) => tie.to === whom && backing.has(tie.relation));

/** Who is backed by most, for a beginning. */
export function mostBacked() {
  /** @type {Map<number, Set<number>>} */
  const by = new Map();
  for (const tie of tiesOf("rolled")) {
    if (backing.has(tie.relation) && actors[tie.to].kind !== "unnamed" && actors[tie.from].kind !== "unnamed") by.set(tie.to, (by.get(tie.to) ?? new Set()).add(tie.from));
  }
  const now = (/** @type {number} */ whom) => backersOf(whom).filter((tie) => stateAt(tie, state.at)?.[2]).length;
  return [...by].map(([place, who]) => ({ place, now: now(place), ever: who.size }))
    .sort((a, b) => b.now - a.now || b.ever - a.ever || a.place - b.place).map(({ place }) => place);
}

const GROUPS = /** @type {[string, string, (s: State) => boolean][]} */ ([
  ["present", "Now", ([, , present]) => present],
  ["possible", "Possibly, by what is attested later", ([standing, , present]) => !present && (standing === "possible" || standing === "definite")],
  ["undated", "Undated", ([standing, , present]) => !present && standing === "undated"],
  ["not_yet", "Not yet", ([standing]) => standing === "not_yet"],
  ["stale", "Last seen earlier", ([standing]) => standing === "stale"],
  ["ended", "Ended", ([standing]) => standing === "ended"],
  ["said", "Only said, or denied", ([standing]) => standing === "said"],
]);

/** @param {Shown} shown */
function row({ tie, state: now }) {
  return el("details", { class: `entry of-${familyOf(tie)}` },
    el("summary", {},
      el("span", { class: "verb" }, bdi(actors[tie.from].kind === "unnamed" ? "Somebody not named" : actors[tie.from].label), " ", phrase(tie, now)),
      stands(now), strip(tie, state.at)),
    tieSection(tie), actorLink(tie.from, "Dossier"));
}

/** Who is tied to somebody by support that is no backing, present at the time. @param {number} whom @returns {Shown[]} */
function alliesOf(whom) {
  const near = tiesOf("rolled").filter((tie) => (tie.to === whom || (tie.from === whom && relations[tie.relation]?.symmetric)) && relations[tie.relation]?.sign > 0 && !backing.has(tie.relation));
  return near.flatMap((tie) => {
    const found = stateAt(tie, state.at);
    const other = tie.from === whom ? tie.to : tie.from;
    return found?.[2] && actors[other].kind !== "unnamed" ? [{ tie, state: found }] : [];
  }).sort(firmestFirst);
}

/** @param {number} whom @param {Shown} shown */
function allyRow(whom, { tie, state: now }) {
  const words = tie.from === whom ? [bdi(actors[whom].label), ` ${phrase(tie, now)} `, bdi(actors[tie.to].label)] : [bdi(actors[tie.from].label), ` ${phrase(tie, now)} `, bdi(actors[whom].label)];
  return el("details", { class: `entry of-${familyOf(tie)}` },
    el("summary", {}, el("span", {}, words), stands(now), strip(tie, state.at)), tieSection(tie));
}

/** Who backs somebody at the time that is looked at, each once, as firmly as he does: what is only said is none. */
export function backersAt() {
  /** @type {Map<number, Shown>} */
  const found = new Map();
  for (const tie of backersOf(state.whom)) {
    const now = stateAt(tie, state.at);
    if (!now || now[0] === "said") continue;
    const known = found.get(tie.from);
    if (!known || firmestFirst({ tie, state: now }, known) < 0) found.set(tie.from, { tie, state: now });
  }
  return [...found].map(([from, { state: now }]) => [actors[from].id, now[0]]);
}

/** Shows who backs whom. @param {HTMLElement} main */
export function backersView(main) {
  const whom = state.whom >= 0 || state.missing.whom ? state.whom : mostBacked()[0] ?? -1;
  const ties = whom >= 0 ? backersOf(whom) : [];
  const now = ties.flatMap((tie) => {
    const found = stateAt(tie, state.at);
    return found ? [{ tie, state: found }] : [];
  }).sort(firmestFirst);
  const allies = whom >= 0 ? alliesOf(whom) : [];
  const silent = ties.filter((tie) => !stateAt(tie, state.at));
  const whole = whom >= 0 ? partOf(whom, state.at) : -1;
  refill(main, el("section", { class: "reading", "aria-labelledby": "backers-title" },
    el("h2", { id: "backers-title" }, "Who backs ", whom >= 0 ? bdi(actors[whom].label) : "whom", ", and when"),
    el("div", { class: "tools" }, actorField("Who backs", whom, (place) => go({ whom: place }))),
    el("p", { class: "small" }, `${inWords(state.at)[0].toUpperCase()}${inWords(state.at).slice(1)}. Parts act for their wholes; who is backed stands for itself.`,
      whole >= 0 && [" It acts for ", actorLink(whole), ", who may be backed beside it."]),
    ties.length > 0 && years(),
    GROUPS.map(([, head, takes]) => {
      const own = now.filter(({ state: s }) => takes(s) && !GROUPS.slice(0, GROUPS.findIndex(([, h]) => h === head)).some(([, , earlier]) => earlier(s)));
      return own.length > 0 && el("section", {}, el("h3", {}, head === "Now" ? `Backers ${inWords(state.at)}` : head), own.map(row));
    }),
    allies.length > 0 && el("section", {}, el("h3", {}, "Also allied, aligned or loyal"), el("p", { class: "small" }, "No backing by itself."), allies.map((shown) => allyRow(whom, shown))),
    silent.length > 0 && el("section", {}, el("h3", {}, "At other times"),
      silent.map((tie) => el("details", { class: `entry of-${familyOf(tie)}` },
        el("summary", {}, el("span", { class: "verb" }, bdi(actors[tie.from].label), " ", phraseEver(tie)), strip(tie, state.at)), tieSection(tie)))),
    ties.length === 0 && el("p", { class: "empty" }, whom >= 0 ? "No claim says that anybody backs it." : state.missing.whom ? "Choose somebody." : "No claim here says that anybody backs anybody.")));
}
