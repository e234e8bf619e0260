// Claims that are written already: what they say, where they stand, and one field of them set.
import { bdi, button, byId, choice, el, refill, say } from "./dom.js";
import { change, desk, labelOf, nameOf } from "./desk.js";
import { attempt } from "./people.js";
import { filePlace } from "./file.js";

const FIELDS = ["when", "modality", "status", "said_by", "what", "note", "paragraph", "translation", "accept"];

/** @param {RoomClaim} claim */
function setter(claim) {
  let name = FIELDS[0];
  const value = /** @type {HTMLInputElement} */ (el("input", { type: "text", dir: "auto", "aria-label": "What it is to say", autocomplete: "off" }));
  const set = async () => {
    const text = value.value.trim();
    const act = text === "" ? "clear" : "set";
    const values = text === "" ? [] : name === "said_by" || name === "accept" ? text.split(",").map((one) => one.trim()) : [text];
    if (await attempt(() => change("set", { of: "claim", id: claim.key, fields: [{ name, act, values }] }))) say(`${name} set`);
  };
  return el("form", { class: "setter", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); void set(); } },
    choice("Set", FIELDS.map((word) => [word, word]), name, (word) => { name = word; }), value, el("button", { type: "submit" }, "Set"));
}

/** @param {RoomClaim} claim */
function card(claim) {
  const { quote, record, paragraph } = claim.citation;
  const facts = /** @type {[string, string | null | undefined][]} */ ([
    ["put as", claim.modality], ["said by", claim.said_by.map(nameOf).join(", ")], ["by way of", claim.cited_by.map(nameOf).join(", ")], ["when", claim.when],
    ["told as", claim.status === "unknown" ? "" : claim.status], ["what", claim.what], ["note", claim.note],
  ]);
  return el("article", { class: `claim of-${claim.family}`, "data-key": claim.key },
    el("p", { class: "says" }, bdi(nameOf(claim.source)), ` ${labelOf(claim.relation)} `, bdi(nameOf(claim.target))),
    el("blockquote", { lang: desk.text?.language ?? null }, "“", bdi(quote ?? record ?? ""), "”"),
    el("p", { class: "where" }, paragraph && `¶${paragraph}`, claim.stands && [" · ", filePlace(claim)], " · ",
      el("a", { href: `explorer#tie=${claim.key}` }, "in the explorer")),
    el("dl", {}, facts.filter(([, said]) => said).map(([term, said]) => el("div", {}, el("dt", {}, term), el("dd", {}, bdi(said ?? ""))))),
    el("details", {}, el("summary", {}, "Change it"), setter(claim)));
}

/** Shows claims beside the text. @param {number[]} wanted their places in the source's list @param {() => void} left */
export function claimsView(wanted, left) {
  const claims = wanted.flatMap((i) => desk.text?.claims?.[i] ?? []);
  refill(byId("side"), el("div", { class: "panel-bar" }, el("h2", { tabindex: -1 }, claims.length === 1 ? "A claim" : `${claims.length} claims`), button("Close", left, { class: "quiet" })), claims.map(card));
}
