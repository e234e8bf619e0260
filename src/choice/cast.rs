//! Who finds room: the cores, then who backs, fights or deals with one of them, the weightiest first.
//!
//! Takes everything that is claimed at a date; gives a cast: who stands on which side, in which tier, and which
//! lines there are between them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{Cord, Strand, Told};
use super::{Extent, Tier, Wishes, camps, cores, people, tier};
use crate::analysis::sides::{sides, sides_apart};
use crate::graph::standing::Standing;
use crate::look::Look;
use crate::model::{Kind, Modality};

/// Who is in a picture, and what is between them.
pub(super) struct Cast {
    /// The names of the sides, the heaviest first.
    pub(super) sides: Vec<String>,
    /// The ids of the boxes with side and tier, in the order in which they were chosen.
    pub(super) members: Vec<Member>,
    /// The lines.
    pub(super) lines: Vec<Cord>,
    /// Lines between those who are drawn for which there was no room, and lines that answer "who backs" for a
    /// core.
    pub(super) no_room: Vec<Cord>,
    /// Lines that a picture of cores leaves out: dealings of others who are drawn, and what was between them once; and
    /// who backs or fights whom now where one of the two is not drawn.
    pub(super) aside: Vec<Cord>,
    /// How many of those without room answer "who backs" for a core.
    answers_without: usize,
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
    /// How many back a core, with those who found no room.
    pub(super) fn backers(&self) -> usize {
        let drawn = self.members.iter().filter(|m| m.side.is_some() && m.tier == Tier::Backer);
        drawn.count() + self.answers_without
    }

    /// Everybody's side, tier and id.
    pub(super) fn places(&self) -> Vec<(Option<String>, Tier, String)> {
        let name = |side: usize| self.sides[side].clone();
        // Who is in a frame for the sake of somebody else than its core stands where there is room.
        let core = |b: usize| self.members.iter().any(|m| m.place == b && m.tier == Tier::Core);
        let tied = |m: &&Member| {
            self.lines.iter().any(|line| {
                let (own, other) = (line.from == m.place, line.to == m.place);
                let near = core(m.place) || core(if own { line.to } else { line.from });
                (own || other) && near && (m.side.is_none() || line.binds || core(m.place))
            })
        };
        let row = |m: &Member| seated(m.side.is_some(), m.tier);
        let tied = self.members.iter().filter(tied);
        tied.map(|m| (m.side.map(name), row(m), m.id.clone())).collect()
    }
}

/// The tier in whose seats a box stands: who is in no frame stands with the dealers.
pub(super) fn seated(framed: bool, tier: Tier) -> Tier {
    if framed { tier } else { Tier::Dealer }
}

/// Chooses at a date.
pub(super) fn cast(told: &Told<'_>, wishes: &Wishes) -> Cast {
    let mut camps = sides(told.graph, wishes.when(), wishes.reach);
    let cores = cores::cores(told, wishes, &camps);
    let apart = cores::apart(told, &cores);
    let head = |b: usize| told.boxes[b].head;
    let camp_of = camps.of_actors();
    let camp = |b: usize| camp_of.get(&head(b));
    if apart.iter().any(|(a, b)| camp(*a).is_some() && camp(*a) == camp(*b)) {
        let heads: Vec<_> = apart.iter().map(|(a, b)| (head(*a), head(*b))).collect();
        camps = sides_apart(told.graph, wishes.when(), wishes.reach, &heads);
    }
    let cords = told.cords(&cores, wishes);
    let (mut names, mut side_of) = camps::named(told, &camps, &cores, &apart);
    // Where nobody backs or fights anybody there are no sides.
    if is_quiet(told, &[Look::Support, Look::Structure, Look::Hostility]) {
        (names, side_of) = Default::default();
    }
    let (chosen, all) = match wishes.extent {
        Extent::Cores => choose(told, wishes, &cores, &cords),
        Extent::All { depth } => everybody(told, wishes, &cores, &cords, depth),
    };
    camps::join(told, &cords, &cores, &chosen, &mut side_of);
    let tier = |b: usize| tier::of(told, &cords, &cores, &side_of, b);
    let members: Vec<Member> = (chosen.iter())
        .map(|b| Member {
            place: *b,
            id: told.graph.actors()[told.boxes[*b].head.index()].id.to_string(),
            side: side_of.get(b).copied(),
            tier: tier(*b),
        })
        .collect();
    let quiet = is_quiet(told, &[Look::Hostility]);
    let Room { lines, no_room, aside } = lines(told, wishes, &cores, cords, &chosen, quiet);
    let members = framed(told, members, &lines);
    let answers_without = no_room.iter().filter(|cord| answers(told, &cores, cord)).count();
    Cast { sides: names, members, lines, no_room, aside, answers_without, all }
}

/// Whether nothing of these sorts is told of, at whatever time: so a date at which nobody happens to fight looks
/// like the others.
fn is_quiet(told: &Told<'_>, sorts: &[Look]) -> bool {
    !told.strands.iter().any(|strand| sorts.contains(&strand.look))
}

/// Leaves a side only to those who stand in its frame.
fn framed(told: &Told<'_>, mut members: Vec<Member>, lines: &[Cord]) -> Vec<Member> {
    let place = |b: usize| members.iter().position(|member| member.place == b);
    let undated = |cord: &Cord| told.strands[cord.strands[0]].account.standing == Standing::Undated;
    let ties: Vec<(usize, usize, bool)> = (lines.iter().filter(|line| line.binds))
        .filter_map(|cord| Some((place(cord.from)?, place(cord.to)?, undated(cord))))
        .collect();
    let people: Vec<(Option<usize>, bool)> =
        members.iter().map(|member| (member.side, member.tier == Tier::Core)).collect();
    for (member, bound) in members.iter_mut().zip(camps::bound(&people, &ties)) {
        if !bound {
            member.side = None;
        }
    }
    members
}

/// The boxes that find room, cores first; and how many have anything to do with anybody.
fn choose(
    told: &Told<'_>,
    wishes: &Wishes,
    cores: &[usize],
    cords: &[Cord],
) -> (Vec<usize>, usize) {
    let mut ranks: BTreeMap<usize, (u8, usize)> = BTreeMap::new();
    let mut ties: BTreeMap<usize, usize> = BTreeMap::new();
    for cord in cords {
        for (b, other) in [(cord.from, cord.to), (cord.to, cord.from)] {
            *ties.entry(b).or_default() += 1;
            let near = cores.contains(&other);
            let class = if b == cord.from && answers(told, cores, cord) {
                u8::from(!told.strands[cord.strands[0]].account.present)
            } else {
                class(told, cord, near)
            };
            let weight = weight(told, cord);
            let rank = ranks.entry(b).or_insert((u8::MAX, 0));
            rank.0 = rank.0.min(class);
            rank.1 += if near { weight * 3 } else { weight };
        }
    }
    let all = ranks.len();
    // Who deals with several sides is news.
    for (b, rank) in &mut ranks {
        let of_b = |cord: &&Cord| (cord.from == *b || cord.to == *b) && !cores.contains(b);
        let mut others: Vec<usize> = (cords.iter().filter(of_b))
            .map(|cord| if cord.from == *b { cord.to } else { cord.from })
            .filter(|other| cores.contains(other))
            .collect();
        others.dedup();
        if others.len() > 1 {
            rank.0 = rank.0.min(BETWEEN);
        }
    }
    let leaned = |b: usize| {
        cords.iter().any(|cord| {
            let first = &told.strands[cord.strands[0]];
            let ends = [cord.from, cord.to];
            let near = ends.contains(&b) && ends.iter().any(|end| cores.contains(end));
            near && (first.leans || first.look == Look::Structure)
        })
    };
    // People known only as a sort tell a reader least.
    for (b, rank) in &mut ranks {
        let vague = told.graph.actors()[told.boxes[*b].head.index()].kind == Kind::Collective;
        if vague && rank.0 > ANSWERS {
            rank.0 = rank.0.max(VAGUE);
        }
    }
    // But who backs somebody, or is backed, is what a dossier is asked for.
    let asked = |b: usize| {
        let backing = |cord: &Cord| {
            let first = &told.strands[cord.strands[0]];
            let ends = [cord.from, cord.to];
            let near = ends.contains(&b) && ends.iter().any(|end| cores.contains(end));
            near && first.look == Look::Support && first.account.standing != Standing::Said
        };
        wishes.both_ways && cords.iter().any(backing)
    };
    let fit = |b: &usize| {
        let head = told.boxes[*b].head;
        let vague = told.graph.actors()[head.index()].kind == Kind::Collective;
        let firm = |cord: &&Cord| {
            (cord.from == *b || cord.to == *b) && is_firm(&told.strands[cord.strands[0]])
        };
        let single = vague
            && !leaned(*b)
            && !asked(*b)
            && (ties[b] < 2 || !cords.iter().any(|cord| firm(&cord)));
        let own = |core: &usize| people::is_named_after(told.graph, head, told.boxes[*core].head);
        let after = match asked(*b) {
            true => cores.iter().any(own),
            false => people::is_named_after_another(told.graph, head),
        };
        !single && !after
    };
    let mut others: Vec<usize> = ranks
        .keys()
        .copied()
        .filter(|b| !cores.contains(b) && ranks[b].0 < FAR && fit(b))
        .collect();
    others.sort_by_key(|b| (ranks[b].0, Reverse(ranks[b].1), *b));
    let mut chosen = cores.to_vec();
    chosen.extend(others);
    if is_quiet(told, &[Look::Hostility]) {
        follow(told, cords, &mut chosen, wishes.limit.0, &|_| true, &fit);
    } else if wishes.focus.is_empty() {
        // Who backs a backer comes as long as a third of the boxes stay free: a chain is seen, and no picture of
        // many answers is filled with those who give none.
        let backs = |cord: &Cord| {
            let first = &told.strands[cord.strands[0]];
            first.account.present && told.backs(first)
        };
        let links = cords.iter().filter(|cord| backs(cord)).cloned().collect::<Vec<_>>();
        let behind = behind(&links, cores);
        let into = |cord: &Cord| behind.contains(&cord.to);
        follow(told, &links, &mut chosen, wishes.limit.0 / 3 * 2, &into, &fit);
    }
    chosen.truncate(wishes.limit.0);
    (chosen, all)
}

/// The cores, and whoever backs one of them or somebody who does.
fn behind(links: &[Cord], cores: &[usize]) -> Vec<usize> {
    let mut behind = cores.to_vec();
    let mut next = 0;
    while let Some(to) = behind.get(next).copied() {
        for link in links.iter().filter(|link| link.to == to) {
            if !behind.contains(&link.from) {
                behind.push(link.from);
            }
        }
        next += 1;
    }
    behind
}

/// Where nobody fights, whoever is tied to those who are there comes too, as long as there is room: a chain is
/// drawn to its end.
fn follow(
    told: &Told<'_>,
    cords: &[Cord],
    chosen: &mut Vec<usize>,
    most: usize,
    wanted: &dyn Fn(&Cord) -> bool,
    fit: &dyn Fn(&usize) -> bool,
) {
    while chosen.len() < most {
        let next = |cord: &Cord| {
            let (from, to) = (chosen.contains(&cord.from), chosen.contains(&cord.to));
            let who = if from { cord.to } else { cord.from };
            let kind = told.strands[cord.strands[0]].look;
            (from != to && wanted(cord) && fit(&who))
                .then(|| ((kind, Reverse(weight(told, cord)), who), who))
        };
        let Some((_, who)) = cords.iter().filter_map(next).min() else { return };
        chosen.push(who);
    }
}

/// Everybody who has a line at all, or is near the focus: cores first, then the weightiest; and how
/// many there are.
fn everybody(
    told: &Told<'_>,
    wishes: &Wishes,
    cores: &[usize],
    cords: &[Cord],
    depth: usize,
) -> (Vec<usize>, usize) {
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    for cord in cords {
        *weights.entry(cord.from).or_default() += weight(told, cord);
        *weights.entry(cord.to).or_default() += weight(told, cord);
    }
    let all = weights.len();
    if !wishes.focus.is_empty() {
        let mut near: BTreeSet<usize> = cores.iter().copied().collect();
        for _ in 0..depth {
            let ties = cords.iter().filter(|b| near.contains(&b.from) || near.contains(&b.to));
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

/// Backers of a core, now or when last attested: they find room before all others.
const ANSWERS: u8 = 1;
/// Who deals with several sides.
const BETWEEN: u8 = 4;
/// People known only as a sort.
const VAGUE: u8 = 6;
/// No tie to a core.
const FAR: u8 = 9;

/// What sort of tie to a core brings somebody into the picture, the smallest number first.
fn class(told: &Told<'_>, cord: &Cord, near: bool) -> u8 {
    let first = &told.strands[cord.strands[0]];
    if !near {
        return FAR;
    }
    match (first.look, first.account.standing) {
        // Drawn only where somebody asks for it.
        (Look::Support | Look::Hostility, Standing::Said) => 5,
        (_, Standing::Said) => 8,
        (Look::Support, Standing::Stale) => 5,
        (_, Standing::Stale) => 7,
        (Look::Support, _) => 2,
        (Look::Hostility, _) => 3,
        (Look::Structure, _) => 5,
        _ if first.leans => 5,
        _ => 6,
    }
}

/// How much a line says: footing, sort, and on how many claims it stands.
pub(super) fn weight(told: &Told<'_>, cord: &Cord) -> usize {
    let first = &told.strands[cord.strands[0]];
    let footing = match (first.account.present, first.account.standing) {
        (_, Standing::Said) => 1,
        (true, Standing::Definite) => 4,
        (true, _) => 3,
        _ => 1,
    };
    let sort = match first.look {
        Look::Support | Look::Hostility => 4,
        Look::Structure => 3,
        Look::Contact | Look::Presence => 2,
    };
    let claims: usize = cord.strands.iter().map(|i| told.strands[*i].account.deciding.len()).sum();
    footing * sort * 10 + claims.min(9)
}

/// Which lines have room, and which have none.
struct Room {
    lines: Vec<Cord>,
    no_room: Vec<Cord>,
    aside: Vec<Cord>,
}

/// The lines between the chosen: those of cores first, then support, hostility and command between
/// others; those for which there is no room, with the answers of who is not chosen; and what is left out.
fn lines(
    told: &Told<'_>,
    wishes: &Wishes,
    cores: &[usize],
    cords: Vec<Cord>,
    chosen: &[usize],
    quiet: bool,
) -> Room {
    // To deal with those whom a core commands is to deal with its side.
    let commanded: Vec<usize> = (cords.iter())
        .filter(|cord| {
            let first = &told.strands[cord.strands[0]];
            first.look == Look::Structure && first.account.present && cores.contains(&cord.from)
        })
        .map(|cord| cord.to)
        .collect();
    let mut inside: Vec<Cord> = Vec::new();
    let (mut no_room, mut aside): (Vec<Cord>, Vec<Cord>) = Default::default();
    for cord in cords {
        let near = is_near(cores, &cord);
        let first = &told.strands[cord.strands[0]];
        let drawn = chosen.contains(&cord.from) && chosen.contains(&cord.to);
        let dealt = commanded.contains(&cord.from) || commanded.contains(&cord.to);
        let weighty =
            (first.look != Look::Contact || dealt) && first.account.standing != Standing::Stale;
        if drawn && (near || weighty || quiet || wishes.extent != Extent::Cores) {
            inside.push(cord);
        } else if drawn {
            aside.push(cord);
        } else if !drawn && answers(told, cores, &cord) {
            no_room.push(cord);
        } else if is_told_beside(told, wishes, near, &cord) {
            aside.push(cord);
        }
    }
    inside.sort_by_key(|cord| {
        (order(told, cores, cord), Reverse(weight(told, cord)), cord.from, cord.to)
    });
    let most = wishes.limit.1.min(inside.len());
    no_room.extend(inside.split_off(most));
    aside.sort_by_key(|cord| {
        let first = &told.strands[cord.strands[0]];
        let drawn = chosen.contains(&cord.from) && chosen.contains(&cord.to);
        (!first.account.present, !drawn, !is_firm(first), Reverse(weight(told, cord)))
    });
    Room { lines: inside, no_room, aside }
}

/// Whether a line is told although one of the two is not drawn: who backs or fights whom now, unless they are people
/// known only as a sort, or who is asked about is neither of the two.
fn is_told_beside(told: &Told<'_>, wishes: &Wishes, near: bool, cord: &Cord) -> bool {
    let first = &told.strands[cord.strands[0]];
    let sort = matches!(first.look, Look::Support | Look::Hostility);
    let vague = |b: usize| told.graph.actors()[told.boxes[b].head.index()].kind == Kind::Collective;
    let asked = wishes.extent == Extent::Cores && (near || wishes.focus.is_empty());
    asked && sort && first.account.present && !vague(cord.from) && !vague(cord.to)
}

/// Which lines come first: fights of cores, then who backs a core now, then who last did, then what is asked
/// for, what else is present, and at last what is only past.
fn order(told: &Told<'_>, cores: &[usize], cord: &Cord) -> u8 {
    let near = is_near(cores, cord);
    let first = &told.strands[cord.strands[0]];
    match (answers(told, cores, cord), first.account.present) {
        _ if is_front(told, cores, cord) => 0,
        (true, true) => 1,
        (true, false) => 2,
        _ if near && first.account.standing == Standing::Said => 3,
        (false, true) if near => 4,
        (false, true) => 5,
        _ if near => 6,
        _ => 7,
    }
}

/// Whether a line is a fight of two cores that goes on.
pub(super) fn is_front(told: &Told<'_>, cores: &[usize], cord: &Cord) -> bool {
    let first = &told.strands[cord.strands[0]];
    let of_cores = cores.contains(&cord.from) && cores.contains(&cord.to);
    of_cores && first.look == Look::Hostility && first.account.present
}

/// Whether one of its ends is a core.
fn is_near(cores: &[usize], cord: &Cord) -> bool {
    cores.contains(&cord.from) || cores.contains(&cord.to)
}

/// Whether a line answers "who backs" for a core.
pub(super) fn answers(told: &Told<'_>, cores: &[usize], cord: &Cord) -> bool {
    let asserted = |i: &usize| {
        let standing = told.strands[*i].account.standing;
        !matches!(standing, Standing::Said | Standing::Ended | Standing::NotYet)
    };
    cores.contains(&cord.to)
        && cord.strands.iter().any(|i| asserted(i) && told.backs(&told.strands[*i]))
}
