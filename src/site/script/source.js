// A source, and everything that is quoted of it, in the order of its text.
import { claims, sources } from "./data.js";
import { bdi, el } from "./dom.js";
import { count } from "./words.js";
import { readable } from "./time.js";
import { copyButtons, csl, plainSource } from "./cite.js";
import { claimCard } from "./claims.js";

/** The places of the claims that a source makes, in its order. @param {string} id */
export const claimsOf = (id) => claims
  .map((_, place) => place)
  .filter((place) => claims[place].citation.source === id)
  .sort((a, b) => (claims[a].citation.paragraph ?? 0) - (claims[b].citation.paragraph ?? 0) || a - b);

/** How many words of a source its quotes span, what they leave out included, each counted once. @param {string} id */
export function wordsSpanned(id) {
  const spanned = new Set();
  for (const place of claimsOf(id)) {
    const { paragraph, words } = claims[place].citation;
    if (words) for (let word = words[0]; word <= words[1]; word += 1) spanned.add(`${paragraph} ${word}`);
  }
  return spanned.size;
}

/** What is known of a source. @param {Source} source @returns {HTMLElement} */
export function sourceFacts(source) {
  const linked = source.url && /^https?:\/\//.test(source.url);
  const facts = /** @type {[string, Child][]} */ ([
    ["by", (source.authors ?? []).length > 0 && (source.authors ?? []).map((name, i) => [i > 0 && ", ", bdi(name)])],
    ["in", source.publisher && bdi(source.publisher)],
    ["published", source.published ? [readable(source.published), source.inferred_from && [", inferred from ", bdi(source.inferred_from)]] : "no date known"],
    ["language", source.language],
    ["a copy of", source.copy_of && bdi(source.copy_of)],
    ["relies on", (source.relies_on ?? []).length > 0 && (source.relies_on ?? []).map((name, i) => [i > 0 && ", ", bdi(name)])],
    ["address", source.url && (linked ? el("a", { href: source.url, rel: "noreferrer noopener", target: "_blank" }, bdi(source.url)) : bdi(source.url))],
    ["quoted", source.words && `the quotes span ${wordsSpanned(source.id)} of ${source.words} words`],
  ]);
  return el("dl", { class: "facts" }, facts.filter(([, said]) => said).map(([term, said]) => el("div", {}, el("dt", {}, term), el("dd", {}, said))));
}

/** The source in the panel. @param {number} place */
export function sourceView(place) {
  const source = sources[place];
  const quoted = claimsOf(source.id);
  return el("div", {},
    el("p", { class: "kicker" }, "source · ", count(quoted.length, "claim")),
    el("h2", { tabindex: -1 }, bdi(source.title)),
    sourceFacts(source),
    copyButtons(() => plainSource(source), () => csl(source)),
    quoted.map((i) => claimCard(i)));
}
