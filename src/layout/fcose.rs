//! First arrangements, by FCoSE (Balci and Dogrusoz 2021): springs, with groups as boxes.
//!
//! The only place that knows the layout crate.

use manatee::algo::FcoseOptions;
use manatee::{Algorithm, Compound, Edge, Graph, Node};

use super::Starts;
use super::geometry::{Point, at};
use super::scene::{PAD, Pull, Scene};

/// FCoSE as a source of arrangements.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fcose;

impl Starts for Fcose {
    fn start(&self, scene: &Scene, seed: u64) -> Option<Vec<Point>> {
        let options = FcoseOptions {
            random_seed: seed,
            compound_padding: Some(PAD),
            ..FcoseOptions::default()
        };
        let graph = graph(scene);
        let result = manatee::layout(&graph, Algorithm::Fcose(options)).ok()?;
        // What is no number would poison every score.
        let place = |i: usize| {
            let p = result.positions.get(&name(i))?;
            let p = at(p.x.round(), p.y.round());
            (p.x.is_finite() && p.y.is_finite()).then_some(p)
        };
        (0..scene.items.len()).map(place).collect()
    }
}

fn name(i: usize) -> String {
    format!("n{i}")
}

fn graph(scene: &Scene) -> Graph {
    let group = |i: usize| format!("g{i}");
    let nodes = (scene.items.iter().enumerate())
        .map(|(i, item)| Node {
            id: name(i),
            parent: item.group.map(group),
            width: item.width,
            height: item.height,
            x: 0.0,
            y: 0.0,
            bounds_extras: Default::default(),
        })
        .collect();
    let compounds = (0..scene.headings.len()).map(|i| Compound { id: group(i), parent: None });
    let edges = scene.links.iter().enumerate().map(|(i, link)| {
        let (ideal_length, elasticity) = match link.pull {
            Pull::Firm => (60.0, 0.45),
            Pull::Slack => (110.0, 0.2),
            Pull::Loose => (170.0, 0.06),
        };
        Edge {
            id: format!("e{i}"),
            source: name(link.from),
            target: name(link.to),
            label_width: None,
            label_height: None,
            source_anchor: None,
            target_anchor: None,
            ideal_length,
            elasticity,
        }
    });
    Graph { nodes, edges: edges.collect(), compounds: compounds.collect() }
}
