// Actors: a new one, another name, two that are one.
import { bdi, choice, el, say } from "./dom.js";
import { Refused } from "./ask.js";
import { change, desk, nameOf } from "./desk.js";
import { actorsCalled } from "./names.js";
import { picker } from "./pick.js";
import { question } from "./diff.js";

/** Does something, and shows why it is refused, if it is. @template T @param {() => Promise<T>} act @returns {Promise<T | null>} */
export async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await question("Nothing is written", [el("p", {}, bdi(error.message))], [["", "Close"]]);
    return null;
  }
}

/** @param {string} label @param {string} value @param {Record<string, any>} [more] */
function input(label, value, more = {}) {
  const field = /** @type {HTMLInputElement} */ (el("input", { type: "text", dir: "auto", autocomplete: "off", ...more }));
  field.value = value;
  return { field, row: el("label", { class: "row" }, el("span", {}, label), field) };
}

/** A new actor; gives its id. @param {string} called @returns {Promise<string | null>} */
export async function newActor(called) {
  const name = input("Full name", called, { required: true, autofocus: true });
  const aliases = input("Other names, separated by commas", "");
  let kind = desk.state.kinds.find((word) => word === "armed_group") ?? desk.state.kinds[0];
  const kinds = choice("Kind", desk.state.kinds.map((word) => [word, word.replaceAll("_", " ")]), kind, (word) => { kind = word; });
  const said = await question("A new actor", [name.row, el("div", { class: "row" }, kinds), aliases.row], [["add", "Add"], ["", "Leave"]]);
  if (said !== "add") return null;
  const names = aliases.field.value.split(",").map((one) => one.trim()).filter(Boolean);
  const written = await attempt(() => change("actor", { name: name.field.value, kind, aliases: names }));
  const id = written?.said.at(-1) ?? null;
  if (id) say(`${nameOf(id)} added`);
  return id;
}

/** @param {string} label @param {string} name */
const one = (label, name) => picker({ name, label, search: actorsCalled, shown: nameOf, changed: () => {} });

/** Words of the text as another name of somebody. @param {string} words */
export async function newAlias(words) {
  const name = input("These words", words);
  const whom = one("name", "alias-of");
  const here = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  here.checked = true;
  const said = await question("Another name", [name.row, whom.element, el("label", { class: "box" }, here, "in this source only")], [["add", "Add"], ["", "Leave"]]);
  const [id] = whom.get();
  if (said !== "add" || !id) return;
  const field = here.checked && desk.text ? `aliases_in.${desk.text.id}` : "aliases";
  const written = await attempt(() => change("set", { of: "actor", id, fields: [{ name: field, act: "add", values: [name.field.value.trim()] }] }));
  if (written) say(`${nameOf(id)} is called so`);
}

/** Two actors that are one. */
export async function merge() {
  const kept = one("who stays", "merge-kept");
  const gone = one("who is the same", "merge-gone");
  const said = await question("Two actors that are one", [el("p", { class: "small" }, "Names become aliases; every mention of the second becomes a mention of the first."), kept.element, gone.element], [["merge", "Merge"], ["", "Leave"]]);
  const what = { kept: kept.get()[0], gone: gone.get()[0] };
  if (said !== "merge" || !what.kept || !what.gone) return;
  try {
    if (await change("merge", what)) say(`${nameOf(what.gone)} is ${nameOf(what.kept)}`);
  } catch (error) {
    if (!(error instanceof Refused) || !error.said.doubtful) return void attempt(async () => { throw error; });
    const list = /** @type {{ claim: string, rests_on: string, source: string, why: string }[]} */ (error.said.doubtful);
    const drop = await question("Claims stand in the way", [
      el("ul", {}, list.map((one) => el("li", {}, bdi(one.claim), ` ${one.why}: `, el("q", {}, bdi(one.rests_on)), el("span", { class: "small" }, " ", bdi(one.source))))),
    ], [["", "Leave them, and do not merge"], ["drop", "Remove them, and merge"]]);
    if (drop === "drop" && await attempt(() => change("merge", { ...what, drop: true }))) say("Merged");
  }
}
