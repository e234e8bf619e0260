// Asking the server that the page came from: the only place from which a request leaves.

/** What the server says why it does not do what was asked; `status` 409 means that somebody else was faster. */
export class Refused extends Error {
  /** @param {number} status @param {any} said */
  constructor(status, said) {
    super(said?.error ?? `the server answered ${status}`);
    this.status = status;
    this.said = said ?? {};
  }
}

/** @param {Response} response */
async function read(response) {
  const said = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, said);
  return said;
}

/** Asks for something. @param {string} what @param {Record<string, string>} [fields] */
export async function get(what, fields = {}) {
  const query = new URLSearchParams(fields).toString();
  return read(await fetch(query ? `${what}?${query}` : what, { cache: "no-store" }));
}

/** Asks that something be done. @param {string} what @param {unknown} body @param {AbortSignal} [signal] */
export async function send(what, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(what, { method: "POST", headers, body: JSON.stringify(body), signal }));
}

/**
 * Hears what is new for as long as the page is looked at: browsers have few connections for one server.
 * @param {(news: { state: number, explorer: number }) => void} act @param {(there: boolean) => void} there
 */
export function hear(act, there) {
  /** @type {EventSource | null} */
  let source = null;
  const open = () => {
    if (document.visibilityState === "hidden") {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource("events");
      source.onmessage = (event) => {
        there(true);
        act(JSON.parse(event.data));
      };
      source.onerror = () => there(false);
    }
  };
  document.addEventListener("visibilitychange", open);
  open();
}
