// Ties at a time, as far as filters let them through, and bundled into the lines that are drawn.
import { FAMILIES, MANNERS, STANDINGS, actors, claims, familyOf, relations, speakers, worked } from "./data.js";
import { partOf, sidesAt, stateAt } from "./time.js";
import { fromLink, linkName } from "./names.js";
import { state } from "./state.js";

/** @param {"rolled" | "full"} mode */
export const tiesOf = (mode) => (mode === "full" ? worked.full : worked.rolled);

/** What stands first: what is present, then by standing and by manner. @param {Shown} a @param {Shown} b */
export function firmestFirst(a, b) {
  const rank = (/** @type {Shown} */ { state: [standing, manner, present] }) =>
    (present ? 0 : 1000) + STANDINGS.indexOf(standing) * 20 + MANNERS.indexOf(manner);
  return rank(a) - rank(b) || a.tie.relation.localeCompare(b.tie.relation, "en");
}

/** Whether either end is somebody whom a text does not name. @param {Told} tie */
export const isUnnamed = (tie) => actors[tie.from].kind === "unnamed" || actors[tie.to].kind === "unnamed";

/** The side of each actor at a time, parts on that of their whole. @param {At} at @returns {Map<number, string>} */
export function sideOf(at) {
  const found = new Map(sidesAt(at).camps.flatMap(([name, members]) => members.map((m) => [m, name])));
  for (const part of worked.parents) {
    let whole = part.actor;
    for (let up = partOf(whole, at), n = 0; up >= 0 && n < actors.length; up = partOf(up, at), n += 1) whole = up;
    const side = found.get(whole);
    if (side !== undefined && !found.has(part.actor)) found.set(part.actor, side);
  }
  return found;
}

/**
 * The ties of a time that the filters let through. Sources and speakers are those of the claims that show how
 * the tie stands: what a state says, one of its own claims must say.
 * @param {At} at @param {"rolled" | "full"} mode @returns {Shown[]}
 */
export function shownTies(at, mode) {
  const { families, standings, manners, kind, side, from, speaker } = state;
  const sides = side ? sideOf(at) : null;
  const shown = [];
  for (const tie of tiesOf(mode)) {
    const now = stateAt(tie, at);
    if (!now || isUnnamed(tie)) continue;
    // Whose acts are those of a whole is no actor beside it.
    if (mode === "rolled" && (partOf(tie.from, at) >= 0 || partOf(tie.to, at) >= 0)) continue;
    const [standing, manner, , proofs] = now;
    if (!families.includes(familyOf(tie)) || !standings.includes(standing) || !manners.includes(manner)) continue;
    const ends = [tie.from, tie.to];
    if (kind && !ends.some((end) => actors[end].kind === kind)) continue;
    if (sides && !ends.some((end) => sides.get(end) === side)) continue;
    if (from && !proofs.some((i) => claims[i].citation.source === from)) continue;
    if (speaker && !proofs.some((i) => speakers(claims[i]).includes(speaker))) continue;
    shown.push({ tie, state: now });
  }
  return shown;
}

/** What bundles ties into a line: pair and family, both ways together where that is how they hold. @param {Told} tie */
export function lineKey(tie) {
  const arrow = relations[tie.relation]?.symmetric ? "~" : ">";
  return `${tie.from}${arrow}${tie.to}:${familyOf(tie)}`;
}

/** The lines that some ties make, the firmest tie of each first. @param {Shown[]} ties @returns {Line[]} */
export function linesOf(ties) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  for (const shown of ties) {
    const key = lineKey(shown.tie);
    const { from, to } = shown.tie;
    const symmetric = Boolean(relations[shown.tie.relation]?.symmetric);
    const line = lines.get(key) ?? { key, from, to, family: familyOf(shown.tie), symmetric, members: [] };
    line.members.push(shown);
    lines.set(key, line);
  }
  for (const line of lines.values()) line.members.sort(firmestFirst);
  return [...lines.values()].sort((a, b) => FAMILIES.indexOf(b.family) - FAMILIES.indexOf(a.family));
}

/** What a link calls a line: its ends by their names. @param {string} key */
export function tieLink(key) {
  const found = /^(\d+)([~>])(\d+):(\w+)$/.exec(key);
  return found ? [linkName(Number(found[1])), found[2], linkName(Number(found[3])), found[4]].join("|") : "";
}

/** The key of a line in a link; empty where nobody is called so. @param {string} text */
export function tieOfLink(text) {
  const [a = "", arrow = "", b = "", family = ""] = text.split("|");
  const [from, to] = [fromLink(a), fromLink(b)];
  return from < 0 || to < 0 ? "" : `${from}${arrow}${to}:${family}`;
}

/** All ties of a line, whatever their standing. @param {string} key @param {"rolled" | "full"} mode */
export const tiesOfLine = (key, mode) => tiesOf(mode).filter((tie) => lineKey(tie) === key);
