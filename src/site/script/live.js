// What is new, while the page is shown by `whobacks serve`: new data is put into the page, and the script
// runs anew on it, so that nothing that was made of the old data is left; the picture moves from where it was.
import { live } from "./data.js";
import { byId, el, say, until } from "./dom.js";
import { stopPlaying } from "./slider.js";
import { remember } from "./before.js";

/** What an open explorer is told. @typedef {{ title: string, draft: number | null, blocks: Record<string, string>, pictures: { view: string, at: string, title: string, svg: string }[] }} News */

/** A picture, as the page has it. @param {News["pictures"][number]} picture */
function template(picture) {
  const made = /** @type {HTMLTemplateElement} */ (el("template", { class: "picture", "data-view": picture.view, "data-at": picture.at, "data-title": picture.title }));
  // Read as the page itself is: in a template, whose content is no part of any page yet.
  const read = new DOMParser().parseFromString(`<template>${picture.svg}</template>`, "text/html").querySelector("template");
  if (picture.svg && read) made.content.append(read.content);
  return made;
}

/** Puts new data in place of the old. @param {News} news */
function replace(news) {
  for (const [name, text] of Object.entries(news.blocks)) {
    const block = document.getElementById(`data-${name}`);
    if (block) block.textContent = text;
  }
  for (const old of document.querySelectorAll("template.picture")) old.remove();
  document.body.append(...news.pictures.map(template));
  byId("draft").replaceChildren();
  if (news.draft !== null) {
    byId("draft").append(el("p", { class: "draft" }, el("strong", {}, "Draft."), ` ${news.draft} claim${news.draft === 1 ? "" : "s"} left out, because something is wrong with the data.`));
  }
}

/** Runs the page's script anew. */
function again() {
  const old = document.querySelector("script:not([type])");
  const script = document.createElement("script");
  script.textContent = old?.textContent ?? "";
  old?.replaceWith(script);
}

/** @param {number} shown the number of what is shown */
function hear(shown) {
  const source = new EventSource("events");
  until.signal.addEventListener("abort", () => source.close());
  source.onmessage = async (event) => {
    const { explorer } = JSON.parse(event.data);
    if (explorer === shown) return;
    source.close();
    const response = await fetch("explorer/news", { cache: "no-store" });
    const news = /** @type {News} */ (await response.json());
    stopPlaying();
    remember();
    until.abort();
    replace(news);
    Object.assign(window, { whobacksShows: explorer });
    again();
    say("The page shows what has changed");
  };
}

/** The way to the reading room. */
function lead() {
  byId("views").append(el("li", { class: "away" }, el("a", { href: "./" }, "Reading room")));
}

if (live) {
  lead();
  // The page itself may be older than the first news: it asks once more than needed.
  hear(/** @type {any} */ (window).whobacksShows ?? -1);
}
