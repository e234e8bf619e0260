// An actor's dossier: names, of whom it is part, its side, and its ties by family with everybody, over time.
import { FAMILIES, actorPlace, actors, familyOf, worked } from "./data.js";
import { bdi, button, el } from "./dom.js";
import { count, inverse, isFirm, phrase, phraseEver, plain } from "./words.js";
import { inWords, partOf, readable, stateAt } from "./time.js";
import { otherNames } from "./names.js";
import { firmestFirst, sideOf, tiesOf } from "./ties.js";
import { stands, strip, years } from "./spans.js";
import { actorLink } from "./claims.js";
import { tieSection } from "./tie.js";
import { go, state } from "./state.js";

/** Who an actor is. @param {number} place */
function head(place) {
  const actor = actors[place];
  const others = otherNames(actor);
  const whole = partOf(place, state.at);
  const parts = worked.parents.filter((part) => partOf(part.actor, state.at) === place);
  const side = sideOf(state.at).get(place);
  const facts = /** @type {[string, Child][]} */ ([
    ["also called", others.length > 0 && others.map((name, i) => [i > 0 && ", ", bdi(name)])],
    ["lifetime", actor.when && readable(actor.when)],
    ["lies in", actor.within && actorLink(actorPlace(actor.within))],
    ["acts for", whole >= 0 && actorLink(whole)],
    ["acting for it", parts.length > 0 && parts.map((part, i) => [i > 0 && ", ", actorLink(part.actor)])],
    ["side", side && `${side}, ${inWords(state.at)}`],
    ["Wikidata", actor.same_as && el("a", { href: `https://www.wikidata.org/wiki/${encodeURIComponent(actor.same_as)}`, rel: "noreferrer noopener", target: "_blank" }, actor.same_as)],
    ["note", actor.note && bdi(actor.note)],
  ]);
  return [
    el("p", { class: "kicker" }, plain(actor.kind), " · ", inWords(state.at)),
    el("h2", { tabindex: -1 }, bdi(actor.label)),
    el("dl", { class: "facts" }, facts.filter(([, said]) => said).map(([term, said]) => el("div", {}, el("dt", {}, term), el("dd", {}, said)))),
    el("p", { class: "acts" },
      button("Who backs this actor?", () => go({ view: "backers", whom: place }), { class: "quiet" }),
      button("How connected to …?", () => go({ view: "connect", a: place }), { class: "quiet" }),
      button("In the network", () => go({ view: "network" }), { class: "quiet" })),
  ];
}

/** @param {number} place */
const named = (place) => bdi(actors[place].kind === "unnamed" ? "somebody not named" : actors[place].label);

/** One tie as a line of the dossier, which opens to its claims. @param {number} place @param {Told} tie */
function entry(place, tie) {
  const now = stateAt(tie, state.at);
  const other = tie.from === place ? tie.to : tie.from;
  const verb = now ? (tie.from === place ? phrase(tie, now) : inverse(tie, now)) : tie.from === place ? phraseEver(tie) : null;
  return el("details", { class: `entry of-${familyOf(tie)} ${now && isFirm(now) ? "firm" : ""}` },
    el("summary", {},
      el("span", { class: "verb" }, verb === null ? [named(other), " ", phraseEver(tie), " ", named(place)] : [verb, " ", named(other)]),
      stands(now),
      strip(tie, state.at)),
    tieSection(tie), actorLink(other, "Dossier of the other"));
}

/** The dossier. @param {number} place */
export function actorView(place) {
  const own = tiesOf("full").filter((tie) => tie.from === place || tie.to === place);
  const rolled = tiesOf("rolled").filter((tie) => tie.from === place || tie.to === place);
  const known = new Set(own.map((tie) => `${tie.from} ${tie.relation} ${tie.to}`));
  const through = rolled.filter((tie) => !known.has(`${tie.from} ${tie.relation} ${tie.to}`));
  const sorted = (/** @type {Told[]} */ ties) => {
    const rank = (/** @type {Told} */ tie) => ({ tie, state: stateAt(tie, state.at) ?? /** @type {State} */ (["said", "denied", false, [], ""]) });
    return ties.map(rank).sort(firmestFirst).map(({ tie }) => tie);
  };
  const families = FAMILIES.map((family) => ({ family, ties: sorted(own.filter((tie) => familyOf(tie) === family)) }));
  return el("div", { class: "dossier" }, head(place), years(),
    families.filter(({ ties }) => ties.length > 0).map(({ family, ties }) =>
      el("section", {}, el("h3", { class: `family of-${family}` }, plain(family), el("span", { class: "small" }, ` ${count(ties.length, "tie")}`)),
        ties.map((tie) => entry(place, tie)))),
    through.length > 0 && el("section", {}, el("h3", { class: "family" }, "through its parts", el("span", { class: "small" }, ` ${count(through.length, "tie")}`)),
      sorted(through).map((tie) => entry(place, tie))),
    own.length + through.length === 0 && el("p", {}, "No claim names it."));
}
