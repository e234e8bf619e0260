// How things are called, for people. A verb and its manner come from one state of one tie, which is that
// of one claim; what is not asserted is named as what it is.
import { actors, relations, worked } from "./data.js";
import { readable, stateEver } from "./time.js";

const HEDGES = /** @type {Record<string, string>} */ ({
  factual: "", reported: "reportedly ", assessed: "likely ", alleged: "allegedly ", planned: "planned: ",
  considered: "considered: ", recommended: "recommended: ", hypothetical: "hypothetical: ", denied: "denied: ",
});

const STANDS = /** @type {Record<string, string>} */ ({
  definite: "holds", possible: "possible", undated: "undated", not_yet: "not yet", stale: "last seen earlier",
  ended: "ended", said: "only said",
});

/** @param {string} id */
const label = (id) => relations[id]?.label ?? id;
/** @param {string} id */
const past = (id) => worked.past[id] ?? label(id);

/** Whether a tie is stated as a fact that holds for certain: only that is drawn solid. @param {State} now */
export const isFirm = (now) => now[2] && now[0] === "definite" && now[1] === "factual";

/** How a state looks, wherever it is drawn or named. @param {State | null} now */
export const lookOf = (now) => (now ? (isFirm(now) ? "firm" : now[0] === "definite" ? "hedged" : now[0]) : "none");

/** A standing in a word or two. @param {State} state */
export function standingWord(state) {
  const [standing, manner, , , seen] = state;
  if (standing === "definite" && manner !== "factual") return `holds, as ${manner}`;
  if (standing === "said") return manner === "denied" ? "denied" : `only ${manner}`;
  if (standing === "stale" && seen) return `last seen ${readable(seen)}`;
  return STANDS[standing] ?? standing;
}

/** The name of a standing by itself. @param {string} standing */
export const standingName = (standing) => STANDS[standing] ?? standing;

/** What a tie is in a state: `reportedly arms`, `backed`. @param {Told} tie @param {State} state */
export function phrase(tie, state) {
  const [standing, manner] = state;
  const gone = standing === "stale" || standing === "ended" || relations[tie.relation]?.event;
  const verb = gone && standing !== "said" ? past(tie.relation) : label(tie.relation);
  return `${HEDGES[manner] ?? ""}${verb}`;
}

/** What a tie is where nothing is told of the time that is looked at: as it is put of another time, and in the past. @param {Told} tie */
export function phraseEver(tie) {
  const ever = stateEver(tie);
  if (!ever) return label(tie.relation);
  return phrase(tie, ever[0] === "said" ? ever : ["stale", ever[1], false, [], ""]);
}

/** The same seen from the other end: `backed by`. @param {Told} tie @param {State} state */
export function inverse(tie, state) {
  const relation = relations[tie.relation];
  const words = (relation?.inverse ?? "").replaceAll("_", " ");
  if (relation?.symmetric || !words) return phrase(tie, state);
  return `${HEDGES[state[1]] ?? ""}${words}`;
}

/** A word of the vocabulary with a space for each underscore. @param {string} word */
export const plain = (word) => word.replaceAll("_", " ");

/** A number with its noun. @param {number} n @param {string} noun */
export const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** A name short enough for a line of text. @param {number} place */
export const shortName = (place) => {
  const actor = actors[place];
  return actor.label.length > 24 ? actor.short ?? actor.label : actor.label;
};
