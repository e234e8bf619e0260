// Picking words: by the mouse or a finger as anywhere, by keys word for word from the sentence that has the focus.
import { sentences } from "./text.js";

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,'’\-/&][\p{L}\p{M}\p{N}]+)*/gu;

/** @param {Node | null} node @returns {HTMLElement | null} */
const paragraphOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest("p[data-n]") ?? null;

/** How far into a paragraph a point of the document is. @param {HTMLElement} paragraph @param {Node} node @param {number} offset */
function offsetIn(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** The words that are picked, if they stand in one paragraph. @returns {Picked | null} */
export function picked() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphOf(range.startContainer);
  if (!paragraph) return null;
  const from = offsetIn(paragraph, range.startContainer, range.startOffset);
  const text = paragraph.textContent ?? "";
  // What goes on into the next paragraph ends where this one does.
  const to = paragraph.contains(range.endContainer) ? offsetIn(paragraph, range.endContainer, range.endOffset) : text.length;
  return text.slice(from, to).trim() ? { paragraph: Number(paragraph.dataset.n), from, to } : null;
}

/** The place in the document of a place in a paragraph. @param {HTMLElement} paragraph @param {number} offset @returns {[Node, number]} */
function pointIn(paragraph, offset) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const long = node.textContent?.length ?? 0;
    if (left <= long) return [node, left];
    left -= long;
  }
  return [paragraph, paragraph.childNodes.length];
}

/** Picks words, as if somebody had. @param {Picked} words */
export function pick({ paragraph, from, to }) {
  const element = /** @type {HTMLElement | null} */ (document.querySelector(`p[data-n="${paragraph}"]`));
  if (!element) return;
  getSelection()?.setBaseAndExtent(...pointIn(element, from), ...pointIn(element, to));
  show();
}

/** Has the picked words stay marked while the form has the focus. */
export function show() {
  const selection = getSelection();
  if (!("highlights" in CSS) || !selection || selection.rangeCount === 0) return;
  CSS.highlights.set("picked", new Highlight(selection.getRangeAt(0).cloneRange()));
}

export function forget() {
  if ("highlights" in CSS) CSS.highlights.delete("picked");
  getSelection()?.removeAllRanges();
}

/** The sentence that has the focus, or in which words are picked. @returns {HTMLElement | undefined} */
export function sentenceNow() {
  const at = document.activeElement?.closest(".sentence") ?? getSelection()?.anchorNode?.parentElement?.closest(".sentence");
  return /** @type {HTMLElement | undefined} */ (at ?? undefined);
}

/** Goes to a sentence. @param {HTMLElement | null | undefined} sentence @param {boolean} [moves] whether it is brought to the middle */
export function goTo(sentence, moves = true) {
  if (!sentence) return;
  for (const other of document.querySelectorAll(".sentence[tabindex='0']")) other.setAttribute("tabindex", "-1");
  sentence.setAttribute("tabindex", "0");
  sentence.focus({ preventScroll: true });
  if (moves) sentence.scrollIntoView({ block: "center", behavior: "instant" });
}

/**
 * Lets words be dragged over: browsers begin no selection in something that takes the focus, so that sentences
 * take none while the pointer is down.
 * @param {HTMLElement} text @param {() => void} done is called when words have been picked
 */
export function letDrag(text, done) {
  text.addEventListener("pointerdown", () => {
    for (const sentence of sentences()) sentence.removeAttribute("tabindex");
  });
  addEventListener("pointerup", (event) => setTimeout(() => {
    const target = /** @type {Element} */ (event.target);
    const all = sentences();
    if (all.every((sentence) => sentence.hasAttribute("tabindex"))) return;
    for (const sentence of all) sentence.setAttribute("tabindex", "-1");
    all[0]?.setAttribute("tabindex", "0");
    if (picked()) done();
    else if (target.closest(".sentence") && !target.closest("mark")) goTo(/** @type {HTMLElement} */ (target.closest(".sentence")), false);
  }, 0));
}

/** Goes so many sentences on, of all or of those that are open. @param {number} step @param {boolean} open */
export function step(step, open) {
  const all = sentences();
  const now = sentenceNow();
  const at = now ? all.indexOf(now) : step > 0 ? -1 : all.length;
  const fits = (/** @type {HTMLElement} */ sentence) => !open || sentence.classList.contains("is-open");
  const ahead = step > 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
  const next = ahead.find(fits);
  goTo(next ?? (open ? (step > 0 ? all : [...all].reverse()).find(fits) : undefined));
  getSelection()?.removeAllRanges();
  return next !== undefined;
}

/** The whole of a sentence, without what closes it. @param {HTMLElement} sentence @returns {Picked | null} */
export function wholeOf(sentence) {
  const paragraph = paragraphOf(sentence);
  if (!paragraph) return null;
  const from = offsetIn(paragraph, sentence, 0);
  return { paragraph: Number(paragraph.dataset.n), from, to: from + (sentence.textContent ?? "").trimEnd().length };
}

/** Moves or widens what is picked by a word. @param {number} step @param {boolean} widens whether the other end stays */
export function byWord(step, widens) {
  const sentence = sentenceNow();
  const paragraph = paragraphOf(sentence ?? null);
  if (!sentence || !paragraph) return;
  const text = paragraph.textContent ?? "";
  const whole = wholeOf(sentence);
  const words = [...text.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length]);
  const now = picked();
  const selection = getSelection();
  const first = words.findIndex(([, end]) => end > (whole?.from ?? 0));
  let [anchor, focus] = [first, first];
  if (now && selection?.anchorNode && selection.focusNode && paragraph.contains(selection.anchorNode) && paragraph.contains(selection.focusNode)) {
    const inWord = (/** @type {number} */ at) => words.findIndex(([start, end]) => start <= at && at <= end);
    [anchor, focus] = [inWord(offsetIn(paragraph, selection.anchorNode, selection.anchorOffset)), inWord(offsetIn(paragraph, selection.focusNode, selection.focusOffset))];
    focus = Math.min(words.length - 1, Math.max(0, focus + step));
    if (!widens) anchor = focus;
  }
  const [a, b] = [words[anchor], words[focus]];
  if (!a || !b) return;
  const ends = anchor <= focus ? [a[0], b[1]] : [a[1], b[0]];
  selection?.setBaseAndExtent(...pointIn(paragraph, ends[0]), ...pointIn(paragraph, ends[1]));
  show();
}
