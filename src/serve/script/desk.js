// What the page knows of the data set, and changes of it: every change says which versions of the files have
// been seen here, so that nobody's work is overwritten.
import { Refused, get, send } from "./ask.js";

/** @type {{ state: RoomState, text: Text | null, problem: string }} */
export const desk = {
  state: { title: "", files: [], versions: {}, torn: false, sources: [], actors: [], relations: [], kinds: [], modalities: [], statuses: [], problems: [], more_problems: 0, errors: 0, warnings: 0, claims: 0, undo: null, redo: null },
  text: null,
  problem: "",
};

/** @type {(() => void)[]} */
const listeners = [];

/** Calls a function whenever something else is known. @param {() => void} act */
export function onNews(act) {
  listeners.push(act);
}

export function tell() {
  for (const listener of listeners) listener();
}

/** Asks for the state, and for the text that is read. */
export async function refresh() {
  const state = await get("state");
  if (state.broken) desk.problem = state.broken;
  else {
    desk.problem = "";
    desk.state = state;
  }
  if (desk.text) desk.text = await get("source", { id: desk.text.id });
  tell();
}

/** Reads a source. @param {string} id */
export async function read(id) {
  desk.text = await get("source", { id });
  tell();
}

/** What to do when somebody else was faster. @type {(refused: Refused) => Promise<boolean>} */
let whenLate = async () => false;

/** @param {(refused: Refused) => Promise<boolean>} act says whether to go on with what is there by now */
export function onLate(act) {
  whenLate = act;
}

/**
 * Has something changed; `null` where somebody else was faster, and what he did is to stay.
 * @param {string} what @param {unknown} of @returns {Promise<Written | null>}
 */
export async function change(what, of) {
  for (;;) {
    const card = desk.text?.card;
    const seen = { ...desk.state.versions, ...(card ? { [card.name]: card.version } : {}) };
    try {
      const written = await send(what, { seen, what: of });
      await refresh();
      return written;
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409) throw error;
      await refresh();
      if (!(await whenLate(error))) return null;
    }
  }
}

/** @param {string} id */
export const actor = (id) => desk.state.actors.find((one) => one.id === id);
/** The name of somebody, or what he is called. @param {string} id */
export const nameOf = (id) => (id === "?" ? "somebody not named" : id === "unnamed" ? "somebody not named" : actor(id)?.name ?? id);
/** @param {string} id */
export const relation = (id) => desk.state.relations.find((one) => one.id === id);
/** @param {string} id */
export const labelOf = (id) => relation(id)?.label ?? id.replaceAll("_", " ");
