// Finding an actor by any of its names: a field that proposes, as the WAI-ARIA pattern for a combobox has it.
import { actors } from "./data.js";
import { bdi, el, refill } from "./dom.js";
import { plain } from "./words.js";
import { everybody, search } from "./names.js";

let number = 0;

/**
 * A field for an actor.
 * @param {string} label @param {number} place who stands in it at first @param {(place: number) => void} chosen
 * @param {{ clears?: boolean, placeholder?: string }} [how]
 */
export function actorField(label, place, chosen, how = {}) {
  number += 1;
  const id = `field-${number}`;
  let found = /** @type {{ place: number, by: string }[]} */ ([]);
  let active = -1;
  const list = el("ul", { id: `${id}-list`, role: "listbox", class: "proposals", hidden: true, "aria-label": label });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", dir: "auto", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
    placeholder: how.placeholder ?? "a name", value: place >= 0 ? actors[place].label : "",
  }));
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (/** @type {number} */ i) => {
    const one = found[i];
    if (!one) return;
    input.value = how.clears ? "" : actors[one.place].label;
    close();
    chosen(one.place);
  };
  const show = () => {
    refill(list, found.map(({ place: who, by }, i) => el("li", {
      id: `${id}-${i}`, role: "option", "aria-selected": String(i === active),
      onpointerdown: (/** @type {Event} */ event) => { event.preventDefault(); take(i); },
    }, bdi(actors[who].label), el("span", { class: "small" }, by && by !== actors[who].label ? [" · ", bdi(by)] : "", ` · ${plain(actors[who].kind)}`))));
    if (found.length === 0 && input.value.trim()) refill(list, el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No actor has this name"));
    list.hidden = list.childElementCount === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };
  const propose = () => {
    const text = input.value.trim();
    found = text ? search(text, 12) : everybody.map((who) => ({ place: who, by: "" }));
    active = text && found.length > 0 ? 0 : -1;
    show();
  };
  input.addEventListener("input", propose);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) propose();
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = found.length > 0 ? (active + step + found.length) % found.length : -1;
      show();
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      take(Math.max(active, 0));
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  return el("div", { class: "field" }, el("label", { for: id }, label), input, list);
}
