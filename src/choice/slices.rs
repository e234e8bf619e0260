//! Several dates beside each other, with every actor in the same place in all of them.
//!
//! Takes the pictures of some dates; gives one picture that holds all of them, to be placed once, and
//! for each date the boxes and lines that exist then. On each side the party to the conflict
//! has one place, whoever it is at a date; every other actor has a place of its own.

use super::{Figure, Line, Picture, Tier, Wishes, dates};
use crate::graph::Graph;
use crate::model::{Family, Period};

/// Pictures of several dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slices {
    /// `Libya: who backs whom, 2017 and 2025`.
    pub title: String,
    /// A sentence for each date.
    pub standfirst: String,
    /// One for each date.
    pub panels: Vec<Panel>,
    /// Everybody and every line of any date, in the words of the newest.
    pub whole: Picture,
}

/// A date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// What there is then.
    pub picture: Picture,
    /// Where each of its figures stands in [`Slices::whole`].
    pub seats: Vec<usize>,
    /// Where each of its ties runs.
    pub lanes: Vec<usize>,
}

impl Picture {
    /// The pictures of several dates that stand beside each other: every actor keeps its place in all of
    /// them, and a source its letter.
    pub fn beside(graph: &Graph, wishes: &Wishes, dates: &[Period]) -> Vec<Picture> {
        let wishes = Wishes { letters: Vec::new(), ..wishes.clone() };
        let mut letters: Vec<String> = Vec::new();
        for key in Picture::each(graph, &wishes, dates).into_iter().flat_map(|one| one.sources) {
            if !letters.contains(&key.source) {
                letters.push(key.source);
            }
        }
        Picture::each(graph, &Wishes { letters, ..wishes }, dates)
    }
}

impl Slices {
    /// The pictures of a graph at some dates.
    pub fn of(graph: &Graph, wishes: &Wishes, dates: &[Period]) -> Slices {
        let pictures = Picture::beside(graph, wishes, dates);
        let pictures = pictures.into_iter().map(Picture::around_parties).collect();
        let title = super::matrix::title(wishes.title.as_deref(), graph.title(), dates);
        Slices::joined(title, pictures)
    }

    fn joined(title: String, pictures: Vec<Picture>) -> Slices {
        let mut whole = Whole::default();
        let mut panels: Vec<Panel> = Vec::new();
        // The newest says first who stands where.
        for picture in pictures.into_iter().rev() {
            let seats: Vec<usize> =
                (0..picture.figures.len()).map(|i| whole.seat(&picture, i)).collect();
            let mut lanes: Vec<usize> = Vec::new();
            for tie in &picture.ties {
                let lane = whole.lane(tie, (seats[tie.from], seats[tie.to]), &lanes);
                lanes.push(lane);
            }
            panels.insert(0, Panel { picture, seats, lanes });
        }
        whole.drop_empty_sides();
        let at: Vec<&str> = panels.iter().map(|panel| panel.picture.at.as_str()).collect();
        let told = |panel: &Panel| {
            let (at, told) = (dates::spoken(&panel.picture.at), &panel.picture.standfirst);
            (!told.is_empty()).then(|| format!("{at}: {told}"))
        };
        let standfirst = panels.iter().filter_map(told).collect::<Vec<_>>().join(" ");
        let newest = panels.last().map(|panel| &panel.picture);
        let whole = Picture {
            title: title.clone(),
            standfirst: standfirst.clone(),
            at: at.join(" "),
            sides: whole.sides,
            figures: whole.figures,
            ties: whole.ties,
            sources: Vec::new(),
            caption: Vec::new(),
            aside: Vec::new(),
            aside_named: 0,
            left_out: Vec::new(),
            lesser: Vec::new(),
            dossier: false,
            of_actors: newest.map_or(0, |newest| newest.of_actors),
            undated: newest.map_or(0, |newest| newest.undated),
            include: newest.map_or(Vec::new(), |newest| newest.include.clone()),
        };
        Slices { title, standfirst, panels, whole }
    }

    /// Without some of the lines of [`Slices::whole`], which the captions of their dates then tell.
    #[must_use]
    pub fn without(&self, lanes: &[usize]) -> Slices {
        let shortened = |panel: &Panel| {
            let ties = (0..panel.lanes.len()).filter(|i| lanes.contains(&panel.lanes[*i]));
            panel.picture.without(&ties.collect::<Vec<_>>())
        };
        Slices::joined(self.title.clone(), self.panels.iter().map(shortened).collect())
    }
}

/// All dates in one, as it grows.
#[derive(Default)]
struct Whole {
    sides: Vec<super::Camp>,
    figures: Vec<Figure>,
    ties: Vec<Line>,
}

impl Whole {
    fn side(&mut self, picture: &Picture, side: usize) -> usize {
        let side = &picture.sides[side];
        self.sides.iter().position(|known| known.name == side.name).unwrap_or_else(|| {
            self.sides.push(super::Camp { seats: 0, ..side.clone() });
            self.sides.len() - 1
        })
    }

    /// A side in whose frame nobody stands at every date has none.
    fn drop_empty_sides(&mut self) {
        let stands = |side: &usize| self.figures.iter().any(|f| f.side == Some(*side));
        let kept: Vec<usize> = (0..self.sides.len()).filter(stands).collect();
        for figure in &mut self.figures {
            figure.side = figure.side.and_then(|side| kept.binary_search(&side).ok());
        }
        self.sides = kept.into_iter().map(|side| self.sides[side].clone()).collect();
    }

    /// The place of a figure; a party's is that of its side.
    fn seat(&mut self, picture: &Picture, place: usize) -> usize {
        let mut figure = picture.figures[place].clone();
        figure.side = figure.side.map(|side| self.side(picture, side));
        // All are placed at once, so that nobody needs a seat; two who never meet may have one.
        figure.seat = None;
        let elsewhere = |known: &Figure| picture.figures.iter().any(|other| other.id == known.id);
        let same = self.figures.iter().position(|known| known.id == figure.id);
        let stands_for = || {
            let (side, core) = (figure.side?, figure.core);
            self.figures.iter().position(|known| {
                core && known.core && known.side == Some(side) && !elsewhere(known)
            })
        };
        match same.or_else(stands_for) {
            Some(seat) => {
                let known = &mut self.figures[seat];
                known.core |= figure.core;
                // Who is of a side at one date only stands in its frame at none.
                if known.side != figure.side {
                    (known.side, known.tier) = (None, Tier::Dealer);
                }
                // The room of the longest name is enough for all.
                let long = |f: &Figure| (f.subtitle.is_some(), f.name.chars().count());
                if known.id != figure.id && long(&figure) > long(known) {
                    (known.name, known.short, known.subtitle) =
                        (figure.name, figure.short, figure.subtitle);
                }
                seat
            }
            None => {
                self.figures.push(figure);
                self.figures.len() - 1
            }
        }
    }

    /// The way of a line: that of the same sort between the same two.
    fn lane(&mut self, tie: &Line, (from, to): (usize, usize), taken: &[usize]) -> usize {
        let same = |i: &usize| {
            let known = &self.ties[*i];
            let ends = (known.from, known.to) == (from, to);
            // What harms is led the same way whoever begins.
            let either = tie.family == Family::Hostility && (known.from, known.to) == (to, from);
            (ends || either)
                && (known.family, known.sign) == (tie.family, tie.sign)
                && !taken.contains(i)
        };
        let known = (0..self.ties.len()).find(same);
        let Some(lane) = known else {
            self.ties.push(Line { from, to, ..tie.clone() });
            return self.ties.len() - 1;
        };
        let kept = &mut self.ties[lane];
        kept.answers |= tie.answers;
        kept.symmetric |= tie.symmetric;
        kept.weight = kept.weight.max(tie.weight);
        lane
    }
}
