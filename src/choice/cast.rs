//! Who finds room: the cores, then who backs, fights or deals with one of them, the weightiest first.
//!
//! Takes all that is told at a date; gives a cast: who stands on which side, in which tier, and which
//! lines there are between them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{Bundle, Sort, Strand, Told, sort};
use super::{Extent, Tier, Wishes, camps, cores, people, tier};
use crate::analysis::sides::sides;
use crate::graph::standing::Standing;
use crate::model::{Kind, Modality};

/// Who is in a picture, and what is between them.
pub(super) struct Cast {
    /// The names of the sides, the heaviest first.
    pub(super) sides: Vec<String>,
    /// The ids of the boxes with side and tier, in the order in which they were chosen.
    pub(super) members: Vec<Member>,
    /// The lines.
    pub(super) lines: Vec<Bundle>,
    /// Lines that answer "who backs" for a core and found no room.
    pub(super) no_room: Vec<Bundle>,
    /// How many actors have a line at all.
    pub(super) all: usize,
}

/// A box that found room.
pub(super) struct Member {
    pub(super) place: usize,
    pub(super) id: String,
    pub(super) side: Option<usize>,
    pub(super) tier: Tier,
}

impl Cast {
    /// Everybody's side, tier and id.
    pub(super) fn places(&self) -> Vec<(Option<String>, Tier, String)> {
        let name = |side: usize| self.sides[side].clone();
        self.members.iter().map(|m| (m.side.map(name), m.tier, m.id.clone())).collect()
    }
}

/// Chooses at a date.
pub(super) fn cast(told: &Told<'_>, wishes: &Wishes) -> Cast {
    let camps = sides(told.graph, wishes.when(), wishes.reach);
    let cores = cores::cores(told, wishes, &camps);
    let bundles = told.bundles(&cores, wishes);
    let (names, mut side_of) = camps::named(told, &camps, &cores);
    let (chosen, all) = match wishes.extent {
        Extent::Cores => choose(told, wishes, &cores, &bundles),
        Extent::All { depth } => everybody(told, wishes, &cores, &bundles, depth),
    };
    camps::join(told, &bundles, &cores, &chosen, &mut side_of);
    let tier = |b: usize| tier::of(told, &bundles, &cores, &side_of, b);
    let members: Vec<Member> = (chosen.iter())
        .map(|b| Member {
            place: *b,
            id: told.graph.actors()[told.boxes[*b].head.index()].id.to_string(),
            side: side_of.get(b).copied(),
            tier: tier(*b),
        })
        .collect();
    let (lines, no_room) = lines(told, wishes, &cores, bundles, &chosen);
    Cast { sides: names, members, lines, no_room, all }
}

/// The boxes that find room, cores first; and how many have anything to do with anybody.
fn choose(
    told: &Told<'_>,
    wishes: &Wishes,
    cores: &[usize],
    bundles: &[Bundle],
) -> (Vec<usize>, usize) {
    let mut ranks: BTreeMap<usize, (u8, usize)> = BTreeMap::new();
    let mut ties: BTreeMap<usize, usize> = BTreeMap::new();
    for bundle in bundles {
        for (b, other) in [(bundle.from, bundle.to), (bundle.to, bundle.from)] {
            *ties.entry(b).or_default() += 1;
            let near = cores.contains(&other);
            let (class, weight) = (class(told, bundle, near), weight(told, bundle));
            let rank = ranks.entry(b).or_insert((u8::MAX, 0));
            rank.0 = rank.0.min(class);
            rank.1 += if near { weight * 3 } else { weight };
        }
    }
    let all = ranks.len();
    // Who deals with several sides is news.
    for (b, rank) in &mut ranks {
        let of_b = |bundle: &&Bundle| (bundle.from == *b || bundle.to == *b) && !cores.contains(b);
        let mut others: Vec<usize> = (bundles.iter().filter(of_b))
            .map(|bundle| if bundle.from == *b { bundle.to } else { bundle.from })
            .filter(|other| cores.contains(other))
            .collect();
        others.dedup();
        if others.len() > 1 {
            rank.0 = rank.0.min(2);
        }
    }
    let leaned = |b: usize| {
        bundles.iter().any(|bundle| {
            let first = &told.strands[bundle.strands[0]];
            let ends = [bundle.from, bundle.to];
            let near = ends.contains(&b) && ends.iter().any(|end| cores.contains(end));
            near && (first.turned || sort(first) == Sort::Structure)
        })
    };
    // People known only as a sort tell a reader least.
    for (b, rank) in &mut ranks {
        if told.graph.actors()[told.boxes[*b].head.index()].kind == Kind::Collective && rank.0 < 4 {
            rank.0 = 4;
        }
    }
    let fit = |b: &usize| {
        let head = told.boxes[*b].head;
        let vague = told.graph.actors()[head.index()].kind == Kind::Collective;
        let firm = |bundle: &&Bundle| {
            (bundle.from == *b || bundle.to == *b) && is_firm(&told.strands[bundle.strands[0]])
        };
        let single =
            vague && !leaned(*b) && (ties[b] < 2 || !bundles.iter().any(|bundle| firm(&bundle)));
        !single && !people::is_named_after_another(told.graph, head)
    };
    let mut others: Vec<usize> = ranks
        .keys()
        .copied()
        .filter(|b| !cores.contains(b) && ranks[b].0 < FAR && fit(b))
        .collect();
    others.sort_by_key(|b| (ranks[b].0, Reverse(ranks[b].1), *b));
    let mut chosen = cores.to_vec();
    chosen.extend(others);
    chosen.truncate(wishes.limit.0);
    (chosen, all)
}

/// Everybody who has a line at all, or is near the focus: cores first, then the weightiest; and how
/// many there are.
fn everybody(
    told: &Told<'_>,
    wishes: &Wishes,
    cores: &[usize],
    bundles: &[Bundle],
    depth: usize,
) -> (Vec<usize>, usize) {
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    for bundle in bundles {
        *weights.entry(bundle.from).or_default() += weight(told, bundle);
        *weights.entry(bundle.to).or_default() += weight(told, bundle);
    }
    let all = weights.len();
    if !wishes.focus.is_empty() {
        let mut near: BTreeSet<usize> = cores.iter().copied().collect();
        for _ in 0..depth {
            let ties = bundles.iter().filter(|b| near.contains(&b.from) || near.contains(&b.to));
            let reached: Vec<usize> = ties.flat_map(|b| [b.from, b.to]).collect();
            near.extend(reached);
        }
        weights.retain(|b, _| near.contains(b));
    }
    // People known only as a sort tell a reader least.
    let vague =
        |b: &usize| told.graph.actors()[told.boxes[*b].head.index()].kind == Kind::Collective;
    let rank = |b: &usize| if vague(b) { weights[b] / 2 } else { weights[b] };
    let mut others: Vec<usize> = weights.keys().copied().filter(|b| !cores.contains(b)).collect();
    others.sort_by_key(|b| (Reverse(rank(b)), *b));
    let mut chosen = cores.to_vec();
    chosen.extend(others);
    chosen.truncate(wishes.limit.0);
    (chosen, all)
}

/// Whether a strand is stated as a fact that holds for certain.
pub(super) fn is_firm(strand: &Strand<'_>) -> bool {
    let account = &strand.account;
    account.present && account.standing == Standing::Definite && account.manner == Modality::Factual
}

/// No tie to a core.
const FAR: u8 = 9;

/// What sort of tie to a core brings somebody into the picture, the smallest number first.
fn class(told: &Told<'_>, bundle: &Bundle, near: bool) -> u8 {
    let first = &told.strands[bundle.strands[0]];
    if !near {
        return FAR;
    }
    match (sort(first), first.account.standing) {
        (_, Standing::Said) => 7,
        (Sort::Support, Standing::Stale) => 3,
        (_, Standing::Stale) => 6,
        (Sort::Support, _) => 0,
        (Sort::Hostility, _) => 1,
        (Sort::Structure, _) => 3,
        _ if first.turned => 3,
        _ => 4,
    }
}

/// How much a line says: footing, sort, and on how many claims it stands.
pub(super) fn weight(told: &Told<'_>, bundle: &Bundle) -> usize {
    let first = &told.strands[bundle.strands[0]];
    let footing = match (first.account.present, first.account.standing) {
        (_, Standing::Said) => 1,
        (true, Standing::Definite) => 4,
        (true, _) => 3,
        _ => 1,
    };
    let sort = match sort(first) {
        Sort::Support | Sort::Hostility => 4,
        Sort::Structure => 3,
        Sort::Contact | Sort::None => 2,
    };
    let claims: usize =
        bundle.strands.iter().map(|i| told.strands[*i].account.deciding.len()).sum();
    footing * sort * 10 + claims.min(9)
}

/// The lines between the chosen: those of cores first, then support, hostility and command between
/// others; and the answers for which there is no room.
fn lines(
    told: &Told<'_>,
    wishes: &Wishes,
    cores: &[usize],
    bundles: Vec<Bundle>,
    chosen: &[usize],
) -> (Vec<Bundle>, Vec<Bundle>) {
    // To deal with those whom a core commands is to deal with its side.
    let commanded: Vec<usize> = (bundles.iter())
        .filter(|bundle| {
            let first = &told.strands[bundle.strands[0]];
            sort(first) == Sort::Structure && first.account.present && cores.contains(&bundle.from)
        })
        .map(|bundle| bundle.to)
        .collect();
    let mut inside: Vec<Bundle> = Vec::new();
    let mut no_room: Vec<Bundle> = Vec::new();
    for bundle in bundles {
        let near = cores.contains(&bundle.from) || cores.contains(&bundle.to);
        let first = &told.strands[bundle.strands[0]];
        let drawn = chosen.contains(&bundle.from) && chosen.contains(&bundle.to);
        let dealt = commanded.contains(&bundle.from) || commanded.contains(&bundle.to);
        let weighty =
            (sort(first) != Sort::Contact || dealt) && first.account.standing != Standing::Stale;
        if drawn && (near || weighty || wishes.extent != Extent::Cores) {
            inside.push(bundle);
        } else if !drawn && answers(told, cores, &bundle) {
            no_room.push(bundle);
        }
    }
    inside.sort_by_key(|bundle| {
        let near = cores.contains(&bundle.from) || cores.contains(&bundle.to);
        (
            !answers(told, cores, bundle),
            !near,
            Reverse(weight(told, bundle)),
            bundle.from,
            bundle.to,
        )
    });
    let most = wishes.limit.1.min(inside.len());
    let out = inside.split_off(most);
    no_room.extend(out.into_iter().filter(|bundle| answers(told, cores, bundle)));
    (inside, no_room)
}

/// Whether a line answers "who backs" for a core.
pub(super) fn answers(told: &Told<'_>, cores: &[usize], bundle: &Bundle) -> bool {
    let asserted = |i: &usize| {
        let standing = told.strands[*i].account.standing;
        !matches!(standing, Standing::Said | Standing::Ended | Standing::NotYet)
    };
    cores.contains(&bundle.to)
        && bundle.strands.iter().any(|i| asserted(i) && told.backs(&told.strands[*i]))
}
