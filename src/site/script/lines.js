// How a line looks: solid only what is a fact that holds; an arrow, a tee, an open or a hollow head by
// family, so that nothing hangs on colour alone.
import { svg } from "./dom.js";
import { lookOf, phrase } from "./words.js";

/** @typedef {{ x: number, y: number, w: number, h: number }} Box */

/** Where a way out of a box crosses its border. @param {Box} box @param {number} dx @param {number} dy @param {number} air */
function border(box, dx, dy, air) {
  const tx = dx === 0 ? Infinity : (box.w / 2 + air) / Math.abs(dx);
  const ty = dy === 0 ? Infinity : (box.h / 2 + air) / Math.abs(dy);
  const t = Math.min(tx, ty);
  return [box.x + dx * t, box.y + dy * t];
}

/** The straight line between two boxes, so far aside. @param {Box} from @param {Box} to @param {number} aside */
export function lineGeometry(from, to, aside) {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / long, (to.y - from.y) / long];
  const [ox, oy] = [-uy * aside, ux * aside];
  const [ax, ay] = border(from, ux, uy, 2);
  const [bx, by] = border(to, -ux, -uy, 3);
  return { x1: ax + ox, y1: ay + oy, x2: bx + ox, y2: by + oy, ux, uy };
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
  const { x1, y1, x2, y2, ux, uy } = at;
  const lead = line.members[0];
  const how = look ?? lookOf(lead.state);
  const back = line.family === "support" || line.family === "structure" ? 10 : 0;
  const both = line.symmetric && line.family !== "support" && line.family !== "structure";
  const ends = both ? head(line.family, x1, y1, -ux, -uy) : "";
  const tip = line.symmetric && !both ? "" : head(line.family, x2, y2, ux, uy);
  const stop = tip ? back : 0;
  const middle = [(x1 + x2) / 2, (y1 + y2) / 2];
  const cross = how === "ended" ? `M${n(middle[0] - 4)} ${n(middle[1] - 4)}l8 8m0-8l-8 8` : "";
  return svg("g", { class: `line of-${line.family} is-${how}${chosen ? " chosen" : ""}`, "data-key": line.key },
    svg("path", { class: "way", d: `M${n(x1)} ${n(y1)}L${n(x2 - ux * stop)} ${n(y2 - uy * stop)}` }),
    (tip || ends || cross) && svg("path", { class: "head", d: `${ends}${tip}${cross}` }),
    words && svg("text", { class: "verb", x: n(words[0]), y: n(words[1] + 4), "text-anchor": "middle" }, phrase(lead.tie, lead.state)));
}

/** @typedef {[number, number, number, number]} Room left, top, right and bottom */

/** A place for the words of a line that hides nothing that is taken; it is taken then. @param {Line} line @param {ReturnType<typeof lineGeometry>} at @param {Room[]} taken @returns {[number, number] | null} */
export function placeForWords(line, at, taken) {
  const half = phrase(line.members[0].tie, line.members[0].state).length * 3.1 + 3;
  for (const part of [0.5, 0.6, 0.4, 0.7, 0.3, 0.78, 0.22]) {
    const [x, y] = [at.x1 + (at.x2 - at.x1) * part, at.y1 + (at.y2 - at.y1) * part];
    const room = /** @type {Room} */ ([x - half, y - 8, x + half, y + 8]);
    if (taken.every(([a, b, c, d]) => c < room[0] || a > room[2] || d < room[1] || b > room[3])) {
      taken.push(room);
      return [x, y];
    }
  }
  return null;
}
