// Runs inside a picture, in a browser: what a viewer really sees, as JSON in an attribute of the
// document. Boxes are in the units of the sheet.
addEventListener("load", async () => {
  const root = document.documentElement;
  try {
    await document.fonts.ready;
    root.setAttribute("data-measured", JSON.stringify(measure(root)));
  } catch (error) {
    root.setAttribute("data-measured", JSON.stringify({ error: String(error) }));
  }
});

function measure(root) {
  const view = root.viewBox.baseVal;
  const onSheet = (element, x, y) => {
    const at = new DOMPoint(x, y).matrixTransform(element.getCTM());
    return [at.x, at.y];
  };
  const box = (element) => {
    const b = element.getBBox();
    return [...onSheet(element, b.x, b.y), ...onSheet(element, b.x + b.width, b.y + b.height)];
  };
  // Of a text, what ink can cover: lines may stand closer than their fonts' full height.
  const ink = (text) => {
    const size = parseFloat(text.getAttribute("font-size"));
    const [x0, , x1] = box(text);
    const [, base] = onSheet(text, 0, parseFloat(text.getAttribute("y")));
    return [x0, base - 0.74 * size, x1, base + 0.2 * size];
  };
  const overlap = (a, b, by) =>
    a[0] + by < b[2] && b[0] + by < a[2] && a[1] + by < b[3] && b[1] + by < a[3];
  const every = (selector) => [...root.querySelectorAll(selector)];
  const faults = [];

  const texts = every("text").map((text) => ({ text, says: text.textContent, ink: ink(text) }));
  const actors = every("g.actor").map((group) => ({
    id: group.dataset.id, group, box: box(group.querySelector("rect")),
  }));
  const ties = every("g.tie").map((group) => ({
    name: `${group.dataset.from} - ${group.dataset.to}`, ends: [group.dataset.from, group.dataset.to],
    path: group.querySelector("path"),
  }));

  // Without textLength, words are as wide as the face makes them that is really used.
  let wrong = 0;
  for (const { text, says } of texts) {
    const told = parseFloat(text.getAttribute("textLength"));
    if (!told) continue;
    const bare = text.cloneNode(true);
    bare.removeAttribute("textLength");
    text.parentNode.append(bare);
    const wide = bare.getComputedTextLength();
    bare.remove();
    if (Math.abs(wide - told) > 0.01 * told + 0.2) {
      wrong += 1;
      if (wrong < 4) faults.push(`"${says}" is ${wide} wide, not ${told}`);
    }
  }
  const faces = [...document.fonts].map((face) => `${face.family} ${face.weight} ${face.status}`);

  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      if (overlap(a.ink, b.ink, 0.5)) faults.push(`"${a.says}" and "${b.says}" overlap`);
    }
    for (const actor of actors) {
      const b = actor.box;
      if (actor.group.contains(a.text)) {
        const within = b[0] < a.ink[0] && a.ink[2] < b[2] && b[1] < a.ink[1] && a.ink[3] < b[3];
        if (!within) faults.push(`"${a.says}" is wider than the box of ${actor.id}`);
      } else if (overlap(a.ink, b, 1)) {
        faults.push(`"${a.says}" stands on ${actor.id}`);
      }
    }
  });
  for (const tie of ties) {
    const long = tie.path.getTotalLength();
    const steps = Math.max(2, Math.ceil(long / 2));
    const crossed = new Set();
    for (let i = 0; i <= steps; i++) {
      const p = tie.path.getPointAtLength((long * i) / steps);
      const [x, y] = onSheet(tie.path, p.x, p.y);
      for (const { id, box: b } of actors) {
        const inside = b[0] + 1 < x && x < b[2] - 1 && b[1] + 1 < y && y < b[3] - 1;
        if (inside && !tie.ends.includes(id)) crossed.add(id);
      }
    }
    for (const id of crossed) faults.push(`the line ${tie.name} runs through ${id}`);
  }
  for (const element of every("text, rect, path")) {
    const [x0, y0, x1, y1] = box(element);
    if (x0 < -0.5 || y0 < -0.5 || x1 > view.width + 0.5 || y1 > view.height + 0.5) {
      faults.push(`${element.tagName} "${element.textContent}" is not on the sheet`);
    }
  }
  return { texts: texts.length, actors: actors.length, ties: ties.length, faces, wrong, faults };
}
