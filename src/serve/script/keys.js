// The keys, each with what it does: one list for what is done and for what `?` shows.
import { el } from "./dom.js";
import { question } from "./diff.js";

/** @typedef {{ keys: string[], shown: string, does: string, act: (event: KeyboardEvent) => void, form?: boolean }} Key */

/** @type {Key[]} */
let list = [];

/** @param {Key[]} keys */
export function setKeys(keys) {
  list = keys;
  addEventListener("keydown", (event) => {
    // A dialog has keys of its own: Escape closes it, and nothing behind it.
    if (/** @type {HTMLDialogElement} */ (document.getElementById("dialog")).open) return;
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches("input, textarea, select");
    const name = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}${event.key}`;
    const key = list.find((one) => one.keys.includes(name) && (!typing || one.form));
    if (!key || event.defaultPrevented) return;
    // A button does what it says when Enter is pressed on it.
    if (name === "Enter" && target.closest("button, a, summary")) return;
    event.preventDefault();
    key.act(event);
  });
}

/** Shows the keys. */
export async function help() {
  await question("Keys", [el("dl", { class: "keys" }, list.map(({ shown, does }) => el("div", {}, el("dt", {}, shown.split(" ").map((key) => [el("kbd", {}, key), " "])), el("dd", {}, does))))], [["", "Close"]]);
}
