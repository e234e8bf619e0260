// Reading: pictures, dossiers, claims, who backs whom, connections, changes, disagreements, sources.
import { check, equal, said, test, text } from "./browser.mjs";

await test("it opens with the newest picture, and its lines are listed in words", async (open) => {
  const page = await open("libya");
  equal(await page.getAttribute("main svg", "data-at"), "2025", "the date of the picture");
  check((await page.locator(".line-list li").count()) === (await page.locator("main svg g.tie").count()), "each line is listed");
});

await test("a line of the picture leads to its claims: quote, source, paragraph, speaker and chain", async (open) => {
  const page = await open("libya");
  await page.locator('main svg g.tie[data-from="russia"][data-to="haftar"] text.label').first().click();
  const panel = await page.innerText("#panel");
  for (const part of ["the Russian troops stationed in LNA bases", "¶11", "reported", "Khalifa Haftar", "by way of", "Jalel Harchaoui", "Defense News"]) {
    check(panel.includes(part), `the panel has no ${part}`);
  }
});

await test("pictures are stepped through and opened by keys, and the focus comes back", async (open) => {
  const page = await open("libya");
  await page.locator('main svg g.actor[data-id="russia"]').focus();
  await page.keyboard.press("Enter");
  equal(await page.innerText("#panel h2"), "Russia", "the dossier");
  await page.keyboard.press("Escape");
  check(await page.isHidden("#panel"), "Escape closes it");
  equal(await page.evaluate(() => document.activeElement?.dataset.id), "russia", "the focus");
});

await test("dates side by side, and as a table", async (open) => {
  const page = await open("libya");
  await page.click("text=side by side");
  equal(await page.locator("main figure g.panel").evaluateAll((all) => all.map((panel) => panel.dataset.at)), ["2017", "2025"], "dates");
  await page.locator('main figure g.panel[data-at="2017"] g.actor[data-id="haftar@2017"]').click();
  equal(await page.innerText("#panel h2"), "Khalifa Haftar", "whoever stands in a panel");
  check((await page.evaluate(() => location.hash)).includes("at=2017"), "is looked at at its date");
  await page.click("text=as a table");
  equal(await page.getAttribute("main figure svg", "data-view"), "matrix", "the view");
  await page.locator("main svg g.tie").first().click();
  check(await page.isVisible("#panel article.claim"), "a cell leads to its claims");
});

await test("what changed is a picture, there and beside its list", async (open) => {
  const page = await open("libya");
  await page.click("text=what changed");
  equal(await page.getAttribute("main figure svg", "data-at"), "2017 2025", "the dates");
  check((await page.locator("main figure g.tie").count()) > 3, "it has lines");
  check((await page.locator(".line-list li", { hasText: "no longer told of: " }).count()) > 0, "its list says what became of each");
  await page.locator("main figure g.tie text.label").first().click();
  check(await page.isVisible("#panel article.claim"), "a line leads to its claims");
  await page.evaluate(() => { location.hash = "#view=changes"; });
  check(await page.isVisible("main figure svg"), "it stands beside the list of changes");
  await page.locator("main label.choice:has(span:text-is('from')) select").selectOption("2019");
  equal(await page.locator("main figure svg").count(), 0, "and not where other dates are compared");
});

await test("an actor is found by an alias, by keys", async (open) => {
  const page = await open("libya");
  await page.keyboard.press("/");
  await page.keyboard.type("kremlin");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("Enter");
  equal(await page.innerText("#panel h2"), "Russia", "the dossier");
});

await test("a name in another script, or without its accents, finds too", async (open) => {
  const page = await open("wadi");
  for (const [typed, found] of [["القوات", "Wadi Armed Forces"], ["金海", "Jinhai"], ["almark", "Ålmark"]]) {
    await page.fill("#search input", typed);
    check((await page.innerText("#search [role=listbox]")).includes(found), `${typed} does not find ${found}`);
  }
});

await test("a dossier has names, whole, parts, side, and ties by family over time", async (open) => {
  const page = await open("libya", "#actor=Khalifa+Haftar");
  const panel = await page.innerText("#panel");
  for (const part of ["also called", "Haftar’s side, in 2025", "support", "hostility", "structure"]) check(panel.includes(part), `no ${part}`);
  check((await page.locator("#panel .strip").count()) > 20, "every tie has its strip of time");
  await page.locator("#panel details.entry summary").first().click();
  check(await page.locator("#panel details.entry[open] blockquote").first().isVisible(), "a tie opens to its quotes");
});

await test("who backs somebody: what ask answers, at every date", async (open) => {
  const page = await open("libya", "#view=backers&whom=Khalifa+Haftar");
  for (const at of ["2014", "2017", "2017-07-10", "2019-01-01", "2024-08-26", "2025", "2025-02-01"]) {
    await page.evaluate((date) => whobacks.go({ at: whobacks.parseAt(date) }), at);
    const answers = said(`haftar-${at}`).answers.filter((answer) => !answer.label);
    const wanted = new Set(answers.map((answer) => `${answer.bindings.x} ${answer.standing}`));
    const shown = await page.evaluate(() => whobacks.backersAt());
    const found = new Set(shown.map(([who, standing]) => `${who} ${standing}`));
    equal([...found].sort(), [...wanted].sort(), `who backs Haftar at ${at}`);
  }
});

await test("how two are connected", async (open) => {
  const page = await open("libya", "#view=connect&a=Russia&b=T%C3%BCrkiye");
  const chain = await page.innerText(".chains li");
  check(chain.includes("Russia") && chain.includes("Türkiye") && chain.includes("Tripoli government"), chain);
  await page.locator(".chains .step").first().click();
  check(await page.isVisible("#panel blockquote"), "a link leads to its quotes");
  await page.click("text=Swap");
  equal(await page.locator(".tools .field input").evaluateAll((all) => all.map((i) => i.value)), ["Türkiye", "Russia"], "swapped");
});

await test("what changed: new, ended, no longer attested", async (open) => {
  const page = await open("libya", "#view=changes");
  const heads = await text(page, ".change-group summary h3");
  for (const head of ["New", "No longer attested"]) check(heads.includes(head), `no ${head} in ${heads}`);
  check((await page.locator(".how-new strong").count()) > 10, "what is new is bold");
  await page.locator(".change-group", { hasText: "No longer attested" }).locator("summary").first().click();
  check((await page.locator(".how-unattested del").count()) > 5, "what is gone is struck through");
});

await test("where sources disagree", async (open) => {
  const page = await open("wadi", "#view=disagree");
  const main = await page.innerText("main");
  check(main.includes("Sahran denies that it sends weapons"), main.slice(0, 300));
});

await test("each source with everything that is quoted of it", async (open) => {
  const page = await open("libya", "#view=sources");
  equal(await page.locator("article.source").count(), 5, "sources");
  await page.locator("article.source h3 a, article.source h3 button").first().click();
  const quoted = await page.locator("#panel article.claim").count();
  check((await page.innerText("#panel .kicker")).includes(`${quoted} claim`), "every claim is there");
});

await test("citations are copied, plain and as CSL-JSON", async (open) => {
  const page = await open("libya", "#actor=Russia&source=atlantic-council-2017");
  await page.locator("#panel article.claim .copies button").first().click();
  const plain = await page.evaluate(() => navigator.clipboard.readText());
  check(/“.+”.*¶\d+/.test(plain), plain);
  await page.locator("#panel article.claim .copies button").nth(1).click();
  const [item] = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  check(item.title && item.issued["date-parts"][0][0] === 2017 && item.note.includes("“"), JSON.stringify(item));
});

await test("the table has the network's ties, sorts, and is saved as CSV", async (open) => {
  const page = await open("libya", "#view=table");
  const rows = await page.locator("tbody tr").count();
  check((await page.innerText(".view-head p")).includes(`${rows} ties`), "it says how many");
  await page.click("thead >> text=Standing");
  equal(await page.locator("th[aria-sort=ascending]").innerText(), "Standing", "sorted by");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save CSV")]);
  check(download.suggestedFilename().endsWith(".csv"), download.suggestedFilename());
});
