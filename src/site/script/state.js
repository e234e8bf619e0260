// What is being looked at: one value, which stands in the address of the page, so that a link restores it.
import { FAMILIES, MANNERS, graph, sourcePlace, sources, worked } from "./data.js";
import { listen } from "./dom.js";
import { parseAt, written } from "./time.js";
import { fromLink, linkName } from "./names.js";

/** The standings that the network shows unless it is asked for others. */
export const USUAL = ["definite", "possible", "undated", "stale"];

/** What is looked at before anything is asked for: the newest picture. @returns {string} */
function firstDate() {
  const slices = (graph.graph.slices ?? []).filter((slice) => parseAt(slice).of !== "told");
  const newest = slices.length > 0 ? [...slices].sort().at(-1) : worked.years.at(-1);
  return newest === undefined ? "" : String(newest);
}

/** More ties than this cannot be read all at once: the network begins with those of support and hostility. */
const CROWD = 80;

const fresh = () => ({
  view: "picture",
  picture: "",
  at: parseAt(firstDate()),
  before: parseAt(String(graph.graph.slices?.[0] ?? worked.years[0] ?? "")),
  mode: /** @type {"rolled" | "full"} */ ("rolled"),
  lines: /** @type {"main" | "all"} */ (worked.rolled.length > CROWD ? "main" : "all"),
  actor: -1,
  tie: "",
  source: -1,
  whom: -1,
  a: -1,
  b: -1,
  families: [...FAMILIES],
  standings: [...USUAL],
  manners: [...MANNERS],
  kind: "",
  side: "",
  from: "",
  speaker: "",
  /** What a link asks for and is not here, by what it is asked as: nothing else is shown in its place. */
  missing: /** @type {Record<string, string>} */ ({}),
});

export const state = fresh();

/** @type {(() => void)[]} */
const listeners = [];

/** Calls a function whenever something else is looked at. @param {() => void} listener */
export function onChange(listener) {
  listeners.push(listener);
}

/** @param {string[]} now @param {string[]} usual */
const list = (now, usual) => (now.length === usual.length && usual.every((w) => now.includes(w)) ? "" : now.join("."));

/** The state as it stands in the address. */
export function link() {
  const first = fresh();
  const parts = new URLSearchParams();
  const put = (/** @type {string} */ name, /** @type {string} */ value) => value && parts.set(name, value);
  put("view", state.view === first.view ? "" : state.view);
  put("picture", state.picture);
  if (written(state.at) !== written(first.at)) parts.set("at", written(state.at) || "told");
  if (state.view === "changes") put("before", written(state.before));
  put("parts", state.mode === "full" ? "apart" : "");
  put("lines", state.lines === first.lines ? "" : state.lines);
  for (const name of /** @type {const} */ (["actor", "whom", "a", "b"])) put(name, linkName(state[name]));
  put("tie", state.tie);
  put("source", state.source < 0 ? "" : sources[state.source].id);
  put("families", list(state.families, FAMILIES));
  put("standings", list(state.standings, USUAL));
  put("manners", list(state.manners, MANNERS));
  for (const name of /** @type {const} */ (["kind", "side", "from", "speaker"])) put(name, state[name]);
  return `#${parts}`;
}

/** Reads the state from the address. */
function read() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const first = fresh();
  const text = (/** @type {string} */ name) => parts.get(name) ?? "";
  const words = (/** @type {string} */ name, /** @type {string[]} */ usual) =>
    parts.has(name) ? text(name).split(".").filter(Boolean) : usual;
  Object.assign(state, first, {
    view: text("view") || first.view,
    picture: text("picture"),
    at: parts.has("at") ? parseAt(text("at")) : first.at,
    before: parts.has("before") ? parseAt(text("before")) : first.before,
    mode: text("parts") === "apart" ? "full" : "rolled",
    lines: text("lines") === "all" || text("lines") === "main" ? text("lines") : first.lines,
    tie: text("tie"),
    source: sourcePlace(text("source")),
    families: words("families", first.families),
    standings: words("standings", first.standings),
    manners: words("manners", first.manners),
    kind: text("kind"),
    side: text("side"),
    from: text("from"),
    speaker: text("speaker"),
  });
  const lacks = (/** @type {string} */ name, /** @type {boolean} */ known) => {
    if (text(name) && !known) state.missing[name] = text(name);
  };
  for (const name of /** @type {const} */ (["actor", "whom", "a", "b"])) {
    state[name] = fromLink(text(name));
    lacks(name, state[name] >= 0);
  }
  lacks("source", state.source >= 0);
  for (const name of ["at", "before"]) lacks(name, text(name) === "told" || parseAt(text(name)).of !== "told");
}

function tell() {
  for (const listener of listeners) listener();
}

/**
 * Looks at something else. What is a step for the reader goes into the history, what only moves on
 * (the slider, a filter) does not.
 * @param {Partial<typeof state>} change @param {"step" | "move"} [how]
 */
export function go(change, how = "step") {
  Object.assign(state, { missing: {} }, change);
  const there = link();
  if (there !== location.hash) {
    if (how === "step") history.pushState(null, "", there);
    else history.replaceState(null, "", there);
  }
  tell();
}

/** Begins: reads the address, and again whenever it changes. */
export function begin() {
  const again = () => {
    read();
    tell();
  };
  listen("popstate", again);
  listen("hashchange", again);
  again();
}
