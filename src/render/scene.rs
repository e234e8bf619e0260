//! How much room everything in a picture needs.

use super::paint::{HEADING, LABEL, NAME, NUMBER, NUMBER_GAP};
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Item, Label, Link, Pull, Scene};
use crate::model::{Actor, Family, Kind};
use crate::view::alliance::{Alliance, Line};

/// From where on a name is broken into lines.
const NAME_WIDTH: f64 = 124.0;

/// The room that the end of a tie needs on the border of a box.
const TIE_ROOM: f64 = 13.0;

/// The sizes of a picture, in the order of its lists.
pub(super) fn of(alliance: &Alliance<'_>, fonts: &Fonts) -> Scene {
    let mut ties = vec![0usize; alliance.actors.len()];
    for tie in &alliance.ties {
        (ties[tie.from], ties[tie.to]) = (ties[tie.from] + 1, ties[tie.to] + 1);
    }
    let item = |(i, member): (usize, &crate::view::alliance::Member<'_>)| {
        let (lines, weight) = (name(member.actor, fonts), weight(member.actor));
        let wide = lines.iter().map(|line| fonts.width(line, NAME, weight)).fold(0.0, f64::max);
        let width = ((wide + 20.0) / 10.0).ceil() * 10.0;
        let height = NAME * 1.22 * lines.len().max(1) as f64 + 9.0;
        let (width, height) = (width.max(40.0), height.ceil());
        // Whoever has many ties needs room for their ends.
        let more = ((TIE_ROOM * ties[i] as f64 - 2.0 * (width + height)) / 4.0).clamp(0.0, 70.0);
        let more = (more / 10.0).floor() * 10.0;
        Item { width: width + more, height: height + more, group: member.side }
    };
    let heading =
        |camp: &crate::view::alliance::Camp| fonts.width(&camp.name, HEADING, Weight::Bold).ceil();
    let link = |(i, tie): (usize, &Line<'_>)| Link {
        from: tie.from,
        to: tie.to,
        pull: pull(tie),
        labels: tie.labels.iter().map(|lines| label(lines, i + 1, fonts)).collect(),
    };
    Scene {
        items: alliance.actors.iter().enumerate().map(item).collect(),
        headings: alliance.sides.iter().map(heading).collect(),
        links: alliance.ties.iter().enumerate().map(link).collect(),
    }
}

/// A name in lines.
pub(super) fn name(actor: &Actor, fonts: &Fonts) -> Vec<String> {
    fonts.lines(actor.label(), NAME_WIDTH, NAME, weight(actor))
}

/// States are bold.
pub(super) fn weight(actor: &Actor) -> Weight {
    if actor.kind == Kind::State { Weight::Bold } else { Weight::Regular }
}

/// Backers stand near those whom they back, and parts near the whole.
fn pull(tie: &Line<'_>) -> Pull {
    match tie.family {
        Family::Support | Family::Structure if !tie.stale => Pull::Firm,
        Family::Hostility => Pull::Loose,
        _ => Pull::Slack,
    }
}

fn label(lines: &[String], number: usize, fonts: &Fonts) -> Label {
    let digits = fonts.width(&number.to_string(), NUMBER, Weight::Bold);
    let words = |line: &String| fonts.width(line, LABEL, Weight::Regular);
    let wide = lines.iter().map(words).fold(0.0, f64::max);
    let last = lines.last().map_or(digits, |line| words(line) + NUMBER_GAP + digits);
    Label {
        width: (wide.max(last) + 2.0).ceil(),
        height: LABEL * 1.15 * lines.len().max(1) as f64 + 1.0,
    }
}
