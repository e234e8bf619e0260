// The form of a claim: filled as far as the picked words allow, changed by whoever has read them, and held
// against every rule at each stroke.
import { bdi, button, byId, choice, el, refill, say } from "./dom.js";
import { Refused, send } from "./ask.js";
import { change, desk, labelOf, nameOf } from "./desk.js";
import { actorsCalled, relationsCalled } from "./names.js";
import { picker } from "./pick.js";
import { newActor } from "./people.js";

/** @typedef {ReturnType<typeof picker>} Picker */

const TEXTS = /** @type {[string, string, string][]} */ ([
  ["when", "When", "2017-07, 2014/2016, 2022/.."], ["what", "What is given", ""], ["amount", "Amount", ""], ["count", "Count", ""],
  ["intended", "Planned for (date)", ""], ["dated", "How it was dated", ""], ["translation", "Translation", ""], ["note", "Note", ""],
]);
const LISTS = /** @type {[string, string][]} */ ([["through", "Through"], ["against", "Against"], ["cited_by", "By way of"], ["place", "Where"]]);

/** @type {Record<string, Picker>} */
let pickers = {};
/** @type {Record<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} */
let inputs = {};
/** @type {Proposal | null} */
let proposal = null;
/** @type {AbortController | null} */
let asking = null;
let timer = 0;
/** @type {string[]} */
let accepted = [];
let leave = () => {};

const value = (/** @type {string} */ name) => inputs[name]?.value.trim() ?? "";

/** What stands in the form. @returns {Draft} */
function draft() {
  const list = (/** @type {string} */ name) => pickers[name]?.get() ?? [];
  const paragraph = proposal?.ambiguous && value("quote") === proposal.quote ? proposal.paragraph : null;
  return {
    source: desk.text?.id ?? "", from: list("from"), relation: list("relation")[0] ?? "", to: list("to"), quote: value("quote"), paragraph,
    when: value("when"), modality: value("modality"), status: value("status"), said_by: list("said_by"), cited_by: list("cited_by"),
    against: list("against"), through: list("through"), what: value("what"), amount: value("amount"), count: value("count"),
    intended: value("intended"), place: list("place")[0] ?? "", dated: value("dated"), translation: value("translation"), note: value("note"), accept: accepted,
  };
}

/** A warning that may be looked at and accepted. @param {Problem} problem */
function acceptButton(problem) {
  return problem.severity === "warning" && button("Accept", () => {
    accepted.push(problem.code);
    stroke();
  }, { class: "quiet", "aria-label": `Accept ${problem.code}` });
}

/** @param {Problem} problem */
const told = (problem) => el("span", { class: `problem is-${problem.severity}` },
  el("strong", {}, problem.severity), " ", bdi(problem.message), problem.label && [": ", bdi(problem.label)], problem.help && el("span", { class: "small" }, " ", bdi(problem.help)), acceptButton(problem));

/** Shows what the check says, each beside its field. @param {Judged} judged */
function show(judged) {
  // An answer that comes when the form has been left is for nobody.
  if (!formIsOpen()) return;
  for (const place of byId("side").querySelectorAll(".said")) place.replaceChildren();
  for (const input of byId("side").querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  const rest = /** @type {Problem[]} */ ([]);
  for (const problem of judged.problems) {
    const place = problem.field ? document.getElementById(`f-${problem.field}-said`) : null;
    if (!place) {
      rest.push(problem);
      continue;
    }
    place.append(told(problem));
    if (problem.severity === "error") document.getElementById(`f-${problem.field}`)?.setAttribute("aria-invalid", "true");
    place.closest("details")?.setAttribute("open", "");
  }
  refill(byId("form-said"), rest.map((problem) => el("p", {}, told(problem))));
  refill(byId("form-written"), judged.written && [
    el("p", { class: "small" }, judged.bad ? "It would not be written like this." : `It goes into line ${judged.line} of ${judged.file?.split("/").at(-1)}:`),
    el("pre", { class: "written" }, bdi(judged.written)),
  ]);
  byId("form-write").toggleAttribute("data-bad", judged.bad);
}

/** Has the draft checked, soon; what was asked before is forgotten. */
export function stroke() {
  clearTimeout(timer);
  timer = window.setTimeout(async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      show(await send("check", draft(), asking.signal));
    } catch (error) {
      if (error instanceof Refused) show({ problems: [{ code: "refused", severity: "error", message: error.message, label: null, help: null, file: "", line: 0, column: 0 }], bad: true });
      else if (!(error instanceof DOMException)) throw error;
    }
  }, 60);
}

/** @param {string} name @param {string} label @param {Partial<Parameters<typeof picker>[0]>} how */
function field(name, label, how) {
  const made = picker({ name, label, search: actorsCalled, shown: nameOf, changed: stroke, create: (text) => void create(name, text), ...how });
  pickers[name] = made;
  return made.element;
}

/** Somebody new, who is then picked. @param {string} name @param {string} text */
async function create(name, text) {
  const id = await newActor(text);
  if (id) pickers[name]?.take(id);
  pickers[name]?.input.focus();
}

/** @param {string} name @param {string} label @param {string} hint */
function textRow(name, label, hint) {
  const input = /** @type {HTMLInputElement} */ (el("input", { id: `f-${name}`, type: "text", placeholder: hint, dir: "auto", autocomplete: "off", "aria-describedby": `f-${name}-said`, oninput: stroke }));
  inputs[name] = input;
  return el("div", { class: "row" }, el("label", { for: `f-${name}` }, label), input, el("p", { id: `f-${name}-said`, class: "said" }));
}

/** @param {string} name @param {string} label @param {string[]} words */
function choiceRow(name, label, words) {
  const made = choice(label, words.map((word) => [word, word]), words[0], stroke);
  const select = /** @type {HTMLSelectElement} */ (made.querySelector("select"));
  select.id = `f-${name}`;
  select.setAttribute("aria-describedby", `f-${name}-said`);
  inputs[name] = select;
  return el("div", { class: "row" }, made, el("p", { id: `f-${name}-said`, class: "said" }));
}

/** What a reading says. @param {Reading} reading */
const sentence = (reading) => [bdi(nameOf(reading.from)), " ", el("em", {}, labelOf(reading.relation)), " ", bdi(nameOf(reading.to))];

/** Fills in how it is put, by whom, and when. @param {Manner} manner */
function fillManner(manner) {
  inputs.modality.value = manner.modality;
  inputs.status.value = manner.status ?? "unknown";
  inputs.when.value = manner.when ?? "";
  inputs.dated.value = manner.dated ?? "";
  inputs.note.value = manner.note ?? "";
  pickers.said_by.set(manner.said_by ? [manner.said_by] : []);
}

/** Fills the form with a reading. @param {number} i */
export function takeReading(i) {
  const reading = proposal?.readings[i];
  if (!reading) return;
  pickers.from.set([reading.from]);
  pickers.relation.set([reading.relation]);
  pickers.to.set([reading.to]);
  fillManner(reading);
  for (const [n, own] of byId("side").querySelectorAll(".reading").entries()) own.setAttribute("aria-pressed", String(n === i));
  stroke();
}

/** Turns the claim round. */
export function turn() {
  const [from, to] = [pickers.from.get(), pickers.to.get()];
  pickers.from.set(to);
  pickers.to.set(from);
  stroke();
}

/** Writes the claim into the file. */
export async function write() {
  const wanted = draft();
  try {
    const written = await change("claim", wanted);
    if (!written) return;
    say(`Written into line ${written.line}: ${wanted.from.map(nameOf).join(", ")} ${labelOf(wanted.relation)} ${wanted.to.map(nameOf).join(", ")}`);
    leave();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    show({ problems: error.said.problems ?? [{ code: "refused", severity: "error", message: error.message, label: null, help: null }], bad: true });
    say(error.message);
  }
}

/** Opens the form for words of the text. @param {Proposal} proposed @param {() => void} left what is done when it is left */
export function openForm(proposed, left) {
  [proposal, pickers, inputs, accepted, leave] = [proposed, {}, {}, [], left];
  const quote = /** @type {HTMLTextAreaElement} */ (el("textarea", { id: "f-quote", rows: 3, dir: "auto", lang: desk.text?.language ?? null, "aria-describedby": "f-quote-said", oninput: stroke }));
  quote.value = proposed.quote;
  inputs.quote = quote;
  const free = { free: true, several: true };
  const readings = proposed.readings.slice(0, 9).map((reading, i) => button([el("kbd", {}, String(i + 1)), " ", sentence(reading)], () => takeReading(i), { class: "reading", "aria-pressed": "false" }));
  const proposals = readings.length > 0
    ? el("div", { class: "readings", role: "group", "aria-label": "What the words may say" }, readings)
    : el("p", { class: "small" }, "The words by themselves name no two actors and no relation that is known here: fill in what they say.");
  refill(byId("side"), el("form", { id: "form", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); void write(); } },
    el("div", { class: "panel-bar" }, el("h2", {}, "A claim"), button("Close", left, { class: "quiet" })),
    proposals,
    el("div", { class: "row" }, el("label", { for: "f-quote" }, "Quote"), quote, el("p", { id: "f-quote-said", class: "said" })),
    field("from", "Who", { several: true, unnamed: "?" }),
    field("relation", "does what", { search: relationsCalled, shown: labelOf, create: undefined }),
    field("to", "to whom", { several: true, unnamed: "?" }),
    choiceRow("modality", "put as", desk.state.modalities),
    field("said_by", "said by", { ...free, unnamed: "unnamed" }),
    textRow(...TEXTS[0]),
    choiceRow("status", "told as", desk.state.statuses),
    el("details", { class: "more" }, el("summary", {}, "more"),
      LISTS.map(([name, label]) => field(name, label, name === "against" ? { several: true } : name === "place" ? { free: true } : free)), TEXTS.slice(1).map((row) => textRow(...row))),
    el("div", { id: "form-said", role: "status" }),
    el("p", { class: "acts form-acts" }, el("button", { id: "form-write", type: "submit", class: "main" }, "Write the claim"), button("Turn round", turn, { class: "quiet" })),
    el("div", { id: "form-written" })));
  fillManner(proposed);
  if (readings.length > 0) takeReading(0);
  else {
    if (proposed.named[0]) pickers.from.set([proposed.named[0]]);
    if (proposed.named[1]) pickers.to.set([proposed.named[1]]);
    stroke();
  }
  // Who agrees presses Enter; who does not, a number or Tab.
  (readings.length > 0 ? byId("form-write") : pickers[proposed.named.length > 1 ? "relation" : "from"].input).focus({ preventScroll: true });
  byId("side").scrollTop = 0;
}

/** Whether the form is open. */
export const formIsOpen = () => document.getElementById("form") !== null;
