// A line of the network or of a picture, with everything that is claimed of it.
import { actors, claims, familyOf, worked } from "./data.js";
import { bdi, el } from "./dom.js";
import { count, phrase, phraseEver, plain } from "./words.js";
import { inWords, spoken, stateAt } from "./time.js";
import { firmestFirst, tiesOf, tiesOfLine } from "./ties.js";
import { stands, strip, years } from "./spans.js";
import { actorLink, claimCard } from "./claims.js";
import { state } from "./state.js";

/** The claims of a tie: those that show how it stands first, then the others, denials among them. @param {Told} tie @param {State | null} now */
function evidence(tie, now) {
  const proofs = now?.[3] ?? [];
  const others = tie.claims.filter((i) => !proofs.includes(i));
  return [
    proofs.map((i) => claimCard(i)),
    others.length > 0 && el("details", { class: "others", open: proofs.length === 0 },
      el("summary", {}, `${proofs.length > 0 ? "also told" : "told"}, ${proofs.length > 0 ? "of other times or otherwise" : "of other times"}: ${count(others.length, "claim")}`),
      others.map((i) => claimCard(i, { decides: false }))),
  ];
}

/** One tie: its verb, how it stands, since when, and what shows it. @param {Told} tie */
export function tieSection(tie) {
  const now = stateAt(tie, state.at);
  const denied = tie.claims.some((i) => claims[i].modality === "denied");
  return el("section", { class: `tie of-${familyOf(tie)}` },
    el("h3", {}, now ? phrase(tie, now) : phraseEver(tie),
      stands(now),
      denied && now?.[0] !== "said" && el("span", { class: "stands is-denied" }, "denied by some")),
    strip(tie, state.at), years(), evidence(tie, now));
}

/** The ties behind a line. @param {string} key */
export function tieView(key) {
  const found = /^(\d+)([~>])(\d+):(\w+)$/.exec(key);
  const mode = tiesOfLine(key, state.mode).length > 0 ? state.mode : state.mode === "full" ? "rolled" : "full";
  const ties = tiesOfLine(key, mode);
  if (!found || ties.length === 0) return el("p", {}, "There is no such tie in this data.");
  const [from, to] = [Number(found[1]), Number(found[3])];
  const now = ties.flatMap((tie) => {
    const at = stateAt(tie, state.at);
    return at ? [{ tie, state: at }] : [];
  });
  const told = now.sort(firmestFirst).map(({ tie }) => tie);
  const silent = ties.filter((tie) => !told.includes(tie));
  return el("div", {},
    el("p", { class: "kicker" }, plain(found[4]), " · ", inWords(state.at)),
    el("h2", { tabindex: -1 }, actorLink(from), el("span", { class: "arrow", "aria-label": found[2] === "~" ? "and" : "to" }, found[2] === "~" ? " – " : " → "), actorLink(to)),
    told.map(tieSection),
    silent.length > 0 && el("details", { class: "others", open: told.length === 0 },
      el("summary", {}, `Not told ${state.at.of === "told" ? "" : `of ${spoken(state.at)}`}: ${count(silent.length, "tie")}`), silent.map(tieSection)));
}

/** The ties of some claims, wherever they are: of a picture's line. @param {number[]} wanted */
export function claimsView(wanted) {
  const ties = tiesOf("full").filter((tie) => tie.claims.some((i) => wanted.includes(i)));
  return el("div", {},
    el("p", { class: "kicker" }, "what this line stands on"),
    el("h2", { tabindex: -1 }, count(wanted.length, "claim")),
    wanted.map((i) => claimCard(i)),
    ties.length > 0 && el("p", { class: "small" }, "Over time:"),
    ties.map((tie) => el("div", { class: "over-time" }, el("p", { class: "small" }, bdi(actors[tie.from].label), ` ${phraseEver(tie)} `, bdi(actors[tie.to].label)), strip(tie, state.at))),
    ties.length > 0 && worked.span && years());
}
