// Reads every graph of a folder with the programs of the web that it is made for (graphology, on which
// Gephi Lite and Sigma stand, Cytoscape.js and Mermaid), and holds it against the JSON.

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import cytoscape from 'cytoscape';
import graphology from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import { JSDOM } from 'jsdom';

const { MultiDirectedGraph, MultiGraph } = graphology;
const folder = process.argv[2];
const names = readdirSync(folder).sort();
const files = (ending) => names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
const read = (file) => readFileSync(file, 'utf8');
const allowed = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
const ASSERTED = ['factual', 'reported', 'assessed'];
const MODALITIES = [...ASSERTED, 'alleged', 'planned', 'considered', 'recommended', 'hypothetical', 'denied'];

const faults = [];
const readings = {};

function same(file, what, found, expected) {
  if (!isDeepStrictEqual(found, expected)) {
    faults.push(`${basename(file)}: ${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  }
}

function report(client, file, nodes, edges) {
  readings[client] = (readings[client] ?? 0) + 1;
  const counts = `${String(nodes).padStart(6)} nodes ${String(edges).padStart(7)} edges`;
  console.log(`${client.padEnd(14)} ${basename(file).padEnd(28)} ${counts}`);
}

// The JSON of each graph, by the name of its file.
const all = new Map();
for (const file of files('.json')) {
  if (basename(file).split('.').length > 2) continue;
  const data = JSON.parse(read(file));
  if (!data.nodes || !data.edges || !data.graph) continue;
  const graph = new MultiDirectedGraph();
  for (const { id, ...attributes } of data.nodes) graph.addNode(id, attributes);
  for (const { key, source, target, ...attributes } of data.edges) {
    graph.addDirectedEdgeWithKey(key, source, target, attributes);
  }
  same(file, 'nodes', graph.order, data.nodes.length);
  same(file, 'edges', graph.size, data.edges.length);
  all.set(basename(file, '.json'), data);
  report('graphology', file, graph.order, graph.size);
}

// The files of a sort, each with the JSON of the same graph (x-claims.gexf: x).
function* each(ending) {
  const found = files(ending);
  if (found.length === 0) faults.push(`no ${ending} was read`);
  for (const file of found) {
    const stem = basename(file, ending);
    const fitting = [...all.keys()].filter((name) => stem === name || stem.startsWith(`${name}-`));
    if (fitting.length === 0) {
      faults.push(`${basename(file)}: there is no JSON to hold it against`);
      continue;
    }
    yield [file, all.get(fitting.sort((a, b) => b.length - a.length)[0])];
  }
}

// A list in one cell: a bar within an item has a backslash in front.
const listed = (items) => items.map((item) => item.replaceAll('|', '\\|')).join(' | ');
const joined = (items) => listed([...new Set(items)]);

// Holds nodes, by id, and edges, as [id, source, target, columns], against the JSON. `fold` makes of a
// text what the format can hold of it.
function hold(file, data, nodes, edges, fold = (text) => text) {
  same(file, 'nodes', [...nodes.keys()].sort(), data.nodes.map((node) => node.id).sort());
  const pairs = new Set();
  for (const claim of data.edges.filter((c) => c.family === 'support' && ASSERTED.includes(c.modality))) {
    pairs.add(`${claim.source} ${claim.target}`);
    if (claim.symmetric) pairs.add(`${claim.target} ${claim.source}`);
  }
  const ends = [...pairs].map((pair) => pair.split(' '));
  for (const node of data.nodes) {
    const found = nodes.get(node.id) ?? {};
    same(file, `${node.id} label`, found.label, fold(node.label));
    same(file, `${node.id} kind`, found.kind, node.kind);
    same(file, `${node.id} aliases`, found.aliases ?? '', fold(listed(node.aliases)));
    for (const field of ['short', 'note', 'when', 'same_as']) {
      same(file, `${node.id} ${field}`, found[field] ?? '', fold(node[field] ?? ''));
    }
    same(file, `${node.id} in_support`, found.in_support, ends.filter(([, to]) => to === node.id).length);
    same(file, `${node.id} out_support`, found.out_support, ends.filter(([from]) => from === node.id).length);
  }
  // Every claim stands behind one edge, between the same ends.
  const claims = new Map(data.edges.map((claim) => [claim.key, claim]));
  const seen = [];
  for (const [key, source, target, found] of edges) {
    const keys = found.claims ? found.claims.split(' | ') : [key];
    const behind = keys.map((k) => claims.get(k)).filter(Boolean);
    seen.push(...keys);
    for (const claim of behind) {
      const wanted = [claim.source, claim.target];
      const there = [source, target];
      if (claim.symmetric) [wanted, there].forEach((list) => list.sort());
      same(file, `${key} ends`, there, wanted);
      same(file, `${key} family`, found.family, claim.family);
      same(file, `${key} symmetric`, found.symmetric, claim.symmetric);
    }
    same(file, `${key} cites`, found.cited_source, joined(behind.map((c) => c.citation.source)));
    // Of a tie, the claims of the firmest manner speak, without those of relations that are over.
    const firmest = MODALITIES.find((modality) => behind.some((c) => c.modality === modality));
    const named = found.relations?.split(' | ');
    const tells = named ? behind.filter((c) => c.modality === firmest && named.includes(c.relation)) : behind;
    same(file, `${key} speaks`, tells.length > 0, true);
    const others = behind.filter((c) => !tells.includes(c));
    const how = (c) => `${c.relation} (${c.modality === firmest ? 'ended' : c.modality})`;
    if (named) same(file, `${key} also`, found.also ?? '', joined(others.map(how)));
    same(file, `${key} relation`, found.relations ?? found.relation, joined(tells.map((c) => c.relation)));
    same(file, `${key} said_by`, found.said_by ?? '', fold(joined(tells.flatMap((c) => c.said_by))));
    const when = joined(tells.map((c) => c.when).filter(Boolean));
    same(file, `${key} when`, found.when ?? '', when);
    same(file, `${key} weight`, found.weight >= 1 && found.weight <= behind.length, true);
    if (!found.claims) {
      const [{ citation, sign, modality, event, status }] = behind;
      same(file, `${key} quote`, found.quote ?? '', fold(citation.quote ?? ''));
      same(file, `${key} record`, found.record ?? '', fold(citation.record ?? ''));
      const { sign: s, modality: m, event: e, status: t } = found;
      same(file, `${key} sign, modality, event, status`, [s, m, e, t], [sign, modality, event, status]);
    }
  }
  same(file, 'claims', seen.sort(), [...claims.keys()].sort());
}

const nodesOf = (graph) => new Map(graph.nodes().map((id) => [id, graph.getNodeAttributes(id)]));

// What only one reader loses: an attribute that is not there, or an id under a name of its own.
function edgesOf(graph) {
  return graph.mapEdges((key, found, source, target) => [found.edge_key ?? key, source, target, found]);
}

for (const [file, data] of each('.gexf')) {
  const graph = gexf.parse(MultiGraph, read(file));
  hold(file, data, nodesOf(graph), edgesOf(graph), allowed);
  graph.forEachNode((id, found) => {
    same(file, `${id} colour`, /^(#[0-9a-f]{6}|rgb\()/i.test(found.color), true);
    same(file, `${id} size`, found.size > 0, true);
  });
  const mixed = basename(file).includes('-mixed');
  graph.forEachEdge((key, found, s, t, a, b, undirected) => {
    same(file, `${key} undirected`, undirected, mixed && found.symmetric);
  });
  report('graphology', file, graph.order, graph.size);
}

// Formats that `build` does not write: they are read where they have been exported.
if (files('.graphml').length > 0) {
  for (const [file, data] of each('.graphml')) {
    const graph = graphml.parse(MultiDirectedGraph, read(file));
    hold(file, data, nodesOf(graph), edgesOf(graph), allowed);
    report('graphology', file, graph.order, graph.size);
  }
  for (const [file, data] of each('.graphology.json')) {
    const graph = MultiGraph.from(JSON.parse(read(file)));
    same(file, 'title', graph.getAttribute('title'), data.graph.title);
    hold(file, data, nodesOf(graph), edgesOf(graph));
    graph.forEachEdge((key, found, s, t, a, b, undirected) => {
      same(file, `${key} undirected`, undirected, found.symmetric);
    });
    report('graphology', file, graph.order, graph.size);
  }
  for (const [file, data] of each('.cyjs')) {
    const graph = cytoscape({ headless: true, ...JSON.parse(read(file)) });
    const nodes = new Map(graph.nodes().map((node) => [node.id(), node.data()]));
    const edges = graph.edges().map((edge) => {
      const { id, source, target } = edge.data();
      return [id, source, target, edge.data()];
    });
    hold(file, data, nodes, edges);
    report('cytoscape', file, graph.nodes().length, graph.edges().length);
  }
  await readMermaid();
}

async function readMermaid() {
  const { window } = new JSDOM('<body></body>');
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({ maxTextSize: 1e8, maxEdges: 1e6 });
  // Mermaid keeps entities in a writing of its own until it draws.
  const shown = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code))
    .replace(/<br\s*\/?>/g, '\n').replace(/\u00a0/g, ' ').trim();
  const plain = (text) => [...text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')]
    .filter((c) => c === '\n' || !/[\p{Cc}\ufffe\uffff]/u.test(c)).join('').trim();
  for (const [file, data] of each('.mmd')) {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(read(file));
    const vertices = db.getVertices();
    const edges = db.getEdges();
    same(file, 'nodes', vertices.size, data.nodes.length);
    const id = (key) => (key === '?' ? 'not_named_' : `a_${key.replaceAll('-', '_')}`);
    for (const node of data.nodes) {
      const vertex = vertices.get(id(node.id));
      same(file, `${node.id} label`, shown(vertex?.text ?? ''), plain(node.short ?? node.label));
      same(file, `${node.id} kind`, vertex?.classes, [node.kind]);
    }
    const bundle = (c) => [[c.source, c.target], c.family, c.symmetric, c.key];
    const keys = data.edges.map((claim) => {
      const [ends, ...rest] = bundle(claim);
      if (!basename(file).includes('-claims')) rest.pop();
      if (claim.symmetric && rest.length === 2) ends.sort();
      return JSON.stringify([...ends, ...rest]);
    });
    const wanted = [...new Set(keys)].map((key) => JSON.parse(key).slice(0, 2).map(id).join(' ')).sort();
    same(file, 'edges', edges.map((edge) => `${edge.start} ${edge.end}`).sort(), wanted);
    report('mermaid', file, vertices.size, edges.length);
  }
}

for (const client of ['graphology', ...(files('.mmd').length > 0 ? ['cytoscape', 'mermaid'] : [])]) {
  if (!readings[client]) faults.push(`${client} has read nothing`);
}
for (const fault of faults.slice(0, 50)) console.error(`FAULT ${fault}`);
const count = Object.values(readings).reduce((a, b) => a + b, 0);
console.log(`${count} readings, ${faults.length} faults`);
process.exit(faults.length > 0 || count === 0 ? 1 : 0);
