// Everything, one after the other.
import { done } from "./browser.mjs";

await import("./reading.mjs");
await import("./coding.mjs");
await import("./people.mjs");
await import("./together.mjs");
await import("./access.mjs");
await done();
