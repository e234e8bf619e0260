//! What exports show about an actor besides the graph: its side and its position.

use crate::analysis::sides::sides;
#[cfg(feature = "draw")]
use crate::export::node_sizes;
use crate::graph::Graph;
use crate::graph::time::{Reach, When};
#[cfg(feature = "draw")]
use crate::layout::{ActorBox, Pull, Scene, SceneLine, sketch};
#[cfg(feature = "draw")]
use crate::model::Family;
use crate::view::View;

/// With more ties than this, a graph is exported without sides and positions: finding them would take longer
/// than everything else, and nobody looks at such a picture.
pub const MOST_TIES: usize = 20_000;

/// Whether a view was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Marked {
    /// It was.
    All,
    /// It was not, because it has more than [`MOST_TIES`].
    TooLarge,
}

/// Fills in the marks of a view of a graph, so that its exports are the same as those of the command.
pub fn mark(view: &mut View<'_>, graph: &Graph, reach: Reach) -> Marked {
    if view.ties().len() > MOST_TIES {
        return Marked::TooLarge;
    }
    let groups = side(view, graph, reach);
    place(view, &groups);
    Marked::All
}

/// The side of each actor shown; a single actor is not a side.
fn side(view: &mut View<'_>, graph: &Graph, reach: Reach) -> Vec<Option<usize>> {
    let when = view.at.map_or(When::Told, |period| When::During(period.into()));
    let found = sides(graph, when, reach);
    let of_actors = found.of_actors();
    let mut groups = Vec::new();
    for (actor, mark) in view.actors.iter().zip(&mut view.marks) {
        let ix = graph.actor(actor.id.as_str());
        let side = ix.and_then(|ix| of_actors.get(&ix).copied());
        let side =
            side.filter(|side| found.sides.get(*side).is_some_and(|side| side.members.len() > 1));
        mark.side = side.and_then(|side| found.sides.get(side)).map(|side| side.name.clone());
        groups.push(side);
    }
    groups
}

/// Without the feature `draw` nothing finds positions.
#[cfg(not(feature = "draw"))]
fn place(_: &mut View<'_>, _: &[Option<usize>]) {}

/// Where each actor stands.
#[cfg(feature = "draw")]
fn place(view: &mut View<'_>, groups: &[Option<usize>]) {
    let scene = scene(view, groups);
    for (mark, place) in view.marks.iter_mut().zip(sketch(&scene)) {
        mark.position = Some((place.x, place.y));
    }
}

/// Places circles, with room for a name, near the actors to which they are tied.
#[cfg(feature = "draw")]
fn scene(view: &View<'_>, groups: &[Option<usize>]) -> Scene {
    let item = |(size, group): (f64, &Option<usize>)| {
        let across = 2.0 * size + 30.0;
        ActorBox { width: across, height: across, group: *group }
    };
    let link = |tie: &crate::view::Bundle| SceneLine {
        from: tie.from,
        to: tie.to,
        pull: match tie.family {
            Family::Support | Family::Structure => Pull::Firm,
            Family::Contact | Family::Presence => Pull::Slack,
            Family::Hostility => Pull::Loose,
        },
        labels: Vec::new(),
    };
    let groups_used = groups.iter().flatten().max().map_or(0, |last| last.saturating_add(1));
    Scene {
        items: node_sizes(view).into_iter().zip(groups).map(item).collect(),
        headings: vec![0.0; groups_used],
        links: view.ties().iter().map(link).collect(),
    }
}
