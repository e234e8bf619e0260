// graphology's task: load the JSON, build the graph, write it. Usage: peer.mjs TASK INPUT OUTPUT
import { createRequire } from "node:module";
import fs from "node:fs";

const require = createRequire(process.cwd() + "/");
const { MultiDirectedGraph } = require("graphology");
const gexf = require("graphology-gexf");

const [task, input, output] = process.argv.slice(2);
// A string in JavaScript ends at half a gigabyte: larger files are beyond this peer.
const data = JSON.parse(fs.readFileSync(input, "utf8"));
const graph = new MultiDirectedGraph();
for (const { id, label, kind } of data.nodes) graph.addNode(id, { label, kind });
// The same fields as in peer.py, flat.
const fields = ["relation", "family", "sign", "symmetric", "event", "modality", "status", "said_by",
  "when", "attested", "place", "note"];
const flat = (value) =>
  Array.isArray(value) ? value.filter((item) => item !== null).join(" | ") : value ?? "";
for (const edge of data.edges) {
  const { source, paragraph, quote, match } = edge.citation;
  const values = { cited_source: source, paragraph, quote, match };
  for (const field of fields) values[field] = flat(edge[field]);
  graph.addEdgeWithKey(edge.key, edge.source, edge.target, values);
}
const start = performance.now();
const text = task === "gexf" ? gexf.write(graph) : JSON.stringify(graph.export());
fs.writeFileSync(output, text);
console.log((performance.now() - start) / 1000);
