// Panning and zooming a layer: by wheel, keys, mouse, pen and fingers. While it moves only the layer's CSS
// transform changes, which browsers do without painting; when it has come to rest it is painted anew, sharp.
const LEAST = 0.12;
const MOST = 4;
const REST = 180;

/**
 * @param {HTMLElement} stage what is looked through @param {HTMLElement} layer what moves
 * @param {(scale: number) => void} rest called with the scale when the layer has come to rest
 */
export function panZoom(stage, layer, rest) {
  let [x, y, scale, painted] = [0, 0, 1, 1];
  let timer = 0;
  /** @type {Map<number, { x: number, y: number }>} */
  const fingers = new Map();

  const place = () => {
    layer.style.transform = `translate(${x}px, ${y}px) scale(${scale / painted})`;
  };
  const settle = () => {
    if (painted === scale) return;
    painted = scale;
    rest(scale);
    place();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(settle, REST);
  };
  /** Zooms so that a point of the stage stays where it is. @param {number} factor @param {number} cx @param {number} cy */
  const zoom = (factor, cx, cy) => {
    const next = Math.min(MOST, Math.max(LEAST, scale * factor));
    x = cx - (cx - x) * (next / scale);
    y = cy - (cy - y) * (next / scale);
    scale = next;
    place();
    soon();
  };
  const move = (/** @type {number} */ dx, /** @type {number} */ dy) => {
    x += dx;
    y += dy;
    place();
  };
  const middle = () => /** @type {[number, number]} */ ([stage.clientWidth / 2, stage.clientHeight / 2]);

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    if (event.shiftKey) move(-step, 0);
    else zoom(Math.exp(-Math.max(-80, Math.min(80, step)) / 240), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (Math.hypot(now.x - before.x, now.y - before.y) < 3 && !stage.hasPointerCapture(event.pointerId)) return;
    if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    stage.classList.add("moving");
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const box = stage.getBoundingClientRect();
      const apart = Math.hypot(before.x - other.x, before.y - other.y) || 1;
      zoom(Math.hypot(now.x - other.x, now.y - other.y) / apart, (now.x + other.x) / 2 - box.left, (now.y + other.y) / 2 - box.top);
      move((now.x - before.x) / 2, (now.y - before.y) / 2);
    } else {
      move(now.x - before.x, now.y - before.y);
    }
    fingers.set(event.pointerId, now);
  });
  const lift = (/** @type {PointerEvent} */ event) => {
    fingers.delete(event.pointerId);
    if (fingers.size === 0) setTimeout(() => stage.classList.remove("moving"), 0);
  };
  stage.addEventListener("pointerup", lift);
  stage.addEventListener("pointercancel", lift);

  /** What a key does; whether it did something. @param {string} key */
  const key = (key) => {
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60),
      "+": () => zoom(1.25, ...middle()), "=": () => zoom(1.25, ...middle()), "-": () => zoom(0.8, ...middle()),
    };
    acts[key]?.();
    return key in acts;
  };
  /** Shows a point of the layer in the middle. @param {number} px @param {number} py @param {number} [at] */
  const centre = (px, py, at) => {
    if (at !== undefined) scale = Math.min(MOST, Math.max(LEAST, at));
    const [cx, cy] = middle();
    x = cx - px * scale;
    y = cy - py * scale;
    place();
    settle();
  };
  /** The point of the layer beneath a point of the window. @param {number} clientX @param {number} clientY */
  const beneath = (clientX, clientY) => {
    const box = stage.getBoundingClientRect();
    return [(clientX - box.left - x) / scale, (clientY - box.top - y) / scale, scale];
  };
  /** Where it is, to show it so again. @returns {[number, number, number]} */
  const where = () => [x, y, scale];
  /** @param {[number, number, number]} there */
  const put = ([nx, ny, at]) => {
    [x, y, scale] = [nx, ny, at];
    place();
    settle();
  };
  return { where, put, zoom: (/** @type {number} */ factor) => zoom(factor, ...middle()), move, key, centre, beneath };
}
