// Everything, one after the other.
import { done } from "./browser.mjs";

await import("./reading.mjs");
await import("./network.mjs");
await import("./truth.mjs");
await import("./links.mjs");
await import("./access.mjs");
await import("./odd.mjs");
await done();
