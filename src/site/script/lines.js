// How a line looks: solid only what is a fact that holds; an arrow, a tee, an open or a hollow head by
// family, so that nothing hangs on colour alone.
import { svg } from "./dom.js";
import { phrase } from "./words.js";
import { isFirm } from "./ties.js";

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
 * A line with its heads and, where it is chosen, its words.
 * @param {Line} line @param {ReturnType<typeof lineGeometry>} at @param {boolean} chosen @param {string} [look]
 */
export function drawLine(line, at, chosen, look) {
  const { x1, y1, x2, y2, ux, uy } = at;
  const lead = line.members[0];
  const how = look ?? (isFirm(lead.state) ? "firm" : lead.state[0] === "definite" ? "hedged" : lead.state[0]);
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
    chosen && lead && svg("text", { class: "verb", x: n(middle[0]), y: n(middle[1] - 3), "text-anchor": "middle" }, phrase(lead.tie, lead.state)));
}
