// How two are connected: the shortest chains of ties, every link present at the time, or, where none is
// asked about, all links possible at one time, so that a tie of 2011 and one of 2019 make no chain.
import { actors, worked } from "./data.js";
import { stateAt } from "./time.js";
import { firmestFirst, isUnnamed, tiesOf } from "./ties.js";

const LONGEST = 6;
const MOST = 12;

/** @typedef {{ from: number, to: number, ties: Shown[] }} Link */

/** The days on which a tie holds or can have held. @param {Told} tie @returns {[number, number][]} */
function windows(tie) {
  return tie.days.flatMap(([from, place], i) => {
    const held = place >= 0 && ["definite", "possible"].includes(worked.states[place][0]);
    return held ? [/** @type {[number, number]} */ ([from, (tie.days[i + 1]?.[0] ?? Infinity) - 1])] : [];
  });
}

/** The days that two lists share. @param {[number, number][]} a @param {[number, number][]} b @returns {[number, number][]} */
const shared = (a, b) => a.flatMap(([a0, a1]) => b.map(([b0, b1]) => /** @type {[number, number]} */ ([Math.max(a0, b0), Math.min(a1, b1)]))).filter(([x, y]) => x <= y);

/** Whether a tie counts at a time. @param {State} now @param {At} at */
const counts = (now, at) => (at.of === "told" ? ["definite", "possible", "undated", "stale", "ended"].includes(now[0]) : now[2]);

/**
 * The shortest chains from one to another, in either direction of their ties.
 * @param {number} a @param {number} b @param {At} at @param {"rolled" | "full"} mode @returns {Link[][]}
 */
export function chains(a, b, at, mode) {
  /** @type {Map<number, Map<number, Shown[]>>} */
  const near = new Map(actors.map((_, place) => [place, new Map()]));
  for (const tie of tiesOf(mode)) {
    const now = stateAt(tie, at);
    if (!now || !counts(now, at) || isUnnamed(tie)) continue;
    for (const [from, to] of [[tie.from, tie.to], [tie.to, tie.from]]) {
      const list = near.get(from)?.get(to) ?? [];
      near.get(from)?.set(to, [...list, { tie, state: now }]);
    }
  }
  const far = distances(b, near);
  for (let long = far.get(a) ?? LONGEST + 1; long <= LONGEST; long += 1) {
    const found = /** @type {Link[][]} */ ([]);
    walk(a, b, long, near, far, at.of === "told" ? [[-Infinity, Infinity]] : null, [], found);
    if (found.length > 0) return found;
  }
  return [];
}

/** How far everybody is from one. @param {number} start @param {Map<number, Map<number, Shown[]>>} near */
function distances(start, near) {
  const far = new Map([[start, 0]]);
  for (const place of far.keys()) {
    for (const next of near.get(place)?.keys() ?? []) if (!far.has(next)) far.set(next, (far.get(place) ?? 0) + 1);
  }
  return far;
}

/**
 * @param {number} here @param {number} end @param {number} left @param {Map<number, Map<number, Shown[]>>} near
 * @param {Map<number, number>} far @param {[number, number][] | null} days @param {Link[]} way @param {Link[][]} found
 */
function walk(here, end, left, near, far, days, way, found) {
  if (found.length >= MOST) return;
  if (here === end) {
    if (left === 0) found.push([...way]);
    return;
  }
  for (const [next, ties] of [...(near.get(here) ?? [])].sort((x, y) => firmestFirst(x[1][0], y[1][0]))) {
    if ((far.get(next) ?? LONGEST) > left - 1 || way.some((link) => link.from === next)) continue;
    const able = days ? ties.filter(({ tie }) => shared(days, windows(tie)).length > 0) : ties;
    if (able.length === 0) continue;
    const then = days ? shared(days, able.flatMap(({ tie }) => windows(tie))) : null;
    walk(next, end, left - 1, near, far, then, [...way, { from: here, to: next, ties: [...able].sort(firmestFirst) }], found);
  }
}
