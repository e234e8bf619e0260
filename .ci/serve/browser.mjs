// A server of a project of its own, a browser that may ask nobody else, and a list of what was tried.
import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { ROOT, TOOL, CHROMIUM } = process.env;
export const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
const results = { passed: 0, failed: [] };

/** Fails with a message. */
export function check(holds, message) {
  if (!holds) throw new Error(message);
}
export function equal(found, wanted, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  check(a === b, `${what}: found ${a?.slice(0, 400)}, wanted ${b?.slice(0, 400)}`);
}

/** Two claims that a coder is to write again. */
const LEFT_OUT = [/^.*from: "qadir", relation: "accuses".*\n/m, /^.*from: "layla-aziz", relation: "meets"[^\n]*\n[^\n]*\n/m];

/** A copy of the invented war, served. */
async function serve(change = (text) => text) {
  const folder = mkdtempSync(join(tmpdir(), "whobacks-serve-"));
  cpSync(join(ROOT, "tests/data/wadi"), folder, { recursive: true });
  const data = join(folder, "data/wadi.ron");
  let text = readFileSync(data, "utf8");
  for (const part of LEFT_OUT) {
    check(part.test(text), `the data has no ${part}`);
    text = text.replace(part, "");
  }
  writeFileSync(data, change(text));
  const child = spawn(TOOL, ["-q", "serve", "--texts", "texts"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((resolve, reject) => {
    child.stdout.once("data", (bytes) => resolve(String(bytes).trim()));
    child.once("exit", (code) => reject(new Error(`it ended with ${code}`)));
  });
  return {
    address, folder,
    read: () => readFileSync(data, "utf8"),
    card: (id) => readFileSync(join(folder, `seeds/${id}.ron`), "utf8"),
    save: (text) => writeFileSync(data, text),
    end: () => { child.removeAllListeners("exit"); child.kill(); rmSync(folder, { recursive: true, force: true }); },
  };
}

/** Opens a page of a server; every request elsewhere and every fault of it fails the test. */
export async function open(served, what = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    // That something is refused the page shows itself; browsers tell it to those who look at the console too.
    const refused = /status of (409|422)/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !refused) page.faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(served.address) && !/^(data|blob):/.test(request.url())) page.faults.push(`a request: ${request.url()}`);
  });
  await page.goto(`${served.address}${what}`);
  await page.waitForSelector(what.startsWith("explorer") ? "main[data-view]" : ".sentence, .quotes");
  return page;
}

/** Tries something with a server of its own; what it opens is closed, and must have been without fault. */
export async function test(what, act, change) {
  const begun = performance.now();
  const pages = [];
  let served;
  try {
    served = await serve(change);
    await act(served, async (...args) => {
      const page = await open(served, ...args);
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
  served?.end();
}

/** Ends: says what was tried, and fails where something failed. */
export async function done() {
  await browser.close();
  console.log(`serve: ${results.passed} passed, ${results.failed.length} failed`);
  process.exit(results.failed.length > 0 || results.passed === 0 ? 1 : 0);
}

/** Picks words of the text with the mouse, from the first to the last. */
export async function drag(page, words) {
  const boxes = await page.evaluate((words) => {
    for (const paragraph of document.querySelectorAll("p[data-n]")) {
      const at = paragraph.textContent.indexOf(words);
      if (at < 0) continue;
      paragraph.scrollIntoView({ block: "center" });
      const point = (offset) => {
        const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        let left = offset;
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          if (left < node.length) return [node, left];
          left -= node.length;
        }
        return null;
      };
      const box = (offset) => {
        const [node, i] = point(offset);
        const range = document.createRange();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return [left, right, (top + bottom) / 2];
      };
      const [first, last] = [box(at), box(at + words.length - 1)];
      return [first[0] + 1, first[2], last[1] - 1, last[2]];
    }
    return null;
  }, words);
  check(boxes, `the text has no “${words}”`);
  await page.mouse.move(boxes[0], boxes[1]);
  await page.mouse.down();
  await page.mouse.move(boxes[2], boxes[3], { steps: 4 });
  await page.mouse.up();
  await page.waitForSelector("#form");
}

/** Picks an actor or a relation in a field of the form by what is typed. */
export async function choose(page, field, typed) {
  await page.fill(`#f-${field}`, typed);
  await page.waitForSelector(`#f-${field}-list [role=option]`);
  await page.press(`#f-${field}`, "Enter");
}

export const text = (page, selector) => page.locator(selector).allInnerTexts();
