//! One actor as a picture: who backs it, whom it backs, and beneath that whom it fights
//! and deals with.
//!
//! Takes a graph and an actor; gives the lines that touch it, each in the position that shows what it is.
//! Lines between other actors are not shown.

use super::{Called, Line, Picture, Wishes, dates, sentence, tell, untold};
use crate::graph::Graph;
use crate::graph::standing::Standing;
use crate::model::Family;

/// What somebody has to do with the one whom a dossier is of; in the order from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// The one stands behind the other.
    Behind,
    /// They stand by each other.
    Beside,
    /// One commands the other, or belongs to it.
    Bound,
    /// Neither is above the other: kin, partners in office, who succeeds or splits from whom.
    Linked,
    /// The one is against the other.
    Against,
    /// They fight or rival each other.
    Conflict,
    /// They deal with each other.
    Dealings,
}

/// Somebody's place in a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Who, as a place in [`Picture::figures`].
    pub figure: usize,
    /// What is between them: of several ties the weightiest.
    pub section: Section,
    /// Whether it stands on the left, where those are who act, or are above, and not on the right.
    pub acts: bool,
}

impl Picture {
    /// The dossier of the one actor whom the wishes name.
    pub fn dossier(graph: &Graph, wishes: &Wishes) -> Picture {
        let limit = (usize::MAX, usize::MAX);
        let all = Wishes { limit, both_ways: true, ..wishes.clone() };
        let mut picture = Picture::of(graph, &all);
        let Some(one) = picture.figures.iter().position(|figure| figure.core) else {
            return picture;
        };
        // The dossier is about this actor, whatever side it is on.
        picture.sides.clear();
        for figure in &mut picture.figures {
            figure.side = None;
        }
        picture.dossier = true;
        let touches = |tie: &Line| tie.from == one || tie.to == one;
        picture.ties.retain(touches);
        picture.lesser.clear();
        // Those whom the actor backs matter as much as its backers.
        for tie in &mut picture.ties {
            let asserted = !matches!(
                tie.standing,
                Standing::Said | Standing::Ended | Standing::NotYet | Standing::Undated
            );
            tie.answers |= matches!(section(tie), Section::Behind | Section::Beside) && asserted;
        }
        let mut picture = picture.without(&[]);
        let (boxes, lines) = wishes.limit;
        loop {
            let over = picture.ties.len().saturating_sub(lines);
            let over = over.max(picture.figures.len().saturating_sub(boxes));
            if over == 0 {
                break;
            }
            picture = picture.without(&picture.lightest(over));
        }
        if wishes.title.is_none() {
            let name = picture.figures.iter().find(|figure| figure.core).map(|f| f.name.clone());
            let base =
                format!("{}: friends and foes", sentence::capitalised(&name.unwrap_or_default()));
            picture.title = dates::title(None, &base, wishes.at);
        }
        picture
    }

    /// Whether nobody is told of where a dossier shows nobody: not if somebody found no room, or is only
    /// said to back somebody.
    pub fn is_whole(&self) -> bool {
        self.left_out.is_empty() && !self.caption.iter().any(|said| said.starts_with(untold::TOLD))
    }

    /// Where everybody stands in a dossier, the weightiest of each section first.
    pub fn seats(&self) -> Vec<Seat> {
        let Some(one) = self.figures.iter().position(|figure| figure.core) else {
            return Vec::new();
        };
        let mut seats: Vec<(Section, std::cmp::Reverse<u32>, usize, Option<bool>)> = Vec::new();
        for figure in (0..self.figures.len()).filter(|i| *i != one) {
            let own = self.ties.iter().filter(|tie| tie.from == figure || tie.to == figure);
            let best = own.min_by_key(|tie| (section(tie), std::cmp::Reverse(tie.weight)));
            let Some(tie) = best else { continue };
            // What holds both ways has no side of its own; whoever belongs to another is beneath it.
            let acts = match section(tie) {
                Section::Behind | Section::Against => Some(tie.from == figure),
                Section::Bound => Some((tie.from == figure) != tie.upward),
                Section::Beside | Section::Linked | Section::Conflict | Section::Dealings => None,
            };
            seats.push((section(tie), std::cmp::Reverse(tie.weight), figure, acts));
        }
        seats.sort();
        let mut count = [0usize; 2];
        let mut placed: Vec<Seat> = Vec::new();
        for (section, _, figure, acts) in seats {
            // Those who are of one sort stand together, but for dealings, which fill up both sides.
            let alike =
                placed.iter().find(|s| s.section == section && section != Section::Dealings);
            let acts = acts.or(alike.map(|seat| seat.acts)).unwrap_or(count[0] <= count[1]);
            count[usize::from(!acts)] += 1;
            placed.push(Seat { figure, section, acts });
        }
        placed
    }
}

fn section(tie: &Line) -> Section {
    match (tie.family, tie.sign) {
        (Family::Support, 1) if tie.symmetric => Section::Beside,
        (Family::Support, 1) => Section::Behind,
        (Family::Structure, _) if tie.ranks => Section::Bound,
        (Family::Structure, _) => Section::Linked,
        (Family::Hostility, -1) if tie.symmetric => Section::Conflict,
        (Family::Hostility, -1) => Section::Against,
        _ => Section::Dealings,
    }
}

impl Section {
    /// From above to below.
    pub const ALL: [Section; 7] = [
        Section::Behind,
        Section::Beside,
        Section::Bound,
        Section::Linked,
        Section::Against,
        Section::Conflict,
        Section::Dealings,
    ];

    /// What stands above those who act, or above those who are acted on.
    pub fn heading(self, acts: bool, called: &Called) -> String {
        let (name, are) = (&called.name, sentence::agreeing("is", called.many));
        let stand = sentence::agreeing("stands", called.many);
        let heading = match (self, acts) {
            (Section::Behind, true) => format!("Stand behind {name}"),
            (Section::Behind, false) => format!("{name} {stand} behind"),
            (Section::Beside, _) => format!("Side by side with {name}"),
            (Section::Linked, _) => format!("Linked with {name}"),
            (Section::Conflict, _) => format!("In conflict with {name}"),
            (Section::Bound, true) => format!("Above {name}"),
            (Section::Bound, false) => format!("Under {name}"),
            (Section::Against, true) => format!("Against {name}"),
            (Section::Against, false) => format!("{name} {are} against"),
            (Section::Dealings, _) => format!("Deal with {name}"),
        };
        sentence::capitalised(&heading)
    }
}

/// Who backs the actor, whom it backs, whom it fights.
pub(super) fn standfirst(picture: &Picture) -> String {
    let mut own: Vec<&Line> =
        picture.ties.iter().filter(|tie| section(tie) != Section::Dealings).collect();
    own.sort_by_key(|tie| (section(tie), std::cmp::Reverse(tie.weight)));
    let mut said: Vec<String> = Vec::new();
    for wanted in
        [Section::Behind, Section::Beside, Section::Against, Section::Conflict, Section::Bound]
    {
        let those = own.iter().filter(|tie| section(tie) == wanted);
        let most = if wanted == Section::Behind { 3 } else { 2 };
        let those: Vec<&Line> = those.copied().collect();
        said.extend(tell::sentences(&those).into_iter().take(most));
    }
    let one = picture.figures.iter().position(|figure| figure.core);
    let dealings =
        picture.ties.iter().filter(|tie| tie.deals && tie.standing == Standing::Definite);
    let others: Vec<String> = (dealings
        .map(|tie| if Some(tie.from) == one { tie.to } else { tie.from }))
    .map(|other| picture.figures[other].called.name.clone())
    .collect();
    if let (Some(one), false, ..3) = (one, others.is_empty(), said.len()) {
        let called = &picture.figures[one].called;
        let deals = sentence::agreeing("deals with", called.many);
        said.push(format!("{} {deals} {}", called.name, sentence::listed(&others)));
    }
    if said.is_empty() {
        let all: Vec<&Line> = picture.ties.iter().collect();
        said.extend(tell::sentences(&all).into_iter().take(2));
    }
    format!("{}.", sentence::capitalised(&said.join("; ")))
}
