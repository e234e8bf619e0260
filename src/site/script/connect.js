// How two actors are connected.
import { actors, familyOf } from "./data.js";
import { bdi, button, el, refill } from "./dom.js";
import { count, phrase } from "./words.js";
import { inWords } from "./time.js";
import { go, state } from "./state.js";
import { lineKey, tieLink } from "./ties.js";
import { stands } from "./spans.js";
import { chains } from "./chains.js";
import { actorLink } from "./claims.js";
import { actorField } from "./search.js";
import { mostBacked } from "./backers.js";

/** A step of a chain: who, by which tie, whom; the arrow says which way the tie leads. @param {{ from: number, to: number, ties: Shown[] }} link */
function step(link) {
  const { tie, state: now } = link.ties[0];
  const onward = tie.from === link.from;
  const open = () => go({ tie: tieLink(lineKey(tie)), actor: -1, source: -1 });
  const more = link.ties.length - 1;
  return [
    button([onward ? "" : "← ", phrase(tie, now), onward ? " →" : "", stands(now), more > 0 && el("span", { class: "small" }, ` and ${count(more, "other tie")}`)],
      open, { class: `step of-${familyOf(tie)}` }),
    actorLink(link.to),
  ];
}

/** Shows the connections. @param {HTMLElement} main */
export function connectView(main) {
  const [first, second] = mostBacked();
  const a = state.a >= 0 || state.missing.a ? state.a : state.b === first ? second ?? -1 : first ?? -1;
  const b = state.b >= 0 || state.missing.b ? state.b : state.a === second || second === undefined ? first ?? -1 : second;
  const { chains: found, more, stopped } = a >= 0 && b >= 0 && a !== b ? chains(a, b, state.at, state.mode) : { chains: [], more: false, stopped: false };
  refill(main, el("section", { class: "reading", "aria-labelledby": "connect-title" },
    el("h2", { id: "connect-title" }, "How are these two connected?"),
    el("div", { class: "tools" },
      actorField("From", a, (place) => go({ a: place, b })), actorField("to", b, (place) => go({ a, b: place })),
      button("Swap", () => go({ a: b, b: a }), { class: "quiet" })),
    el("p", { class: "small" }, state.at.of === "told"
      ? "The shortest chains whose links can all have held at one time, whichever way they lead."
      : `The shortest chains whose links are all present ${inWords(state.at)}, whichever way they lead.`),
    found.length > 0 && el("p", {}, `${count(found.length, "chain")} of ${count(found[0].length, "link")}${
      more ? "; there are more, which whobacks path lists" : stopped ? "; there may be more, for not all ways were tried: whobacks path tries them" : ""}.`),
    el("ol", { class: "chains" }, found.map((chain) => el("li", {}, actorLink(chain[0].from), chain.map(step)))),
    found.length === 0 && el("p", { class: "empty" }, a >= 0 && b >= 0 && a !== b
      ? [stopped ? "Of the ways that were tried no chain of six links or fewer connects " : "No chain of six links or fewer connects ", bdi(actors[a].label), " and ", bdi(actors[b].label), ` ${inWords(state.at)}.`] : "Choose two.")));
}
