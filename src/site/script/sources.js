// The sources, and how much of each is quoted.
import { sources } from "./data.js";
import { bdi, button, el, refill } from "./dom.js";
import { count } from "./words.js";
import { readable } from "./time.js";
import { go } from "./state.js";
import { copyButtons, csl, plainSource, copy } from "./cite.js";
import { claimsOf, sourceFacts } from "./source.js";

/** Shows the sources. @param {HTMLElement} main */
export function sourcesView(main) {
  const all = sources.map((source, place) => ({ source, place, claims: claimsOf(source.id).length }));
  all.sort((a, b) => (a.source.published ?? "9").localeCompare(b.source.published ?? "9") || a.place - b.place);
  refill(main, el("section", { class: "reading", "aria-labelledby": "sources-title" },
    el("h2", { id: "sources-title" }, "Sources"),
    el("div", { class: "tools" }, el("p", { class: "small" }, `${count(sources.length, "source")}, the oldest first. Open one to see everything that is quoted of it.`),
      sources.length > 0 && button("Copy all as CSL-JSON", () => copy(JSON.stringify(sources.map(csl), null, 2), "CSL-JSON"), { class: "quiet" })),
    sources.length === 0 && el("p", { class: "empty" }, "No source is cited."),
    all.map(({ source, place, claims }) => el("article", { class: "source" },
      el("h3", {}, button(bdi(source.title), () => go({ source: place, actor: -1, tie: "" }), { class: "link" })),
      el("p", { class: "small" }, count(claims, "claim"), source.published && ` · ${readable(source.published)}`),
      sourceFacts(source), copyButtons(() => plainSource(source), () => csl(source))))));
}
