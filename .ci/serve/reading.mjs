// Reading: sources, paragraphs with numbers, quotes in the colour of their family, what is open, and the way
// from a claim to its line, to the explorer, and back.
import { check, equal, test, text } from "./browser.mjs";

await test("a source is shown with numbers, quotes in colour, and what is open", async (served, open) => {
  const page = await open("#source=monitor");
  check((await page.locator(".paragraph .number").first().innerText()) === "1", "paragraphs are numbered");
  for (const family of ["support", "hostility", "structure", "presence"]) {
    check((await page.locator(`mark.of-${family}`).count()) > 0, `nothing is in the colour of ${family}`);
  }
  const open1 = await text(page, ".sentence.is-open");
  check(open1.some((sentence) => sentence.includes("has accused Sahran of it")), `what lacks its claim is open: ${open1}`);
  check((await page.innerText(".tally")).includes("open"), "the tally says how much is open");
  equal(await text(page, "mark[data-claims='2']"), ["Hamad al-Nur leads the Desert Shield"], "what a quote marks");
});

await test("a quote leads to its claim, its line in the file, the explorer, and back", async (served, open) => {
  const page = await open("#source=monitor");
  await page.locator("mark", { hasText: "Hamad al-Nur leads the Desert Shield" }).click();
  const side = await page.innerText("#side");
  check(side.includes("Hamad al-Nur leads Desert Shield Forces"), "the claim is named");
  const line = served.read().split("\n").findIndex((one) => one.includes("Hamad al-Nur leads the Desert Shield")) + 1;
  check(side.includes(`wadi.ron:${line}`), `its line is ${line}: ${side}`);
  await page.click(`#side >> text=wadi.ron:${line}`);
  check((await page.innerText("#side .file .own")).includes("Hamad al-Nur leads the Desert Shield"), "the line is marked in the file");
  await page.locator("#side .file .own button").click();
  await page.waitForSelector("#side .claim");
  await page.click("#side >> text=in the explorer");
  await page.waitForSelector("#panel .claim");
  check((await page.innerText("#panel")).includes("Hamad al-Nur leads the Desert Shield"), "the explorer has it");
  await page.click(`#panel >> text=line ${line} of wadi.ron`);
  await page.waitForSelector("#side .file .own");
  await page.goBack();
  await page.click("#panel >> text=in its text");
  await page.waitForSelector("#side .claim");
  check((await page.evaluate(() => document.activeElement?.textContent)).includes("Hamad al-Nur leads"), "its sentence has the focus");
});

await test("who has no texts reads the quotes", async (served, open) => {
  const page = await open("#source=monitor");
  await page.evaluate(() => { location.hash = "#source=haichao"; });
  await page.waitForFunction(() => document.querySelector("#text h2")?.textContent.length > 0);
  check((await page.locator(".paragraph").count()) > 0, "the other source is read");
});
