//! A cast with the plan of all dates -> the picture itself.

use std::collections::{BTreeMap, BTreeSet};

use super::cast::{answers, cast, is_firm, is_front, seated, weight};
use super::pairs::{Cord, Strand, Told};
use super::plan::Plan;
use super::untold::{self, Untold};
use super::{
    Called, Camp, Figure, Line, Picture, Tier, Wishes, dates, note, people, script, tell, words,
};
use crate::graph::standing::Standing;
use crate::look::Look;
use crate::model::{Family, Kind};

/// The picture of a date, in which every actor stands where the plan puts it.
pub(super) fn picture(told: &Told<'_>, wishes: &Wishes, plan: &Plan) -> Picture {
    let cast = cast(told, wishes);
    let core_boxes: Vec<usize> =
        cast.members.iter().filter(|m| m.tier == Tier::Core).map(|m| m.place).collect();
    let sides: Vec<Camp> = (cast.sides.iter())
        .map(|name| {
            let (column, of) = plan.column(name, &cast.sides);
            Camp { name: name.clone(), column, of, seats: plan.seats(name), most: plan.most(name) }
        })
        .collect();
    let figure_of: BTreeMap<usize, usize> =
        cast.members.iter().enumerate().map(|(i, m)| (m.place, i)).collect();
    let untold = Untold::of(told, wishes, &core_boxes, &cast);
    let lines = cast.lines.iter().chain(&cast.no_room);
    let keys = note::keys(told, wishes, lines, untold.sources());
    let figures = (cast.members.iter())
        .map(|m| {
            figure(told, m.place, (m.tier, m.side, m.side.map(|side| &cast.sides[side])), plan)
        })
        .collect();
    let tie = |cord: &Cord| {
        let place = |b: usize| figure_of.get(&b).copied().unwrap_or(0);
        let printed = words::printed(told, cord);
        let ends = (place(cord.from), place(cord.to));
        Line {
            answers: answers(told, &core_boxes, cord) || is_front(told, &core_boxes, cord),
            brief: words::brief(told, wishes, cord, &printed),
            weight: u32::try_from(worth(told, cord, &core_boxes)).unwrap_or(u32::MAX),
            ..tie(told, wishes, (cord, &printed), &keys, ends)
        }
    };
    let ties: Vec<Line> = cast.lines.iter().map(tie).collect();
    let in_short = |cord: &Cord| tell::in_short(told, wishes, cord);
    let (no_room, lesser): (Vec<&Cord>, Vec<&Cord>) =
        cast.no_room.iter().partition(|cord| answers(told, &core_boxes, cord));
    let lesser = lesser.into_iter().map(|cord| {
        (u32::try_from(worth(told, cord, &core_boxes)).unwrap_or(0), in_short(cord).to_string())
    });
    let mut picture = Picture {
        title: dates::title(wishes.title.as_deref(), told.graph.title(), wishes.at),
        standfirst: String::new(),
        at: wishes.at.map_or(String::new(), |at| at.to_string()),
        sides,
        figures,
        ties,
        sources: keys.keys(told),
        caption: Vec::new(),
        aside: untold::aside(told, wishes, &cast),
        aside_named: untold::NAMED,
        left_out: no_room.into_iter().map(in_short).collect(),
        lesser: lesser.collect(),
        dossier: false,
        of_actors: cast.all,
        undated: untold::undated(told, wishes),
        include: wishes.include.clone(),
    };
    lift_dealings(&mut picture);
    seat_guests(&mut picture);
    picture = picture.without(&[]);
    picture.caption = untold.caption(told, wishes, &cast, &keys);
    picture
}

/// What makes of somebody one who deals with several sides is news, as `WORTH_TELLING` is: one line to each
/// side, and what joins to its side whom he deals with.
fn lift_dealings(picture: &mut Picture) {
    let mut lifted: BTreeSet<usize> = BTreeSet::new();
    for i in (0..picture.figures.len()).filter(|i| tell::is_between(picture, *i)) {
        let mut of_side: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        for (side, tie) in tell::dealings(picture, i) {
            let best = of_side.entry(side).or_insert(tie);
            if picture.ties[tie].weight > picture.ties[*best].weight {
                *best = tie;
            }
        }
        for tie in of_side.into_values() {
            let ends = [picture.ties[tie].from, picture.ties[tie].to];
            let base = ends.iter().find(|end| picture.figures[**end].tier == Tier::Base);
            let binds = |tie: &Line| {
                let cored = picture.figures[tie.from].core;
                cored && Some(&tie.to) == base && tie.family == Family::Structure
            };
            lifted.extend(picture.ties.iter().position(binds));
            lifted.insert(tie);
        }
    }
    for tie in lifted {
        picture.ties[tie].weight += WORTH_TELLING;
    }
}

/// What a line that a reader would miss is worth beside what it says.
pub(super) const WORTH_TELLING: u32 = 400;

/// Whoever is tied to a core and has no seat of his own stands in one that nobody has at this date, so that
/// all others keep theirs.
fn seat_guests(picture: &mut Picture) {
    let row = |f: &Figure| (f.side, seated(f.side.is_some(), f.tier));
    for i in 0..picture.figures.len() {
        let figures = &picture.figures;
        let tied = |tie: &Line| {
            tie.from == i && figures[tie.to].core || tie.to == i && figures[tie.from].core
        };
        if figures[i].seat.is_some() || !picture.ties.iter().any(tied) {
            continue;
        }
        let beside = figures.iter().filter(|f| row(f) == row(&figures[i]));
        let taken: Vec<(usize, usize)> = beside.filter_map(|f| f.seat).collect();
        let Some((_, of)) = taken.first().copied() else { continue };
        // The one that fewest have.
        let having = |seat: &usize| taken.iter().filter(|taken| taken.0 == *seat).count();
        picture.figures[i].seat = (0..of).min_by_key(having).map(|seat| (seat, of));
    }
}

/// A box in its place.
pub(super) fn figure(
    told: &Told<'_>,
    place: usize,
    (tier, side, name): (Tier, Option<usize>, Option<&String>),
    plan: &Plan,
) -> Figure {
    let boxed = &told.boxes[place];
    let actor = &told.graph.actors()[boxed.head.index()];
    let subtitle = boxed.force.map(|(force, relation)| {
        let force = &told.graph.actors()[force.index()];
        let (verb, name) =
            (&told.graph.vocabulary()[relation].label, script::isolated(&force.name));
        match &force.short {
            Some(short) => format!("{verb} the {name} ({})", script::isolated(short)),
            None => format!("{verb} {name}"),
        }
    });
    let id = actor.id.to_string();
    Figure {
        seat: plan.place(name, tier, &id),
        id,
        name: people::name(actor).to_owned(),
        short: actor.short.clone(),
        called: Called::of(actor),
        subtitle: subtitle.filter(|text| text.chars().count() < 60),
        kind: actor.kind,
        parts: note::parts(told, place),
        core: tier == Tier::Core,
        side,
        tier,
    }
}

/// A line with its words and its note; how much it says is for others to judge.
pub(super) fn tie(
    told: &Told<'_>,
    wishes: &Wishes,
    (cord, printed): (&Cord, &[usize]),
    keys: &note::Keys,
    (from, to): (usize, usize),
) -> Line {
    let first = &told.strands[cord.strands[0]];
    let kind = first.look;
    let lead = words::lead(first, wishes);
    let mut claims: Vec<String> = Vec::new();
    for i in &cord.strands {
        for at in words::claims(&told.strands[*i], wishes) {
            let id = at.claim.id.to_string();
            if !claims.contains(&id) {
                claims.push(id);
            }
        }
    }
    Line {
        from,
        to,
        family: match kind {
            // Weak hostility is drawn as a dealing, and marked as what is drawn.
            Look::Contact if first.relation.family == Family::Hostility => Family::Contact,
            _ => first.relation.family,
        },
        sign: first.relation.sign.value(),
        symmetric: cord.symmetric,
        called: told.named(cord, printed.first().map_or(first, |i| &told.strands[*i])),
        relations: printed.iter().map(|i| told.strands[*i].relation.id.clone()).collect(),
        standing: first.account.standing,
        modality: lead,
        claims,
        origins: note::origins(told, cord, wishes),
        words: words::beside(told, wishes, cord, printed),
        answers: false,
        brief: None,
        ranks: ranks(first),
        upward: is_upward(told, first),
        deals: kind == Look::Contact && first.relation.family == Family::Contact,
        weight: 0,
        turn: None,
        note: note::of(told, wishes, cord, printed, keys),
    }
}

/// Whether a relation puts one of the two above the other.
fn ranks(strand: &Strand<'_>) -> bool {
    const LEVEL: [&str; 3] = ["successor_of", "split_from", "defects_to"];
    let relation = strand.relation;
    let level = relation.is_symmetric() || LEVEL.contains(&relation.id.as_str());
    relation.family == Family::Structure && !level
}

/// Whether the one who acts belongs to the other.
fn is_upward(told: &Told<'_>, strand: &Strand<'_>) -> bool {
    let vocabulary = told.graph.vocabulary();
    let member = vocabulary.get("member_of");
    strand.relation.spec.rolls_up || member.is_some_and(|member| vocabulary.is_a(strand.ix, member))
}

/// What is given up last: answers, then firm lines of cores, then firm lines between others whom the
/// picture shows. What is only met or only supposed goes first, but for lasting dealings; and of it
/// what concerns people known only as a sort.
fn worth(told: &Told<'_>, cord: &Cord, cores: &[usize]) -> usize {
    let ends = [cord.from, cord.to];
    let near = ends.iter().filter(|b| cores.contains(b)).count();
    let first = &told.strands[cord.strands[0]];
    let kind = first.look;
    let firm = kind != Look::Contact && is_firm(first);
    let vague = ends.iter().any(|b| {
        let head = told.boxes[*b].head;
        !cores.contains(b) && told.graph.actors()[head.index()].kind == Kind::Collective
    });
    let lasting =
        first.account.present && kind == Look::Contact && !first.relation.is_event() && near == 1;
    let past = matches!(first.account.standing, Standing::Stale | Standing::Ended);
    let of_core = match (firm || first.leans, vague) {
        _ if past => 20,
        (true, false) => 300,
        (false, true) => 0,
        _ => 60,
    };
    // A fight of two cores is what a picture is of, then come those who back one now, then who once did.
    let asked = match (is_front(told, cores, cord), answers(told, cores, cord), past) {
        (true, ..) => 3000,
        (_, true, false) => 2000,
        (_, true, true) => 1000,
        _ => 0,
    };
    weight(told, cord)
        + of_core * near
        + asked
        // An opponent of a core's backer is more important than a friend of the backer.
        + if near == 0 && firm && kind == Look::Hostility { 100 } else { 0 }
        // Whoever asks for what is only said wants to see it.
        + if near > 0 && first.account.standing == Standing::Said { WORTH_TELLING as usize } else { 0 }
        + if lasting && is_firm(first) { 200 } else { 0 }
}
