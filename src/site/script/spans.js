// Strips of time: since when a tie is, and how it stood. What is certain is filled, what is possible is
// hatched, what was last seen earlier is a thin line, what is over or not yet is dotted.
import { claims, familyOf, speakers, worked } from "./data.js";
import { bdi, el, svg } from "./dom.js";
import { lookOf, standingWord } from "./words.js";
import { dayOf, iso, yearOf } from "./time.js";

const HIGH = 14;

/** Who says so, where it is not the author's own plain word: of the claims that are of the manner that counts. @param {State} now */
function voices(now) {
  if (now[1] === "factual") return [];
  const names = [...new Set(now[3].filter((i) => claims[i].modality === now[1]).flatMap((i) => speakers(claims[i])))];
  return names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} others`] : names;
}

/** How a tie stands, in words, with who says so where it is no plain fact. @param {State | null} now @param {string} [none] */
export function stands(now, none = "not told of then") {
  if (!now) return el("span", { class: "stands is-none" }, none);
  const who = voices(now);
  const word = who.length > 0 && now[0] === "definite" ? "holds" : standingWord(now);
  return el("span", { class: `stands is-${lookOf(now)}` }, word,
    who.length > 0 && [now[1] === "denied" ? " by " : who.length === 1 ? ", says " : ", say ", who.map((name, i) => [i > 0 && (i === who.length - 1 ? " and " : ", "), bdi(name)])]);
}

/** The years of the axis: whole ones, one more than the last. @returns {[number, number] | null} */
export function axis() {
  if (!worked.span) return null;
  const [first, last] = worked.span.map((day) => Number(iso(day).slice(0, 4)));
  return [first, last + 1];
}

/** The spells of a tie within the axis: from, until, state. @param {Told} tie @returns {[number, number, State][]} */
function spells(tie) {
  const whole = axis();
  if (!whole) return [];
  const [first, last] = [dayOf(`${whole[0]}-01-01`), dayOf(`${whole[1]}-01-01`)];
  return tie.days.flatMap(([from, place], i) => {
    const until = Math.min(tie.days[i + 1]?.[0] ?? last, last);
    const start = Math.max(from, first);
    return place < 0 || until <= start ? [] : [/** @type {[number, number, State]} */ ([start, until, worked.states[place]])];
  });
}

/** In words, for those who hear the page. @param {Told} tie */
function inWords(tie) {
  const told = spells(tie).map(([from, , state]) => `from ${iso(from)} ${standingWord(state)}`);
  return told.length > 0 ? told.join("; ") : "no date is told";
}

/** The strip of a tie, with a mark at a time. @param {Told} tie @param {At} at */
export function strip(tie, at) {
  const whole = axis();
  const words = inWords(tie);
  const out = svg("svg", { class: "strip", viewBox: `0 0 100 ${HIGH}`, preserveAspectRatio: "none", role: "img", "aria-label": words });
  if (!whole) return out;
  const x = (/** @type {number} */ day) => (100 * (yearOf(day) - whole[0])) / (whole[1] - whole[0]);
  const line = (/** @type {number} */ a, /** @type {number} */ b, /** @type {string} */ look) =>
    svg("line", { x1: a, x2: b, y1: HIGH / 2, y2: HIGH / 2, class: look, "vector-effect": "non-scaling-stroke" });
  out.append(line(0, 100, "axis"));
  for (const [from, until, [standing, manner, present]] of spells(tie)) {
    const [a, b] = [x(from), Math.max(x(until), x(from) + 0.8)];
    const family = familyOf(tie);
    const firm = present && standing === "definite";
    out.append(firm && manner === "factual"
      ? svg("rect", { x: a, y: 2, width: b - a, height: HIGH - 4, class: `spell of-${family} firm` })
      : line(a, b, `spell of-${family} is-${firm ? "reported" : standing}`));
  }
  if (at.of !== "told") {
    const [a, b] = at.of === "year" ? [dayOf(`${at.year}-01-01`), dayOf(`${at.year + 1}-01-01`)] : [at.day, at.day + 20];
    out.append(svg("rect", { x: x(a), y: 0, width: Math.max(x(b) - x(a), 0.6), height: HIGH, class: "now" }));
  }
  out.append(svg("title", {}, words));
  return out;
}

/** The years beneath strips. */
export function years() {
  const whole = axis();
  if (!whole) return svg("svg", { class: "years", "aria-hidden": true });
  const [first, last] = whole;
  const step = Math.max(1, Math.ceil((last - first) / 6));
  const marks = [];
  for (let year = first; year < last; year += step) marks.push(year);
  const at = (/** @type {number} */ year) => `${(100 * (year - first)) / (last - first)}%`;
  return svg("svg", { class: "years", height: 16, "aria-hidden": true },
    marks.map((year) => svg("text", { x: at(year), y: 12 }, year)));
}
