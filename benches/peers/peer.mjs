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
for (const edge of data.edges) {
  const { key, relation, family, sign, symmetric, modality, status, when, citation } = edge;
  graph.addEdgeWithKey(key, edge.source, edge.target, {
    relation, family, sign, symmetric, modality, status, when: when ?? "",
    said_by: edge.said_by.join(" | "),
    cited_source: citation.source, paragraph: citation.paragraph, quote: citation.quote,
  });
}
const text = task === "gexf" ? gexf.write(graph) : JSON.stringify(graph.export());
fs.writeFileSync(output, text);
