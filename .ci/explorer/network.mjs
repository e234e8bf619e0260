// The network: moving, filtering, time, and how fast it moves.
import { check, equal, test, text } from "./browser.mjs";

const transform = (page) => page.evaluate(() => document.getElementById("layer").style.transform);
const lines = (page, look) => page.locator(`#layer .line${look}`).count();
const middle = async (page) => {
  const box = await page.locator("#stage").boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

await test("it moves by mouse, wheel and keys, and a zoom leaves it sharp", async (open) => {
  const page = await open("libya", "#view=network");
  const [x, y] = await middle(page);
  let before = await transform(page);
  const moved = async (how) => {
    const now = await transform(page);
    check(now !== before, `${how} does nothing`);
    before = now;
  };
  await page.mouse.move(x + 200, y + 150);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40, { steps: 6 });
  await page.mouse.up();
  await moved("dragging");
  check(await page.isHidden("#panel"), "dragging opens nothing");
  const wide = await page.getAttribute("#layer > svg", "width");
  await page.mouse.wheel(0, -240);
  await moved("the wheel");
  await page.waitForTimeout(400);
  check(Number(await page.getAttribute("#layer > svg", "width")) > Number(wide), "it is painted anew at its size");
  await page.focus("#stage");
  before = await transform(page);
  for (const key of ["ArrowLeft", "+", "-", "0"]) {
    await page.keyboard.press(key);
    await moved(key);
  }
});

await test("two fingers zoom it", async (open) => {
  const page = await open("libya", "#view=network", { hasTouch: true, viewport: { width: 390, height: 844 } });
  const client = await page.context().newCDPSession(page);
  await page.locator("#stage").scrollIntoViewIfNeeded();
  const [x, y] = await middle(page);
  const before = await page.evaluate(() => whobacks.scale());
  const touch = (type, apart) => client.send("Input.dispatchTouchEvent", { type, touchPoints: apart === null ? [] : [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }] });
  await touch("touchStart", 30);
  for (const apart of [45, 60, 80, 100]) await touch("touchMove", apart);
  await touch("touchEnd", null);
  await page.waitForTimeout(400);
  const after = await page.evaluate(() => whobacks.scale());
  check(after > before * 1.5, `from ${before} to ${after}`);
});

await test("actors and lines open on a click, actors by keys too", async (open) => {
  const page = await open("libya", "#view=network&actor=Russia");
  await page.click("#close-panel");
  await page.locator("#layer .node", { has: page.locator("title", { hasText: /^Russia,/ }) }).locator("rect").click();
  equal(await page.innerText("#panel h2"), "Russia", "the dossier");
  const chosen = await lines(page, ".chosen");
  check(chosen > 5, "its lines stand out");
  // Words hide no box and no other words: a few lines find no room for theirs.
  check((await page.locator("#layer .verb").count()) > chosen / 2, "and have their verbs");
  await page.click("#close-panel");
  const spot = await page.evaluate(() => {
    const stage = document.getElementById("stage").getBoundingClientRect();
    for (const way of document.querySelectorAll("#layer .line .way")) {
      const { x, y } = way.getPointAtLength(way.getTotalLength() / 2).matrixTransform(way.getScreenCTM());
      const seen = stage.left < x && x < stage.right && stage.top < y && y < stage.bottom;
      if (seen && !document.elementFromPoint(x, y).closest(".node")) return [x, y];
    }
    return null;
  });
  await page.mouse.click(...spot);
  check(await page.locator("#panel section.tie").first().isVisible(), "a line opens");
  await page.click("#close-panel");
  await page.focus("#stage");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  check(await page.isVisible("#panel h2"), "keys open");
});

await test("a small network stands together, and lines are led around the boxes of others", async (open) => {
  for (const [data, most, wide] of [["wadi", 0, 2_000], ["libya", 0.12, 4_000]]) {
    const page = await open(data, "#view=network");
    await page.waitForSelector("#layer .node");
    const { lines, beneath, width, height } = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll("#layer .node")].map((node) => {
        const rect = node.querySelector("rect");
        const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
        return { x, y, w, h };
      });
      const inside = (p, { x, y, w, h }, air) => p.x > x - air && p.x < x + w + air && p.y > y - air && p.y < y + h + air;
      const ways = [...document.querySelectorAll("#layer .line .way")];
      const hidden = ways.filter((way) => {
        const long = way.getTotalLength();
        const [from, to] = [way.getPointAtLength(0), way.getPointAtLength(long)];
        const others = boxes.filter((box) => !inside(from, box, 14) && !inside(to, box, 18));
        for (let at = 0; at < long; at += 3) if (others.some((box) => inside(way.getPointAtLength(at), box, 0))) return true;
        return false;
      });
      const [, , width, height] = document.querySelector("#layer > svg").getAttribute("viewBox").split(" ").map(Number);
      return { lines: ways.length, beneath: hidden.length, width, height };
    });
    console.log(`     ${data}: ${beneath} of ${lines} lines run beneath a box, ${width} × ${height}`);
    check(lines > 5, `${data} has ${lines} lines only`);
    check(beneath <= most * lines, `${data}: ${beneath} of ${lines} lines run beneath a box`);
    check(width < wide && height < wide, `${data} is ${width} × ${height}`);
  }
});

await test("every line touches both its boxes, however many there are between two", async (open) => {
  for (const data of ["libya", "wadi", "large"]) {
    const page = await open(data, "#view=network&at=told&parts=apart&lines=all&standings=definite.possible.undated.not_yet.stale.ended.said");
    await page.waitForSelector("#layer .line");
    const { ends, loose } = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll("#layer .node rect")].map((rect) => ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name))));
      // A head reaches ten further than its line.
      const away = ({ x, y }) => Math.min(...boxes.map(([bx, by, w, h]) => Math.hypot(Math.max(bx - x, 0, x - bx - w), Math.max(by - y, 0, y - by - h))));
      const ways = [...document.querySelectorAll("#layer .line .way")];
      const ends = ways.flatMap((way) => [way.getPointAtLength(0), way.getPointAtLength(way.getTotalLength())]);
      return { ends: ends.length, loose: ends.filter((end) => away(end) > 14.5).length };
    });
    check(ends > 20, `${data} has ${ends} ends`);
    equal(loose, 0, `${data}: ends of ${ends} that touch no box`);
  }
});

await test("filters: family, standing, manner, kind, side, source, speaker", async (open) => {
  const page = await open("libya", "#view=network");
  const main = await lines(page, "");
  equal(await lines(page, ".of-contact") + await lines(page, ".of-structure") + await lines(page, ".of-presence"), 0, "of many, support and hostility come first");
  check((await page.innerText("#network-note")).includes("of other families not drawn"), "what is not drawn is said");
  await page.locator('label.choice:has(span:text-is("lines")) select').selectOption("all");
  const all = await lines(page, "");
  check(all > main, `${all} of every family, ${main} of the first`);
  await page.click("#filters summary");
  const box = (word) => page.locator(`#filters label[data-word="${word}"] input`);
  await box("hostility").uncheck();
  equal(await lines(page, ".of-hostility"), 0, "hostility");
  await box("hostility").check();
  equal(await lines(page, ""), all, "all again");
  await box("ended").check();
  check((await lines(page, ".is-ended")) > 0, "ended is shown when asked for");
  await box("ended").uncheck();
  await box("factual").uncheck();
  check((await lines(page, ".is-firm")) === 0 && (await lines(page, "")) > 0, "only what is no plain fact");
  await page.click("text=Reset filters");
  const pick = (label) => page.locator(`#filters label.choice:has(span:text-is("${label}")) select`);
  for (const [label, value] of [["kind", "state"], ["side", "Haftar’s side"], ["source", "washington-haftar-2025"], ["speaker", "Khalifa Haftar"]]) {
    await pick(label).selectOption(value);
    const some = await lines(page, "");
    check(some > 0 && some < all, `${label}: ${some} of ${all} lines`);
    await page.click("text=Reset filters");
  }
  equal(await lines(page, ""), all, "all again");
});

await test("the slider: each standing has its own look, ended is never solid", async (open) => {
  const page = await open("libya", "#view=network&lines=all&standings=definite.possible.undated.not_yet.stale.ended.said");
  const looks = new Map();
  const years = await page.getAttribute("#slider", "max");
  for (let year = 0; year <= Number(years); year += 1) {
    await page.locator("#slider").fill(String(year));
    for (const [look, dashes] of await page.evaluate(() => [...document.querySelectorAll("#layer .line")].map((line) => [/is-(\w+)/.exec(line.className.baseVal)[1], getComputedStyle(line.querySelector(".way")).strokeDasharray]))) {
      looks.set(look, dashes);
    }
  }
  for (const look of ["firm", "possible", "stale", "ended", "said"]) check(looks.has(look), `no line is ${look}`);
  equal(looks.get("firm"), "none", "only a fact that holds is solid");
  const dashed = [...looks].filter(([look]) => look !== "firm");
  check(dashed.every(([, dashes]) => dashes !== "none"), JSON.stringify(dashed));
  equal(new Set(dashed.map(([, dashes]) => dashes)).size, dashed.length, "each is told apart");
});

await test("it plays, and stops at the end", async (open) => {
  const page = await open("libya", "#view=network&at=2023");
  await page.click("#play");
  await page.waitForFunction(() => document.querySelector(".time .now").textContent === "2024");
  await page.waitForFunction(() => document.querySelector(".time .now").textContent === "2025", null, { timeout: 4000 });
  await page.waitForTimeout(1300);
  equal(await text(page, "#play"), ["Play"], "it has stopped");
});

await test("2,000 ties pan at 30 frames a second or more", async (open) => {
  const page = await open("large", "#view=network&at=told&parts=apart&lines=all&standings=definite.possible.undated.not_yet.stale.ended.said");
  const many = await lines(page, "");
  check(many > 1500, `only ${many} lines`);
  await page.waitForTimeout(800);
  const rate = await page.evaluate(async () => {
    const stage = document.getElementById("stage");
    const box = stage.getBoundingClientRect();
    const at = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: type === "pointermove" ? -1 : 0, buttons: 1, clientX: box.left + x, clientY: box.top + y, bubbles: true }));
    stage.setPointerCapture = () => {};
    stage.hasPointerCapture = () => true;
    at("pointerdown", 500, 250);
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    const begun = performance.now();
    let frames = 0;
    while (performance.now() - begun < 3000) {
      const t = (performance.now() - begun) / 400;
      at("pointermove", 500 + 240 * Math.sin(t), 250 + 120 * Math.cos(t * 1.3));
      await frame();
      frames += 1;
    }
    at("pointerup", 500, 250);
    return (1000 * frames) / (performance.now() - begun);
  });
  console.log(`     ${many} lines, ${rate.toFixed(1)} frames a second`);
  check(rate >= 30, `${rate.toFixed(1)} frames a second`);
});
