//! The lines of a picture of changes: what there could be between two boxes, and who finds room.
//!
//! Takes the claims and how they have changed; gives a picture whose lines show that. Must not know how it
//! is worded.

use std::collections::BTreeMap;

use super::{Fate, Turned};
use crate::choice::cast::Cast;
use crate::choice::note::{self, Keys};
use crate::choice::pairs::{Cord, Strand, Told};
use crate::choice::pick::{self, figure};
use crate::choice::plan::Plan;
use crate::choice::{Camp, Line, Picture, Tier, Wishes, words};
use crate::look::Look;

/// What there is to choose from.
pub(super) struct Changed<'g> {
    pub(super) told: Told<'g>,
    pub(super) turned: Turned,
    pub(super) wishes: Wishes,
    pub(super) plan: Plan,
    /// How many ties no source dates.
    pub(super) undated: usize,
}

impl Changed<'_> {
    fn turn(&self, strand: &Strand<'_>) -> Fate {
        self.turned.change.get(&strand.key).and_then(Fate::of).unwrap_or(Fate::GoesOn)
    }

    /// What became of a line: new if any of it is, unless the same was there by other means; as it was if any of
    /// it is; over if that is told of all of it.
    pub(super) fn turn_of(&self, cord: &Cord) -> Fate {
        let first = self.told.strands[cord.strands[0]].look;
        let own = cord.strands.iter().map(|i| &self.told.strands[*i]);
        let own: Vec<(&Strand<'_>, Fate)> =
            own.filter(|strand| strand.look == first).map(|s| (s, self.turn(s))).collect();
        let of = |turn: Fate| own.iter().filter(move |one| one.1 == turn).map(|one| one.0);
        if of(Fate::New).next().is_some() {
            // Who backs somebody by new means backs him no more newly than who did by others; but who only
            // recognised him does.
            let backs = of(Fate::New).any(|strand| self.told.backs(strand));
            let stood = own.iter().filter(|one| one.1 != Fate::New);
            let same = |strand: &Strand<'_>| !backs || self.told.backs(strand);
            let before = first != Look::Contact && stood.map(|one| one.0).any(same);
            return if before { Fate::GoesOn } else { Fate::New };
        }
        if of(Fate::GoesOn).next().is_some() {
            return Fate::GoesOn;
        }
        // The end of backing is that of arming, too.
        let vocabulary = self.told.graph.vocabulary();
        let over =
            |strand: &Strand<'_>| of(Fate::Ended).any(|ended| vocabulary.is_a(strand.ix, ended.ix));
        if of(Fate::NotTold).all(over) { Fate::Ended } else { Fate::NotTold }
    }

    /// The lines that there could be between two boxes.
    fn pair(&self, strands: &[usize]) -> Vec<Cord> {
        let all = |wanted: Look| -> Vec<usize> {
            let wanted = |i: &usize| self.told.strands[*i].look == wanted;
            strands.iter().copied().filter(wanted).collect()
        };
        let contact = all(Look::Contact);
        let mut cords: Vec<Cord> = Vec::new();
        for sort in [Look::Support, Look::Hostility, Look::Structure] {
            let own = all(sort);
            // An actor that backed another and now only deals with it: one line says both.
            let lost = own
                .iter()
                .all(|i| matches!(self.turn(&self.told.strands[*i]), Fate::Ended | Fate::NotTold));
            let now: Vec<usize> = (contact.iter().copied())
                .filter(|i| self.turn(&self.told.strands[*i]) == Fate::New)
                .collect();
            let rest = if lost && sort == Look::Support { now } else { Vec::new() };
            cords.extend(self.told.directed(&own, &rest));
        }
        // Dealings are news where nothing stronger is left, unless a line tells them already.
        let told = |b: &Cord| b.strands.iter().any(|i| contact.contains(i));
        if cords.iter().all(|b| self.turn_of(b).is_past() && !told(b)) {
            let news = |i: &usize| self.turn(&self.told.strands[*i]) != Fate::GoesOn;
            let news: Vec<usize> = contact.iter().copied().filter(news).collect();
            cords.extend(self.told.directed(&news, &[]));
        }
        for cord in &mut cords {
            // What is new is said first, then what is, then what was.
            let rank = |turn| match turn {
                Fate::New => 0,
                Fate::GoesOn => 1,
                Fate::Ended => 2,
                Fate::NotTold => 3,
            };
            let all = cord.strands.clone();
            cord.strands.sort_by_key(|i| {
                let strand = &self.told.strands[*i];
                let one_sided = cord.symmetric && !self.told.is_mutual(*i, &all);
                (strand.look, one_sided, rank(self.turn(strand)))
            });
        }
        cords
    }

    fn cords(&self) -> Vec<Cord> {
        let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (i, strand) in self.told.strands.iter().enumerate() {
            let ends = (strand.from.min(strand.to), strand.from.max(strand.to));
            pairs.entry(ends).or_default().push(i);
        }
        pairs.into_values().flat_map(|strands| self.pair(&strands)).collect()
    }

    /// The picture: cores of both dates, then who has news of one of them, then who stands by it.
    pub(super) fn picture(&self, casts: &[Cast; 2]) -> Picture {
        let sides = sides(casts, &self.plan);
        let side = |cast: &Cast, side: Option<usize>| {
            let name = &cast.sides[side?];
            sides.iter().position(|known| known.name == *name)
        };
        let mut members: Vec<(usize, Tier, Option<usize>)> = Vec::new();
        for core in [true, false] {
            for (cast, member) in casts.iter().flat_map(|c| c.members.iter().map(move |m| (c, m))) {
                let known = members.iter().any(|known| known.0 == member.place);
                if !known && (member.tier == Tier::Core) == core {
                    members.push((member.place, member.tier, side(cast, member.side)));
                }
            }
        }
        let cores: Vec<usize> = members.iter().filter(|m| m.1 == Tier::Core).map(|m| m.0).collect();
        let near = |b: &Cord| cores.contains(&b.from) || cores.contains(&b.to);
        let mut cords = self.cords();
        cords.sort_by_key(|b| (self.turn_of(b) == Fate::GoesOn, !near(b)));
        let news =
            |place: usize| cords.iter().position(|b| near(b) && (b.from == place || b.to == place));
        members.retain(|m| m.1 == Tier::Core || news(m.0).is_some());
        members
            .sort_by_key(|m| (m.1 != Tier::Core, m.1 != Tier::Core && is_quiet(self, &cords, m.0)));
        members.truncate(self.wishes.limit.0);
        let seat = |b: usize| members.iter().position(|m| m.0 == b);
        let (drawn, rest): (Vec<Cord>, Vec<Cord>) = cords.into_iter().partition(|b| {
            seat(b.from).is_some() && seat(b.to).is_some() && shown(self, b, near(b))
        });
        let cited = drawn.iter().chain(rest.iter().filter(|b| near(b)));
        let keys = note::keys(&self.told, &self.wishes, cited, std::iter::empty());
        let figures = (members.iter())
            .map(|(place, tier, side)| {
                let name = side.map(|side| &sides[side].name);
                figure(&self.told, *place, (*tier, *side, name), &self.plan)
            })
            .collect();
        let place = |b: usize| seat(b).unwrap_or(0);
        let ties: Vec<Line> = (drawn.iter())
            .map(|b| self.tie(b, &keys, (place(b.from), place(b.to)), near(b)))
            .collect();
        let mut picture = Picture {
            title: String::new(),
            standfirst: String::new(),
            at: String::new(),
            sides,
            figures,
            ties,
            sources: keys.keys(&self.told),
            aside: Vec::new(),
            aside_named: 0,
            caption: self.caption(&rest, &cores, &keys),
            left_out: Vec::new(),
            lesser: Vec::new(),
            dossier: false,
            of_actors: casts[0].all.max(casts[1].all),
            undated: self.undated,
            include: Vec::new(),
        };
        picture = picture.without(&[]);
        let most = self.wishes.limit.1;
        while picture.ties.len() > most {
            picture = picture.without(&picture.lightest(picture.ties.len() - most));
        }
        picture
    }

    fn tie(&self, cord: &Cord, keys: &Keys, ends: (usize, usize), near: bool) -> Line {
        let printed = words::printed(&self.told, cord);
        let first = &self.told.strands[cord.strands[0]];
        let turn = self.turn_of(cord);
        let signed = matches!(first.look, Look::Support | Look::Hostility);
        let weight = match turn {
            Fate::New => 400,
            Fate::Ended => 500,
            Fate::NotTold => 300,
            Fate::GoesOn => 0,
        };
        // Lasting dealings are more than a meeting.
        let lasting = cord.strands.iter().any(|i| !self.told.strands[*i].relation.is_event());
        let sort = match (signed, lasting) {
            (true, _) => 100,
            (false, true) => 50,
            (false, false) => 0,
        };
        let weight = weight + if near { 200 } else { 0 } + sort;
        let tie = pick::tie(&self.told, &self.wishes, (cord, &printed), keys, ends);
        Line {
            words: self.words(cord, &printed),
            // What changed is what is asked; the rest is given up first.
            answers: turn != Fate::GoesOn && near && signed,
            weight: weight + u32::try_from(cord.strands.len().min(9)).unwrap_or(0),
            turn: Some(turn),
            ..tie
        }
    }
}

fn is_quiet(all: &Changed<'_>, cords: &[Cord], place: usize) -> bool {
    let mut own = cords.iter().filter(|b| b.from == place || b.to == place);
    own.all(|b| all.turn_of(b) == Fate::GoesOn)
}

/// Whether a line is drawn where there is room: whatever changed, and of the rest what helps or harms.
fn shown(all: &Changed<'_>, cord: &Cord, near: bool) -> bool {
    let first = all.told.strands[cord.strands[0]].look;
    let signed = matches!(first, Look::Support | Look::Hostility);
    match all.turn_of(cord) {
        Fate::GoesOn => near && signed,
        _ => near || signed,
    }
}

/// The sides of both dates, each in its column.
fn sides(casts: &[Cast; 2], plan: &Plan) -> Vec<Camp> {
    let mut names: Vec<String> = Vec::new();
    for name in casts.iter().flat_map(|cast| &cast.sides) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let side = |name: &String| {
        let (column, of) = plan.column(name, &names);
        Camp { name: name.clone(), column, of, seats: plan.seats(name), most: plan.most(name) }
    };
    names.iter().map(side).collect()
}
