// The page as a whole: which view is shown, and what happens when something else is looked at.
import { actors, claims, graph, sources } from "./data.js";
import { bdi, byId, el, keepingFocus, listen, refill, until } from "./dom.js";
import { settle } from "./before.js";
import { count } from "./words.js";
import { begin, go, onChange, state } from "./state.js";
import { closePanel, drawPanel } from "./panel.js";
import { mover, networkView, scale } from "./network.js";
import { pictureView } from "./picture.js";
import { changesView } from "./changes.js";
import { backersAt, backersView } from "./backers.js";
import { connectView } from "./connect.js";
import { disagreeView } from "./disagree.js";
import { sourcesView } from "./sources.js";
import { tableView } from "./table.js";
import { HAVE_TIME, drawSlider, stopPlaying } from "./slider.js";
import { actorField } from "./search.js";
import { stateAt, parseAt } from "./time.js";
import { tiesOf } from "./ties.js";

const VIEWS = /** @type {[string, string, (main: HTMLElement) => void][]} */ ([
  ["picture", "Picture", pictureView], ["network", "Network", networkView], ["backers", "Who backs whom", backersView],
  ["connect", "Connections", connectView], ["changes", "Changes", changesView], ["disagree", "Disagreements", disagreeView],
  ["sources", "Sources", sourcesView], ["table", "Table", tableView],
]);

const ASKED = /** @type {Record<string, string>} */ ({ source: "the source", at: "the time", before: "the time" });

/** Says what a link asks for that is not here. */
function drawMissing() {
  const lost = Object.entries(state.missing);
  refill(byId("missing"), lost.length > 0 && el("p", { class: "draft" }, "The link asks for ",
    lost.map(([name, text], i) => [i > 0 && " and for ", ASKED[name] ? `${ASKED[name]} ` : "", "“", bdi(text), "”"]),
    ", which this page does not have."));
}

/** Shows what is looked at. */
function draw() {
  const [word, label, view] = VIEWS.find(([name]) => name === state.view) ?? VIEWS[0];
  if (!HAVE_TIME.includes(word)) stopPlaying();
  const main = byId("main");
  main.setAttribute("data-view", word);
  for (const link of document.querySelectorAll("#views a")) {
    if (link.getAttribute("data-view") === word) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  drawMissing();
  // First what takes room beside the view: the network asks how much is left.
  keepingFocus(["time", "main"], () => {
    drawSlider();
    drawPanel();
    view(main);
  });
  document.title = `${label} – ${graph.graph.title}`;
}

function start() {
  const open = (/** @type {string} */ word) => (/** @type {Event} */ event) => {
    event.preventDefault();
    go({ view: word });
  };
  refill(byId("views"), VIEWS.map(([word, label]) => el("li", {}, el("a", { href: `#view=${word}`, "data-view": word, onclick: open(word) }, label))));
  refill(byId("search"), actorField("Find an actor", -1, (place) => go({ actor: place, tie: "", source: -1 }), { clears: true, placeholder: "any name or alias" }));
  const named = actors.filter((actor) => actor.kind !== "unnamed").length;
  refill(byId("counts"), `${count(claims.length, "claim")} about ${count(named, "actor")}, each with its quote, from ${count(sources.length, "source")}`);
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  }, { signal: until.signal });
  listen("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && document.body.classList.contains("with-panel")) closePanel();
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector("#search input"))?.focus();
    }
  });
  onChange(draw);
  begin();
  settle();
}

start();

// For scripts and tests: the same look-ups that the page goes by.
Object.assign(window, { whobacks: { state, go, stateAt, parseAt, tiesOf, claims, backersAt, scale, pan: mover } });
