// A claim: what it says, in whose words, where it stands, who says so and how it came there.
import { actorPlace, actors, claims, live, relations, sourcePlace, sources, speakers } from "./data.js";
import { bdi, button, el } from "./dom.js";
import { plain } from "./words.js";
import { readable } from "./time.js";
import { linkName } from "./names.js";
import { go } from "./state.js";
import { copy, copyButtons, cslClaim, plainClaim } from "./cite.js";

/** A link to an actor's dossier. @param {number} place @param {string} [text] */
export function actorLink(place, text) {
  const actor = actors[place];
  if (!actor) return bdi(text ?? "");
  if (actor.kind === "unnamed") return el("span", { class: "unnamed" }, "somebody not named");
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    go({ actor: place, tie: "", source: -1 });
  };
  return el("a", { class: "actor-link", href: `#actor=${encodeURIComponent(linkName(place))}`, onclick: open }, bdi(text ?? actor.label));
}

/** Somebody by id, or a name. @param {string} who */
const party = (who) => (who === "unnamed" ? "somebody not named" : actorPlace(who) >= 0 ? actorLink(actorPlace(who)) : bdi(who));

/** Several of them. @param {string[]} list @returns {Child[]} */
const parties = (list) => list.map((who, i) => [i > 0 && (i === list.length - 1 ? " and " : ", "), party(who)]);

/** @param {string} term @param {...Child} said */
const row = (term, ...said) => el("div", {}, el("dt", {}, term), el("dd", {}, said));

/** What else is known of a claim. @param {Claim} claim @returns {HTMLElement[]} */
function details(claim) {
  const rows = [];
  const put = (/** @type {string} */ term, /** @type {Child} */ said) => said && rows.push(row(term, said));
  put("date", claim.when && readable(claim.when));
  put("for", claim.intended && readable(claim.intended));
  if (claim.said_by.length > 0) rows.push(row(claim.modality === "denied" ? "denied by" : "says", parties(claim.said_by)));
  if (claim.cited_by.length > 0) rows.push(row("by way of", parties(claim.cited_by)));
  if (claim.through?.length) rows.push(row("through", parties(claim.through)));
  if (claim.against?.length) rows.push(row("against", parties(claim.against)));
  put("what", claim.what && bdi(claim.what));
  put("amount", claim.amount && bdi(claim.amount));
  put("count", claim.count && bdi(claim.count));
  if (claim.place) rows.push(row("where", party(claim.place)));
  put("told as", claim.status !== "unknown" && claim.status);
  put("dated", claim.dated && bdi(claim.dated));
  put("translated", claim.translation && bdi(claim.translation));
  put("note", claim.note && bdi(claim.note));
  return rows;
}

/** What a claim says, in a line. @param {Claim} claim */
export function sentence(claim) {
  const label = relations[claim.relation]?.label ?? plain(claim.relation);
  return el("p", { class: "says" },
    actorLink(actorPlace(claim.source)), ` ${label} `, actorLink(actorPlace(claim.target)),
    claim.modality !== "factual" && el("span", { class: `manner is-${claim.modality}` },
      claim.modality, speakers(claim).length > 0 && [" · ", speakers(claim).map((name, i) => [i > 0 && ", ", bdi(name)])]));
}

/** Where a claim stands in its file, and the way there, while a server shows the page. @param {Claim} claim */
function fileLink(claim) {
  const place = live?.claims[claim.key];
  if (!place) return null;
  const [file, line] = place;
  const where = `${file.split("/").at(-1)}:${line}`;
  return el("span", { class: "in-file" },
    el("a", { href: `./#claim=${claim.key}` }, "in its text"), " · ",
    el("a", { href: `./#claim=${claim.key}&view=file` }, `line ${line} of ${file.split("/").at(-1)}`),
    button("Copy", () => copy(`${file}:${line}`, where), { class: "quiet", "aria-label": `Copy ${where}` }));
}

/** A claim with everything that is known of it. @param {number} place @param {{ decides?: boolean }} [how] */
export function claimCard(place, how = {}) {
  const claim = claims[place];
  const { quote, record, paragraph, source } = claim.citation;
  const cited = sources[sourcePlace(source)];
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    go({ source: sourcePlace(source), actor: -1, tie: "" });
  };
  const rows = details(claim);
  return el("article", { class: `claim of-${claim.family}${how.decides === false ? " aside" : ""}`, "data-key": claim.key },
    sentence(claim),
    quote ? el("blockquote", { lang: cited?.language }, "“", bdi(quote), "”") : el("p", { class: "record" }, "record ", bdi(record ?? "")),
    el("p", { class: "where" },
      el("a", { href: `#source=${encodeURIComponent(source)}`, onclick: open }, bdi(cited?.title ?? source)),
      cited?.published && `, ${readable(cited.published)}`, paragraph && `, ¶${paragraph}`),
    rows.length > 0 && el("dl", {}, rows),
    fileLink(claim),
    copyButtons(() => plainClaim(claim), () => cslClaim(claim)));
}
