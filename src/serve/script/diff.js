// Changes of a file as `diff -u` writes them, shown so that a reader sees them; and dialogs.
import { bdi, button, byId, el, refill } from "./dom.js";

/** A diff. @param {string} text */
export function diffView(text) {
  const lines = text.split("\n").filter((line) => !line.startsWith("---") && !line.startsWith("+++"));
  const look = (/** @type {string} */ line) => (line.startsWith("+") ? "more" : line.startsWith("-") ? "less" : line.startsWith("@@") ? "where" : "");
  const tag = { more: "ins", less: "del", where: "span", "": "span" };
  return el("pre", { class: "diff", tabindex: 0 }, lines.map((line) => el(tag[/** @type {keyof typeof tag} */ (look(line))], { class: look(line) }, bdi(line), "\n")));
}

/**
 * Asks something; the answer is that of the button that was pressed, or of Escape: "".
 * @param {string} title @param {Child[]} content @param {[string, string][]} answers words and labels, what is meant most first
 * @returns {Promise<string>}
 */
export function question(title, content, answers) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  return new Promise((resolve) => {
    const done = (/** @type {string} */ word) => () => {
      dialog.close();
      resolve(word);
    };
    const form = el("form", { method: "dialog", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); done(answers[0][0])(); } },
      el("h2", { id: "dialog-title" }, title), content,
      el("p", { class: "acts" }, answers.map(([word, label], i) => (i === 0
        ? el("button", { type: "submit", class: "main" }, label)
        : button(label, done(word))))));
    refill(dialog, form);
    dialog.oncancel = () => resolve("");
    dialog.showModal();
    /** @type {HTMLElement | null} */ (dialog.querySelector("[autofocus]") ?? dialog.querySelector("input, select"))?.focus();
  });
}
