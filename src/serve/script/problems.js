// What is wrong with the data, with the way to its line; and that somebody else was faster.
import { bdi, button, byId, el, refill } from "./dom.js";
import { desk, onLate } from "./desk.js";
import { diffView, question } from "./diff.js";
import { short, showFile } from "./file.js";

/** @param {Problem} problem */
const item = (problem) => el("li", { class: `is-${problem.severity}` },
  el("strong", {}, problem.severity), " ", bdi(problem.message), " ",
  desk.state.files.some(({ name }) => name === problem.file)
    ? button(`${short(problem.file)}:${problem.line}`, () => void showFile(problem.file, ""), { class: "link" })
    : el("span", { class: "small" }, `${short(problem.file)}:${problem.line}`),
  problem.help && el("span", { class: "small" }, " ", bdi(problem.help)));

/** Shows what is wrong, where something is. */
export function problemsView() {
  const { problems, more_problems: more, errors, warnings, torn } = desk.state;
  const box = byId("problems");
  box.hidden = !desk.problem && problems.length === 0;
  box.classList.toggle("has-errors", errors > 0 || desk.problem !== "");
  const open = box.querySelector("details")?.open ?? false;
  const count = [errors > 0 && `${errors} error${errors === 1 ? "" : "s"}`, warnings > 0 && `${warnings} warning${warnings === 1 ? "" : "s"}`, errors + warnings === 0 && `${problems.length + more} notes`].filter(Boolean).join(", ");
  const head = desk.problem || (torn ? `A file cannot be read: what it said before is shown until its brackets close again. ${count}` : count);
  refill(box, desk.problem ? el("p", {}, bdi(desk.problem)) : el("details", { open: open || torn }, el("summary", {}, head), el("ul", {}, problems.map(item),
    more > 0 && el("li", { class: "small" }, `… and ${more} more, which whobacks check lists`))));
}

onLate(async (refused) => {
  const conflicts = /** @type {{ file: string, theirs?: string | null }[]} */ (refused.said.conflict ?? []);
  const said = await question("Somebody else was faster", [
    el("p", {}, "The file is no longer as you saw it. Nothing is written yet."),
    conflicts.map(({ file, theirs }) => [el("h3", {}, "What has changed in ", bdi(short(file))), theirs ? diffView(theirs) : el("p", { class: "small" }, "What it said before is no longer known.")]),
    refused.said.ours && [el("h3", {}, "What you want to change"), diffView(refused.said.ours)],
  ], [["", "Leave it"], ["on", "Write mine into the new version"]]);
  return said === "on";
});
