// How two are connected: the shortest chains of ties, every link present at the time, or, where none is
// asked about, all links possible at one time, so that a tie of 2011 and one of 2019 make no chain.
import { actors, worked } from "./data.js";
import { stateAt } from "./time.js";
import { firmestFirst, isUnnamed, tiesOf } from "./ties.js";

const LONGEST = 6;
/** More chains are not listed. */
const MOST = 12;
/** So many steps are tried: where everybody is tied to everybody at different times, all of them would take for ever. */
const STEPS = 200_000;

/** @typedef {{ from: number, to: number, ties: Shown[] }} Link */

/** What is found, and how many steps may still be tried. @typedef {{ chains: Link[][], steps: number }} Found */

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
 * The shortest chains from one to another, in either direction of their ties; whether there are more, and whether the search
 * was given up before all were tried.
 * @param {number} a @param {number} b @param {At} at @param {"rolled" | "full"} mode
 * @returns {{ chains: Link[][], more: boolean, stopped: boolean }}
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
  const found = /** @type {Found} */ ({ chains: [], steps: STEPS });
  for (let long = far.get(a) ?? LONGEST + 1; long <= LONGEST && found.chains.length === 0; long += 1) {
    walk(a, b, long, near, far, at.of === "told" ? [[-Infinity, Infinity]] : null, [], found);
  }
  return { chains: found.chains.slice(0, MOST), more: found.chains.length > MOST, stopped: found.steps <= 0 };
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
 * @param {Map<number, number>} far @param {[number, number][] | null} days @param {Link[]} way @param {Found} found
 */
function walk(here, end, left, near, far, days, way, found) {
  found.steps -= 1;
  if (found.chains.length > MOST || found.steps <= 0) return;
  if (here === end) {
    if (left === 0) found.chains.push([...way]);
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
