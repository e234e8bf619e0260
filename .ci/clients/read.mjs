// Reads every graph of a folder with graphology, on which Gephi Lite and Sigma stand, and holds it
// against the JSON.

import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import graphology from 'graphology';
import gexf from 'graphology-gexf';

const { MultiDirectedGraph } = graphology;
const folder = process.argv[2];
const files = (ending) =>
  readdirSync(folder).filter((name) => name.endsWith(ending)).sort().map((name) => join(folder, name));
const allowed = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

const faults = [];
let readings = 0;

function same(file, what, found, expected) {
  if (!isDeepStrictEqual(found, expected)) {
    faults.push(`${basename(file)}: ${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  }
}

function report(file, graph) {
  readings += 1;
  const counts = `${String(graph.order).padStart(6)} nodes ${String(graph.size).padStart(7)} edges`;
  console.log(`graphology ${basename(file).padEnd(28)} ${counts}`);
}

const all = new Map();
for (const file of files('.json')) {
  const data = JSON.parse(readFileSync(file, 'utf8'));
  if (!data.nodes || !data.edges || !data.graph) continue;
  const graph = new MultiDirectedGraph();
  for (const { id, ...attributes } of data.nodes) graph.addNode(id, attributes);
  for (const { key, source, target, ...attributes } of data.edges) {
    graph.addDirectedEdgeWithKey(key, source, target, attributes);
  }
  same(file, 'nodes', graph.order, data.nodes.length);
  same(file, 'edges', graph.size, data.edges.length);
  all.set(basename(file, '.json'), data);
  report(file, graph);
}

for (const file of files('.gexf')) {
  const stem = basename(file, '.gexf');
  const names = [...all.keys()].filter((name) => stem === name || stem.startsWith(`${name}-`));
  if (names.length === 0) {
    faults.push(`${basename(file)}: there is no JSON to hold it against`);
    continue;
  }
  const data = all.get(names.sort((a, b) => b.length - a.length)[0]);
  const graph = gexf.parse(MultiDirectedGraph, readFileSync(file, 'utf8'));
  same(file, 'nodes', graph.nodes().sort(), data.nodes.map((node) => node.id).sort());
  for (const node of data.nodes) {
    const found = graph.getNodeAttributes(node.id);
    same(file, `${node.id} label`, found.label, allowed(node.label));
    same(file, `${node.id} kind`, found.kind, node.kind);
    same(file, `${node.id} aliases`, found.aliases ?? '', allowed(node.aliases.join(' | ')));
    same(file, `${node.id} colour`, /^(#[0-9a-f]{6}|rgb\()/i.test(found.color), true);
    same(file, `${node.id} size`, found.size > 0, true);
  }
  // Every claim stands behind one edge, between the same ends.
  const claims = new Map(data.edges.map((claim) => [claim.key, claim]));
  const seen = [];
  graph.forEachDirectedEdge((key, found, source, target) => {
    const keys = found.claims ? found.claims.split(' | ') : [key];
    seen.push(...keys);
    for (const claim of keys.map((k) => claims.get(k)).filter(Boolean)) {
      const ends = [claim.source, claim.target];
      if (claim.symmetric) ends.sort();
      const there = [source, target];
      if (claim.symmetric) there.sort();
      same(file, `${key} ends`, there, ends);
      same(file, `${key} family`, found.family, claim.family);
      same(file, `${key} symmetric`, found.symmetric, claim.symmetric);
      same(file, `${key} cites`, found.cited_source.split(' | ').includes(claim.citation.source), true);
      const relations = (found.relations ?? found.relation).split(' | ');
      same(file, `${key} relation`, relations.includes(claim.relation), true);
    }
    same(file, `${key} weight`, found.weight, found.cited_source.split(' | ').length);
  });
  same(file, 'claims', seen.sort(), [...claims.keys()].sort());
  report(file, graph);
}

if (files('.gexf').length === 0) faults.push('no .gexf file was read');
for (const fault of faults.slice(0, 50)) console.error(`FAULT ${fault}`);
console.log(`${readings} readings by graphology, ${faults.length} faults`);
process.exit(faults.length > 0 || readings === 0 ? 1 : 0);
