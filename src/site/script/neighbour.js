// Who is next to whom in the network, for those who move by keys.

/** From one actor to the nearest in a direction. @param {number} place @param {string} key
 * @param {(place: number) => [number, number]} spot where somebody stands */
export function neighbour(place, key, spot) {
  const [x, y] = spot(place);
  const way = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] })[key];
  let best = { cost: Infinity, node: /** @type {SVGElement | null} */ (null) };
  for (const other of /** @type {NodeListOf<SVGElement>} */ (document.querySelectorAll("#layer .node"))) {
    const [ox, oy] = spot(Number(other.dataset.place));
    const ahead = (ox - x) * way[0] + (oy - y) * way[1];
    const aside = Math.abs((ox - x) * way[1]) + Math.abs((oy - y) * way[0]);
    if (ahead > 1 && ahead + 2.2 * aside < best.cost) best = { cost: ahead + 2.2 * aside, node: other };
  }
  return best.node;
}
