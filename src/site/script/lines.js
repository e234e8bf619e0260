// How a line looks: solid only what is a fact that holds; an arrow, a tee, an open or a hollow head by
// family, so that nothing hangs on colour alone.
import { svg } from "./dom.js";
import { lookOf, phrase } from "./words.js";

/** @typedef {{ x: number, y: number, w: number, h: number }} Box */

/** How near to a corner of its box a line may end. */
const CORNER = 4;

/**
 * Where a way out of a box crosses its border that begins so far beside the middle, but within the box: so the lines of
 * two that have several all touch both.
 * @param {Box} box @param {number[]} way @param {number[]} beside @param {number} air
 */
function border(box, [dx, dy], [ox, oy], air) {
  const [w, h] = [box.w / 2, box.h / 2];
  const within = (/** @type {number} */ v, /** @type {number} */ half) => Math.sign(v) * Math.min(Math.abs(v), Math.max(0, half - CORNER));
  const [x, y] = [within(ox, w), within(oy, h)];
  const to = (/** @type {number} */ d, /** @type {number} */ half, /** @type {number} */ at) => (d === 0 ? Infinity : (half + air - Math.sign(d) * at) / Math.abs(d));
  const t = Math.min(to(dx, w, x), to(dy, h, y));
  return [box.x + x + dx * t, box.y + y + dy * t];
}

/** The straight line between two boxes, so far aside. @param {Box} from @param {Box} to @param {number} aside */
export function lineGeometry(from, to, aside) {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / long, (to.y - from.y) / long];
  const beside = [-dy * aside, dx * aside];
  const [x1, y1] = border(from, [dx, dy], beside, 2);
  const [x2, y2] = border(to, [-dx, -dy], beside, 3);
  const far = Math.hypot(x2 - x1, y2 - y1);
  const [ux, uy] = far > 1 ? [(x2 - x1) / far, (y2 - y1) / far] : [dx, dy];
  return { x1, y1, x2, y2, ux, uy, bow: 0, slant: 0 };
}

/** What a bowed line leans towards. @param {ReturnType<typeof lineGeometry>} at */
function pull({ x1, y1, x2, y2, ux, uy, bow, slant }) {
  const [along, out] = [0.5 + slant, 2 * bow];
  return [x1 + (x2 - x1) * along - uy * out, y1 + (y2 - y1) * along + ux * out];
}

/** A point of a line, which may be bowed: so far on the way from 0 to 1. @param {ReturnType<typeof lineGeometry>} at @param {number} part */
export function pointOf(at, part) {
  const [cx, cy] = pull(at);
  const [from, by, to] = at.bow === 0 ? [1 - part, 0, part] : [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return [at.x1 * from + cx * by + at.x2 * to, at.y1 * from + cy * by + at.y2 * to];
}

/** Whether a stretch from one point to another meets a room. @param {number[]} a @param {number[]} b @param {Room} room */
function meets([ax, ay], [bx, by], [left, top, right, bottom]) {
  let [from, to] = [0, 1];
  for (const [start, way, low, high] of [[ax, bx - ax, left, right], [ay, by - ay, top, bottom]]) {
    if (way === 0) {
      if (start < low || start > high) return false;
    } else {
      const [one, other] = [(low - start) / way, (high - start) / way];
      [from, to] = [Math.max(from, Math.min(one, other)), Math.min(to, Math.max(one, other))];
      if (from > to) return false;
    }
  }
  return true;
}

/** Among so many boxes no way around is looked for. */
const CROWD = 70;
/** How far a line may be bowed, to one side and the other. */
const BOWS = [0, 16, -16, 28, -28, 42, -42, 60, -60, 82, -82, 110, -110, 145, -145, 190, -190];

/** And where on its way it is furthest out. */
const SLANTS = [0, 0.3, -0.3];

/** A line bowed so far that it runs beneath none of these boxes; where none of the bows is free, as the one beneath the fewest. @param {ReturnType<typeof lineGeometry>} at @param {Room[]} rooms @returns {ReturnType<typeof lineGeometry>} */
export function around(at, rooms) {
  const long = Math.hypot(at.x2 - at.x1, at.y2 - at.y1);
  const most = Math.max(30, long * 0.4);
  const wide = Math.min(most, 190);
  const [x0, x1] = [Math.min(at.x1, at.x2) - wide, Math.max(at.x1, at.x2) + wide];
  const [y0, y1] = [Math.min(at.y1, at.y2) - wide, Math.max(at.y1, at.y2) + wide];
  const near = rooms.filter(([left, top, right, bottom]) => left < x1 && right > x0 && top < y1 && bottom > y0);
  let best = { at, beneath: Infinity };
  // Through a crowd no bow is free.
  if (near.length > CROWD) return at;
  const bows = BOWS.filter((bow) => Math.abs(bow) <= most);
  for (const [bow, slant] of bows.flatMap((bow) => (bow === 0 ? [0] : SLANTS).map((slant) => [bow, slant]))) {
    const bowed = { ...at, bow, slant };
    const steps = bow === 0 ? 1 : 12;
    const points = Array.from({ length: steps + 1 }, (_, i) => pointOf(bowed, i / steps));
    const beneath = near.filter((room) => points.some((point, i) => i > 0 && meets(points[i - 1], point, room))).length;
    if (beneath < best.beneath) best = { at: bowed, beneath };
    if (beneath === 0) break;
  }
  return best.at;
}

/** @param {number} v */
const n = (v) => Math.round(v * 10) / 10;

/** The head of a line at a point, pointing a way. @param {string} family @param {number} x @param {number} y @param {number} ux @param {number} uy */
function head(family, x, y, ux, uy) {
  const at = (/** @type {number} */ back, /** @type {number} */ aside) => `${n(x - ux * back - uy * aside)} ${n(y - uy * back + ux * aside)}`;
  if (family === "hostility") return `M${at(1, -6)}L${at(1, 6)}`;
  if (family === "contact") return `M${at(9, -5)}L${at(0, 0)}L${at(9, 5)}`;
  if (family === "presence") return `M${at(6, 0)}m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0`;
  return `M${at(11, -5)}L${at(0, 0)}L${at(11, 5)}Z`;
}

/**
 * A line with its heads and, where it is chosen, its words, if there is a place for them.
 * @param {Line} line @param {ReturnType<typeof lineGeometry>} at @param {boolean} chosen @param {string} [look]
 * @param {[number, number] | null} [words]
 */
export function drawLine(line, at, chosen, look, words = null) {
  const { x1, y1, x2, y2, bow } = at;
  // The way in which it leaves the one and comes to the other: the arms of a bow lean outwards.
  const [cx, cy] = pull(at);
  const lean = (/** @type {number} */ dx, /** @type {number} */ dy) => (bow === 0 ? [at.ux, at.uy] : [dx / (Math.hypot(dx, dy) || 1), dy / (Math.hypot(dx, dy) || 1)]);
  const [[sx, sy], [ux, uy]] = [lean(cx - x1, cy - y1), lean(x2 - cx, y2 - cy)];
  const lead = line.members[0];
  const how = look ?? lookOf(lead.state);
  const back = line.family === "support" || line.family === "structure" ? 10 : 0;
  const both = line.symmetric && line.family !== "support" && line.family !== "structure";
  const ends = both ? head(line.family, x1, y1, -sx, -sy) : "";
  const tip = line.symmetric && !both ? "" : head(line.family, x2, y2, ux, uy);
  const stop = tip ? back : 0;
  const middle = pointOf(at, 0.5);
  const cross = how === "ended" ? `M${n(middle[0] - 4)} ${n(middle[1] - 4)}l8 8m0-8l-8 8` : "";
  return svg("g", { class: `line of-${line.family} is-${how}${chosen ? " chosen" : ""}`, "data-key": line.key },
    svg("path", { class: "way", d: `M${n(x1)} ${n(y1)}${bow === 0 ? "L" : `Q${n(cx)} ${n(cy)} `}${n(x2 - ux * stop)} ${n(y2 - uy * stop)}` }),
    (tip || ends || cross) && svg("path", { class: "head", d: `${ends}${tip}${cross}` }),
    words && svg("text", { class: "verb", x: n(words[0]), y: n(words[1] + 4), "text-anchor": "middle" }, phrase(lead.tie, lead.state)));
}

/** @typedef {[number, number, number, number]} Room left, top, right and bottom */

/** A place for the words of a line that hides nothing that is taken; it is taken then. @param {Line} line @param {ReturnType<typeof lineGeometry>} at @param {Room[]} taken @returns {[number, number] | null} */
export function placeForWords(line, at, taken) {
  const half = phrase(line.members[0].tie, line.members[0].state).length * 3.1 + 3;
  for (const part of [0.5, 0.6, 0.4, 0.7, 0.3, 0.78, 0.22]) {
    const [x, y] = pointOf(at, part);
    const room = /** @type {Room} */ ([x - half, y - 8, x + half, y + 8]);
    if (taken.every(([a, b, c, d]) => c < room[0] || a > room[2] || d < room[1] || b > room[3])) {
      taken.push(room);
      return [x, y];
    }
  }
  return null;
}
