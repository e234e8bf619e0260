// How the page looked before it was drawn anew with other data: what moves, moves from there.
import { byId, moves } from "./dom.js";

/** @typedef {{ places: Map<string, [number, number]>, view: [number, number, number] | null, boxes: Map<string, DOMRect>, scrolls: [number, number], open: boolean[] }} Before */

/** @type {(() => Partial<Before>)[]} */
const tellers = [];

/** Has something told of how it looks, before it goes. @param {() => Partial<Before>} teller */
export function tells(teller) {
  tellers.push(teller);
}

const details = () => /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("#panel details, #main details")]);

/** Keeps how everything looks. */
export function remember() {
  const boxes = new Map();
  for (const group of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("figure g.actor"))) boxes.set(group.dataset.id ?? "", group.getBoundingClientRect());
  const seen = { places: new Map(), view: null, boxes, scrolls: [window.scrollY, byId("panel").scrollTop], open: details().map((one) => one.open) };
  Object.assign(window, { whobacksBefore: Object.assign(seen, ...tellers.map((teller) => teller())) });
}

/** How it looked before, if it did. @returns {Before | undefined} */
export const before = () => /** @type {any} */ (window).whobacksBefore;

/** When everything is drawn: gives the reader back where he was, and forgets. */
export function settle() {
  const was = before();
  if (!was) return;
  const now = details();
  if (now.length === was.open.length) for (const [i, one] of now.entries()) one.open = was.open[i];
  window.scrollTo(0, was.scrolls[0]);
  byId("panel").scrollTop = was.scrolls[1];
  if (moves()) {
    for (const group of /** @type {NodeListOf<SVGGraphicsElement>} */ (document.querySelectorAll("figure g.actor"))) {
      const old = was.boxes.get(group.dataset.id ?? "");
      const now = group.getBoundingClientRect();
      const scale = (group.ownerSVGElement?.viewBox.baseVal.width ?? 0) / (group.ownerSVGElement?.getBoundingClientRect().width || 1);
      if (!old) group.animate([{ opacity: 0 }, { opacity: 1 }], 450);
      else if (Math.hypot(old.x - now.x, old.y - now.y) > 1) {
        group.animate([{ transform: `translate(${(old.x - now.x) * scale}px, ${(old.y - now.y) * scale}px)` }, { transform: "none" }], { duration: 450, easing: "ease-in-out" });
      }
    }
  }
  Object.assign(window, { whobacksBefore: undefined });
}
