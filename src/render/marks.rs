//! What every picture is marked with for scripts and screen readers, and how boxes look.
//!
//! `<g class="side" data-name>`, `<g class="actor" data-id data-core data-parts>`, and `<g class="tie"
//! data-from data-to data-family data-sign data-relation data-standing data-modality data-claims
//! data-n>`, whose first path is the line; each with a `<title>`. Must not know where anything stands.

use super::canvas::{Canvas, rect};
use super::text::{Lettering, escaped};
use crate::choice::{Camp, Fate, Figure, Line, Picture};
use crate::graph::standing::Standing;
use crate::layout::Rect;
use crate::layout::column::Block;
use crate::look::{Colour, border};
use crate::model::Kind;

/// Opens the group of a side, with its frame.
pub(super) fn side(out: &mut Canvas<'_>, side: &Camp, frame: Rect) {
    let (full, colour) = (escaped(&side.name), Colour::of_side(side.column));
    out.push(&format!("<g class=\"side\" data-name=\"{full}\"><title>{full}</title>"));
    let (fill, stroke) = (colour.ground(side.column), colour.tint(45));
    out.push(&rect(frame, 7.0, &format!("fill=\"{fill}\" stroke=\"{stroke}\"")));
}

/// The colour of a side's heading.
pub(super) fn heading(side: &Camp) -> Colour {
    Colour::of_side(side.column).shade(40)
}

/// Opens the group of the tie in that place.
pub(super) fn tie(out: &mut Canvas<'_>, picture: &Picture, tie: &Line, n: usize) {
    let id = |place: usize| picture.figures[place].id.as_str();
    let more = tie.turn.map_or(String::new(), |turn| format!(" data-change=\"{}\"", turn.word()));
    opened(out, tie, (id(tie.from), id(tie.to)), &format!(" data-n=\"{n}\"{more}"));
    out.push(&format!("<title>{}</title>", escaped(&tie.note.in_words(n))));
}

/// Opens the group of a tie between two ids.
pub(super) fn opened(out: &mut Canvas<'_>, tie: &Line, (from, to): (&str, &str), more: &str) {
    out.push(&format!(
        "<g class=\"tie\" data-from=\"{}\" data-to=\"{}\" data-family=\"{}\" data-sign=\"{}\" \
         data-relation=\"{}\" data-standing=\"{}\" data-modality=\"{}\" data-claims=\"{}\"{more}>",
        escaped(from),
        escaped(to),
        tie.family.word(),
        tie.sign,
        escaped(&tie.relations.join(" ")),
        tie.standing.word(),
        tie.modality.word(),
        tie.claims.join(" "),
    ));
}

/// An actor: its box with its name, in a place.
pub(super) fn figure(
    out: &mut Canvas<'_>,
    picture: &Picture,
    figure: &Figure,
    (place, block): (Rect, &Block),
) {
    let faded = is_faded(picture, figure);
    let id = escaped(&figure.id);
    out.push(&format!(
        "<g class=\"actor\" data-id=\"{id}\" data-core=\"{}\" data-parts=\"{}\" data-kind=\"{}\" \
         data-tier=\"{}\">",
        figure.core,
        escaped(&figure.parts.join(" ")),
        figure.kind.word(),
        figure.tier.word(),
    ));
    out.push(&format!("<title>{}</title>", escaped(&full_name(figure))));
    let round = if figure.kind == Kind::Person { (place.height() / 2.0).min(22.0) } else { 5.0 };
    let width = border(figure.kind, figure.core);
    let (ink, dashes) =
        if faded { (Colour::FAINT, " stroke-dasharray=\"4 3\"") } else { (Colour::INK, "") };
    let look =
        format!("fill=\"{}\" stroke=\"{ink}\" stroke-width=\"{width}\"{dashes}", Colour::PAPER);
    out.push(&rect(place, round, &look));
    let top = place.centre().y - block.text_height() / 2.0;
    for (i, (base, size, weight, text)) in block.lines().into_iter().enumerate() {
        let text = Lettering::centred(place.centre().x, top + base, size, weight, text);
        let ink = if faded || i >= block.name.len() { Colour::FAINT } else { Colour::INK };
        out.text(&text.coloured(ink), "name");
    }
    out.push("</g>");
}

/// Whether nothing that ties an actor to others holds at the time, or is asserted.
fn is_faded(picture: &Picture, figure: &Figure) -> bool {
    let mine = |tie: &&Line| {
        picture.figures[tie.from].id == figure.id || picture.figures[tie.to].id == figure.id
    };
    let past = |tie: &Line| {
        tie.turn.map_or(matches!(tie.standing, Standing::Stale | Standing::Ended), Fate::is_past)
    };
    !figure.core && picture.ties.iter().filter(mine).all(past)
}

fn full_name(figure: &Figure) -> String {
    let kind = figure.kind.word().replace('_', " ");
    match &figure.subtitle {
        Some(subtitle) => format!("{}, {subtitle} ({kind})", figure.name),
        None => format!("{} ({kind})", figure.name),
    }
}
