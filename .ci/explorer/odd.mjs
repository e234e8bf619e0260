// Data that is odd: names that try to break out, right-to-left names, nothing at all, a draft.
import { check, equal, test } from "./browser.mjs";

const views = ["picture", "network", "backers", "connect", "changes", "disagree", "sources", "table"];

await test("names that try to break out are names", async (open) => {
  for (const view of views) {
    const page = await open("hostile", `#view=${view}&actor=%3Cimg+src%3Dx+onerror%3Dalert%281%29%3E`);
    const found = await page.evaluate(() => [document.querySelectorAll("img, iframe, b").length, document.scripts.length, document.querySelector("#panel h2").textContent]);
    equal(found, [0, 4, "<img src=x onerror=alert(1)>"], view);
    await page.context().close();
  }
});

await test("an address that is code is no link", async (open) => {
  const page = await open("hostile", "#view=sources&source=page");
  equal(await page.locator('a[href^="javascript:"]').count(), 0, "links to code");
  check((await page.innerText("#panel")).includes("javascript:alert(5)"), "it is shown as text");
});

await test("names and quotes stand by themselves, whichever way they are written", async (open) => {
  const page = await open("hostile", "#view=table&standings=definite.possible.said");
  const bare = await page.evaluate(() => {
    const walk = document.createTreeWalker(document.querySelector("#main"), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (/[\u0590-\u06ff\u202e]/.test(node.textContent) && !node.parentElement.closest("bdi, option, svg")) found.push(node.textContent);
    }
    return found;
  });
  equal(bare, [], "names that are not isolated");
});

await test("a sentence runs as its language does, whatever names stand in it", async (open) => {
  for (const [data, view] of ["hostile", "wadi"].flatMap((data) => views.map((view) => [data, view]))) {
    const page = await open(data, `#view=${view}`);
    const turned = await page.evaluate(() => [...document.querySelectorAll("bdi")]
      .filter((node) => /[\u2066-\u2069]/.test(node.textContent) && getComputedStyle(node).direction !== "ltr")
      .map((node) => node.textContent));
    equal(turned, [], `${data}, ${view}`);
    await page.context().close();
  }
});

await test("a data set without a claim has every view", async (open) => {
  for (const view of views) {
    const page = await open("empty", `#view=${view}`);
    check((await page.innerText("main")).trim().length > 10, `${view} says nothing`);
    await page.context().close();
  }
});

await test("a draft says that it is one, in print too", async (open) => {
  const page = await open("draft");
  check((await page.innerText(".draft")).startsWith("Draft."), "on the screen");
  await page.emulateMedia({ media: "print" });
  check(await page.isVisible(".draft"), "in print");
});

await test("an invented war in three scripts has every view", async (open) => {
  for (const view of views) {
    const page = await open("wadi", `#view=${view}`);
    check((await page.innerText("main")).trim().length > 30, `${view} says nothing`);
    await page.context().close();
  }
});
