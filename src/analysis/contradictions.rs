//! Where sources disagree, or an actor backs both sides.
//!
//! Takes a graph and a scope; gives each disagreement with the claims of both sides: a denial beside
//! what it denies, support and hostility in one tie at one time, a tie called over by one and
//! attested later by another, and an actor that backs both sides of a fight. A tie that changes is
//! not a contradiction, so the claims must be able to hold at the same time.

use std::collections::BTreeMap;

use crate::annotation::Dataset;
use crate::check::{documents, places_of_claims};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::graph::standing::{attested_after_ends, seen, standing, touches};
use crate::graph::{Admit, ClaimRef, Graph, Tie};
use crate::model::{ActorIx, Date, IntervalEnd, Modality, Period, Sign, Status};
use crate::query::Scope;
use crate::query::time::When;

/// How claims contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ContradictionKind {
    /// One source says so, another denies it.
    Denied,
    /// One says support, another hostility.
    Opposite,
    /// One says it is over, another attests it later.
    Over,
    /// One actor backs two who fight each other.
    BothSides,
}

impl ContradictionKind {
    /// Every sort.
    pub const ALL: [ContradictionKind; 4] = [
        ContradictionKind::Denied,
        ContradictionKind::Opposite,
        ContradictionKind::Over,
        ContradictionKind::BothSides,
    ];

    /// The word used in answers.
    pub fn word(self) -> &'static str {
        match self {
            ContradictionKind::Denied => "denied",
            ContradictionKind::Opposite => "opposite",
            ContradictionKind::Over => "over",
            ContradictionKind::BothSides => "both sides",
        }
    }
}

/// How many actors that back both sides of a fight are told of, unless the limit of a scope is greater. Where everybody
/// is tied to everybody, there are as many as actors times fights, which nobody reads.
pub const MOST_ON_BOTH_SIDES: usize = 10_000;

/// Disagreements, and whether there are more.
#[derive(Debug, Clone, Default)]
pub struct Contradictions<'g> {
    /// Those that were found, sorted by sort and actors.
    pub found: Vec<Contradiction<'g>>,
    /// After how many actors on both sides of a fight the search ended, if there are more of them.
    pub cut_at: Option<usize>,
}

/// One disagreement.
#[derive(Debug, Clone)]
pub struct Contradiction<'g> {
    /// How the claims contradict each other.
    pub sort: ContradictionKind,
    /// Those whom it is about: the ends of the tie, or the backer and the two sides.
    pub actors: Vec<ActorIx>,
    /// The claims, those of one side before those of the other.
    pub claims: Vec<ClaimRef<'g>>,
}

/// Claims of one sign between a pair, and when they can hold.
struct SignedClaims<'g> {
    claims: Vec<ClaimRef<'g>>,
    windows: Vec<Window>,
}

/// Days on which claims can hold.
#[derive(Debug, Clone, Copy)]
struct Window {
    first: Date,
    last: Date,
    /// The first day on which anybody saw it; the first of the calendar if it is told to have held before.
    seen: Date,
    /// Whether a source says that it ended.
    over: bool,
}

impl Window {
    /// The days of both. What was over before anybody saw the other did not go on beside it.
    fn meet(&self, other: &Window) -> Option<Window> {
        let start = |one: &Window, other: &Window| match other.over {
            true => one.first.max(one.seen),
            false => one.first,
        };
        let (first, last) = (start(self, other).max(start(other, self)), self.last.min(other.last));
        let (seen, over) = (self.seen.max(other.seen), self.over || other.over);
        (first <= last).then_some(Window { first, last, seen, over })
    }
}

/// Every disagreement among the claims that a scope admits, sorted by sort and actors; with actors
/// given, those that are about all of them. Of those of the last sort there are [`MOST_ON_BOTH_SIDES`] at most, or as
/// many as the limit of the scope, if that is more; what is cut is said.
pub fn contradictions<'g>(
    graph: &'g Graph,
    scope: &Scope,
    about: &[ActorIx],
) -> Contradictions<'g> {
    let relation = |ix| scope.takes(ix);
    let ties = graph.ties(Admit { relation: &relation, sources: &scope.sources });
    let mut found: Vec<Contradiction<'g>> =
        ties.iter().flat_map(|tie| denied(tie, scope).into_iter().chain(over(tie))).collect();
    let sides = sides(graph, scope, &ties);
    found.extend(opposite(graph, &sides));
    found.retain(|c| about.iter().all(|actor| c.actors.contains(actor)));
    let most = scope.limit.unwrap_or(0).max(MOST_ON_BOTH_SIDES);
    let (both, is_cut) = both_sides(&sides, about, most);
    found.extend(both);
    found.sort_by(|a, b| (a.sort, &a.actors, first(a)).cmp(&(b.sort, &b.actors, first(b))));
    Contradictions { found, cut_at: is_cut.then_some(most) }
}

fn first(contradiction: &Contradiction<'_>) -> usize {
    contradiction.claims.first().map_or(0, |at| at.place)
}

/// Denials of the very tie that somebody asserts. To deny something wider or narrower, or a plan, is
/// not a disagreement, nor is it one if both are only what quoted speakers say.
fn denied<'g>(tie: &Tie<'g>, scope: &Scope) -> Option<Contradiction<'g>> {
    let near = || tie.claims.iter().filter(|at| touches(at, scope.when, scope.reach)).copied();
    let denials: Vec<ClaimRef<'g>> =
        near().filter(|at| at.claim.modality == Modality::Denied).collect();
    let authored = |at: &ClaimRef<'_>| at.claim.details().said_by.is_empty();
    let deny = denials.iter().any(authored);
    let disagrees = |at: &ClaimRef<'_>| at.claim.modality.is_asserted() && (deny || authored(at));
    let mut claims: Vec<ClaimRef<'g>> = near().filter(disagrees).collect();
    if claims.is_empty() || denials.is_empty() {
        return None;
    }
    claims.extend(denials);
    Some(Contradiction {
        sort: ContradictionKind::Denied,
        actors: vec![tie.key.from, tie.key.to],
        claims,
    })
}

/// Claims that attest a tie after another says that it is over, and tell of no new start.
fn over<'g>(tie: &Tie<'g>) -> Vec<Contradiction<'g>> {
    let made = |(ended, later): (ClaimRef<'g>, Vec<ClaimRef<'g>>)| Contradiction {
        sort: ContradictionKind::Over,
        actors: vec![tie.key.from, tie.key.to],
        claims: std::iter::once(ended).chain(later).collect(),
    };
    attested_after_ends(tie).into_iter().map(made).collect()
}

/// The asserted support and hostility that can hold at the time, per directed pair and sign. A
/// symmetric tie counts both ways.
fn sides<'g>(
    graph: &'g Graph,
    scope: &Scope,
    ties: &[Tie<'g>],
) -> BTreeMap<(ActorIx, ActorIx, Sign), SignedClaims<'g>> {
    let mut sides: BTreeMap<(ActorIx, ActorIx, Sign), SignedClaims<'g>> = BTreeMap::new();
    for tie in ties {
        let relation = &graph.vocabulary()[tie.key.relation];
        if relation.sign == Sign::Neutral {
            continue;
        }
        let Some(account) = standing(tie, scope.when, scope.reach) else { continue };
        let asked = scope.when.at();
        let windows = certain(tie, &account.windows).into_iter().filter_map(|window| {
            let (first, last) = (window.first.max(asked.first), window.last.min(asked.last));
            (first <= last).then_some(Window { first, last, ..window })
        });
        let windows: Vec<Window> = windows.collect();
        let (from, to) = (tie.key.from, tie.key.to);
        let turned = relation.is_symmetric().then_some((to, from));
        for (a, b) in std::iter::once((from, to)).chain(turned) {
            let side = sides
                .entry((a, b, relation.sign))
                .or_insert_with(|| SignedClaims { claims: Vec::new(), windows: Vec::new() });
            // Most pairs have one claim: for these a list takes no more than that.
            if side.claims.is_empty() {
                side.claims.reserve_exact(account.deciding.len());
                side.windows.reserve_exact(windows.len());
            }
            side.claims.extend(&account.deciding);
            if !account.deciding.is_empty() {
                side.windows.extend(&windows);
            }
        }
    }
    sides
}

/// The windows of a tie without the days on which it may have been over already, or not yet begun. Whoever is told to
/// have left one side in the month in which he joined the other was not on both.
fn certain(tie: &Tie<'_>, windows: &[(Date, Date)]) -> Vec<Window> {
    let asserted = || tie.claims.iter().filter(|at| at.claim.modality.is_asserted());
    let event = tie.claims.first().is_some_and(|at| at.relation.is_event());
    let open = |at: &ClaimRef<'_>| {
        at.claim.status == Status::Ended
            || matches!(at.claim.when, Some(Period::Interval(IntervalEnd::Open, _)))
    };
    let seen = seen(tie).and_then(|seen| seen.first);
    let seen = seen.filter(|_| !event && !asserted().any(open)).unwrap_or(Date::MIN);
    let told = |bounds: Vec<(Option<Date>, Option<Date>)>| {
        let closed = bounds.into_iter().filter_map(|(first, last)| first.zip(last));
        closed.collect::<Vec<(Date, Date)>>()
    };
    let starts = told(asserted().filter_map(|at| at.validity().start).collect());
    let all_ends: Vec<_> = asserted().filter_map(|at| at.validity().end).collect();
    let over = |last: Date| all_ends.iter().any(|end| end.1 == Some(last));
    let ends = told(all_ends.clone());
    let window = |(first, last): &(Date, Date)| {
        let end = ends.iter().find(|end| end.1 == *last).map_or(*last, |end| end.0);
        let start = starts.iter().find(|start| start.0 == *first).map_or(*first, |start| start.1);
        let (start, end) = (start.min(*last), end.max(*first));
        // Of what happened some time in a year it is not known whether what ended in that year had ended.
        let start = if event { end } else { start };
        (start <= end).then_some(Window { first: start, last: end, seen, over: over(*last) })
    };
    windows.iter().filter_map(window).collect()
}

fn meet(a: &[Window], b: &[Window]) -> Vec<Window> {
    a.iter().flat_map(|x| b.iter().filter_map(move |y| x.meet(y))).collect()
}

type BySign<'g> = BTreeMap<(ActorIx, ActorIx, Sign), SignedClaims<'g>>;

fn opposite<'g>(graph: &'g Graph, sides: &BySign<'g>) -> Vec<Contradiction<'g>> {
    let mut found: Vec<Contradiction<'g>> = Vec::new();
    for ((from, to, sign), hostile) in sides {
        let Some(support) = sides.get(&(*from, *to, Sign::Positive)) else { continue };
        if *sign != Sign::Negative || meet(&hostile.windows, &support.windows).is_empty() {
            continue;
        }
        let symmetric =
            |side: &SignedClaims<'_>| side.claims.iter().all(|at| at.relation.is_symmetric());
        if all_spoken(&support.claims) && all_spoken(&hostile.claims) {
            continue;
        }
        // Two symmetric ties contradict each other both ways, which is once.
        if symmetric(hostile)
            && symmetric(support)
            && graph.actors()[to.index()].id < graph.actors()[from.index()].id
        {
            continue;
        }
        let claims = support.claims.iter().chain(&hostile.claims).copied().collect();
        found.push(Contradiction {
            sort: ContradictionKind::Opposite,
            actors: vec![*from, *to],
            claims,
        });
    }
    found
}

/// Whether none of the claims is an author's own word: speakers may well differ.
fn all_spoken(claims: &[ClaimRef<'_>]) -> bool {
    claims.iter().all(|at| !at.claim.details().said_by.is_empty())
}

/// So many at most, and whether there are more.
fn both_sides<'g>(
    sides: &BySign<'g>,
    about: &[ActorIx],
    most: usize,
) -> (Vec<Contradiction<'g>>, bool) {
    let mut backers: BTreeMap<ActorIx, BTreeMap<ActorIx, &SignedClaims<'g>>> = BTreeMap::new();
    for ((from, to, sign), side) in sides {
        if *sign == Sign::Positive {
            backers.entry(*to).or_default().insert(*from, side);
        }
    }
    let mut found: BTreeMap<(ActorIx, ActorIx, ActorIx), Vec<ClaimRef<'g>>> = BTreeMap::new();
    let mut is_cut = false;
    'fights: for ((a, b, sign), fight) in sides {
        let (Some(of_a), Some(of_b)) = (backers.get(a), backers.get(b)) else { continue };
        if *sign != Sign::Negative {
            continue;
        }
        for (backer, for_a) in of_a {
            let Some(for_b) = of_b.get(backer) else { continue };
            if !about.iter().all(|actor| [backer, a, b].contains(&actor))
                || meet(&meet(&for_a.windows, &for_b.windows), &fight.windows).is_empty()
            {
                continue;
            }
            let key = (*backer, *a.min(b), *a.max(b));
            // A fight that holds both ways is met twice: the second time it adds its claims to those of the first.
            if found.len() >= most && !found.contains_key(&key) {
                is_cut = true;
                break 'fights;
            }
            let entry = found.entry(key).or_default();
            for at in for_a.claims.iter().chain(&for_b.claims).chain(&fight.claims) {
                if !entry.iter().any(|known| known.place == at.place) {
                    entry.push(*at);
                }
            }
        }
    }
    let made = |((backer, a, b), claims)| Contradiction {
        sort: ContradictionKind::BothSides,
        actors: vec![backer, a, b],
        claims,
    };
    (found.into_iter().map(made).collect(), is_cut)
}

/// The scope in which a whole dataset is searched: everything, at any time.
pub fn everything() -> Scope {
    Scope { when: When::Ever, ..Scope::default() }
}

/// Adds each contradiction to the report of a check, at the claim of its one side, with a claim of
/// its other side beside it. So many actors on both sides of a fight are reported, if that is more than
/// [`MOST_ON_BOTH_SIDES`].
pub fn report(dataset: &Dataset<'_>, graph: &Graph, most: Option<usize>, report: &mut Report) {
    let scope = Scope { limit: most, ..everything() };
    let Contradictions { found, cut_at } = contradictions(graph, &scope, &[]);
    report.notes.extend(cut_at.map(cut));
    if found.is_empty() {
        return;
    }
    let sides = |c: &Contradiction<'_>| [c.claims[0].place, c.claims[c.claims.len() - 1].place];
    let places: Vec<usize> = found.iter().flat_map(sides).collect();
    let places = places_of_claims(dataset, &places);
    if report.files.is_empty() {
        report.files = documents(dataset);
    }
    for (contradiction, places) in found.iter().zip(places.chunks(2)) {
        let Some(place) = places[0].clone() else { continue };
        let related = places[1].clone().filter(|other| *other != place);
        report.diagnostics.push(Diagnostic {
            code: Code::Contradiction,
            place,
            message: message(graph, contradiction).into(),
            label: Some("one side".into()),
            related: related.map(|other| Box::new((other, "the other side".to_owned()))),
            help: None,
            fixes: Box::default(),
        });
    }
    report.sort();
}

/// Says that there are more actors on both sides of a fight than so many.
fn cut(most: usize) -> String {
    format!(
        "there are more contradictions: of actors that back both sides of a fight, only {most} are told, unless \
         --max-contradictions is greater"
    )
}

fn message(graph: &Graph, contradiction: &Contradiction<'_>) -> String {
    let name = |i: usize| graph.actors()[contradiction.actors[i].index()].name.as_str();
    let tie =
        |at: &ClaimRef<'_>| format!("that {} {} {}", at.from.name, at.relation.label, at.to.name);
    match contradiction.sort {
        ContradictionKind::Denied => format!("{} is denied", tie(&contradiction.claims[0])),
        ContradictionKind::Opposite => {
            format!("{} is for and against {} at one time", name(0), name(1))
        }
        ContradictionKind::Over => {
            format!("{} is over for one source, and attested later", tie(&contradiction.claims[0]))
        }
        ContradictionKind::BothSides => {
            format!("{} backs both {} and {}, who fight", name(0), name(1), name(2))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    #[test]
    fn where_everybody_backs_everybody_who_fight_there_is_an_end() {
        let ids = ["a", "b", "c", "d", "e", "f"];
        let mut fixture = ids.iter().fold(Fixture::new("C"), |f, id| f.actor(id, id, Kind::State));
        fixture = fixture.source("one", "2016-06");
        for from in ids {
            for to in ids.iter().filter(|to| **to != from) {
                fixture = fixture.claim(&format!("{from} backs {to}"), "q");
                fixture = fixture.claim(&format!("{from} fights {to}"), "q");
            }
        }
        let graph = fixture.graph();
        let ties = graph.ties(Admit::ALL);
        let sides = sides(&graph, &everything(), &ties);
        let count = |about: &[ActorIx], most| {
            let (found, is_cut) = both_sides(&sides, about, most);
            (found.len(), is_cut)
        };
        // Of six, each backs both of any two others.
        assert_eq!(count(&[], 60), (60, false));
        assert_eq!(count(&[], 59), (59, true));
        assert_eq!(count(&[], usize::MAX), (60, false));
        assert_eq!(count(&[], 7), (7, true));
        let about = [graph.actor("a").unwrap(), graph.actor("b").unwrap()];
        assert_eq!(count(&about, usize::MAX), (12, false));
        assert_eq!(count(&about, 7), (7, true));
    }

    #[test]
    fn each_sort_is_found_and_a_change_is_none() {
        let graph = ["egypt", "gna", "haftar", "lna", "russia", "uae"]
            .iter()
            .fold(Fixture::new("C"), |f, id| f.actor(id, id, Kind::State))
            .source("one", "2016-06")
            .claim("russia arms haftar", "q")
            .claim("egypt backs haftar", "q")
            .claim("egypt backs gna", "q")
            .claim("haftar fights gna", "q")
            .claim("uae backs gna", "q")
            .status(Status::Ended)
            .claim("lna backs gna", "q")
            .when("2009")
            .source("two", "2017-06")
            .claim("russia arms haftar", "q")
            .modality(Modality::Denied)
            .claim("uae backs gna", "q")
            .claim("uae opposes gna", "q")
            .claim("lna opposes gna", "q")
            .claim("gna opposes egypt", "q")
            // To deny something wider or narrower, or a plan, is not a disagreement; nor are two speakers.
            .claim("egypt arms haftar", "q")
            .modality(Modality::Denied)
            .claim("russia trains gna", "q")
            .modality(Modality::Planned)
            .claim("russia trains gna", "q")
            .modality(Modality::Denied)
            .claim("russia funds uae", "q")
            .modality(Modality::Reported)
            .said_by("CNN")
            .claim("russia funds uae", "q")
            .modality(Modality::Denied)
            .said_by("gna")
            .graph();
        let id = |ix: &ActorIx| graph.actors()[ix.index()].id.to_string();
        let shown = |about: &[&str], scope: &Scope| -> Vec<String> {
            let about: Vec<ActorIx> = about.iter().map(|id| graph.actor(id).unwrap()).collect();
            let line = |c: &Contradiction<'_>| {
                let actors: Vec<String> = c.actors.iter().map(id).collect();
                let places: Vec<String> =
                    c.claims.iter().map(|at| at.claim.id.0.to_string()).collect();
                format!("{}: {} [{}]", c.sort.word(), actors.join(" "), places.join(" "))
            };
            contradictions(&graph, scope, &about).found.iter().map(line).collect()
        };
        let all = [
            "denied: russia haftar [1 7]",
            "opposite: uae gna [5 8 9]",
            "over: uae gna [5 8]",
            "both sides: egypt gna haftar [3 2 4]",
        ];
        assert_eq!(shown(&[], &everything()), all);
        assert_eq!(shown(&["uae"], &everything()), all[1..3]);
        assert_eq!(shown(&["uae", "russia"], &everything()), Vec::<String>::new());
    }

    #[test]
    fn whoever_changes_sides_is_not_on_both() {
        let of = |claims: &[(&str, &str, Status)]| {
            let mut fixture = ["a", "b", "c"]
                .iter()
                .fold(Fixture::new("C"), |f, id| f.actor(id, id, Kind::State))
                .source("one", "2019-06");
            for (sentence, when, status) in claims {
                if *when == "late" {
                    fixture = fixture.source("two", "2023-06");
                }
                fixture = fixture.claim(sentence, "q").status(*status);
                if !when.is_empty() && *when != "late" {
                    fixture = fixture.when(when);
                }
            }
            let graph = fixture.graph();
            let found = contradictions(&graph, &everything(), &[]);
            found.found.iter().map(|c| c.sort.word()).collect::<Vec<_>>()
        };
        let fights = ("a fights b", "2018/..", Status::Unknown);
        // Before it is seen to back the other, it does not.
        let left = ("c backs a", "../2021-06", Status::Ended);
        let late = ("c arms b", "late", Status::Unknown);
        assert_eq!(of(&[fights, left, late]), [""; 0]);
        // In one month, from one to the other.
        let joined = ("c backs b", "2021-06/..", Status::Unknown);
        assert_eq!(of(&[fights, left, joined]), [""; 0]);
        // A break after the support.
        let backed = ("c backs a", "2016", Status::Ended);
        assert_eq!(of(&[backed, ("a breaks_with c", "2016/2018", Status::Unknown)]), [""; 0]);
        // What began again does not contradict its end.
        assert_eq!(of(&[left, ("c backs a", "late", Status::Begun)]), [""; 0]);
        // But whoever backs both at one time does.
        let both = ("c backs b", "2018", Status::Unknown);
        assert_eq!(of(&[fights, left, both]), ["both sides"]);
    }
}
