//! What exports show of an actor beside the graph: his side, and where he stands.

use super::terminal::Terminal;
use super::time::when;
use crate::analysis::sides::sides;
use crate::export::node_sizes;
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::layout::{Item, Link, Pull, Scene, sketch};
use crate::model::Family;
use crate::view::View;

/// Beyond so many ties a graph is exported without sides and positions: finding them would take longer
/// than all else, and nobody looks at such a picture.
const MOST_TIES: usize = 20_000;

/// Fills in the marks of a view of a graph; says so where it leaves them out.
pub(super) fn mark(view: &mut View<'_>, graph: &Graph, reach: Reach, terminal: &Terminal) {
    if view.ties().len() > MOST_TIES {
        terminal.say("more than 20,000 ties: written without sides and positions");
        return;
    }
    let groups = side(view, graph, reach);
    let scene = scene(view, &groups);
    for (mark, place) in view.marks.iter_mut().zip(sketch(&scene)) {
        mark.position = Some((place.x, place.y));
    }
}

/// The side of each actor shown; a side of one is none.
fn side(view: &mut View<'_>, graph: &Graph, reach: Reach) -> Vec<Option<usize>> {
    let found = sides(graph, when(view.at), reach);
    let of_actors = found.of_actors();
    let mut groups = Vec::new();
    for (actor, mark) in view.actors.iter().zip(&mut view.marks) {
        let ix = graph.actor(actor.id.as_str());
        let side = ix.and_then(|ix| of_actors.get(&ix).copied());
        let side = side.filter(|side| found.sides[*side].members.len() > 1);
        mark.side = side.map(|side| found.sides[side].name.clone());
        groups.push(side);
    }
    groups
}

/// Circles with room for a name, near whom they are tied to.
fn scene(view: &View<'_>, groups: &[Option<usize>]) -> Scene {
    let item = |(size, group): (f64, &Option<usize>)| {
        let across = 2.0 * size + 30.0;
        Item { width: across, height: across, group: *group }
    };
    let link = |tie: &crate::view::Tie| Link {
        from: tie.from,
        to: tie.to,
        pull: match tie.family {
            Family::Support | Family::Structure => Pull::Firm,
            Family::Contact | Family::Presence => Pull::Slack,
            Family::Hostility => Pull::Loose,
        },
        labels: Vec::new(),
    };
    let groups_used = groups.iter().flatten().max().map_or(0, |last| last + 1);
    Scene {
        items: node_sizes(view).into_iter().zip(groups).map(item).collect(),
        headings: vec![0.0; groups_used],
        links: view.ties().iter().map(link).collect(),
    }
}
