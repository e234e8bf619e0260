//! The cores of a picture: the actors that it is about.
//!
//! They are those that the file names under `sides`, and whoever else fights one of them and has backers of his own;
//! otherwise the local parties that fight or rival each other,
//! the heaviest first; if nobody fights, the actors with most backers. Cores that fight each other are on two
//! sides, whoever backs both.

use std::collections::BTreeMap;

use super::Wishes;
use super::pairs::{Strand, Told};
use crate::analysis::sides::Sides;
use crate::graph::standing::Standing;
use crate::look::Look;
use crate::model::{ActorIx, Kind};

/// The most cores.
const MOST: usize = 5;

/// As many sides as columns or a triangle have room for.
const SIDES: usize = 3;

/// The most cores of a side: the heaviest, and one more that fights another side and has backers of its
/// own; where there are three sides or more, there is room for one of each.
fn most(sides: usize) -> usize {
    if sides > 2 { 1 } else { 2 }
}

/// The boxes of the cores, the heaviest first.
pub(super) fn cores(told: &Told<'_>, wishes: &Wishes, sides: &Sides<'_>) -> Vec<usize> {
    let weights = weights(told);
    if !wishes.focus.is_empty() {
        let mut boxes: Vec<usize> =
            wishes.focus.iter().filter_map(|ix| told.box_of[ix.index()]).collect();
        boxes.dedup();
        return boxes;
    }
    let mut named: Vec<usize> = Vec::new();
    // The first of each side that the file names, and whether anything present is told of them.
    let mut firsts: Vec<(usize, bool)> = Vec::new();
    let declared = told.graph.declared_sides();
    for (_, actors) in declared {
        let known: Vec<usize> = (actors.iter().filter_map(|ix| told.box_of[ix.index()]))
            .filter(|b| !named.contains(b))
            .collect();
        let mut own: Vec<usize> = known.iter().copied().filter(|b| told.is_present(*b)).collect();
        let present = !own.is_empty();
        // Of a side of which nobody tells any more, whoever was last told of: what was last said of its backers
        // is said as that of the others' is.
        if own.is_empty() {
            own.extend(known.into_iter().filter(|b| is_told_of(told, *b)));
        }
        own.dedup();
        own.sort_by_key(|b| std::cmp::Reverse(weights[b].1));
        let mine = own.clone();
        let foreign = |b: usize| {
            let of = |(_, actors): &(String, Vec<ActorIx>)| {
                actors.iter().any(|ix| told.box_of[ix.index()] == Some(b))
            };
            !mine.contains(&b) && declared.iter().any(of)
        };
        let fights = |b: &usize, test: &dyn Fn(&Strand<'_>) -> bool| {
            told.strands.iter().any(|s| {
                let other = if s.from == *b { s.to } else { s.from };
                (s.from == *b || s.to == *b) && is_fight(s) && test(s) && foreign(other)
            })
        };
        // Who is at war with the other side for certain is seen to be, though most is told of another who is not.
        let at_war =
            |b: &usize| fights(b, &|s| s.account.standing == Standing::Definite && told.is_war(s));
        let heaviest = own.first().copied();
        own.retain(|b| {
            let apart = heaviest.is_none_or(|h| is_apart(told, *b, h) || at_war(b) && !at_war(&h));
            heaviest == Some(*b) || fights(b, &|_| true) && apart
        });
        own.truncate(most(declared.len()));
        firsts.extend(own.first().map(|first| (*first, present)));
        named.extend(own);
    }
    let mut found = found(told, &weights, sides, &named);
    if declared.len() > 1 && !named.is_empty() {
        found.retain(|b| is_party(told, *b, &named));
        // There is room for so many sides: one of which nothing is told any more leaves its place to a party
        // that fights now.
        let past: Vec<usize> = firsts.iter().filter(|f| !f.1).map(|f| f.0).collect();
        found.truncate((SIDES + past.len()).saturating_sub(firsts.len()));
        let gone = (firsts.len() + found.len()).saturating_sub(SIDES).min(found.len());
        let gone = &past[past.len() - gone..];
        named.retain(|b| {
            let side = told.declared(*b);
            side.is_none() || !gone.iter().any(|first| told.declared(*first) == side)
        });
    }
    let mut cores = [named, found].concat();
    cores.dedup();
    cores.truncate(MOST);
    if cores.is_empty() {
        // Where nobody fights, the most backed; where nobody is backed, the one with most to do.
        let backed = |b: &usize| {
            told.strands.iter().filter(|s| s.to == *b && told.backs(s) && s.account.present).count()
        };
        // The end of a chain of backing, because all the others back it.
        let last = |b: &usize| {
            !told.strands.iter().any(|s| s.from == *b && told.backs(s) && s.account.present)
        };
        let most = (0..told.boxes.len()).filter(|b| weights.contains_key(b));
        let worth = |b: &usize| (backed(b), last(b), weights[b].1, std::cmp::Reverse(*b));
        cores.extend(most.max_by_key(worth));
    }
    cores
}

/// Whether a party that the file does not name is one to the conflict all the same: it fights somebody whom the
/// file names, somebody else backs it, and nothing joins it to one of those.
fn is_party(told: &Told<'_>, b: usize, named: &[usize]) -> bool {
    let with = |s: &&Strand<'_>| {
        s.from == b && named.contains(&s.to) || s.to == b && named.contains(&s.from)
    };
    let own = || told.strands.iter().filter(|s| s.account.present);
    let bond = |s: &Strand<'_>| matches!(s.look, Look::Support | Look::Structure);
    own().any(|s| s.to == b && told.backs(s))
        && own().filter(with).any(|s| is_fight(s) && told.is_war(s))
        && !own().filter(with).any(bond)
}

/// Per box: what it is worth as an enemy, and in all.
fn weights(told: &Told<'_>) -> BTreeMap<usize, (usize, usize)> {
    let mut weights: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for strand in &told.strands {
        let worth = match (strand.account.present, strand.account.standing) {
            (true, _) => 4,
            (_, Standing::Stale) => 1,
            _ => 0,
        };
        let claims = strand.account.deciding.len().clamp(1, 4);
        for b in [strand.from, strand.to] {
            let weight = weights.entry(b).or_default();
            let gets = usize::from(b == strand.to && told.backs(strand)) * 2;
            weight.1 += worth * claims * (1 + gets);
            if strand.look == Look::Hostility && strand.account.present {
                weight.0 += claims;
            }
        }
    }
    weights
}

/// The local parties that fight each other, of each side the heaviest.
fn found(
    told: &Told<'_>,
    weights: &BTreeMap<usize, (usize, usize)>,
    sides: &Sides<'_>,
    named: &[usize],
) -> Vec<usize> {
    let side_of = sides.of_actors();
    let camp = |b: usize| side_of.get(&told.boxes[b].head).copied();
    // Who fights somebody and is not tied to him is on no side with him, whoever backs both.
    let side = |b: usize, other: usize| {
        camp(b).is_some() && camp(b) == camp(other) && !are_enemies(told, b, other)
    };
    let kind = |b: usize| told.graph.actors()[told.boxes[b].head.index()].kind;
    let local = |b: usize| {
        !matches!(
            kind(b),
            Kind::State
                | Kind::Agency
                | Kind::Coalition
                | Kind::Company
                | Kind::Collective
                | Kind::Organisation
        )
    };
    let between = |test: &dyn Fn(usize) -> bool| -> Vec<usize> {
        let all = || told.strands.iter().filter(|s| is_fight(s) && test(s.from) && test(s.to));
        // Who only opposes or shuns another is a party to a conflict where nobody does more.
        let war = all().any(|s| told.is_war(s));
        let pairs = all().filter(|s| !war || told.is_war(s));
        let mut boxes: Vec<usize> = pairs.flat_map(|s| [s.from, s.to]).collect();
        boxes.sort_by_key(|b| (std::cmp::Reverse(weights[b]), *b));
        let mut seen = Vec::new();
        boxes.retain(|b| {
            !seen.contains(b) && {
                seen.push(*b);
                true
            }
        });
        boxes
    };
    let mut all = between(&local);
    // A war of coalitions is fought by them; a power from abroad that fights somebody beside it is no party.
    if all.is_empty() {
        let foreign = |b: usize| matches!(kind(b), Kind::State | Kind::Agency | Kind::Company);
        all = between(&|b| !foreign(b) && kind(b) != Kind::Collective);
    }
    // Powers from abroad that fight a party which the file names are no parties.
    if all.is_empty() && named.is_empty() {
        all = between(&|_| true);
    }
    let mut camps: Vec<usize> = all.iter().filter_map(|b| camp(*b)).collect();
    camps.sort_unstable();
    camps.dedup();
    let most = most(camps.len());
    let mut cores: Vec<usize> = Vec::new();
    for b in all {
        let own = named.iter().any(|core| side(b, *core));
        let beside: Vec<usize> = cores.iter().copied().filter(|core| side(b, *core)).collect();
        let apart = beside.first().is_none_or(|core| is_apart(told, b, *core));
        let (count, room) = match camp(b) {
            None => (cores.iter().filter(|core| camp(**core).is_none()).count(), 4),
            Some(_) => (beside.len(), most),
        };
        if !named.contains(&b) && !own && apart && count < room {
            cores.push(b);
        }
    }
    cores
}

/// Whether two boxes fight each other, and nothing else holds them together.
fn are_enemies(told: &Told<'_>, a: usize, b: usize) -> bool {
    let between = |s: &&Strand<'_>| (s.from, s.to) == (a, b) || (s.from, s.to) == (b, a);
    let own = || told.strands.iter().filter(between).filter(|s| s.account.present);
    let bond = |s: &Strand<'_>| matches!(s.look, Look::Support | Look::Structure);
    own().any(is_fight) && !own().any(bond)
}

/// Which cores are on two sides in any case: those whom the file puts there, and those who fight each other.
pub(super) fn apart(told: &Told<'_>, cores: &[usize]) -> Vec<(usize, usize)> {
    let pairs = cores.iter().enumerate().flat_map(|(i, a)| cores[..i].iter().map(|b| (*b, *a)));
    let apart = |(a, b): &(usize, usize)| match (told.declared(*a), told.declared(*b)) {
        (Some(a), Some(b)) => a != b,
        _ => are_enemies(told, *a, *b),
    };
    pairs.filter(apart).collect()
}

/// Whether somebody backs one of two cores now and not the other: two that the same powers back would
/// double every line, and the question is who backs their side.
fn is_apart(told: &Told<'_>, b: usize, core: usize) -> bool {
    let backers = |of: usize| -> Vec<usize> {
        let own = told.strands.iter().filter(|s| s.to == of && told.backs(s) && s.account.present);
        own.map(|s| s.from).collect()
    };
    let known = backers(core);
    backers(b).iter().any(|backer| *backer != core && !known.contains(backer))
}

/// Whether something that was last seen long ago is told of a box.
fn is_told_of(told: &Told<'_>, b: usize) -> bool {
    let stale = |s: &Strand<'_>| s.account.standing == Standing::Stale;
    told.strands.iter().any(|s| (s.from == b || s.to == b) && stale(s))
}

/// Whether a strand is a fight that goes on.
fn is_fight(strand: &Strand<'_>) -> bool {
    strand.look == Look::Hostility && strand.account.present
}

/// The actor for whose name a core's side is called.
pub(super) fn head(told: &Told<'_>, core: usize) -> ActorIx {
    told.boxes[core].head
}
