// What Rust wrote into the page, read once, with the look-ups that everything else needs.

/** @param {string} name */
const read = (name) => JSON.parse(document.getElementById(`data-${name}`)?.textContent ?? "null");

/** The graph as `export json` wrote it, to the letter. */
export const exported = () => document.getElementById("data-graph")?.textContent ?? "";

/** @type {Graph} */
export const graph = read("graph");
/** @type {Worked} */
export const worked = read("worked");
/** @type {Network} */
export const network = read("network");
/** What a server says beside it: where claims stand in their files. @type {{ claims: Record<string, [string, number]>, errors: number } | null} */
export const live = read("live");

export const actors = graph.nodes;
export const claims = graph.edges;
export const sources = graph.graph.sources;
export const relations = graph.graph.relations;

const placeOfActor = new Map(actors.map((actor, place) => [actor.id, place]));
const placeOfSource = new Map(sources.map((source, place) => [source.id, place]));
const placeOfClaim = new Map(claims.map((claim, place) => [claim.key, place]));

/** The place of an actor in the list, or -1. @param {string} id */
export const actorPlace = (id) => placeOfActor.get(id) ?? -1;
/** @param {string} id */
export const sourcePlace = (id) => placeOfSource.get(id) ?? -1;
/** @param {string} key */
export const claimPlace = (key) => placeOfClaim.get(key) ?? -1;

/** Every family, in the order of pictures and lists. */
export const FAMILIES = ["support", "hostility", "structure", "contact", "presence"];
/** Every standing, the most certain first. */
export const STANDINGS = ["definite", "possible", "undated", "not_yet", "stale", "ended", "said"];
/** Every manner, the firmest first. */
export const MANNERS = [
  "factual", "reported", "assessed", "alleged", "planned", "considered", "recommended", "hypothetical", "denied",
];

/** The family of a tie. @param {Told} tie */
export const familyOf = (tie) => relations[tie.relation]?.family ?? "contact";

/** The places of all speakers of a claim, or their names. @param {Claim} claim */
export const speakers = (claim) => claim.said_by.map((who) => (who === "unnamed" ? "somebody not named" : actors[actorPlace(who)]?.label ?? who));
