// Actors: a new one from the form, another name, two that are one; and a field of a claim set.
import { check, choose, drag, equal, test, text } from "./browser.mjs";

await test("whom nobody knows yet is added from the form, and picked", async (served, open) => {
  const page = await open("#source=monitor");
  await drag(page, "General Qadir has accused Sahran of it");
  await page.fill("#f-said_by", "Northern officers");
  await page.waitForSelector("#f-said_by-list [role=option]");
  await page.locator("#f-said_by-list [role=option]", { hasText: "New actor" }).click();
  await page.selectOption("#dialog select", "collective");
  await page.click("#dialog >> text=Add");
  await page.waitForSelector("[data-field=said_by] .chip");
  check(/"northern-officers": \(name: "Northern officers", kind: collective\)/.test(served.read()), "the actor is in the file");
  equal(await text(page, "[data-field=said_by] .chip bdi"), ["Northern officers"], "he is picked");
});

await test("words of the text become another name", async (served, open) => {
  const page = await open("#source=monitor");
  await page.locator(".sentence").first().focus();
  await page.click("text=These words name …");
  await page.fill("#dialog input[type=text]", "the General");
  await choose(page, "alias-of", "qadir");
  await page.click("#dialog >> text=Add");
  await page.waitForFunction(() => document.querySelector("#status").textContent.includes("is called so"));
  check(/"qadir":.*aliases_in: \{"monitor": \["the General"\]\}/.test(served.read()), "the alias is in the file");
});

await test("two that are one are merged, and claims in the way are shown first", async (served, open) => {
  const page = await open("#source=monitor");
  const before = served.read();
  await page.click("text=Merge two");
  await choose(page, "merge-kept", "Sovereign");
  await choose(page, "merge-gone", "Qadir");
  await page.click("#dialog >> text=Merge");
  await page.waitForSelector("#dialog >> text=Claims stand in the way");
  check((await page.innerText("#dialog")).includes("loyal to General Qadir"), "the claim in the way is shown");
  await page.click("#dialog >> text=Leave them");
  equal(served.read(), before, "nothing is written");
  await page.click("text=Merge two");
  await choose(page, "merge-kept", "Jinhai");
  await choose(page, "merge-gone", "two diplomats");
  await page.click("#dialog >> text=Merge");
  await page.waitForFunction(() => document.querySelector("#status").textContent.includes("is"));
  check(!served.read().includes('"diplomats"'), "the second is gone");
});

await test("a field of a claim is set, and taken back", async (served, open) => {
  const page = await open("#source=monitor");
  const before = served.read();
  await page.locator("mark", { hasText: "the army holds Port Amal" }).click();
  await page.click("#side summary");
  await page.selectOption("#side .setter select", "note");
  await page.fill("#side .setter input", "as of the day of the report");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#status").textContent === "note set");
  check(served.read().includes('note: "as of the day of the report"'), "the note is in the file");
  await page.click("text=Undo");
  await page.waitForFunction(() => document.querySelector("#status").textContent.startsWith("Taken back"));
  equal(served.read(), before, "the file is as it was");
});

await test("the keys are listed", async (served, open) => {
  const page = await open("#source=monitor");
  await page.keyboard.press("?");
  await page.waitForSelector("#dialog .keys");
  check((await page.locator("#dialog .keys dt").count()) > 12, "the keys are listed");
  await page.keyboard.press("Escape");
  check(await page.evaluate(() => !document.querySelector("#dialog").open), "Escape closes them");
});
