//! Where everybody stands in the network: the same place at every date.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::spells::Told;
use super::worked::Worked;
use crate::graph::Graph;
use crate::layout::font::{Fonts, Weight};
use crate::layout::{ActorBox, Point, Pull, Scene, SceneLine, network, place as place_all};
use crate::model::Family;

/// The size of names, and the widest that one may be before it is broken.
const NAME: f64 = 12.0;
const WIDEST: f64 = 124.0;
const LEADING: f64 = 14.5;

/// So many boxes and lines are placed with the care of a poster, so that no line runs beneath a box.
const FEW: (usize, usize) = (30, 60);

/// The boxes of everybody, and where they stand with parts by themselves, and with parts in their wholes.
#[derive(Debug, Serialize)]
pub(super) struct Network {
    /// Width, height and the lines of the name, in the order of the nodes.
    boxes: Vec<(f64, f64, Vec<String>)>,
    full: BTreeMap<usize, (f64, f64)>,
    rolled: BTreeMap<usize, (f64, f64)>,
}

impl Network {
    pub(super) fn of(graph: &Graph, worked: &Worked, fonts: &Fonts) -> Self {
        let boxes: Vec<(f64, f64, Vec<String>)> = (graph.actors().iter())
            .map(|actor| {
                let lines = fonts.lines(&actor.name, WIDEST, NAME, Weight::Bold);
                let wide = lines.iter().map(|line| fonts.width(line, NAME, Weight::Bold));
                let wide = wide.fold(24.0, f64::max);
                ((wide + 18.0).ceil(), (lines.len() as f64 * LEADING + 11.0).ceil(), lines)
            })
            .collect();
        let (sides, wholes) = (worked.sides.told(), worked.wholes());
        let apart = |tie: &&Told| wholes.contains(&tie.from) && wholes.contains(&tie.to);
        let (full, rolled) = rayon::join(
            || places(graph, &boxes, worked.full.iter(), sides),
            || places(graph, &boxes, worked.rolled.iter().filter(apart), sides),
        );
        Network { boxes, full, rolled }
    }
}

/// All names as an SVG, which is looked through for letters that no font has.
pub(super) fn names(graph: &Graph) -> String {
    let mut out = String::from("<svg>");
    for actor in graph.actors() {
        let _ = write!(
            out,
            "<text font-weight=\"bold\">{}</text>",
            crate::render::escaped(&actor.name)
        );
    }
    out + "</svg>"
}

type Boxes = [(f64, f64, Vec<String>)];

fn places<'t>(
    graph: &Graph,
    boxes: &Boxes,
    ties: impl Iterator<Item = &'t Told>,
    sides: &[(String, Vec<usize>)],
) -> BTreeMap<usize, (f64, f64)> {
    let vocabulary = graph.vocabulary();
    let unnamed = |i: usize| graph.actors()[i].id.is_unnamed();
    let ties: Vec<&Told> = ties.filter(|tie| !unnamed(tie.from) && !unnamed(tie.to)).collect();
    let shown: BTreeSet<usize> = ties.iter().flat_map(|tie| [tie.from, tie.to]).collect();
    let shown: Vec<usize> = shown.into_iter().collect();
    let place = |actor: usize| shown.binary_search(&actor).unwrap_or(0);
    let side_of = |actor: &usize| sides.iter().position(|(_, members)| members.contains(actor));
    let item = |actor: &usize| ActorBox {
        width: boxes[*actor].0,
        height: boxes[*actor].1,
        group: side_of(actor),
    };
    let family = |tie: &Told| vocabulary.get(&tie.relation).map(|ix| vocabulary[ix].family);
    let links: BTreeSet<(usize, usize, Pull)> = (ties.iter())
        .map(|tie| {
            let pull = match family(tie) {
                Some(Family::Support | Family::Structure) => Pull::Firm,
                Some(Family::Hostility) => Pull::Loose,
                _ => Pull::Slack,
            };
            (place(tie.from), place(tie.to), pull)
        })
        .collect();
    let link = |(from, to, pull)| SceneLine { from, to, pull, labels: Vec::new() };
    let scene = Scene {
        items: shown.iter().map(item).collect(),
        headings: vec![0.0; sides.len()],
        links: links.into_iter().map(link).collect(),
    };
    let careful = scene.items.len() <= FEW.0 && scene.links.len() <= FEW.1;
    let middles: Vec<Point> = match careful {
        true => place_all(&scene).items.iter().map(|item| item.centre()).collect(),
        false => network(&scene),
    };
    let corner = |pick: fn(&Point) -> f64| middles.iter().map(pick).fold(f64::MAX, f64::min);
    let (left, top) = (corner(|p| p.x) - 100.0, corner(|p| p.y) - 60.0);
    let tidy = |v: f64| (v * 2.0).round() / 2.0;
    let at_origin = |p: &Point| (tidy(p.x - left), tidy(p.y - top));
    shown.iter().copied().zip(middles.iter().map(at_origin)).collect()
}
