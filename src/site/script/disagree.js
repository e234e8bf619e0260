// Where sources disagree, or an actor does not fit with himself.
import { claims, worked } from "./data.js";
import { el, refill } from "./dom.js";
import { count } from "./words.js";
import { actorLink, claimCard } from "./claims.js";

const SORTS = /** @type {Record<string, [string, string]>} */ ({
  denied: ["Said and denied", "One source says so, another denies it."],
  opposite: ["For and against", "One source says support, another hostility, at the same time."],
  over: ["Over, and attested later", "One source says that it is over; another attests it later without a new start."],
  "both sides": ["On both sides of a fight", "One actor backs two who fight each other."],
});

/** @param {number[]} list */
const names = (list) => list.map((place, i) => [i > 0 && (i === list.length - 1 ? " and " : ", "), actorLink(place)]);

/** Shows the disagreements. @param {HTMLElement} main */
export function disagreeView(main) {
  const all = worked.contradictions;
  const only = claims.map((_, i) => i).filter((i) => claims[i].modality === "denied" && !all.some((one) => one.claims.includes(i)));
  refill(main, el("section", { class: "reading", "aria-labelledby": "disagree-title" },
    el("h2", { id: "disagree-title" }, "Where sources disagree"),
    el("p", { class: "small" }, "A tie that changes is no disagreement: the claims can hold at one time."),
    all.length === 0 && el("p", { class: "empty" }, "No two claims of this data contradict each other."),
    Object.entries(SORTS).map(([sort, [head, what]]) => {
      const own = all.filter((one) => one.sort === sort);
      return own.length > 0 && el("section", {}, el("h3", {}, head, el("span", { class: "small" }, ` ${own.length}`)), el("p", { class: "small" }, what, sort === "both sides" && worked.cut_at && ` There are more than these ${worked.cut_at}, which \u201cask where do the sources disagree\u201d tells with a greater \u201c--limit\u201d.`),
        own.map((one) => el("details", { class: "entry", open: own.length < 4 }, el("summary", {}, names(one.actors), el("span", { class: "small" }, ` ${count(one.claims.length, "claim")}`)), one.claims.map((i) => claimCard(i)))));
    }),
    only.length > 0 && el("section", {}, el("h3", {}, "Denied, though no claim here says so", el("span", { class: "small" }, ` ${only.length}`)), only.map((i) => claimCard(i)))));
}
