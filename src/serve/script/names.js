// Finding actors and relations by what they are called.
import { desk } from "./desk.js";

/** A text as it is compared: without case and accents. @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase().trim();

/** How well a name fits what is typed; 0 is not at all. @param {string} name @param {string} typed */
function fits(name, typed) {
  const own = folded(name);
  if (own === typed) return 4;
  if (own.startsWith(typed)) return 3;
  if (own.split(/[\s\-_/]+/).some((word) => word.startsWith(typed))) return 2;
  return own.includes(typed) ? 1 : 0;
}

/** @typedef {{ id: string, shown: string, by: string, more: string }} Found */

/** @param {string[]} names @param {string} typed */
function best(names, typed) {
  let found = { rank: 0, by: "" };
  for (const name of names) {
    const rank = fits(name, typed);
    if (rank > found.rank) found = { rank, by: name };
  }
  return found;
}

/** @template T @param {T[]} all @param {(one: T) => { names: string[], found: (by: string) => Found }} of @param {string} text */
function search(all, of, text) {
  const typed = folded(text);
  const ranked = all.flatMap((one) => {
    const { names, found } = of(one);
    const { rank, by } = typed ? best(names, typed) : { rank: 1, by: "" };
    return rank > 0 ? [{ rank, found: found(by) }] : [];
  });
  return ranked.sort((a, b) => b.rank - a.rank || a.found.shown.length - b.found.shown.length).map(({ found }) => found);
}

/** Actors by any of their names; those of the source that is read among them. @param {string} text */
export function actorsCalled(text) {
  return search(desk.state.actors, (actor) => ({
    names: [actor.name, actor.short ?? "", ...actor.aliases, ...(actor.aliases_in[desk.text?.id ?? ""] ?? []), actor.id],
    found: (by) => ({ id: actor.id, shown: actor.name, by: by === actor.name ? "" : by, more: actor.kind.replaceAll("_", " ") }),
  }), text);
}

/** Relations by their words. @param {string} text */
export function relationsCalled(text) {
  return search(desk.state.relations, (relation) => ({
    names: [relation.label, ...relation.verbs, relation.id],
    found: (by) => ({ id: relation.id, shown: relation.label, by: by === relation.label || by === relation.id ? "" : by, more: relation.family }),
  }), text);
}
