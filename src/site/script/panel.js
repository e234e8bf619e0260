// The panel beside the picture: a tie, an actor or a source, and the way back from it.
import { actors, claimPlace } from "./data.js";
import { byId, button, el, refill } from "./dom.js";
import { go, state } from "./state.js";
import { tieOfLink } from "./ties.js";
import { actorView } from "./actor.js";
import { claimsView, tieView } from "./tie.js";
import { sourceView } from "./source.js";

let shown = "";
/** @type {Element | null} */
let opener = null;

/** What the panel is to show, as a text that tells one thing from another. */
const wanted = () => (state.tie ? `tie ${state.tie}` : state.source >= 0 ? `source ${state.source}` : state.actor >= 0 ? `actor ${state.actor}` : "");

function content() {
  if (state.tie.startsWith("c-")) return claimsView(state.tie.split(",").map(claimPlace).filter((i) => i >= 0));
  if (state.tie) return tieView(tieOfLink(state.tie));
  if (state.source >= 0) return sourceView(state.source);
  return actorView(state.actor);
}

/** Closes the panel, and gives the focus back to where it came from. */
export function closePanel() {
  go({ actor: -1, tie: "", source: -1 });
  if (opener instanceof HTMLElement || opener instanceof SVGElement) opener.focus();
  opener = null;
}

/** Shows what is asked for; the focus follows where something else was opened. */
export function drawPanel() {
  const panel = byId("panel");
  const now = wanted();
  const isNew = now !== shown;
  if (isNew && !panel.contains(document.activeElement)) opener = document.activeElement;
  shown = now;
  document.body.classList.toggle("with-panel", now !== "");
  panel.hidden = now === "";
  if (!now) return refill(panel);
  const name = state.actor >= 0 && !state.tie ? actors[state.actor]?.label : "";
  panel.setAttribute("aria-label", name ? `Details: ${name}` : "Details");
  const top = panel.scrollTop;
  refill(panel, el("div", { class: "panel-bar" }, button("Back", () => history.back(), { class: "quiet" }), button("Close", closePanel, { class: "quiet", id: "close-panel" })), content());
  panel.scrollTop = isNew ? 0 : top;
  if (isNew && opener && opener !== document.body) /** @type {HTMLElement | null} */ (panel.querySelector("h2"))?.focus({ preventScroll: true });
}
