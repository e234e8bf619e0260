// A browser in which nothing can be loaded, and a list of what was tried in it.
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";

const [folder] = process.argv.slice(2);
export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const results = { passed: 0, failed: [] };

/** JSON that a command wrote. */
export const said = (name) => JSON.parse(readFileSync(`${folder}/data/${name}.json`, "utf8"));
export const file = (name) => `${folder}/${name}`;

/** Fails with a message. */
export function check(holds, message) {
  if (!holds) throw new Error(message);
}
export function equal(found, wanted, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  check(a === b, `${what}: found ${a?.slice(0, 400)}, wanted ${b?.slice(0, 400)}`);
}

/** Opens a page of explorer in a context of its own; every request and every fault of it fails the test. */
export async function open(name, hash = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  await context.setOffline(true);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.faults.push(message.text()));
  page.on("dialog", (dialog) => {
    page.faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) page.faults.push(`a request: ${request.url()}`);
  });
  await page.goto(`file://${folder}/${name}.html${hash}`);
  await page.waitForSelector("main[data-view]");
  return page;
}

/** Tries something; what it opens is closed, and must have been without fault. */
export async function test(what, act) {
  const pages = [];
  const begun = performance.now();
  try {
    await act(async (...args) => {
      const page = await open(...args);
      pages.push(page);
      return page;
    });
    for (const page of pages) equal(page.faults, [], "faults of the page");
    results.passed += 1;
    console.log(`  ok ${what} (${Math.round(performance.now() - begun)} ms)`);
  } catch (error) {
    results.failed.push(what);
    console.log(`FAIL ${what}: ${error.message.split("\n").slice(0, 6).join("\n     ")}`);
  }
  for (const page of pages) await page.context().close();
}

/** Ends: says what was tried, and fails where something failed. */
export async function done() {
  await browser.close();
  console.log(`explorer: ${results.passed} passed, ${results.failed.length} failed`);
  process.exit(results.failed.length > 0 || results.passed === 0 ? 1 : 0);
}

export const text = (page, selector) => page.locator(selector).allInnerTexts();
