// A field in which one or several are picked from a list that what is typed makes shorter: the WAI-ARIA
// pattern of a combobox; those picked stand before it, each with a button that takes it out.
import { bdi, button, el, refill } from "./dom.js";

/** @typedef {import("./names.js").Found} Found */
/**
 * @typedef {object} How
 * @property {string} name of the field @property {string} label
 * @property {(text: string) => Found[]} search @property {(id: string) => string} shown
 * @property {boolean} [several] @property {boolean} [free] whether any text may stand there
 * @property {(text: string) => void} [create] makes what nobody is called
 * @property {string} [unnamed] what stands for somebody who is not named
 * @property {() => void} changed
 */

const MOST = 40;

/** @param {How} how */
export function picker(how) {
  const id = `f-${how.name}`;
  /** @type {string[]} */
  let picked = [];
  /** @type {{ shown: string, by: string, more: string, act: () => void }[]} */
  let options = [];
  let active = -1;
  /** How many are found and not shown. */
  let left = 0;
  const list = el("ul", { id: `${id}-list`, role: "listbox", class: "proposals", hidden: true, "aria-label": how.label });
  const chips = el("span", { class: "chips" });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", dir: "auto", "aria-expanded": "false",
    "aria-controls": `${id}-list`, "aria-autocomplete": "list", "aria-describedby": `${id}-said`,
  }));
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const draw = () => {
    const remove = (/** @type {number} */ i) => () => {
      picked.splice(i, 1);
      draw();
      input.focus();
      how.changed();
    };
    refill(chips, picked.map((one, i) => el("span", { class: "chip" }, bdi(how.shown(one)),
      button("×", remove(i), { class: "quiet", "aria-label": `Take out ${how.shown(one)}` }))));
    input.placeholder = picked.length === 0 ? "type a name" : how.several ? "and …" : "";
  };
  const take = (/** @type {string} */ one) => {
    picked = how.several ? [...picked.filter((other) => other !== one), one] : [one];
    input.value = "";
    close();
    draw();
    how.changed();
  };
  const show = () => {
    refill(list, options.map(({ shown, by, more }, i) => el("li", {
      id: `${id}-${i}`, role: "option", "aria-selected": String(i === active),
      onpointerdown: (/** @type {Event} */ event) => { event.preventDefault(); options[i]?.act(); },
    }, bdi(shown), el("span", { class: "small" }, by && [" · ", bdi(by)], more && ` · ${more}`))));
    if (left > 0) list.append(el("li", { role: "option", "aria-disabled": "true", class: "small" }, `… and ${left} more: type on`));
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  };
  const propose = () => {
    const text = input.value.trim();
    const all = how.search(text);
    const found = all.slice(0, MOST);
    left = all.length - found.length;
    options = found.map((one) => ({ ...one, act: () => take(one.id) }));
    if (how.unnamed && !text) options.push({ shown: "somebody not named", by: "", more: "", act: () => take(how.unnamed ?? "") });
    const more = /** @type {typeof options} */ ([]);
    if (how.free && text) more.push({ shown: `“${text}”`, by: "", more: "as the text names it", act: () => take(text) });
    if (how.create && text) more.push({ shown: `New actor “${text}” …`, by: "", more: "", act: () => { close(); how.create?.(text); } });
    options.push(...more);
    active = text && options.length > 0 ? 0 : -1;
    show();
  };
  input.addEventListener("input", propose);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) propose();
      const step = event.key === "ArrowDown" ? 1 : -1;
      active = options.length > 0 ? (active + step + options.length) % options.length : -1;
      show();
    } else if (event.key === "Enter" && !list.hidden && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      options[Math.max(active, 0)]?.act();
    } else if (event.key === "Tab" && !list.hidden && active >= 0 && input.value.trim()) {
      options[active]?.act();
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && input.value === "" && picked.length > 0) {
      picked.pop();
      draw();
      how.changed();
    }
  });
  draw();
  return {
    element: el("div", { class: "row pick", "data-field": how.name }, el("label", { for: id }, how.label),
      el("div", { class: "picked" }, chips, input, list), el("p", { id: `${id}-said`, class: "said" })),
    input,
    get: () => [...picked],
    /** @param {string[]} list */
    set: (list) => {
      picked = [...list];
      input.value = "";
      draw();
    },
    take,
  };
}
