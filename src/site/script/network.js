// The network: everybody in the same place at every date, a line for each pair and family; of many first those of
// support and hostility.
import { FAMILIES, actors, network } from "./data.js";
import { button, byId, choice, el, refill, say, svg } from "./dom.js";
import { before, tells } from "./before.js";
import { count, phrase, plain, shortName, standingWord } from "./words.js";
import { inWords, spoken, stateAt, sidesAt } from "./time.js";
import { go, state } from "./state.js";
import { linesOf, shownTies, sideOf, tieLink, tieOfLink, tiesOf } from "./ties.js";
import { filters } from "./filter.js";
import { fileName, saveButtons } from "./save.js";
import { around, drawLine, lineGeometry, placeForWords, pointOf } from "./lines.js";
import { panZoom } from "./pan.js";
import { legend } from "./legend.js";
import { neighbour } from "./neighbour.js";
import { extent, isMoving, moveFrom, onlyMain, places, spot } from "./spots.js";

/** @typedef {import("./lines.js").Room} Room */
/** @typedef {{ line: Line, at: ReturnType<typeof lineGeometry> }} Drawn */

/** @type {HTMLElement | null} */
let root = null;
/** @type {ReturnType<typeof panZoom>} */
let pan;
/** @type {Drawn[]} */
let drawn = [];
let scaleNow = 1;
let placedFor = "";
/** @type {number[]} */
let shownNow = [];

const stage = () => byId("stage");
const picture = () => /** @type {SVGSVGElement | null} */ (document.querySelector("#layer > svg"));

/** How many lines everybody has, at any time: who has many is named from afar too. */
const weights = new Map();
for (const mode of /** @type {const} */ (["rolled", "full"])) {
  const of = new Map();
  for (const tie of tiesOf(mode)) for (const end of [tie.from, tie.to]) of.set(end, (of.get(end) ?? 0) + 1);
  weights.set(mode, of);
}
const weight = (/** @type {number} */ place) => weights.get(state.mode).get(place) ?? 0;

/** @param {number} place @param {Map<number, string>} sides @param {string[]} names @param {Set<number>} near */
function node(place, sides, names, near) {
  const [x, y] = spot(place);
  const [w, h, lines] = network.boxes[place];
  const side = names.indexOf(sides.get(place) ?? "");
  const looks = ["node", `kind-${actors[place].kind}`, side >= 0 && `side-${side % 8}`, state.actor === place && "chosen",
    near.size > 0 && !near.has(place) && "dim"];
  const first = y - ((lines.length - 1) * 14.5) / 2 + 4.2;
  return svg("g", { class: looks.filter(Boolean).join(" "), "data-place": place, tabindex: -1, role: "button" },
    svg("title", {}, `${actors[place].label}, ${plain(actors[place].kind)}`),
    svg("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: actors[place].kind === "person" ? h / 2 : 4 }),
    svg("g", { class: "name" }, lines.map((line, i) => svg("text", { x, y: first + i * 14.5, "text-anchor": "middle" }, line))));
}

/** How lines are led around the boxes of others, as long as everybody stands where he does. @type {{ of: object | null, rooms: [number, Room][], ways: Map<string, ReturnType<typeof lineGeometry>> }} */
const led = { of: null, rooms: [], ways: new Map() };

/** A line that runs beneath no box of others, if there is such a way; while all move, straight. @param {Line} line @param {ReturnType<typeof lineGeometry>} at */
function way(line, at) {
  if (isMoving()) return at;
  const stand = places();
  if (led.of !== stand) {
    [led.of, led.ways] = [stand, new Map()];
    led.rooms = Object.entries(stand).map(([place, [x, y]]) => {
      const [w, h] = network.boxes[Number(place)];
      return [Number(place), [x - w / 2 - 2, y - h / 2 - 2, x + w / 2 + 2, y + h / 2 + 2]];
    });
  }
  const key = `${line.from} ${line.to} ${at.x1} ${at.y1}`;
  const known = led.ways.get(key);
  if (known) return known;
  const others = led.rooms.filter(([place]) => place !== line.from && place !== line.to);
  const found = around(at, others.map(([, room]) => room));
  led.ways.set(key, found);
  return found;
}

/** Draws what holds at the time that is looked at. */
function redraw() {
  const chosen = tieOfLink(state.tie);
  const told = linesOf(shownTies(state.at, state.mode));
  const main = (/** @type {Line} */ line) => !onlyMain() || line.family === "support" || line.family === "hostility" || line.key === chosen;
  const lines = told.filter((line) => main(line) && spot(line.from) && spot(line.to));
  const others = told.filter((line) => !main(line)).length;
  const sides = sideOf(state.at);
  const { camps, of } = sidesAt(state.at);
  const names = camps.map(([name]) => name);
  const present = new Set(lines.flatMap((line) => [line.from, line.to]));
  const mine = lines.filter((line) => line.key === chosen || (state.actor >= 0 && !chosen && (line.from === state.actor || line.to === state.actor)));
  const near = new Set(mine.flatMap((line) => [line.from, line.to]));
  if (state.actor >= 0 && spot(state.actor) && near.size > 0) near.add(state.actor);
  /** @type {Map<string, number>} */
  const lanes = new Map();
  const pair = (/** @type {Line} */ line) => [line.from, line.to].sort((a, b) => a - b).join(" ");
  for (const line of lines) lanes.set(pair(line), (lanes.get(pair(line)) ?? 0) + 1);
  /** @type {Map<string, number>} */
  const used = new Map();
  drawn = lines.map((line) => {
    const lane = used.get(pair(line)) ?? 0;
    used.set(pair(line), lane + 1);
    const box = (/** @type {number} */ place) => ({ x: spot(place)[0], y: spot(place)[1], w: network.boxes[place][0], h: network.boxes[place][1] });
    const turned = line.from > line.to ? -1 : 1;
    return { line, at: way(line, lineGeometry(box(line.from), box(line.to), turned * (lane - ((lanes.get(pair(line)) ?? 1) - 1) / 2) * 11)) };
  });
  shownNow = [...present];
  // Words hide no box that is near, and no other words.
  const taken = [...near].map((place) => /** @type {Room} */ ([spot(place)[0] - network.boxes[place][0] / 2, spot(place)[1] - network.boxes[place][1] / 2, spot(place)[0] + network.boxes[place][0] / 2, spot(place)[1] + network.boxes[place][1] / 2]));
  const { width, height } = extent();
  const canvas = svg("svg", { viewBox: `0 0 ${width} ${height}`, width: width * scaleNow, height: height * scaleNow, class: near.size > 0 ? "has-chosen" : "", role: "group", "aria-label": `Network ${inWords(state.at)}: ${count(present.size, "actor")}, ${count(lines.length, "line")}` },
    drawn.map(({ line, at }) => drawLine(line, at, mine.includes(line), undefined, mine.includes(line) ? placeForWords(line, at, taken) : null)),
    [...present].sort((a, b) => weight(a) - weight(b)).map((place) => node(place, sides, names, near)));
  const layer = byId("layer");
  refill(layer, canvas);
  layer.classList.toggle("far", scaleNow < 0.85);
  canvas.style.setProperty("--grow", String(Math.max(1, 0.95 / scaleNow)));
  if (scaleNow < 0.85) nameFromAfar();
  const first = canvas.querySelector(".node.chosen") ?? canvas.querySelector(".node:last-of-type");
  first?.setAttribute("tabindex", "0");
  refill(byId("network-note"), `${count(present.size, "actor")} and ${count(lines.length, "line")} ${inWords(state.at)}`, others > 0 ? `; ${count(others, "line")} of other families not drawn` : lines.length === 0 && ": nothing that the filters let through");
  refill(byId("network-legend"), legend(lines, names, of));
}

/** From afar, names are as large as they have to be to be read; of two that would meet the weightier stays. */
function nameFromAfar() {
  const grown = Math.max(1, 0.95 / scaleNow);
  const taken = /** @type {[number, number, number, number][]} */ ([]);
  const nodes = [.../** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("#layer .node"))];
  nodes.sort((a, b) => weight(Number(b.dataset.place)) - weight(Number(a.dataset.place)));
  for (const group of nodes) {
    const place = Number(group.dataset.place);
    const [[x, y], [w, h]] = [spot(place), network.boxes[place]];
    const [hw, hh] = [(w * grown) / 2.1, (h * grown) / 2.3];
    const free = taken.every(([tx, ty, tw, th]) => Math.abs(tx - x) > tw + hw || Math.abs(ty - y) > th + hh);
    group.classList.toggle("minor", !free);
    if (free) taken.push([x, y, hw, hh]);
  }
}

/** The line nearest to a point of the window, if it is near. @param {number} clientX @param {number} clientY */
function lineAt(clientX, clientY) {
  const [x, y, scale] = pan.beneath(clientX, clientY);
  let best = { far: 9 / scale, line: /** @type {Line | null} */ (null) };
  for (const { line, at } of drawn) {
    const steps = at.bow === 0 ? 1 : 8;
    for (let i = 0; i < steps; i++) {
      const [[x1, y1], [x2, y2]] = [pointOf(at, i / steps), pointOf(at, (i + 1) / steps)];
      const long = (x2 - x1) ** 2 + (y2 - y1) ** 2 || 1;
      const t = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / long));
      const far = Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
      if (far < best.far) best = { far, line };
    }
  }
  return best.line;
}

/** What a line says, in words. @param {Line} line */
const lineWords = (line) =>
  `${shortName(line.from)} ${line.symmetric ? "–" : "→"} ${shortName(line.to)}: ${line.members.slice(0, 2).map(({ tie, state: now }) => `${phrase(tie, now)} (${standingWord(now)})`).join(", ")}`;

/** @param {Element | null} target */
const placeOf = (target) => Number(/** @type {SVGElement | null} */ (target?.closest(".node"))?.dataset.place ?? -1);

/** @param {PointerEvent} event */
function hover(event) {
  const tip = byId("tip");
  const place = placeOf(/** @type {Element} */ (event.target));
  const line = place >= 0 || event.buttons > 0 ? null : lineAt(event.clientX, event.clientY);
  stage().classList.toggle("over", place >= 0 || line !== null);
  tip.hidden = !line;
  if (!line) return;
  tip.textContent = lineWords(line);
  const box = stage().getBoundingClientRect();
  tip.style.left = `${Math.min(event.clientX - box.left + 12, Math.max(8, box.width - 260))}px`;
  tip.style.top = `${event.clientY - box.top + 14}px`;
}

/** @param {MouseEvent} event */
function click(event) {
  if (stage().classList.contains("moving")) return;
  const place = placeOf(/** @type {Element} */ (event.target));
  const line = place >= 0 ? null : lineAt(event.clientX, event.clientY);
  if (place >= 0) go({ actor: place, tie: "", source: -1 });
  else if (line) go({ tie: tieLink(line.key), actor: -1, source: -1 });
  else if (state.actor >= 0 || state.tie) go({ actor: -1, tie: "", source: -1 });
}

/** Shows somebody in the middle. @param {number} place @param {number} [at] */
function centreOn(place, at) {
  const there = spot(place);
  if (there) pan.centre(there[0], there[1], at);
}

let followed = "";

/** Brings whom the reader has opened into the window, if he is outside of it. */
function follow() {
  const wanted = `${state.actor} ${state.tie}`;
  if (wanted === followed) return;
  followed = wanted;
  const line = drawn.find(({ line: { key } }) => key === tieOfLink(state.tie))?.at;
  const there = line ? pointOf(line, 0.5) : state.actor >= 0 ? spot(state.actor) : undefined;
  if (there) reveal(there);
}

/** Brings a point into the window, if it is outside of it. @param {number[]} there */
function reveal(there) {
  const box = stage().getBoundingClientRect();
  const [x0, y0] = pan.beneath(box.left, box.top);
  const [x1, y1] = pan.beneath(box.right, box.bottom);
  if (there[0] < x0 + 40 || there[0] > x1 - 40 || there[1] < y0 + 20 || there[1] > y1 - 20) pan.centre(there[0], there[1]);
}

/** Everything that is shown, as large as it fits. */
function fit() {
  if (shownNow.length === 0) return;
  const half = (/** @type {number} */ place) => [network.boxes[place][0] / 2 + 14, network.boxes[place][1] / 2 + 14];
  const ends = (/** @type {0 | 1} */ axis) => [
    Math.min(...shownNow.map((place) => spot(place)[axis] - half(place)[axis])), Math.max(...shownNow.map((place) => spot(place)[axis] + half(place)[axis])),
  ];
  const [[x0, x1], [y0, y1]] = [ends(0), ends(1)];
  pan.centre((x0 + x1) / 2, (y0 + y1) / 2, Math.min(1.3, stage().clientWidth / (x1 - x0), stage().clientHeight / (y1 - y0)));
}

/** @param {KeyboardEvent} event */
function key(event) {
  const place = placeOf(/** @type {Element} */ (event.target));
  const arrow = event.key.startsWith("Arrow");
  if (place >= 0 && (event.key === "Enter" || event.key === " ")) go({ actor: place, tie: "", source: -1 });
  else if (place >= 0 && arrow) {
    const next = neighbour(place, event.key, spot);
    if (next) {
      for (const other of document.querySelectorAll("#layer .node[tabindex='0']")) other.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus({ preventScroll: true });
      centreOn(Number(next.dataset.place));
      say(actors[Number(next.dataset.place)].label);
    }
  } else if (event.key === "0") fit();
  else if (!pan.key(event.key)) return;
  event.preventDefault();
}

function build() {
  const layer = el("div", { id: "layer" });
  const focus = (/** @type {Event} */ event) => {
    const place = placeOf(/** @type {Element} */ (event.target));
    if (place >= 0) reveal(spot(place));
  };
  const hint = "Network. Arrow keys move it, plus and minus zoom, 0 fits; Tab leads to the actors, where arrows lead on and Enter opens. The table has the same ties.";
  const ground = el("div", { id: "stage", class: "stage", tabindex: 0, role: "group", "aria-label": hint, onpointermove: hover, onclick: click, onkeydown: key, onfocusin: focus, onpointerleave: () => { byId("tip").hidden = true; } },
    layer, el("div", { id: "tip", class: "tip", hidden: true, dir: "auto" }));
  pan = panZoom(ground, layer, (scale) => {
    scaleNow = scale;
    const canvas = picture();
    const { width, height } = extent();
    canvas?.setAttribute("width", String(width * scale));
    canvas?.setAttribute("height", String(height * scale));
    canvas?.style.setProperty("--grow", String(Math.max(1, 0.95 / scale)));
    layer.classList.toggle("far", scale < 0.85);
    if (scale < 0.85) nameFromAfar();
  });
  const zooms = el("span", { class: "zooms" },
    button("+", () => pan.zoom(1.25), { "aria-label": "Zoom in" }), button("−", () => pan.zoom(0.8), { "aria-label": "Zoom out" }), button("Fit", fit));
  return el("section", { class: "network", "aria-labelledby": "network-title" },
    el("div", { class: "tools" }, el("h2", { id: "network-title" }, "The network"), el("p", { id: "network-note", class: "small" }), el("span", { id: "network-mode" }), zooms,
      saveButtons(picture, () => fileName(`network ${spoken(state.at)}`))),
    el("div", { id: "network-filters" }), ground, el("div", { id: "network-legend", class: "legend" }));
}

/** Shows the network in a place of the page. @param {HTMLElement} main */
export function networkView(main) {
  if (!root) root = build();
  if (root.parentElement !== main) refill(main, root);
  const open = /** @type {HTMLDetailsElement | null} */ (document.querySelector("#network-filters details"))?.open;
  refill(byId("network-filters"), filters());
  if (open) /** @type {HTMLDetailsElement} */ (document.querySelector("#network-filters details")).open = true;
  refill(byId("network-mode"),
    choice("parts", [["rolled", "act for their wholes"], ["full", "by themselves"]], state.mode, (mode) => go({ mode: /** @type {"rolled" | "full"} */ (mode) })), " ",
    choice("lines", [["main", "support and hostility"], ["all", "every family"]], state.lines, (lines) => go({ lines: /** @type {"main" | "all"} */ (lines), families: [...FAMILIES] })));
  redraw();
  const placed = `${state.mode} ${onlyMain()}`;
  if (placedFor === placed) return follow();
  placedFor = placed;
  const was = before();
  if (was?.view) {
    pan.put(was.view);
    followed = `${state.actor} ${state.tie}`;
    return moveFrom(was.places, () => Boolean(root?.isConnected) && (redraw(), true));
  }
  const heaviest = Object.keys(places()).map(Number).filter((p) => stateOfAny(p)).sort((a, b) => weight(b) - weight(a))[0];
  const { width, height } = extent();
  const whole = Math.min(stage().clientWidth / width, stage().clientHeight / height);
  if (whole >= 0.92) fit();
  else if (heaviest !== undefined) centreOn(heaviest, 0.95);
  follow();
}

tells(() => (root?.isConnected
  ? { view: pan.where(), places: new Map(Object.keys(places()).map((place) => [actors[Number(place)].id, /** @type {[number, number]} */ (spot(Number(place)))])) }
  : {}));

/** How large the network is shown, and what moves it: for tests. */
export const scale = () => scaleNow;
export const mover = () => pan;

/** Whether somebody has a tie at the time that is looked at. @param {number} place */
const stateOfAny = (place) => tiesOf(state.mode).some((tie) => (tie.from === place || tie.to === place) && stateAt(tie, state.at)?.[2]);
