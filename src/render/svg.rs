//! A sheet as SVG, made for scripts and screen readers as well as for eyes.
//!
//! `<g class="side" data-name>`, `<g class="actor" data-id>`, and `<g class="tie" data-from data-to
//! data-sign data-claims>`, whose first path is the line; each with a `<title>`.

use super::canvas::{Canvas, ground, rect};
use super::legend::{MARK, Mark};
use super::paint::{HEADING, NAME, NUMBER, number};
use super::scene;
use super::sheet::{self, Sheet};
use super::text::{Text, escaped};
use super::tie::{self, Stroke};
use crate::layout::font::{self, Fonts, Weight};
use crate::layout::{Curve, HEAD, PAD, Placed, Rect, at};
use crate::model::Kind;
use crate::view::Colour;
use crate::view::alliance::{Alliance, Member};

/// The whole document.
pub(super) fn text(
    alliance: &Alliance<'_>,
    placed: &Placed,
    sheet: &Sheet,
    fonts: &Fonts,
    fingerprint: &str,
) -> String {
    let (w, h) = (number(sheet.size.x), number(sheet.size.y));
    let (title, caption) = (escaped(&sheet::title(alliance)), escaped(&sheet::caption(alliance)));
    let at = alliance.at.map_or(String::new(), |at| escaped(&at.to_string()));
    let mut out = Canvas::new(fonts);
    for text in &sheet.heading {
        out.text(text, "");
    }
    legend(&mut out, sheet);
    let (x, y) = (number(sheet.origin.x), number(sheet.origin.y));
    out.push(&format!("<g class=\"picture\" transform=\"translate({x} {y})\">"));
    picture(&mut out, alliance, placed);
    out.push("</g>");
    notes(&mut out, sheet);
    let (body, style) = out.done();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"title caption\" \
         data-view=\"poster\" data-at=\"{at}\" data-fingerprint=\"{fingerprint}\" font-family=\"{}, 'DejaVu Sans', Verdana, sans-serif\" fill=\"{}\" \
         text-rendering=\"geometricPrecision\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"caption\">{caption}</desc>\n{}\
         <rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>\n{body}</svg>\n",
        format_args!("'{}'", font::FAMILY),
        Colour::INK,
        style,
        Colour::PAPER,
    )
}

fn legend(out: &mut Canvas<'_>, sheet: &Sheet) {
    out.push("<g class=\"legend\">");
    for key in &sheet.legend {
        let (from, to) = (key.at, at(key.at.x + MARK, key.at.y));
        let shape = |round: f64, look: &str| {
            rect(Rect::around(at((from.x + to.x) / 2.0, from.y), MARK, 14.0), round, look)
        };
        match key.mark {
            Mark::Line { colour, width, dashes, ends } => {
                let middle = at((from.x + to.x) / 2.0, from.y);
                Stroke { colour, width, dashes, ends }.draw(out, &Curve::bow(from, middle, to));
            }
            Mark::Box(kind) => out.push(&shape(rounding(kind, 14.0), &frame(kind, Colour::FAINT))),
            Mark::Side => {
                let camp = Colour::of_side(0);
                let (fill, stroke) = (camp.ground(0), camp.tint(60));
                out.push(&shape(5.0, &format!("fill=\"{fill}\" stroke=\"{stroke}\"")));
            }
            Mark::Number => {
                let number =
                    Text::centred(from.x + MARK / 2.0, key.text.y, NUMBER, Weight::Bold, "7");
                out.text(&number, "number");
            }
        }
        out.text(&key.text, "");
    }
    out.push("</g>");
}

fn picture(out: &mut Canvas<'_>, alliance: &Alliance<'_>, placed: &Placed) {
    for (i, (camp, frame)) in alliance.sides.iter().zip(&placed.frames).enumerate() {
        let name = escaped(&camp.name);
        out.push(&format!("<g class=\"side\" data-name=\"{name}\"><title>{name}</title>"));
        let (fill, stroke) = (camp.colour.ground(i), camp.colour.tint(60));
        out.push(&rect(*frame, FRAME, &format!("fill=\"{fill}\" stroke=\"{stroke}\"")));
        out.push("</g>");
    }
    tie::draw(out, alliance, placed);
    // Above the ties, and in the order in which somebody reads who hears it: each side with its name.
    for (i, (camp, frame)) in alliance.sides.iter().zip(&placed.frames).enumerate() {
        let (x, y) = (frame.x0 + PAD, frame.y0 + HEAD - 3.0);
        let heading = Text::left(x, y, HEADING, Weight::Bold, &camp.name);
        ground(out, alliance, placed, heading.room(out.fonts()));
        out.text(&heading.coloured(camp.colour.for_text()), "heading");
        actors(out, alliance, placed, Some(i));
    }
    actors(out, alliance, placed, None);
}

/// How round the corners of a side's frame are.
const FRAME: f64 = 9.0;

/// The actors of a side, or those of none.
fn actors(out: &mut Canvas<'_>, alliance: &Alliance<'_>, placed: &Placed, side: Option<usize>) {
    let mine = |(member, _): &(&Member<'_>, &Rect)| member.side == side;
    for (member, place) in alliance.actors.iter().zip(&placed.items).filter(mine) {
        let actor = member.actor;
        let camp = side.map(|side| &alliance.sides[side]);
        let data = camp.map_or(String::new(), |s| format!(" data-side=\"{}\"", escaped(&s.name)));
        let (id, kind) = (escaped(actor.id.as_str()), actor.kind.word());
        out.push(&format!("<g class=\"actor\" data-id=\"{id}\" data-kind=\"{kind}\"{data}>"));
        let kind = kind.replace('_', " ");
        out.push(&format!("<title>{} ({kind})</title>", escaped(&actor.name)));
        let colour = camp.map_or(Colour::FAINT, |camp| camp.colour);
        out.push(&rect(*place, rounding(actor.kind, place.height()), &frame(actor.kind, colour)));
        let (lines, weight) = (scene::name(actor, out.fonts()), scene::weight(actor));
        let step = NAME * 1.22;
        let top = place.centre().y - step * (lines.len() as f64 - 1.0) / 2.0 + NAME * 0.36;
        for (i, line) in lines.iter().enumerate() {
            let y = top + step * i as f64;
            out.text(&Text::centred(place.centre().x, y, NAME, weight, line), "name");
        }
        out.push("</g>");
    }
}

/// The corners of an actor's box: people have round ends.
fn rounding(kind: Kind, height: f64) -> f64 {
    if kind == Kind::Person { height / 2.0 } else { 4.0 }
}

/// The frame of an actor's box: that of a state is thick.
fn frame(kind: Kind, colour: Colour) -> String {
    let width = if kind == Kind::State { 1.8 } else { 1.1 };
    format!("fill=\"{}\" stroke=\"{colour}\" stroke-width=\"{width}\"", Colour::PAPER)
}

fn notes(out: &mut Canvas<'_>, sheet: &Sheet) {
    let Some(y) = sheet.rule else { return };
    let (x0, x1, y) = (number(30.0), number(sheet.size.x - 30.0), number(y));
    let colour = Colour::FAINT.tint(40);
    out.push(&format!("<path d=\"M{x0} {y}H{x1}\" stroke=\"{colour}\" stroke-width=\"0.8\"/>"));
    for (i, note) in sheet.notes.iter().enumerate() {
        out.push(&format!("<g class=\"note\" data-n=\"{}\">", i + 1));
        for text in note {
            out.text(text, "");
        }
        out.push("</g>");
    }
    out.push("<g class=\"sources\">");
    for text in &sheet.sources {
        out.text(text, "");
    }
    out.push("</g>");
}
