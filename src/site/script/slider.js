// The time that is looked at: a slider over years or over the days on which something changes, which plays.
import { worked } from "./data.js";
import { button, byId, choice, el, moves, refill, say } from "./dom.js";
import { dayOf, iso, parseAt, spoken, stops, written } from "./time.js";
import { go, state } from "./state.js";

let grain = /** @type {"year" | "day"} */ ("year");
let timer = 0;

/** The place of the time among the stops: of the last not after it. @param {At[]} all */
function placeIn(all) {
  const { at } = state;
  if (at.of === "told") return all.length - 1;
  const day = (/** @type {At} */ t) => (t.of === "day" ? t.day : t.of === "year" ? dayOf(`${t.year}-07-01`) : 0);
  return Math.max(0, all.filter((stop) => day(stop) <= day(at)).length - 1);
}

/** Stops what plays. */
export function stopPlaying() {
  clearInterval(timer);
  timer = 0;
}

function play() {
  if (timer) {
    stopPlaying();
    return drawSlider();
  }
  const all = stops(grain);
  let place = placeIn(all);
  if (place >= all.length - 1) place = -1;
  const next = () => {
    place += 1;
    if (place >= all.length - 1) stopPlaying();
    go({ at: all[Math.min(place, all.length - 1)] }, "move");
  };
  timer = window.setInterval(next, moves() ? 1100 : 2200);
  next();
}

/** Which views look at one time. */
export const HAVE_TIME = ["network", "backers", "connect", "table"];

/** How many ties are present in each year: what the slider stands on. */
function ground() {
  const present = worked.years.map((year) => worked.rolled.filter((tie) => {
    const last = tie.years.filter(([from]) => from <= year).at(-1);
    return last !== undefined && last[1] >= 0 && worked.states[last[1]][2];
  }).length);
  const most = Math.max(1, ...present);
  return el("div", { class: "ground", "aria-hidden": true }, present.map((n) => {
    const bar = el("i");
    bar.style.height = `${Math.round((100 * n) / most)}%`;
    return bar;
  }));
}
let bars = /** @type {HTMLElement | null} */ (null);

/** Shows the slider where a view looks at one time. */
export function drawSlider() {
  const box = byId("time");
  const all = stops(grain);
  box.hidden = !HAVE_TIME.includes(state.view);
  if (box.hidden || worked.span === null || all.length === 0) {
    box.hidden = true;
    return;
  }
  if (state.at.of === "day" && grain === "year") grain = "day";
  const usable = stops(grain);
  const slide = (/** @type {Event} */ event) => {
    stopPlaying();
    go({ at: usable[Number(/** @type {HTMLInputElement} */ (event.target).value)] }, "move");
  };
  const slider = el("input", { id: "slider", type: "range", min: 0, max: Math.max(usable.length - 1, 0), step: 1, "aria-label": "Time", "aria-valuetext": spoken(state.at), oninput: slide, class: state.at.of === "told" ? "idle" : "" });
  /** @type {HTMLInputElement} */ (slider).value = String(placeIn(usable));
  const at = el("input", { type: "date", "aria-label": "An exact day", min: iso(worked.span[0]), max: iso(worked.span[1]), value: state.at.of === "day" ? written(state.at) : "", onchange: (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    if (value) go({ at: parseAt(value) });
  } });
  bars ??= ground();
  const [first, last] = [usable[0], usable[usable.length - 1]];
  refill(box,
    button(timer ? "Pause" : "Play", play, { class: "play", "aria-pressed": timer !== 0, id: "play" }),
    el("output", { class: "now", for: "slider" }, spoken(state.at)),
    el("div", { class: "track" }, grain === "year" && bars, slider, el("span", { class: "ends" }, el("span", {}, spoken(first)), el("span", {}, spoken(last)))),
    choice("by", [["year", "year"], ["day", "day of change"]], grain, (value) => {
      grain = value === "day" ? "day" : "year";
      const there = stops(grain)[placeIn(stops(grain))];
      go({ at: there ?? state.at }, "move");
    }),
    el("label", { class: "choice" }, el("span", {}, "day"), at),
    button("All that is told", () => { stopPlaying(); go({ at: { of: "told" } }); }, { class: "quiet", "aria-pressed": state.at.of === "told" }));
  if (timer) say(spoken(state.at));
}
