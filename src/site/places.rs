//! The positions of actors in the network, the same at every date.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::spells::TieOverTime;
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

/// The boxes of everybody, and where they stand: with parts by themselves, and with parts in their wholes.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Network {
    /// Width, height and the lines of the name, in the order of the nodes.
    boxes: Vec<NameBox>,
    full: Spots,
    rolled: Spots,
    /// Rolled up, those who back or fight somebody, or are backed or fought: fewer, so that they can be read.
    main: Spots,
}

type NameBox = (f64, f64, Vec<String>);

/// The middles of boxes, by the places of their actors.
type Spots = BTreeMap<usize, (f64, f64)>;

/// Everybody and what draws them together, before they are placed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Crowd {
    /// The ids of the actors, in the order of the nodes.
    ids: Vec<String>,
    boxes: Vec<NameBox>,
    full: Part,
    rolled: Part,
    main: Part,
}

/// Those who have a tie.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    shown: Vec<usize>,
    scene: Scene,
}

impl Crowd {
    pub(super) fn of(graph: &Graph, worked: &Worked, fonts: &Fonts) -> Self {
        let boxes: Vec<NameBox> = (graph.actors().iter())
            .map(|actor| {
                let lines = fonts.lines(&actor.name, WIDEST, NAME, Weight::Bold);
                let wide = lines.iter().map(|line| fonts.width(line, NAME, Weight::Bold));
                let wide = wide.fold(24.0, f64::max);
                ((wide + 18.0).ceil(), (lines.len() as f64 * LEADING + 11.0).ceil(), lines)
            })
            .collect();
        let (sides, wholes) = (worked.sides.told(), worked.wholes());
        let apart = |tie: &&TieOverTime| wholes.contains(&tie.from) && wholes.contains(&tie.to);
        let full = Part::of(graph, &boxes, worked.full.iter(), sides);
        let rolled = Part::of(graph, &boxes, worked.rolled.iter().filter(apart), sides);
        let takes_sides = |tie: &&TieOverTime| {
            let family =
                graph.vocabulary().get(&tie.relation).map(|ix| graph.vocabulary()[ix].family);
            matches!(family, Some(Family::Support | Family::Hostility))
        };
        let main = worked.rolled.iter().filter(apart).filter(takes_sides);
        let main = Part::of(graph, &boxes, main, sides);
        let ids = graph.actors().iter().map(|actor| actor.id.to_string()).collect();
        Crowd { ids, boxes, full, rolled, main }
    }

    /// Places everybody, with care.
    pub(crate) fn placed(&self) -> Network {
        let rest = || rayon::join(|| self.rolled.placed(), || self.main.placed());
        let (full, (rolled, main)) = rayon::join(|| self.full.placed(), rest);
        Network { boxes: self.boxes.clone(), full, rolled, main }
    }

    /// Leaves every actor where it was, and puts new actors beside those to which they are tied: a
    /// picture that can be shown until a better one is found.
    #[cfg(feature = "serve")]
    pub(crate) fn placed_as(&self, before: &Crowd, network: &Network) -> Network {
        let kept = |spots: &Spots| -> Spots {
            let own = |place: &usize| {
                let id = before.ids.get(*place)?;
                self.ids.binary_search(id).ok()
            };
            spots.iter().filter_map(|(place, spot)| Some((own(place)?, *spot))).collect()
        };
        let full = self.full.beside(kept(&network.full), &self.boxes);
        let rolled = self.rolled.beside(kept(&network.rolled), &self.boxes);
        let main = self.main.beside(kept(&network.main), &self.boxes);
        Network { boxes: self.boxes.clone(), full, rolled, main }
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

impl Part {
    fn of<'t>(
        graph: &Graph,
        boxes: &[NameBox],
        ties: impl Iterator<Item = &'t TieOverTime>,
        sides: &[(String, Vec<usize>)],
    ) -> Part {
        let vocabulary = graph.vocabulary();
        let unnamed = |i: usize| graph.actors()[i].id.is_unnamed();
        let ties: Vec<&TieOverTime> =
            ties.filter(|tie| !unnamed(tie.from) && !unnamed(tie.to)).collect();
        let shown: BTreeSet<usize> = ties.iter().flat_map(|tie| [tie.from, tie.to]).collect();
        let shown: Vec<usize> = shown.into_iter().collect();
        let place = |actor: usize| shown.binary_search(&actor).unwrap_or(0);
        let side_of = |actor: &usize| sides.iter().position(|(_, members)| members.contains(actor));
        let item = |actor: &usize| ActorBox {
            width: boxes[*actor].0,
            height: boxes[*actor].1,
            group: side_of(actor),
        };
        let family =
            |tie: &TieOverTime| vocabulary.get(&tie.relation).map(|ix| vocabulary[ix].family);
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
        Part { shown, scene }
    }

    fn placed(&self) -> Spots {
        let scene = &self.scene;
        let careful = scene.items.len() <= FEW.0 && scene.links.len() <= FEW.1;
        let middles: Vec<Point> = match careful {
            true => place_all(scene).items.iter().map(|item| item.centre()).collect(),
            false => network(scene),
        };
        let corner = |pick: fn(&Point) -> f64| middles.iter().map(pick).fold(f64::MAX, f64::min);
        let (left, top) = (corner(|p| p.x) - 100.0, corner(|p| p.y) - 60.0);
        let at_origin = |p: &Point| (tidy(p.x - left), tidy(p.y - top));
        self.shown.iter().copied().zip(middles.iter().map(at_origin)).collect()
    }

    #[cfg(feature = "serve")]
    fn beside(&self, mut spots: Spots, boxes: &[NameBox]) -> Spots {
        spots.retain(|place, _| self.shown.binary_search(place).is_ok());
        let new: Vec<usize> =
            self.shown.iter().copied().filter(|place| !spots.contains_key(place)).collect();
        for place in new {
            let own = self.shown.binary_search(&place).unwrap_or(0);
            let tied = self.scene.links.iter().filter_map(|link| match own {
                own if own == link.from => Some(self.shown[link.to]),
                own if own == link.to => Some(self.shown[link.from]),
                _ => None,
            });
            let near: Vec<(f64, f64)> =
                tied.filter_map(|other| spots.get(&other).copied()).collect();
            let middle = |of: &[(f64, f64)]| {
                let n = of.len().max(1) as f64;
                let sum = of.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
                (sum.0 / n, sum.1 / n)
            };
            let wanted = match near.is_empty() {
                true => middle(&spots.values().copied().collect::<Vec<_>>()),
                false => middle(&near),
            };
            let spot = free(wanted, place, &spots, boxes);
            spots.insert(place, spot);
        }
        spots
    }
}

/// The first place around a point, ring by ring, on which a box covers no other.
#[cfg(feature = "serve")]
fn free(wanted: (f64, f64), place: usize, spots: &Spots, boxes: &[NameBox]) -> (f64, f64) {
    // A ring's points, clockwise, in quarters of it and between them.
    const ROUND: [(f64, f64); 8] = [
        (0.0, 1.0),
        (1.0, 0.0),
        (0.0, -1.0),
        (-1.0, 0.0),
        (0.7, 0.7),
        (0.7, -0.7),
        (-0.7, -0.7),
        (-0.7, 0.7),
    ];
    let is_free = |(x, y): (f64, f64)| {
        spots.iter().all(|(other, (ox, oy))| {
            let apart = |a: f64, b: f64| (a + b) / 2.0 + 12.0;
            (x - ox).abs() >= apart(boxes[place].0, boxes[*other].0)
                || (y - oy).abs() >= apart(boxes[place].1, boxes[*other].1)
        })
    };
    let rings = (0..80).flat_map(|ring| {
        let far = f64::from(ring) * 30.0;
        ROUND.map(|(x, y)| {
            (tidy((wanted.0 + x * far).max(80.0)), tidy((wanted.1 + y * far).max(40.0)))
        })
    });
    rings.into_iter().find(|spot| is_free(*spot)).unwrap_or(wanted)
}

fn tidy(v: f64) -> f64 {
    (v * 2.0).round() / 2.0
}
