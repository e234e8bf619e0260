// Together with an editor: what is saved there shows here at once, and nobody's work is overwritten.
import { check, drag, equal, test } from "./browser.mjs";

/** How long it takes from a save until something is shown, in milliseconds: the page may not evaluate text, so it is asked. */
async function until(page, act, shown, of) {
  const begun = Date.now();
  act();
  await page.waitForFunction(shown, of, { timeout: 20_000, polling: 10 });
  return Date.now() - begun;
}

await test("a save in an editor shows in the reading room at once", async (served, open) => {
  const page = await open("#source=monitor");
  const times = [];
  for (const n of [1, 2, 3, 4, 5]) {
    const title = `The war in Wadi, part ${n}`;
    times.push(await until(page, () => served.save(served.read().replace(/title: "[^"]*"/, `title: "${title}"`)), (title) => document.querySelector("#title").textContent === title, title));
  }
  console.log(`     ${times.join(", ")} ms from a save to the page`);
  check(Math.min(...times) < (process.env.SLOW ? 3_000 : 300), `it takes ${times} ms`);
});

await test("a save in an editor shows in the explorer at once, and it stays where it was", async (served, open) => {
  const page = await open("explorer#view=network&actor=Desert+Shield+Forces");
  await page.waitForTimeout(1_500);
  await page.mouse.move(500, 500);
  await page.mouse.wheel(0, 200);
  await page.waitForTimeout(400);
  const where = await page.evaluate(() => whobacks.pan().where());
  const times = [];
  for (const verb of ["criticises", "accuses", "criticises"]) {
    const line = `            (from: "qadir", relation: "${verb}", to: "sahran", quote: "General Qadir has accused Sahran of it"),\n`;
    const text = served.read().replace(/^.*General Qadir has accused Sahran of it.*\n/m, "");
    const at = text.indexOf('        ],\n        "haichao"');
    times.push(await until(page, () => served.save(text.slice(0, at) + line + text.slice(at)), (verb) => whobacks.claims.some((claim) => claim.relation === verb && claim.source === "qadir"), verb));
  }
  console.log(`     ${times.join(", ")} ms from a save to the explorer`);
  check(Math.min(...times) < (process.env.SLOW ? 8_000 : 300), `it takes ${times} ms`);
  await page.waitForTimeout(800);
  equal(await page.evaluate(() => whobacks.pan().where().map(Math.round)), where.map(Math.round), "where it is looked at");
  check((await page.innerText("#panel h2")) === "Desert Shield Forces", "what was open is open");
  await page.click("#views >> text=Table");
  await page.waitForSelector("main[data-view=table]");
});

await test("the network moves from where it was", async (served, open) => {
  const page = await open("explorer#view=network");
  await page.waitForTimeout(1_500);
  // Where everybody's box is at the moment, and every few milliseconds from now on.
  await page.evaluate(() => {
    window.places = () => Object.fromEntries([...document.querySelectorAll("#layer .node")].map((one) => {
      const [box, name] = [one.querySelector("rect"), one.querySelector("title").textContent];
      return [name.split("\n")[0], [Number(box.getAttribute("x")), Number(box.getAttribute("y"))]];
    }));
    window.seen = [];
    const look = () => { window.seen.push(window.places()); if (window.seen.length < 1_000) setTimeout(look, 15); };
    look();
  });
  const old = await page.evaluate(() => window.places());
  check(Object.keys(old).length > 5, `only ${Object.keys(old)} are shown`);
  // Ties more move the others.
  const text = served.read();
  const more = '            (from: "tharaq", relation: "backs", to: "council", quote: "Sahran arms the Desert Shield through Tharaq"),\n            (from: "tharaq", relation: "backs", to: "jinhai", quote: "Jinhai supplies the Wadi Armed Forces with trucks"),\n';
  const at = text.indexOf('        ],\n        "haichao"');
  served.save(text.slice(0, at) + more + text.slice(at));
  // At first everybody stays; once all are placed anew, somebody has moved: else there is nothing to be seen here.
  await page.waitForFunction((old) => Object.entries(window.places()).some(([name, [x, y]]) => old[name] && Math.hypot(x - old[name][0], y - old[name][1]) > 40), old);
  await page.waitForTimeout(1_000);
  const { now, seen } = await page.evaluate(() => ({ now: window.places(), seen: window.seen }));
  const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const moved = Object.keys(now).filter((name) => old[name] && far(old[name], now[name]) > 40);
  check(moved.length > 0, "nobody has moved");
  for (const name of moved) {
    const way = seen.map((places) => places[name]).filter(Boolean);
    const between = way.filter((place) => far(place, old[name]) > 2 && far(place, now[name]) > 2);
    check(between.length > 0, `${name} jumps from ${old[name]} to ${now[name]}`);
  }
  console.log(`     ${moved.length} of ${Object.keys(now).length} are seen on their way`);
});

await test("who comes late is told, and shown both", async (served, open) => {
  const page = await open("#source=monitor");
  await drag(page, "General Qadir has accused Sahran of it");
  await page.waitForSelector("#form-written pre");
  // As fast as nobody types: the news of it are held back.
  await page.route("**/state", (route) => route.abort());
  await page.route("**/claim", async (route) => {
    served.save(served.read().replace('kind: company', 'kind: company, note: "of the editor"'));
    await route.continue();
    await page.unroute("**/state");
  }, { times: 1 });
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#dialog >> text=Somebody else was faster");
  const said = await page.innerText("#dialog");
  check(said.includes("of the editor") && said.includes("has accused Sahran"), `both are shown: ${said}`);
  check(!served.read().includes('"accuses"'), "nothing is written yet");
  await page.click("#dialog >> text=Write mine");
  await page.waitForSelector("#form", { state: "detached" });
  check(served.read().includes("of the editor") && served.read().includes('"accuses"'), "both are in the file");
  page.faults = page.faults.filter((fault) => !/Failed to load resource|Failed to fetch|ERR_FAILED/.test(fault));
});

await test("a file that is half written says so, and the text stays readable", async (served, open) => {
  const page = await open("#source=monitor");
  const text = served.read();
  served.save(text.slice(0, -40));
  await page.waitForSelector("#problems.has-errors");
  check((await page.innerText("#problems")).includes("cannot be read"), "it is said");
  check((await page.locator("mark.quoted").count()) > 5, "what it said before is shown");
  served.save(text);
  await page.waitForFunction(() => !document.querySelector("#problems").classList.contains("has-errors"));
});

await test("what the form holds stays while others write", async (served, open) => {
  const page = await open("#source=monitor");
  await drag(page, "General Qadir has accused Sahran of it");
  await page.fill("#f-when", "2024");
  served.save(served.read().replace(/title: "[^"]*"/, 'title: "Another"'));
  await page.waitForFunction(() => document.querySelector("#title").textContent === "Another");
  equal(await page.inputValue("#f-when"), "2024", "the field");
});
