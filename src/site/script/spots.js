// Where everybody stands in the network, and how a picture moves there from where it was.
import { FAMILIES, actorPlace, actors, network } from "./data.js";
import { moves } from "./dom.js";
import { state } from "./state.js";

/** Where everybody stood before, by id, and how far they have come since: from 0 to 1. @type {{ from: Map<string, [number, number]>, part: number } | null} */
let moving = null;

/** Whether only support and hostility are drawn: as long as nobody has asked for certain families. */
export const onlyMain = () => state.lines === "main" && state.families.length === FAMILIES.length;

/** Where everybody is to stand. */
export const places = () => network[state.mode === "rolled" && onlyMain() ? "main" : state.mode];

/** Where an actor stands; while the picture moves to new places, on his way there. @param {number} place @returns {[number, number]} */
export function spot(place) {
  const there = places()[String(place)];
  const from = moving?.from.get(actors[place].id);
  if (!there || !from || !moving) return there;
  return [from[0] + (there[0] - from[0]) * moving.part, from[1] + (there[1] - from[1]) * moving.part];
}

/** Whether everybody is on his way. */
export const isMoving = () => moving !== null;

/** Moves everybody from where he was to where he is now. @param {Map<string, [number, number]>} from @param {() => boolean} draw draws, and says whether to go on */
export function moveFrom(from, draw) {
  const stays = [...from].every(([id, [x, y]]) => {
    const there = places()[String(actorPlace(id))];
    return !there || (there[0] === x && there[1] === y);
  });
  if (!moves() || stays) return;
  const begun = performance.now();
  const step = () => {
    const t = Math.min(1, (performance.now() - begun) / 450);
    moving = t < 1 ? { from, part: t * t * (3 - 2 * t) } : null;
    if (draw() && t < 1) requestAnimationFrame(step);
    else moving = null;
  };
  step();
}

/** The size of the whole drawing. */
export function extent() {
  let [width, height] = [400, 300];
  for (const [place, [x, y]] of Object.entries(places())) {
    const [w, h] = network.boxes[Number(place)];
    width = Math.max(width, x + w / 2 + 40);
    height = Math.max(height, y + h / 2 + 40);
  }
  return { width, height };
}
