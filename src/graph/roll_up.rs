//! Graph at a date -> Graph in which parts act for the whole.
//!
//! Takes a graph, a time and a choice of actors to keep; gives the graph with each claim's ends
//! moved up to the actor that they are part of. A claim keeps its id and still knows its own ends.
//! Must not know pictures or questions.

use std::sync::Arc;

use super::time::{Reach, When};
use super::{Graph, MovedEnds};
use crate::model::{ActorIx, Date, Family, Modality, Relation, RelationIx};

mod away;
mod spells;
mod wholes;

use away::Away;
pub use wholes::Wholes;

/// Who is part of whom at a time; see [`Parents::of`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parents {
    of: Vec<Option<ActorIx>>,
    /// When a part was told not to be one.
    away: Arc<Away>,
}

impl Parents {
    /// Finds each actor's parent: along relations that roll up, asserted and holding at the time.
    ///
    /// An actor with two parents, one in a circle of parents, and one that is kept (by the dataset
    /// or by `keep`) has none.
    pub fn of(graph: &Graph, when: When, reach: Reach, keep: &[ActorIx]) -> Self {
        Wholes::of(graph, when, reach).parents(graph, keep)
    }

    /// A relation in which nobody is part of anybody.
    pub fn none(graph: &Graph) -> Self {
        Parents { of: vec![None; graph.actors().len()], away: Arc::default() }
    }

    /// Takes the parent from each actor that is its own ancestor.
    fn cut_circles(&mut self) {
        // 0 if not visited yet, otherwise the number of the walk that came by.
        let mut walk_of = vec![0usize; self.of.len()];
        let mut circles = Vec::new();
        for start in 0..self.of.len() {
            let mut at = start;
            while walk_of[at] == 0 {
                walk_of[at] = start + 1;
                let Some(parent) = self.of[at] else { break };
                at = parent.index();
                if walk_of[at] == start + 1 {
                    circles.push(at);
                }
            }
        }
        for first in circles {
            let mut at = first;
            while let Some(parent) = self.of[at].take() {
                at = parent.index();
            }
        }
    }

    /// The actor's parent.
    pub fn parent(&self, actor: ActorIx) -> Option<ActorIx> {
        self.of[actor.index()]
    }

    /// Everybody who has a parent, with the parent.
    pub fn pairs(&self) -> impl Iterator<Item = (ActorIx, ActorIx)> {
        let pairs = self.of.iter().enumerate();
        pairs.filter_map(|(i, parent)| Some((ActorIx::from(i), (*parent)?)))
    }

    /// The actor that stands for this one: the topmost of its parents, or itself.
    pub fn root(&self, actor: ActorIx) -> ActorIx {
        self.root_by(actor, |_, _| true)
    }

    /// The actor that stands for this one in what it did on some days.
    fn root_on(&self, actor: ActorIx, days: (Date, Date)) -> ActorIx {
        self.root_by(actor, |part, whole| !self.away.covers((part, whole), days))
    }

    fn root_by(&self, actor: ActorIx, is_part: impl Fn(ActorIx, ActorIx) -> bool) -> ActorIx {
        let mut root = actor;
        while let Some(parent) = self.parent(root).filter(|parent| is_part(root, *parent)) {
            root = parent;
        }
        root
    }

    /// Whether the actor, or a whole of it, is told to have left the one above it, or to have come to it.
    fn moves(&self, actor: ActorIx) -> bool {
        let mut part = actor;
        while let Some(whole) = self.parent(part) {
            if self.away.knows((part, whole)) {
                return true;
            }
            part = whole;
        }
        false
    }
}

/// Whether a part's claim is an act of the whole: help, harm, dealings and presence are, in office;
/// kinship, membership and command are not, nor what somebody thinks or urges.
fn is_act(modality: Modality, relation: &Relation) -> bool {
    let thought = matches!(modality, Modality::Recommended | Modality::Hypothetical);
    relation.family != Family::Structure && !relation.spec.opinion && !thought
}

/// What happens to claims about what parts of one whole do to each other, or to the whole.
#[derive(Clone, Copy)]
enum Inside {
    Kept,
    LeftOut,
}

/// Moves the ends of acts up to their roots; everything else keeps its ends, and so does what a part did when it
/// was told not to be one. What parts of one
/// whole do to each other is left out, because they count as one; actors and sources stay as they are.
pub fn roll_up(graph: &Graph, parents: &Parents) -> Graph {
    rolled(graph, parents, Inside::LeftOut)
}

/// The same for questions: what parts of one whole do to each other, or to the whole, keeps the parts as its
/// ends.
pub fn roll_up_to_ask(graph: &Graph, parents: &Parents) -> Graph {
    rolled(graph, parents, Inside::Kept)
}

fn rolled(graph: &Graph, parents: &Parents, inside: Inside) -> Graph {
    let roots = Roots::of(graph, parents);
    let mut rolled = match inside {
        Inside::Kept if graph.moved.is_none() => graph.with(None, Some(MovedEnds::Roots(roots))),
        _ => {
            let (mut picked, mut ends) = (Vec::new(), Vec::with_capacity(graph.claim_count()));
            for i in 0..graph.claim_count() {
                let own = graph.ends(i);
                let days = || graph.days_of(i);
                let whole = roots.whole(own, graph.relation_at(i), graph.modality_at(i), days);
                match (whole.0 == whole.1, inside) {
                    (false, _) => ends.push(whole),
                    (true, Inside::Kept) => ends.push(own),
                    (true, Inside::LeftOut) => continue,
                }
                picked.push(u32::try_from(i).expect("fewer claims than 2^32"));
            }
            let picked = matches!(inside, Inside::LeftOut).then_some(picked);
            graph.with(picked, Some(MovedEnds::Listed(ends)))
        }
    };
    rolled.parts = parents.of.iter().map(Option::is_some).collect();
    rolled
}

/// Where the ends of a claim are moved to: those of acts up to their roots.
#[derive(Debug)]
pub(super) struct Roots {
    /// By actor.
    roots: Vec<ActorIx>,
    /// Whether it depends on the days of the claim which actor stands for this one.
    moves: Vec<bool>,
    parents: Parents,
    /// By relation, then by modality: whether such a claim of a part is an act of the whole.
    acts: Vec<[bool; Modality::ALL.len()]>,
}

impl Roots {
    fn of(graph: &Graph, parents: &Parents) -> Self {
        let actors = || (0..graph.actors().len()).map(ActorIx::from);
        let roots = actors().map(|actor| parents.root(actor)).collect();
        let moves = actors().map(|actor| parents.moves(actor)).collect();
        let acts = graph.vocabulary().iter().map(|(_, relation)| {
            let mut acts = [false; Modality::ALL.len()];
            Modality::ALL.iter().for_each(|one| acts[*one as usize] = is_act(*one, relation));
            acts
        });
        Roots { roots, moves, parents: parents.clone(), acts: acts.collect() }
    }

    /// The ends of the whole's claim.
    fn whole(
        &self,
        own: (ActorIx, ActorIx),
        relation: RelationIx,
        modality: Modality,
        days: impl Fn() -> (Date, Date),
    ) -> (ActorIx, ActorIx) {
        let root = |actor: ActorIx| match self.moves[actor.index()] {
            true => self.parents.root_on(actor, days()),
            false => self.roots[actor.index()],
        };
        match self.acts[relation.index()][modality as usize] {
            true => (root(own.0), root(own.1)),
            false => own,
        }
    }

    /// The same; what parts of one whole do to each other, or to the whole, keeps the parts as its ends.
    pub(super) fn of_claim(
        &self,
        own: (ActorIx, ActorIx),
        relation: RelationIx,
        modality: Modality,
        days: impl Fn() -> (Date, Date),
    ) -> (ActorIx, ActorIx) {
        let whole = self.whole(own, relation, modality, days);
        if whole.0 == whole.1 { own } else { whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::ClaimRef;
    use crate::graph::fixture::Fixture;
    use crate::graph::time::At;
    use crate::model::{Kind, Status};

    fn fixture() -> Fixture {
        let ids =
            ["africom", "court", "haftar", "langley", "lna", "party", "pentagon", "tbz", "us"];
        let actors = ids
            .iter()
            .fold(Fixture::new("Roll-up"), |fixture, id| fixture.actor(id, id, Kind::Organisation));
        actors.source("paper", "2024-06-01")
    }

    fn during(date: &str) -> When {
        When::During(At::from(date.parse::<crate::model::Period>().unwrap()))
    }

    /// Root of each actor that has a parent, as `a>b`.
    fn roots(graph: &Graph, when: When, keep: &[&str]) -> String {
        let keep: Vec<ActorIx> = keep.iter().map(|id| graph.actor(id).unwrap()).collect();
        let parents = Parents::of(graph, when, Reach::default(), &keep);
        let moved = (0..graph.actors().len()).map(ActorIx::from).filter_map(|a| {
            let root = parents.root(a);
            let name = |a: ActorIx| graph.actors()[a.index()].id.to_string();
            (root != a).then(|| format!("{}>{}", name(a), name(root)))
        });
        moved.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parts_are_their_wholes() {
        let graph = fixture()
            .claim("langley holds_office_in africom", "q")
            .claim("africom part_of pentagon", "q")
            .claim("pentagon acts_for us", "q")
            .claim("tbz part_of lna", "q")
            .claim("haftar commands lna", "q")
            .claim("haftar leads lna", "q")
            .claim("court member_of us", "q")
            .claim("langley meets haftar", "q")
            .claim("langley speaks_for us", "q")
            .modality(Modality::Planned)
            .graph();
        let all = "africom>us langley>us pentagon>us tbz>lna";
        assert_eq!(roots(&graph, When::Told, &[]), all);
        assert_eq!(roots(&graph, When::Told, &["africom"]), "langley>africom pentagon>us tbz>lna");
        let parents = Parents::of(&graph, When::Told, Reach::default(), &[]);
        let rolled = roll_up(&graph, &parents);
        rolled.verify();
        let shown: Vec<String> = rolled
            .claims()
            .map(|c| format!("{} {} {} ({})", c.from.id, c.relation.id, c.to.id, c.own_from.id))
            .collect();
        assert_eq!(
            shown,
            [
                "langley holds_office_in africom (langley)",
                "africom part_of pentagon (africom)",
                "pentagon acts_for us (pentagon)",
                "tbz part_of lna (tbz)",
                "haftar commands lna (haftar)",
                "haftar leads lna (haftar)",
                "court member_of us (court)",
                "us meets haftar (langley)",
                "langley speaks_for us (langley)",
            ]
        );
    }

    #[test]
    fn what_goes_on_inside_a_whole_stays_with_its_parts_or_is_left_out() {
        let graph = fixture()
            .claim("tbz part_of lna", "q")
            .claim("tbz fights_alongside lna", "q")
            .claim("tbz backs us", "q")
            .graph();
        let parents = Parents::of(&graph, When::Told, Reach::default(), &[]);
        let shown = |rolled: Graph| {
            rolled.verify();
            let ends = |c: ClaimRef<'_>| format!("{} {} {}", c.from.id, c.relation.id, c.to.id);
            rolled.claims().map(ends).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(shown(roll_up(&graph, &parents)), "tbz part_of lna, lna backs us");
        let kept = "tbz part_of lna, tbz fights_alongside lna, lna backs us";
        assert_eq!(shown(roll_up_to_ask(&graph, &parents)), kept);
    }

    #[test]
    fn only_one_parent_that_holds_and_no_circle() {
        let graph = fixture()
            .claim("langley holds_office_in africom", "q")
            .claim("langley acts_for us", "q")
            .claim("tbz part_of lna", "q")
            .when("2016/2018")
            .claim("tbz part_of party", "q")
            .when("2023")
            .claim("court part_of party", "q")
            .claim("party part_of pentagon", "q")
            .claim("pentagon part_of party", "q")
            .claim("haftar acts_for us", "q")
            .status(Status::Ended)
            .graph();
        // Africom and the US are two parents; party and Pentagon go in a circle.
        // That Haftar acted for the US was over by 2024, but can have held in 2017. What has no date
        // holds always, and what was last seen in 2018 until something newer is told.
        assert_eq!(roots(&graph, during("2017"), &[]), "court>party haftar>us tbz>lna");
        assert_eq!(roots(&graph, during("2020-06"), &[]), "court>party haftar>us");
        assert_eq!(roots(&graph, during("2024-07"), &[]), "court>party tbz>party");
        assert_eq!(roots(&graph, When::Told, &[]), "court>party tbz>party");
        assert_eq!(roots(&graph, during("2018-06"), &["tbz"]), "court>party haftar>us");
        // Nobody knows when that was: not while he commands another.
        let graph = fixture()
            .claim("haftar acts_for us", "q")
            .status(Status::Ended)
            .claim("haftar commands lna", "q")
            .when("2017")
            .graph();
        assert_eq!(roots(&graph, during("2017"), &[]), "");
        assert_eq!(roots(&graph, during("2012"), &[]), "haftar>us");
        assert_eq!(roots(&graph, When::Ever, &[]), "");
    }

    #[test]
    fn only_acts_in_office_are_acts_of_the_whole() {
        let graph = fixture()
            .claim("tbz part_of lna", "q")
            .claim("tbz backs us", "q")
            .claim("tbz fears us", "q")
            .claim("tbz urges us", "q")
            .claim("tbz backs us", "q2")
            .modality(Modality::Recommended)
            .claim("tbz kin_of haftar", "q")
            .claim("tbz member_of party", "q")
            .claim("haftar founded tbz", "q")
            .claim("haftar fights tbz", "q")
            .claim("tbz operates_in court", "q")
            .graph();
        let parents = Parents::of(&graph, When::Told, Reach::default(), &[]);
        let rolled = roll_up(&graph, &parents);
        let shown: Vec<String> = rolled
            .claims()
            .map(|c| format!("{} {} {}", c.from.id, c.relation.id, c.to.id))
            .collect();
        assert_eq!(
            shown.join(", "),
            "tbz part_of lna, lna backs us, tbz fears us, tbz urges us, tbz backs us, tbz kin_of haftar, \
             tbz member_of party, haftar founded tbz, haftar fights lna, lna operates_in court"
        );
        assert!(rolled.is_part(rolled.actor("tbz").unwrap()));
        assert!(!rolled.is_part(rolled.actor("lna").unwrap()));
        assert!(!graph.is_part(graph.actor("tbz").unwrap()));
    }

    #[test]
    fn structure_does_not_go_stale_but_ends() {
        let graph = fixture()
            .claim("tbz part_of lna", "q")
            .when("2014")
            .claim("court part_of party", "q")
            .when("2014")
            .claim("court part_of party", "q2")
            .when("2016")
            .status(Status::Ended)
            .claim("africom part_of pentagon", "q")
            .when("2020/..")
            .graph();
        assert_eq!(roots(&graph, during("2024"), &[]), "africom>pentagon tbz>lna");
        assert_eq!(roots(&graph, during("2015"), &[]), "court>party tbz>lna");
    }

    #[test]
    fn what_is_done_after_it_left_is_no_act_of_the_whole() {
        let graph = fixture()
            .actor("guard", "Guard", Kind::Organisation)
            .source("early", "2022-01-01")
            .claim("tbz part_of lna", "is part of")
            .claim("court backs tbz", "backs it then")
            .source("late", "2025-01-01")
            .claim("tbz part_of lna", "left")
            .when("../2023")
            .status(Status::Ended)
            .claim("tbz backs guard", "now backs the guard")
            .claim("haftar arms tbz", "armed it while it was a part")
            .when("2022/2024")
            .claim("court acts_for us", "now acts for the US")
            .when("2024/..")
            .status(Status::Begun)
            .claim("court meets pentagon", "met before that")
            .when("2020-04")
            .graph();
        let shown = |when: When| {
            let parents = Parents::of(&graph, when, Reach::default(), &[]);
            let rolled = roll_up(&graph, &parents);
            rolled.verify();
            let acts = rolled.claims().filter(|c| c.relation.family != Family::Structure);
            let acts = acts.map(|c| format!("{} {} {}", c.from.id, c.relation.id, c.to.id));
            acts.collect::<Vec<_>>().join(", ")
        };
        let ever = "court backs lna, tbz backs guard, haftar arms lna, court meets pentagon";
        assert_eq!(shown(When::Ever), ever);
        assert_eq!(shown(during("2022")), ever);
        let now = "court backs tbz, tbz backs guard, haftar arms tbz, court meets pentagon";
        assert_eq!(shown(during("2025")), now);
    }

    #[test]
    fn an_actor_that_the_dataset_keeps_stays() {
        let graph = fixture()
            .actor_with("tbz", "TBZ", Kind::Unit, |actor| actor.keep = true)
            .claim("tbz part_of lna", "q")
            .graph();
        assert_eq!(roots(&graph, When::Told, &[]), "");
    }
}
