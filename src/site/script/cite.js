// Citations, plain and as CSL-JSON, and the clipboard.
import { actors, relations, sources, sourcePlace, worked } from "./data.js";
import { button, el, say } from "./dom.js";
import { readable } from "./time.js";

/** Who wrote it, what it is called, where and when it appeared. @param {Source} source */
export function plainSource(source) {
  const parts = [
    (source.authors ?? []).join(", "), `“${source.title}”`, source.publisher ?? "",
    source.published ? readable(source.published) : "no date", source.url ?? "",
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** A claim with its quote, source and paragraph. @param {Claim} claim */
export function plainClaim(claim) {
  const source = sources[sourcePlace(claim.citation.source)];
  const { quote, record, paragraph } = claim.citation;
  const words = quote ? `“${quote}”` : record ?? "";
  const place = paragraph ? `¶${paragraph}` : "";
  return [words, plainSource(source).replace(/\.$/, ""), place].filter(Boolean).join(", ") + ".";
}

/** A source as CSL-JSON. @param {Source} source */
export const csl = (source) => worked.csl[sourcePlace(source.id)];

/** A claim as CSL-JSON: its source, with the quote and what it is cited for as a note. @param {Claim} claim */
export function cslClaim(claim) {
  const item = worked.csl[sourcePlace(claim.citation.source)];
  const name = (/** @type {string} */ id) => actors.find((actor) => actor.id === id)?.label ?? id;
  const said = `${name(claim.source)} ${relations[claim.relation]?.label ?? claim.relation} ${name(claim.target)}`;
  const { quote, record, paragraph } = claim.citation;
  const note = [item.note, said, claim.modality, quote ? `“${quote}”` : record, paragraph && `paragraph ${paragraph}`, claim.key];
  return { ...item, note: note.filter(Boolean).join("; ") };
}

/** Copies a text; where the browser does not let pages do that, by way of a selection. @param {string} text @param {string} what */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "unseen", "aria-hidden": true }));
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`${what} copied`);
}

/** The buttons that copy a citation. @param {() => string} plain @param {() => object} item */
export const copyButtons = (plain, item) => el("span", { class: "copies" },
  button("Copy citation", () => copy(plain(), "Citation"), { class: "quiet" }),
  worked.csl.length > 0 && button("CSL-JSON", () => copy(JSON.stringify([item()], null, 2), "CSL-JSON"), { class: "quiet", "aria-label": "Copy as CSL-JSON" }));
