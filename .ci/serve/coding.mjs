// Coding: from words to a claim, by mouse and by keys, checked at each stroke.
import { check, choose, drag, equal, test, text } from "./browser.mjs";

const ACCUSES = /\(from: "qadir", relation: "accuses", to: "sahran",\s+quote: "General Qadir has accused Sahran of it"\),/;

await test("words are picked with the mouse, the form is filled, and the claim is written", async (served, open) => {
  const page = await open("#source=monitor");
  const begun = Date.now();
  await drag(page, "General Qadir has accused Sahran of it");
  equal(await page.inputValue("#f-quote"), "General Qadir has accused Sahran of it", "the quote");
  equal(await text(page, "[data-field=from] .chip bdi"), ["General Qadir"], "who");
  equal(await text(page, "[data-field=relation] .chip bdi"), ["accuses"], "does what");
  equal(await text(page, "[data-field=to] .chip bdi"), ["Sahran"], "to whom");
  await page.waitForSelector("#form-written pre");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#form", { state: "detached" });
  check(Date.now() - begun < 15_000, `a claim takes ${Date.now() - begun} ms`);
  check(ACCUSES.test(served.read()), "the claim is in the file");
  await page.waitForSelector("mark:has-text('General Qadir has accused Sahran of it')");
  const sentence = await page.evaluate(() => document.activeElement?.textContent ?? "");
  check(sentence.includes("accused Sahran"), `the sentence has the focus again: ${sentence}`);
});

await test("all of it by keys, without an id", async (served, open) => {
  const page = await open("#source=monitor");
  await page.keyboard.press("n");
  for (let i = 0; i < 12; i += 1) {
    const here = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (here.includes("has accused Sahran")) break;
    await page.keyboard.press("n");
  }
  await page.keyboard.press("ArrowRight");
  const first = await page.evaluate(() => getSelection().toString());
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Shift+ArrowRight");
  const four = await page.evaluate(() => getSelection().toString());
  check(four.startsWith(first) && four.trim().split(/\s+/).length === 4, `four words are picked: ${four}`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#form");
  await page.waitForSelector("#form-written pre");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#form", { state: "detached" });
  check(/relation: "accuses", to: "sahran"/.test(served.read()), "the claim is in the file");
  await page.keyboard.press("u");
  await page.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Taken back"));
  check(!/relation: "accuses", to: "sahran"/.test(served.read()), "it is taken back");
  await page.keyboard.press("U");
  await page.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Made again"));
  check(/relation: "accuses", to: "sahran"/.test(served.read()), "it is made again");
});

await test("what is wrong stands beside its field at each stroke, and is not written", async (served, open) => {
  const page = await open("#source=monitor");
  const before = served.read();
  await drag(page, "General Qadir has accused Sahran of it");
  await page.fill("#f-quote", "General Qadir has accused Sahran of this");
  await page.waitForSelector("#f-quote-said .is-error");
  check((await page.innerText("#f-quote-said")).includes("does not stand in"), "the quote is not in the text");
  await page.fill("#f-quote", "General Qadir has accused Sahran of it");
  await page.waitForSelector("#f-quote-said .is-error", { state: "detached" });
  await page.fill("#f-when", "2024-13");
  await page.waitForSelector("#f-when-said .is-error");
  equal(await page.getAttribute("#f-when", "aria-invalid"), "true", "the field is marked for those who hear it");
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(300);
  equal(served.read(), before, "nothing is written");
  await page.fill("#f-when", "");
  await page.selectOption("#f-modality", "reported");
  await page.waitForSelector("#f-said_by-said .is-error, #f-modality-said .is-error");
  await page.fill("#f-said_by", "Two officers");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#f-said_by-said .is-error, #f-modality-said .is-error", { state: "detached" });
});

await test("another relation is found by any of its words, and the claim is turned round", async (served, open) => {
  const page = await open("#source=monitor");
  await drag(page, "General Qadir has accused Sahran of it");
  await choose(page, "relation", "critici");
  const relation = await text(page, "[data-field=relation] .chip bdi");
  check(relation[0]?.startsWith("critici"), `criticises is found: ${relation}`);
  await page.keyboard.press("Alt+r");
  equal(await text(page, "[data-field=from] .chip bdi"), ["Sahran"], "it is turned round");
  await page.keyboard.press("Escape");
  await page.waitForSelector("#form", { state: "detached" });
});

await test("a sentence that makes no claim is excused, with its reason on the card", async (served, open) => {
  const page = await open("#source=monitor");
  await page.locator(".sentence.is-open", { hasText: "accused Sahran" }).focus();
  await page.keyboard.press("x");
  await page.fill("#dialog input", "an aside");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".sentence.is-excused:has-text('accused Sahran')");
  check(/no_claims[\s\S]*an aside/.test(served.card("monitor")), "the reason is on the card");
});
