// Dates: as the page is asked for them, as people read them, and what a list of changes has for them.
import { worked } from "./data.js";

const DAY = 864e5;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as `2017-07-10`. @param {number} day */
export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The day of `2017-07-10`. @param {string} text */
export const dayOf = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);

/** The year of a day, with its fraction, for drawing. @param {number} day */
export function yearOf(day) {
  const year = new Date(day * DAY).getUTCFullYear();
  const first = Date.UTC(year, 0, 1) / DAY;
  return year + (day - first) / 365.25;
}

/** A time from its text: empty, a year, or a day. @param {string} text @returns {At} */
export function parseAt(text) {
  if (/^\d{4}$/.test(text)) return { of: "year", year: Number(text) };
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayOf(text))) return { of: "day", day: dayOf(text) };
  return { of: "told" };
}

/** A time as people say it. @param {At} at */
export function spoken(at) {
  if (at.of === "told") return "all that is told";
  if (at.of === "year") return String(at.year);
  const [year, month, day] = iso(at.day).split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** The same in a sentence. @param {At} at */
export const inWords = (at) =>
  at.of === "told" ? "by the last word" : `${at.of === "year" ? "in" : "on"} ${spoken(at)}`;

/** A date as the file has it, shortened for reading: `2017-07` is Jul 2017. @param {string} text */
export function readable(text) {
  return text.split("/").map((part) => {
    const found = /^(-?\d{4})-(\d{2})(?:-(\d{2}))?([~?%]*)$/.exec(part);
    if (!found) return part === ".." ? "…" : part;
    const [, year, month, day, mark] = found;
    return `${day ? `${Number(day)} ` : ""}${MONTHS[Number(month) - 1] ?? month} ${year}${mark}`;
  }).join(" – ");
}

/**
 * What a list of changes has for a moment: that of the last change not after it.
 * @template T @param {[number, T][]} list @param {number} moment @returns {T | undefined}
 */
export function lookUp(list, moment) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle][0] <= moment) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? list[low - 1][1] : undefined;
}

/** How a tie stands at a time; nothing where no claim says anything of it. @param {Told} tie @param {At} at */
export function stateAt(tie, at) {
  let place = tie.told;
  if (at.of === "year") place = lookUp(tie.years, at.year) ?? -1;
  if (at.of === "day") place = lookUp(tie.days, at.day) ?? -1;
  return place < 0 ? null : worked.states[place];
}

/** How a tie stands by the last word, or else on the last day of which anything is told. @param {Told} tie @returns {State | null} */
export function stateEver(tie) {
  const place = tie.told >= 0 ? tie.told : tie.days.map(([, state]) => state).filter((state) => state >= 0).at(-1) ?? -1;
  return place < 0 ? null : worked.states[place];
}

/** The sides at a time, and of when they are. @param {At} at @returns {{ camps: Camp[], of: string }} */
export function sidesAt(at) {
  const { list, told, years, days } = worked.sides;
  if (at.of === "told") return { camps: list[told] ?? [], of: "by the last word" };
  if (at.of === "day" && days.length > 0) {
    return { camps: list[lookUp(days, at.day) ?? -1] ?? [], of: inWords(at) };
  }
  const year = at.of === "year" ? at.year : Number(iso(at.day).slice(0, 4));
  return { camps: list[lookUp(years, year) ?? -1] ?? [], of: `in ${year}` };
}

/** Of whom somebody is part at a time, or -1; in a year, what holds when it ends. @param {number} actor @param {At} at */
export function partOf(actor, at) {
  const part = worked.parents.find((entry) => entry.actor === actor);
  if (!part) return -1;
  if (at.of === "told") return part.told;
  return lookUp(part.days, at.of === "day" ? at.day : dayOf(`${at.year}-12-31`)) ?? -1;
}

/** The times that the slider stops at. @param {"year" | "day"} grain @returns {At[]} */
export const stops = (grain) =>
  grain === "year"
    ? worked.years.map((year) => ({ of: "year", year }))
    : worked.days.map((day) => ({ of: "day", day }));

/** A time as it stands in a link. @param {At} at */
export const written = (at) => (at.of === "told" ? "" : at.of === "year" ? String(at.year) : iso(at.day));
