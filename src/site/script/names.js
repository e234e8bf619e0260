// Who is meant by a name: search over names, short names and aliases, and names that links keep.
import { actors } from "./data.js";

/** A name without case, accents and signs, for comparing. @param {string} text */
export const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** @param {Actor} actor */
const namesOf = (actor) => [
  actor.label, ...(actor.short ? [actor.short] : []), ...actor.aliases,
  ...Object.values(actor.aliases_in ?? {}).flat(),
];

const folded = actors.map((actor) => namesOf(actor).map((name) => ({ name, key: fold(name) })));

/** Every name of an actor but the first, each once. @param {Actor} actor */
export function otherNames(actor) {
  const seen = new Set([actor.label]);
  return namesOf(actor).filter((name) => !seen.has(name) && Boolean(seen.add(name)));
}

/**
 * Who has a name that begins with a text or has a word that does; the best first.
 * @param {string} text @param {number} most @returns {{ place: number, by: string }[]}
 */
export function search(text, most) {
  const wanted = fold(text);
  if (!wanted) return [];
  const found = [];
  for (const [place, names] of folded.entries()) {
    if (actors[place].kind === "unnamed") continue;
    let best = { rank: 9, by: "" };
    for (const [i, { name, key }] of names.entries()) {
      const at = ` ${key}`.indexOf(` ${wanted}`);
      if (at < 0 && !key.includes(wanted)) continue;
      const rank = (key === wanted ? 0 : at === 0 ? 1 : at > 0 ? 3 : 5) + (i > 0 ? 1 : 0);
      if (rank < best.rank) best = { rank, by: name };
    }
    if (best.rank < 9) found.push({ place, by: best.by, rank: best.rank });
  }
  found.sort((a, b) => a.rank - b.rank || actors[a.place].label.localeCompare(actors[b.place].label, "en"));
  return found.slice(0, most);
}

const byLabel = new Map();
for (const [place, actor] of actors.entries()) {
  byLabel.set(actor.label, byLabel.has(actor.label) ? -1 : place);
}

/** What a link calls somebody: by name, which outlives a renamed id, unless two have it. @param {number} place */
export const linkName = (place) =>
  place < 0 ? "" : byLabel.get(actors[place].label) === place ? actors[place].label : actors[place].id;

/** Who is meant in a link: by name, id or any other name that is nobody else's; or -1. @param {string} text */
export function fromLink(text) {
  const named = byLabel.get(text);
  if (named !== undefined && named >= 0) return named;
  const id = actors.findIndex((actor) => actor.id === text);
  if (id >= 0) return id;
  const key = fold(text);
  const all = folded.flatMap((names, place) => (names.some((name) => name.key === key) ? [place] : []));
  return key && all.length === 1 ? all[0] : -1;
}

/** Everybody who can be asked about, sorted by name. */
export const everybody = actors
  .map((_, place) => place)
  .filter((place) => actors[place].kind !== "unnamed")
  .sort((a, b) => actors[a].label.localeCompare(actors[b].label, "en"));
