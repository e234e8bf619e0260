// For everybody: axe-core without a finding, no sideways scrolling, text that can be read; hostile names are names.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { check, drag, equal, test } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 120)} ${n.any[0]?.message ?? ""}`).join(" || ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  await test(`axe finds nothing, ${colorScheme}: text, form, claims, file, dialogs`, async (served, open) => {
    const page = await open("#source=monitor", { colorScheme });
    equal(await findings(page), [], "the text");
    await drag(page, "General Qadir has accused Sahran of it");
    await page.fill("#f-when", "20244");
    await page.waitForSelector("#f-when-said .is-error");
    equal(await findings(page), [], "the form");
    await page.keyboard.press("Escape");
    await page.locator("mark").first().click();
    await page.click("#side summary");
    equal(await findings(page), [], "a claim");
    await page.locator("#side .in-file button").first().click();
    await page.waitForSelector("#side .file");
    equal(await findings(page), [], "the file");
    await page.keyboard.press("?");
    equal(await findings(page), [], "a dialog");
  });
}

await test("on a phone nothing is wider than the screen, and no text is smaller than 11 px", async (served, open) => {
  for (const width of [360, 768, 1440]) {
    const page = await open("#source=monitor", { viewport: { width, height: 844 } });
    await drag(page, "General Qadir has accused Sahran of it");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(wide <= 0, `at ${width}: ${wide} px too wide`);
    const small = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && one.childElementCount === 0 && one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < 10.99).map((one) => one.outerHTML.slice(0, 80)));
    equal(small.slice(0, 3), [], `at ${width}`);
    await page.context().close();
  }
});

await test("a name that looks like code is a name", async (served, open) => {
  const page = await open("#source=monitor");
  await page.click("text=New actor");
  const evil = "<img src=x onerror=window.evil=1></script><b>";
  await page.fill("#dialog input", evil);
  await page.click("#dialog >> text=Add");
  await page.waitForFunction(() => document.querySelector("#status").textContent.includes("added"));
  check((await page.innerText("#status")).includes(evil), "it is shown as it is");
  const other = await open("explorer");
  check(!(await other.evaluate(() => "evil" in window)) && !(await page.evaluate(() => "evil" in window)), "nothing of it runs");
});

await test("a page of another site gets nothing, and changes nothing", async (served, open) => {
  const page = await open("#source=monitor");
  const before = served.read();
  const answers = await page.evaluate(async () => {
    const all = [];
    for (const site of ["cors", "no-cors"]) {
      try {
        const response = await fetch(`http://localhost:${location.port}${location.pathname}undo`, { method: "POST", mode: site, body: "{}" });
        all.push(response.type === "opaque" ? "opaque" : response.status);
      } catch (error) {
        all.push("refused");
      }
    }
    return all;
  });
  check(answers.every((answer) => answer === "refused" || answer === "opaque"), `${answers}`);
  equal(served.read(), before, "nothing is written");
  page.faults = page.faults.filter((fault) => !/CORS|localhost|Content Security Policy|ERR_FAILED|Failed to load/.test(fault));
});
