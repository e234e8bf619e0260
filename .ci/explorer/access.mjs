// For everybody: axe-core without a finding, text that can be read, no sideways scrolling, calm where asked for.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { check, equal, test } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const views = ["picture", "picture&picture=slices", "picture&picture=matrix", "picture&picture=changes", "network", "backers", "connect", "changes", "disagree", "sources", "table"];

async function findings(page) {
  // The page's own policy lets no script in; a tester's may pass it by.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 120)} ${n.any[0]?.message ?? ""}`).join(" || ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const panel of ["", "&actor=Khalifa+Haftar", "&source=antiwar-2017"]) {
    await test(`axe finds nothing, ${colorScheme}, ${panel ? `with ${panel.slice(1)}` : "without panel"}`, async (open) => {
      const page = await open("libya", "", { colorScheme });
      for (const view of panel ? views.slice(0, 5) : views) {
        await page.evaluate((hash) => { location.hash = hash; }, `#view=${view}${panel}`);
        await page.waitForTimeout(150);
        const opened = page.locator("#filters:not([open]) summary");
        if (await opened.count()) await opened.click();
        equal(await findings(page), [], view);
      }
    });
  }
}

await test("axe finds nothing among names in three scripts, and in a tie", async (open) => {
  for (const hash of ["#view=table", "#actor=Desert+Shield+Forces", "#tie=Sahran%7C%3E%7CDesert+Shield+Forces%7Csupport&view=network"]) {
    const page = await open("wadi", hash);
    equal(await findings(page), [], hash);
    await page.context().close();
  }
});

await test("on a phone nothing is wider than the screen, and no text is smaller than 11 px", async (open) => {
  for (const width of [360, 390, 1024, 1440, 2200]) {
    const page = await open("libya", "", { viewport: { width, height: 844 } });
    for (const view of views) {
      await page.evaluate((hash) => { location.hash = hash; }, `#view=${view}&actor=Russia`);
      await page.waitForTimeout(100);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(wide <= 0, `${view} at ${width}: ${wide} px too wide`);
      const small = await page.evaluate(() => {
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          const parent = node.parentElement;
          // The pictures are print, made for 180 mm; on a screen they can be scrolled at their size.
          if (!node.textContent.trim() || !parent.checkVisibility() || parent.closest("script, style, template, noscript, figure")) continue;
          const size = parseFloat(getComputedStyle(parent).fontSize) * (parent.closest("#layer") ? Math.min(1, whobacks.scale()) : 1);
          if (size < 10.99) found.push(`${size} ${node.textContent.slice(0, 30)}`);
        }
        return found;
      });
      equal(small.slice(0, 3), [], `${view} at ${width}`);
    }
    await page.context().close();
  }
});

await test("the focus can be seen, and Tab goes through head, views, time, content and panel in that order", async (open) => {
  const page = await open("libya", "#view=backers&actor=Russia");
  const order = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => {
      const at = document.activeElement;
      const part = at?.closest("#skip, #search, #views, #time, #main, #panel")?.id;
      const outline = at && getComputedStyle(at);
      return [part, outline ? outline.outlineStyle !== "none" || outline.outlineWidth !== "0px" : false];
    });
    if (where[0] && order.at(-1) !== where[0]) order.push(where[0]);
    check(!where[0] || where[1], `the focus cannot be seen in ${where[0]}`);
  }
  equal(order.slice(0, 6), ["skip", "search", "views", "time", "main", "panel"], "the order");
});

await test("who asks for little motion gets slow steps and no transitions", async (open) => {
  const page = await open("libya", "#view=network&at=2020", { reducedMotion: "reduce" });
  await page.click("#play");
  await page.waitForTimeout(1500);
  equal(await page.innerText(".time .now"), "2021", "one step in a second and a half");
});

await test("the focus stays where it is when what it is on is drawn anew", async (open) => {
  const page = await open("libya", "#view=network");
  await page.click("#filters summary");
  await page.locator('#filters label[data-word="hostility"] input').focus();
  for (const checked of [false, true]) {
    await page.keyboard.press("Space");
    equal(await page.evaluate(() => [document.activeElement.closest("label")?.dataset.word, document.activeElement.checked]), ["hostility", checked], "the box");
  }
  await page.focus("#slider");
  for (const year of ["2024", "2023"]) {
    await page.keyboard.press("ArrowLeft");
    equal(await page.evaluate(() => [document.activeElement.id, document.querySelector(".time .now").textContent]), ["slider", year], "the slider");
  }
  await page.focus("#play");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  equal(await page.evaluate(() => document.activeElement.id), "play", "the button");
});
