//! The legend: what lines, boxes and numbers mean, of those that are in the picture.
//!
//! Takes what is shown, gives marks with words in rows. Everything that a colour says is named here
//! by its shape, dashes or width as well, so that it can be read in grey.

use super::paint::{self, End, MARGIN};
use super::text::Text;
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Point, at};
use crate::model::{Family, Kind};
use crate::view::Colour;
use crate::view::alliance::{Alliance, Footing, Line, Member};

/// How long a mark is.
pub(super) const MARK: f64 = 30.0;
const SIZE: f64 = 11.0;
/// Between a mark and its words.
const GAP: f64 = 7.0;
const ROW: f64 = SIZE * 1.8;

/// An entry of the legend: a mark, and what it means.
pub(super) struct Key {
    /// The middle of the mark's left side.
    pub(super) at: Point,
    pub(super) mark: Mark,
    pub(super) text: Text,
}

/// What stands before the words.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// A line.
    Line { colour: Colour, width: f64, dashes: Option<&'static str>, ends: (End, End) },
    /// The box of an actor.
    Box(Kind),
    /// The ground of a side.
    Side,
    /// The number of a note.
    Number,
}

/// The entries, in rows not wider than the sheet; `y` is moved to the last row.
pub(super) fn of(alliance: &Alliance<'_>, inner: f64, fonts: &Fonts, y: &mut f64) -> Vec<Key> {
    let (mut x, mut keys) = (MARGIN, Vec::new());
    for (mark, words) in lines(alliance).into_iter().chain(boxes(alliance)) {
        let text = Text::left(0.0, 0.0, SIZE, Weight::Regular, words);
        let wide = MARK + GAP + text.width(fonts);
        if x > MARGIN && x + wide > MARGIN + inner {
            (x, *y) = (MARGIN, *y + ROW);
        }
        let text = Text { x: x + MARK + GAP, y: *y + SIZE * 0.36, ..text };
        keys.push(Key { at: at(x, *y), mark, text });
        x += wide + 20.0;
    }
    keys
}

fn lines(alliance: &Alliance<'_>) -> Vec<(Mark, &'static str)> {
    let any = |test: &dyn Fn(&Line<'_>) -> bool| alliance.ties.iter().any(test);
    let line = |colour, width, dashes, ends| Mark::Line { colour, width, dashes, ends };
    let mut entries = Vec::new();
    for (family, words) in [
        (Family::Support, "support: arrow"),
        (Family::Hostility, "hostility: bar"),
        (Family::Structure, "structure, as commands: hollow arrow"),
        (Family::Contact, "contact only: dots"),
        (Family::Presence, "presence in a place"),
    ] {
        if any(&|tie| tie.family == family) {
            let dashes = paint::dashes(family, Footing::Fact);
            let (colour, ends) = (paint::colour(family, false), paint::ends(family, false));
            entries.push((line(colour, 1.6, dashes, ends), words));
        }
    }
    // These hold for every family, so they have the colour of none.
    let ends = (End::Plain, End::Plain);
    for (footing, words) in [
        (Footing::Said, "reported or judged likely"),
        (Footing::NotSo, "only alleged, planned or considered"),
    ] {
        if any(&|tie| tie.footing == footing) {
            let dashes = paint::dashes(Family::Support, footing);
            entries.push((line(Colour::INK, 1.6, dashes, ends), words));
        }
    }
    if any(&|tie| tie.stale) {
        entries.push((line(Colour::INK.pale(), 1.6, None, ends), "pale: not attested lately"));
    }
    if any(&|tie| tie.origins > 1) {
        entries.push((line(Colour::INK, 3.1, None, ends), "several independent sources"));
    }
    entries
}

fn boxes(alliance: &Alliance<'_>) -> Vec<(Mark, &'static str)> {
    let any = |test: fn(&Member<'_>) -> bool| alliance.actors.iter().any(test);
    let mut entries = Vec::new();
    if any(|member| member.actor.kind == Kind::State) {
        entries.push((Mark::Box(Kind::State), "state"));
    }
    if any(|member| member.actor.kind == Kind::Person) {
        entries.push((Mark::Box(Kind::Person), "person"));
    }
    if any(|member| !matches!(member.actor.kind, Kind::State | Kind::Person)) {
        entries.push((Mark::Box(Kind::Organisation), "other actor"));
    }
    if !alliance.sides.is_empty() {
        entries.push((Mark::Side, "side, with its name"));
    }
    if paint::has_notes(alliance) {
        entries.push((Mark::Number, "note with quote and source"));
    }
    entries
}
