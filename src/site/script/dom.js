// Elements, made without markup: whatever stands in the data becomes text, never code.

/** Until when this script is the page's: a newer one may take its place. */
export const until = new AbortController();

/** Listens to the window for as long as this script is the page's. @param {string} what @param {(event: any) => void} act */
export function listen(what, act) {
  addEventListener(what, act, { signal: until.signal });
}

/** @param {Element} element @param {Child[]} children */
function fill(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) fill(element, child);
    else if (child instanceof Node) element.append(child);
    else if (child !== null && child !== undefined && child !== false) element.append(String(child));
  }
}

/** @param {Element} element @param {Record<string, any>} props */
function set(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (value === false) continue;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") /** @type {any} */ (element)[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * An element; properties that begin with `on` are listeners.
 * @param {string} tag @param {Record<string, any>} [props] @param {...Child} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  fill(element, children);
  set(element, props);
  return element;
}

/**
 * An element of SVG.
 * @param {string} tag @param {Record<string, any>} [props] @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, props);
  fill(element, children);
  return element;
}

/** A name or quote by itself, whichever way it is written. @param {string} text */
export const bdi = (text) => el("bdi", {}, text);

/** A sentence of ours: it runs as its language does, though a name from right to left stands first in it. @param {string} text */
export const sentence = (text) => el("bdi", { dir: "ltr" }, text);

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

/** Puts children in place of what an element has. @param {Element} element @param {...Child} children */
export function refill(element, ...children) {
  element.replaceChildren();
  fill(element, children);
}

/** Says something to those who hear the page. @param {string} text */
export function say(text) {
  byId("status").textContent = text;
}

/** A button. @param {Child} label @param {() => void} act @param {Record<string, any>} [props] */
export const button = (label, act, props = {}) => el("button", { type: "button", onclick: act, ...props }, label);

/**
 * Draws, and gives the focus back to what stands where it stood, if what had it was drawn anew.
 * @param {string[]} parts the ids of what is drawn @param {() => void} act
 */
export function keepingFocus(parts, act) {
  const focused = document.activeElement;
  const root = parts.map(byId).find((part) => part !== focused && part.contains(focused));
  const way = /** @type {number[]} */ ([]);
  for (let at = focused; root && at && at !== root; at = at.parentElement) {
    way.unshift(at.parentElement ? [...at.parentElement.children].indexOf(at) : 0);
  }
  act();
  if (!root || !focused || focused.isConnected) return;
  /** @type {Element | undefined} */
  let there = root;
  for (const step of way) there = there?.children[step];
  const same = there?.tagName === focused.tagName && there instanceof HTMLElement && !(there instanceof HTMLAnchorElement);
  if (same && document.activeElement === document.body) /** @type {HTMLElement} */ (there).focus({ preventScroll: true });
}

/** Whether things are to move. */
export const moves = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * A list of choices of which one is taken.
 * @param {string} label @param {[string, string][]} options @param {string} value
 * @param {(value: string) => void} change
 */
export function choice(label, options, value, change) {
  const select = el("select", { onchange: () => change(/** @type {HTMLSelectElement} */ (select).value) },
    options.map(([word, shown]) => el("option", { value: word }, shown)));
  /** @type {HTMLSelectElement} */ (select).value = value;
  return el("label", { class: "choice" }, el("span", {}, label), select);
}
