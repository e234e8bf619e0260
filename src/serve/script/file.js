// The annotation file, as it is: from a claim to its line, and from a line back to the text and the explorer.
import { bdi, button, byId, el, refill, say } from "./dom.js";
import { get } from "./ask.js";
import { desk } from "./desk.js";

/** What is done with a claim that is chosen in the file. @type {(key: string) => void} */
let whenChosen = () => {};

/** @param {(key: string) => void} act */
export function onChosen(act) {
  whenChosen = act;
}

/** The last part of a path. @param {string} path */
export const short = (path) => path.split("/").at(-1) ?? path;

/** The way from a claim to its line. @param {RoomClaim} claim */
export function filePlace(claim) {
  if (!claim.stands) return null;
  const [file, line] = claim.stands;
  const where = `${short(file)}:${line}`;
  const copy = async () => {
    await navigator.clipboard.writeText(`${file}:${line}`);
    say(`${where} copied`);
  };
  const path = desk.state.files.find(({ name }) => name === file)?.path;
  return el("span", { class: "in-file" },
    button(where, () => void showFile(file, claim.key), { class: "link", "aria-label": `${where}, its line in the file` }),
    button("Copy", () => void copy(), { class: "quiet", "aria-label": `Copy ${where}` }),
    path && el("a", { class: "small", href: `vscode://file${path.startsWith("/") ? "" : "/"}${encodeURI(path)}:${line}` }, "VS Code"));
}

/** Shows a file, and a claim in it. @param {string} name @param {string} key */
export async function showFile(name, key) {
  const file = /** @type {{ text: string, claims: [number, number, string][] }} */ (await get("file", { name }));
  const at = file.claims.find(([, , id]) => id === key);
  /** @type {Map<number, string>} */
  const starts = new Map(file.claims.map(([first, , id]) => [first, id]));
  const line = (/** @type {string} */ text, /** @type {number} */ i) => {
    const n = i + 1;
    const own = at && at[0] <= n && n <= at[1];
    const id = starts.get(n);
    const number = id ? button(String(n), () => whenChosen(id), { class: "link", title: "This claim, in its text" }) : String(n);
    return el("li", { class: own ? "own" : "", "aria-current": own ? "true" : null }, el("span", { class: "line-number" }, number), el("code", {}, bdi(text || " ")));
  };
  const left = () => refill(byId("side"));
  refill(byId("side"), el("div", { class: "panel-bar" }, el("h2", { tabindex: -1 }, short(name)), button("Close", left, { class: "quiet" })),
    el("p", { class: "small" }, "A number leads to the claim that begins there."),
    el("ol", { class: "file", tabindex: 0, "aria-label": `Lines of ${short(name)}` }, file.text.split("\n").map(line)));
  byId("side").querySelector(".own")?.scrollIntoView({ block: "center" });
}
