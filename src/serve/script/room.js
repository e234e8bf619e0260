// The reading room as a whole: sources on one side, the text in the middle, a claim on the other.
import { bdi, button, byId, el, keepingFocus, refill, say } from "./dom.js";
import { hear, send } from "./ask.js";
import { change, desk, onNews, read, refresh } from "./desk.js";
import { help, setKeys } from "./keys.js";
import { question } from "./diff.js";
import { attempt, merge, newActor, newAlias } from "./people.js";
import { formIsOpen, openForm, takeReading, turn, write } from "./form.js";
import { sentenceAt, sentences, textView } from "./text.js";
import { byWord, forget, goTo, letDrag, pick, picked, sentenceNow, show, step, wholeOf } from "./select.js";
import { claimsView } from "./claim.js";
import { onChosen, showFile } from "./file.js";
import { problemsView } from "./problems.js";

/** The sentence to which the reader goes back from the form. */
let from = "";
/** @type {number[]} */
let opened = [];

function leaveSide() {
  refill(byId("side"));
  opened = [];
  forget();
  goTo(sentenceAt(from));
}

/** Opens the form for what is picked, or for the sentence that has the focus. */
async function code() {
  const sentence = sentenceNow();
  const words = picked() ?? (sentence ? wholeOf(sentence) : null);
  if (!words || !desk.text) return say("Pick the words that show a claim first");
  from = sentence?.dataset.place ?? from;
  pick(words);
  const proposal = await attempt(() => send("propose", { source: desk.text?.id, ...words }));
  if (!proposal) return;
  openForm(proposal, leaveSide);
  // On a phone the form lies over the lower half of the text.
  sentenceAt(from)?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** @param {number[]} claims */
function open(claims) {
  from = sentenceNow()?.dataset.place ?? from;
  opened = claims;
  claimsView(claims, leaveSide);
}

/** Says why a sentence makes no claim. */
async function excuse() {
  const place = sentenceNow()?.dataset.place;
  if (!place || !desk.text) return;
  const why = /** @type {HTMLInputElement} */ (el("input", { type: "text", dir: "auto", "aria-label": "The reason", autofocus: true }));
  const said = await question("It makes no claim, because", [why], [["put", "Put it on the card"], ["", "Leave"]]);
  if (said !== "put" || !why.value.trim()) return goTo(sentenceAt(place));
  await attempt(() => change("set", { of: "source", id: desk.text?.id, fields: [{ name: `no_claims.${place}`, act: "set", values: [why.value.trim()] }] }));
  goTo(sentenceAt(place));
}

/** @param {"undo" | "redo"} what */
async function back(what) {
  const done = await attempt(() => send(what, {}));
  await refresh();
  if (done) say(`${what === "undo" ? "Taken back" : "Made again"}: ${done.said[0]}`);
}

const alias = () => void newAlias(getSelection()?.toString().trim() ?? "");

function sourceList() {
  const item = (/** @type {RoomSource} */ source) => el("li", {}, el("a", { href: `#source=${encodeURIComponent(source.id)}`, "aria-current": source.id === desk.text?.id ? "page" : null },
    bdi(source.title), el("span", { class: "small" }, [source.publisher, source.published].filter(Boolean).join(", ")),
    el("span", { class: "small" }, source.is_data ? "records" : source.at_hand ? source.entries === 0 ? "not coded yet" : "" : "text not at hand")));
  refill(byId("sources"), el("h2", {}, "Sources"), el("ul", {}, desk.state.sources.map(item)));
}

function masthead() {
  const { title, claims, actors, undo, redo } = desk.state;
  refill(byId("title"), title || "Reading room");
  refill(byId("counts"), `Reading room · ${claims} claims, ${actors.length} actors`);
  refill(byId("masthead-tools"),
    button("Undo", () => void back("undo"), { disabled: !undo, title: undo ?? "" }), button("Redo", () => void back("redo"), { disabled: !redo, title: redo ?? "" }),
    button("New actor", () => void newActor("")), button("Merge two", () => void merge()), button("Keys", () => void help(), { "aria-keyshortcuts": "?" }),
    el("a", { class: "button", href: "explorer" }, "Explorer"));
  document.title = `${desk.text?.title ?? "Reading room"} – ${title}`;
}

function draw() {
  const here = sentenceNow()?.dataset.place;
  keepingFocus(["sources", "masthead-tools"], () => {
    sourceList();
    masthead();
  });
  problemsView();
  const words = formIsOpen() ? picked() : null;
  textView(open, desk.text?.paragraphs && el("p", { class: "acts hint" }, button("Next open sentence", () => void step(1, true), { "aria-keyshortcuts": "n" }), button("These words name …", alias, { class: "quiet" }),
    el("span", { class: "small" }, "Pick words, and press Enter.")));
  if (words) pick(words);
  else if (here && !formIsOpen()) goTo(sentenceAt(here));
  if (opened.length > 0 && !formIsOpen() && document.querySelector("#side .claim")) claimsView(opened, leaveSide);
}

/** Shows what the address asks for. */
async function follow() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const claim = asked.get("claim");
  const known = desk.state.sources;
  const id = asked.get("source") ?? (claim ? await sourceOf(claim) : desk.text?.id) ?? known.find((source) => source.at_hand)?.id ?? known[0]?.id;
  if (!id) return tellNothing();
  if (desk.text?.id !== id) {
    refill(byId("side"));
    await attempt(() => read(id));
  }
  if (!claim) return;
  const i = desk.text?.claims?.findIndex((one) => one.key === claim) ?? -1;
  const found = desk.text?.claims?.[i];
  if (!found) return;
  const mark = [...document.querySelectorAll("mark.quoted")].find((one) => one.getAttribute("data-claims")?.split(" ").includes(String(i)));
  goTo(/** @type {HTMLElement | null} */ (mark?.closest(".sentence") ?? null));
  if (asked.get("view") === "file" && found.stands) await showFile(found.stands[0], claim);
  else open([i]);
}

function tellNothing() {
  draw();
}

/** In which source a claim stands. @param {string} key */
async function sourceOf(key) {
  if (desk.text?.claims?.some((claim) => claim.key === key)) return desk.text.id;
  for (const { id } of desk.state.sources) {
    await read(id);
    if (desk.text?.claims?.some((claim) => claim.key === key)) return id;
  }
  return undefined;
}

function begin() {
  onNews(draw);
  onChosen((key) => { location.hash = `claim=${key}`; });
  addEventListener("hashchange", () => void follow());
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); goTo(sentences()[0]); });
  letDrag(byId("text"), () => void code());
  document.addEventListener("selectionchange", () => { if (!formIsOpen() && picked()) show(); });
  setKeys([
    { keys: ["j", "ArrowDown"], shown: "j ↓", does: "next sentence", act: () => void step(1, false) },
    { keys: ["k", "ArrowUp"], shown: "k ↑", does: "sentence before", act: () => void step(-1, false) },
    { keys: ["n"], shown: "n", does: "next open sentence", act: () => void step(1, true) },
    { keys: ["p"], shown: "p", does: "open sentence before", act: () => void step(-1, true) },
    { keys: ["ArrowRight", "ArrowLeft"], shown: "→ ←", does: "pick the next word, or the one before", act: (event) => byWord(event.key === "ArrowRight" ? 1 : -1, false) },
    { keys: ["Shift+ArrowRight", "Shift+ArrowLeft"], shown: "Shift+→ Shift+←", does: "pick a word more, or less", act: (event) => byWord(event.key === "ArrowRight" ? 1 : -1, true) },
    { keys: ["Enter", "c"], shown: "Enter c", does: "make a claim from the picked words, or from the sentence", act: () => void code() },
    { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], shown: "1 … 9", does: "take another reading", act: (event) => formIsOpen() && takeReading(Number(event.key) - 1) },
    { keys: ["Alt+r"], shown: "Alt+r", does: "reverse the claim", form: true, act: () => formIsOpen() && turn() },
    { keys: ["Ctrl+Enter"], shown: "Ctrl+Enter", does: "write the claim, from any field", form: true, act: () => formIsOpen() && void write() },
    { keys: ["Escape"], shown: "Escape", does: "close, and back to the sentence", form: true, act: leaveSide },
    { keys: ["o"], shown: "o", does: "open the claims of the sentence", act: () => open([...new Set([...(sentenceNow()?.querySelectorAll("mark") ?? [])].flatMap((mark) => (mark.getAttribute("data-claims") ?? "").split(" ").map(Number)))]) },
    { keys: ["x"], shown: "x", does: "it makes no claim: say why", act: () => void excuse() },
    { keys: ["a"], shown: "a", does: "the picked words name somebody", act: alias },
    { keys: ["m"], shown: "m", does: "two actors are one", act: () => void merge() },
    { keys: ["u", "Ctrl+z"], shown: "u Ctrl+z", does: "undo the last change", act: () => void back("undo") },
    { keys: ["U", "Ctrl+y"], shown: "U Ctrl+y", does: "make it again", act: () => void back("redo") },
    { keys: ["?"], shown: "?", does: "these keys", act: () => void help() },
  ]);
  let shown = -1;
  hear(async ({ state }) => {
    if (state === shown) return;
    const first = shown < 0;
    shown = state;
    await refresh();
    if (first) await follow();
  }, (there) => {
    document.body.classList.toggle("is-away", !there);
    if (!there) say("The server does not answer");
  });
}

begin();
