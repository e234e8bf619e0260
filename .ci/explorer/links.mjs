// Links restore what was looked at; pictures are saved and printed.
import { readFileSync } from "node:fs";
import { check, equal, test } from "./browser.mjs";

const views = ["picture", "network", "backers", "connect", "changes", "disagree", "sources", "table"];

await test("a link restores the state, in every view", async (open) => {
  const page = await open("libya");
  for (const view of views) {
    await page.evaluate((word) => whobacks.go({ view: word, at: whobacks.parseAt("2017"), actor: 3, families: ["support", "hostility"] }), view);
    const hash = await page.evaluate(() => location.hash);
    const other = await open("libya", hash);
    const seen = (p) => p.evaluate(() => [document.querySelector("main").innerText, document.querySelector("#panel").innerText]);
    equal(await seen(other), await seen(page), `${view} by ${hash}`);
    await other.context().close();
  }
});

await test("links name actors, and back goes back", async (open) => {
  const page = await open("libya");
  await page.locator('main svg g.actor[data-id="haftar"]').click();
  check((await page.evaluate(() => location.hash)).includes("actor=Khalifa+Haftar"), "the name stands in the link");
  await page.click("#views >> text=Network");
  await page.goBack();
  equal(await page.getAttribute("main", "data-view"), "picture", "back");
  await page.goBack();
  check(await page.isHidden("#panel"), "and back again");
});

await test("a link by an alias, or with nonsense, opens all the same", async (open) => {
  const page = await open("libya", "#actor=the+Kremlin");
  equal(await page.innerText("#panel h2"), "Russia", "by an alias");
  const odd = await open("libya", "#view=nowhere&actor=nobody&at=13&tie=a%7Cb&source=x&families=y");
  check(await odd.isVisible("main svg"), "it opens");
});

await test("a link to who is not here says so, and shows nobody else in his place", async (open) => {
  const page = await open("libya", "#view=connect&a=Qatar&b=Khalifa+Haftar");
  const said = () => page.innerText("#missing");
  check((await said()).includes("“Qatar”"), `it says: ${await said()}`);
  const fields = () => page.locator(".tools .field input").evaluateAll((all) => all.map((one) => one.value));
  equal(await fields(), ["", "Khalifa Haftar"], "nobody stands in his place");
  equal(await page.locator(".chains li").count(), 0, "and no chain");
  await page.evaluate(() => { location.hash = "#view=backers&whom=Qatar"; });
  check((await page.innerText("main h2")).startsWith("Who backs whom"), await page.innerText("main h2"));
  equal(await page.locator("main .entry").count(), 0, "nobody's backers");
  await page.evaluate(() => { location.hash = "#view=network&at=2017-13&source=nothing"; });
  for (const lost of ["2017-13", "nothing"]) check((await said()).includes(`“${lost}”`), await said());
  await page.click("#views >> text=Table");
  equal(await said(), "", "what is asked for next is another question");
});

for (const [view, hash] of [["picture", ""], ["network", "#view=network&actor=Russia"]]) {
  await test(`the ${view} is saved as SVG and PNG`, async (open) => {
    const page = await open("libya", hash);
    for (const kind of ["SVG", "PNG"]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`text=Save ${kind}`)]);
      const bytes = readFileSync(await download.path());
      check(download.suggestedFilename().endsWith(kind.toLowerCase()), download.suggestedFilename());
      if (kind === "PNG") {
        check(bytes.subarray(1, 4).toString() === "PNG" && bytes.length > 30_000, `${bytes.length} bytes`);
      } else {
        const blank = await page.context().newPage();
        const fault = await blank.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent ?? "", bytes.toString());
        equal(fault, "", "it can be read");
        check(bytes.includes("@font-face") && bytes.includes("Russia"), "it has its fonts and names");
      }
    }
  });
}

await test("print has the picture and the evidence, and nothing to click", async (open) => {
  const page = await open("libya", "#actor=Russia");
  await page.emulateMedia({ media: "print" });
  for (const hidden of ["#views", "#search", ".tools", "#close-panel", ".copies"]) check(await page.locator(hidden).first().isHidden(), `${hidden} is printed`);
  for (const seen of ["main svg", "#panel h2"]) check(await page.locator(seen).first().isVisible(), `${seen} is not printed`);
  const pdf = await page.pdf({ format: "A4" });
  check(pdf.length > 20_000, `${pdf.length} bytes`);
  // Title and picture stand on one sheet: of Letter, 279 mm high, 32 mm are margins.
  await page.setViewportSize({ width: 673, height: 1_000 });
  const foot = await page.evaluate(() => document.querySelector("main figure").getBoundingClientRect().bottom);
  check(foot < ((279 - 32) / 25.4) * 96, `the picture ends ${foot} px below the head of its sheet`);
});
