//! What a picture gives up if there is no room, and what it says about that.
//!
//! Takes a picture and the lines that found no place; gives one without them, whose caption names
//! them. A box goes with its last line to a core. Must not know why there was no room.

use std::cmp::Reverse;

use super::pick::WORTH_TELLING;
use super::{Camp, Line, Missed, Picture, Tier, camps, changes, dossier, missed, tell, untold};
use crate::graph::standing::Standing;
use crate::model::Family;

impl Line {
    /// Whether it has more words than it needs.
    fn is_wordy(&self) -> bool {
        self.brief.as_ref().is_some_and(|(words, _)| self.words != [words.clone()])
    }

    /// Leaves it the fewest words.
    fn shorten(&mut self) {
        if let Some((words, relation)) = self.brief.clone() {
            (self.words, self.relations) = (vec![words], vec![relation]);
        }
    }
}

/// The most lines without room that are named though they answer no question.
const LESSER: usize = 3;

/// A seat beneath the frame of a side, among all who stand beneath frames.
fn beneath(side: &Camp) -> Option<(usize, usize)> {
    match (side.of, side.column) {
        (2 | 3, column @ (0 | 1)) => Some((column, 2)),
        (3, 2) => Some((1, 3)),
        _ => None,
    }
}

impl Picture {
    /// The lines that are given up first where there is no room for so many.
    pub fn lightest(&self, count: usize) -> Vec<usize> {
        self.lightest_of((0..self.ties.len()).collect(), count)
    }

    /// The same of some lines.
    pub fn lightest_of(&self, mut ties: Vec<usize>, count: usize) -> Vec<usize> {
        ties.sort_by_key(|i| (self.ties[*i].answers, self.ties[*i].weight, usize::MAX - i));
        ties.truncate(count);
        ties
    }

    /// The picture without some lines, which the caption then tells, and without boxes that no line
    /// reaches any more.
    #[must_use]
    pub fn without(&self, ties: &[usize]) -> Picture {
        let mut left = self.clone();
        for tie in ties.iter().map(|i| &self.ties[*i]) {
            left.omit(tie, tell::missed(tie));
        }
        let mut i = 0;
        left.ties.retain(|_| {
            i += 1;
            !ties.contains(&(i - 1))
        });
        // What was chosen in the first place may have ties to others than cores, as on a poster.
        let whole = ties.is_empty() || left.dossier;
        let near = match whole {
            true => left.tied(),
            // Where nobody fights, a picture follows whom its core is tied to.
            false if left.ties.iter().all(|tie| tie.sign >= 0) => left.reached(),
            false => left.near(),
        };
        let mut left = left.swept(&near);
        // The standfirst says only what can be seen beneath it.
        left.standfirst = match left.ties.iter().any(|tie| tie.turn.is_some()) {
            true => changes::standfirst(&left),
            false if left.dossier => dossier::standfirst(&left),
            false => tell::standfirst(&left),
        };
        left
    }

    /// The lines of what is past and answers nothing, if one of what is present is missing: they go before it, but
    /// stay before what somebody only says.
    pub fn past_before(&self, missing: &[usize]) -> Vec<usize> {
        let past = |i: &usize| {
            let tie = &self.ties[*i];
            matches!(tie.standing, Standing::Stale | Standing::Ended) && !tie.answers
        };
        let said = |i: &usize| self.ties[*i].standing == Standing::Said;
        match missing.iter().all(|i| past(i) || said(i)) {
            true => Vec::new(),
            false => (0..self.ties.len()).filter(past).collect(),
        }
    }

    /// The picture with fewer words beside some of its lines, which answer what it is asked, and the others of
    /// them; nothing where none of them has fewer.
    pub fn in_brief(&self, ties: &[usize]) -> Option<(Picture, Vec<usize>)> {
        let brief = |i: &usize| self.ties[*i].answers && self.ties[*i].is_wordy();
        let (brief, others): (Vec<usize>, Vec<usize>) = ties.iter().partition(|i| brief(i));
        let mut picture = self.clone();
        brief.iter().for_each(|i| picture.ties[*i].shorten());
        (!brief.is_empty()).then_some((picture, others))
    }

    /// The picture with a shorter caption: what else is told is only counted.
    #[must_use]
    pub fn tersely(&self) -> Picture {
        Picture { aside_named: 0, ..self.clone() }
    }

    /// The lines that another picture, made of this one, is without: the weightiest first.
    pub fn without_these(&self, other: &Picture) -> Vec<usize> {
        let mut kept = other.ties.iter().peekable();
        let is_kept = |tie: &Line| {
            kept.next_if(|own| own.note == tie.note && own.family == tie.family).is_some()
        };
        let is_kept: Vec<bool> = self.ties.iter().map(is_kept).collect();
        let mut lost: Vec<usize> = (0..self.ties.len()).filter(|i| !is_kept[*i]).collect();
        lost.sort_by_key(|i| (Reverse(self.ties[*i].weight), *i));
        lost
    }

    /// Other pictures, made of this one, with one more of its lines, the best first; `instead`: in the place
    /// of the lightest that it has, if there is one that says less. Whom the line brings back stands in the
    /// frame if a line comes along that binds him to somebody in it.
    pub fn with_again(&self, other: &Picture, tie: usize, instead: bool) -> Vec<Picture> {
        let mut lost = self.without_these(other);
        let along = self.binding(other, &lost, tie);
        if instead {
            let kept = (0..self.ties.len()).filter(|i| !lost.contains(i));
            let weight = |i: usize| (self.ties[i].answers, self.ties[i].weight);
            let lightest = kept.min_by_key(|i| (weight(*i), *i));
            let Some(lightest) = lightest.filter(|lightest| weight(*lightest) < weight(tie)) else {
                return Vec::new();
            };
            lost.push(lightest);
        }
        let mut sets: Vec<Vec<usize>> = along.iter().map(|one| vec![*one]).collect();
        if along.len() > 1 {
            sets.insert(0, along);
        }
        sets.push(Vec::new());
        let with = |set: Vec<usize>| {
            let gone = lost.iter().copied().filter(|i| *i != tie && !set.contains(i));
            let mut again = self.without(&gone.collect::<Vec<_>>());
            again.shorten_as(other);
            again
        };
        sets.into_iter().map(with).collect()
    }

    /// Leaves the fewest words to lines that have no more in another picture.
    fn shorten_as(&mut self, other: &Picture) {
        let brief: Vec<&Line> =
            other.ties.iter().filter(|own| own.brief.is_some() && !own.is_wordy()).collect();
        for line in &mut self.ties {
            if brief.iter().any(|own| own.note == line.note && own.family == line.family) {
                line.shorten();
            }
        }
    }

    /// Of the lines that another picture is without, those that bind whom a line brings back to somebody there, on
    /// the side of both: the weightiest first, as `lost` has them.
    fn binding(&self, other: &Picture, lost: &[usize], tie: usize) -> Vec<usize> {
        let there = |i: usize| other.figures.iter().any(|f| f.id == self.figures[i].id);
        let ends = [self.ties[tie].from, self.ties[tie].to];
        let back = ends.into_iter().filter(|i| !there(*i) && self.figures[*i].side.is_some());
        let back: Vec<usize> = back.collect();
        let binds = |i: &usize| {
            let line = &self.ties[*i];
            let ends = [(line.from, line.to), (line.to, line.from)];
            let to = |(one, another): (usize, usize)| {
                let side = self.figures[one].side == self.figures[another].side;
                back.contains(&one) && there(another) && side
            };
            line.is_binding() && ends.into_iter().any(to)
        };
        match self.ties[tie].is_binding() {
            true => Vec::new(),
            false => lost.iter().copied().filter(|i| *i != tie).filter(binds).collect(),
        }
    }

    /// What ties somebody to a party to the conflict: several pictures have room for no more.
    pub(crate) fn around_parties(self) -> Picture {
        let core = |i: usize| self.figures[i].core;
        let other: Vec<usize> = (0..self.ties.len())
            .filter(|i| !core(self.ties[*i].from) && !core(self.ties[*i].to))
            .collect();
        let mut picture = self.without(&other);
        // Without who deals with them they are news no more.
        let gone = |i: usize| {
            let id = &picture.figures[i].id;
            let dealt = |tie: &Line| {
                tie.deals && [tie.from, tie.to].iter().any(|end| self.figures[*end].id == *id)
            };
            other.iter().any(|tie| dealt(&self.ties[*tie]))
        };
        let lifted: Vec<usize> = (0..picture.ties.len())
            .filter(|i| picture.ties[*i].family == Family::Structure && gone(picture.ties[*i].to))
            .collect();
        for tie in lifted {
            let tie = &mut picture.ties[tie];
            tie.weight = tie.weight.saturating_sub(WORTH_TELLING);
        }
        // Nobody asks for the others here.
        picture.lesser.truncate(self.lesser.len());
        picture
    }

    /// What is beneath the notes: how many are drawn, what found no room, what is not drawn.
    pub fn told(&self) -> String {
        let mut told = vec![format!("{} of {} actors drawn.", self.figures.len(), self.of_actors)];
        // Every answer is named; of the rest what says most, or the list would itself take the room.
        let mut lesser: Vec<&(u32, String)> = self.lesser.iter().collect();
        lesser.sort_by_key(|(weight, _)| Reverse(*weight));
        let named = if lesser.len() > LESSER + 1 { LESSER } else { lesser.len() };
        let mut missed: Vec<String> = missed::sentences(&self.left_out);
        missed.extend(lesser[..named].iter().map(|(_, words)| words.clone()));
        if lesser.len() > named {
            missed.push(format!("{} lighter ties", lesser.len() - named));
        }
        if !missed.is_empty() {
            told.push(format!("No room for: {}.", missed.join("; ")));
        }
        told.extend(self.caption.iter().cloned());
        told.extend(untold::also(&self.aside, self.aside_named));
        told.extend(untold::without_date(self.undated));
        told.join(" ")
    }

    /// Remembers a line that is not drawn.
    fn omit(&mut self, tie: &Line, missed: Missed) {
        match tie.answers && tie.sign > 0 {
            true => self.left_out.push(missed),
            false => self.lesser.push((tie.weight, missed.to_string())),
        }
    }

    /// Takes out all boxes but some, with what lines they have, and sides without a core.
    fn swept(mut self, near: &[bool]) -> Picture {
        let (kept_ties, lost): (Vec<Line>, Vec<Line>) = std::mem::take(&mut self.ties)
            .into_iter()
            .partition(|tie| near[tie.from] && near[tie.to]);
        let lost: Vec<(Line, Missed)> =
            lost.into_iter().map(|tie| (tie.clone(), tell::missed(&tie))).collect();
        for (tie, missed) in lost {
            self.omit(&tie, missed);
        }
        self.ties = kept_ties;
        let kept: Vec<usize> = (0..self.figures.len()).filter(|i| near[*i]).collect();
        let place = |old: usize| kept.binary_search(&old).unwrap_or(0);
        for tie in &mut self.ties {
            (tie.from, tie.to) = (place(tie.from), place(tie.to));
        }
        self.figures = kept.iter().map(|i| self.figures[*i].clone()).collect();
        self.framed();
        self
    }

    /// Who has a line at all.
    fn tied(&self) -> Vec<bool> {
        let tied = |i: usize| self.ties.iter().any(|tie| tie.from == i || tie.to == i);
        (0..self.figures.len()).map(tied).collect()
    }

    /// Whom lines join to a core, however many.
    fn reached(&self) -> Vec<bool> {
        let mut reached: Vec<bool> = (0..self.figures.len())
            .map(|i| self.figures[i].core && self.ties.iter().any(|t| t.from == i || t.to == i))
            .collect();
        for _ in 0..self.figures.len() {
            for tie in &self.ties {
                let either = reached[tie.from] || reached[tie.to];
                (reached[tie.from], reached[tie.to]) = (either, either);
            }
        }
        reached
    }

    /// Whom a line ties to a core, or to whom a core commands or leans on. A core without a line is
    /// not among them.
    fn near(&self) -> Vec<bool> {
        let core = |i: usize| self.figures[i].core;
        let beside = |those: &dyn Fn(usize) -> bool, i: usize, test: &dyn Fn(&Line) -> bool| {
            self.ties.iter().any(|tie| {
                let other = if tie.from == i { tie.to } else { tie.from };
                (tie.from == i || tie.to == i) && those(other) && test(tie)
            })
        };
        let base = |i: usize| {
            self.figures[i].tier == Tier::Base
                && beside(&core, i, &|tie| tie.family == Family::Structure || tie.to != i)
        };
        let any = |_: usize| true;
        let mut near: Vec<bool> = (0..self.figures.len())
            .map(|i| match core(i) {
                true => beside(&any, i, &|_| true),
                false => beside(&core, i, &|_| true) || beside(&base, i, &|_| true),
            })
            .collect();
        // And who backs a backer, as in a chain.
        let backs = |tie: &&Line| tie.family == Family::Support && tie.sign > 0 && !tie.symmetric;
        for _ in 0..self.figures.len() {
            for tie in self.ties.iter().filter(backs) {
                near[tie.from] |= near[tie.to] && self.figures[tie.to].tier == Tier::Backer;
            }
        }
        near
    }

    /// Leaves in the frame of a side only its cores, and those whom drawn support or command ties to
    /// one of them, or to one who is so tied.
    pub fn framed(&mut self) {
        let people: Vec<(Option<usize>, bool)> =
            self.figures.iter().map(|f| (f.side, f.core)).collect();
        let binding = self.ties.iter().filter(|tie| tie.is_binding());
        let undated = |tie: &Line| tie.standing == Standing::Undated;
        let ties: Vec<(usize, usize, bool)> =
            binding.map(|tie| (tie.from, tie.to, undated(tie))).collect();
        // What changed between two dates stands beside no other picture.
        let changes = self.ties.iter().any(|tie| tie.turn.is_some());
        for (figure, bound) in self.figures.iter_mut().zip(camps::bound(&people, &ties)) {
            // A seat is one in a frame; whom no drawn line binds to it stands beneath it.
            if !bound && let Some(side) = figure.side.take() {
                figure.seat = beneath(&self.sides[side]).filter(|_| !changes);
            }
        }
        let has_core = |side: &usize| self.figures.iter().any(|f| f.core && f.side == Some(*side));
        let kept: Vec<usize> = (0..self.sides.len()).filter(has_core).collect();
        for figure in &mut self.figures {
            figure.side = figure.side.and_then(|side| kept.binary_search(&side).ok());
        }
        self.sides = kept.into_iter().map(|side| self.sides[side].clone()).collect();
    }
}
