//! A sheet as SVG, made for scripts and screen readers as well as for eyes.
//!
//! `<g class="side" data-name>`, `<g class="actor" data-id>`, and `<g class="tie" data-from data-to
//! data-sign data-claims>`, whose first path is the line; each with a `<title>`.

use super::paint::{self, End, HEADING, LABEL, NAME, NUMBER, NUMBER_GAP, number};
use super::scene;
use super::sheet::{self, Sheet};
use super::text::{Text, escaped};
use crate::layout::font::{self, Weight};
use crate::layout::{Curve, HEAD, PAD, Placed, Point, Rect, Spot, at};
use crate::model::Kind;
use crate::view::Colour;
use crate::view::alliance::{Alliance, Line, Note};

/// The whole document.
pub(super) fn text(
    alliance: &Alliance<'_>,
    placed: &Placed,
    sheet: &Sheet,
    fingerprint: &str,
) -> String {
    let (w, h) = (number(sheet.size.x), number(sheet.size.y));
    let (title, caption) = (escaped(&sheet::title(alliance)), escaped(&sheet::caption(alliance)));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"title caption\" \
         data-view=\"{fingerprint}\" font-family=\"{}, 'DejaVu Sans', Verdana, sans-serif\" fill=\"{}\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"caption\">{caption}</desc>\n\
         <rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>\n",
        format_args!("'{}'", font::FAMILY),
        Colour::INK,
        Colour::PAPER,
    );
    for text in &sheet.heading {
        push(&mut out, &text.element(""));
    }
    push(&mut out, "<g class=\"legend\">");
    for key in &sheet.legend {
        let curve = Curve::bow(key.from, at((key.from.x + key.to.x) / 2.0, key.from.y), key.to);
        let ends = paint::ends(key.family, false);
        let look = Look { colour: sheet::key_colour(key), width: key.width, ends };
        out.push_str(&strokes(&curve, &look, paint::dashes(key.family, key.footing)));
        push(&mut out, &key.text.element(""));
    }
    push(&mut out, "</g>");
    let (x, y) = (number(sheet.origin.x), number(sheet.origin.y));
    push(&mut out, &format!("<g class=\"picture\" transform=\"translate({x} {y})\">"));
    picture(&mut out, alliance, placed);
    push(&mut out, "</g>");
    notes(&mut out, sheet);
    out.push_str("</svg>\n");
    out
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn picture(out: &mut String, alliance: &Alliance<'_>, placed: &Placed) {
    for (camp, frame) in alliance.sides.iter().zip(&placed.frames) {
        let name = escaped(&camp.name);
        push(out, &format!("<g class=\"side\" data-name=\"{name}\"><title>{name}</title>"));
        let (fill, stroke) = (camp.colour.tint(9), camp.colour.tint(60));
        push(out, &rect(*frame, 9.0, &format!("fill=\"{fill}\" stroke=\"{stroke}\"")));
        let (x, y) = (frame.x0 + PAD, frame.y0 + HEAD - 3.0);
        let heading = Text::left(x, y, HEADING, Weight::Bold, &camp.name);
        push(out, &heading.coloured(camp.colour.shade(25)).element("heading"));
        push(out, "</g>");
    }
    for i in in_order(alliance, placed) {
        tie(out, alliance, placed, i);
    }
    for (member, frame) in alliance.actors.iter().zip(&placed.items) {
        let actor = member.actor;
        let side = member.side.map(|side| &alliance.sides[side]);
        let data = side.map_or(String::new(), |s| format!(" data-side=\"{}\"", escaped(&s.name)));
        let (id, kind) = (escaped(actor.id.as_str()), actor.kind.word());
        push(out, &format!("<g class=\"actor\" data-id=\"{id}\" data-kind=\"{kind}\"{data}>"));
        let kind = kind.replace('_', " ");
        push(out, &format!("<title>{} ({kind})</title>", escaped(&actor.name)));
        let colour = side.map_or(Colour::FAINT, |camp| camp.colour);
        let round = if actor.kind == Kind::Person { frame.height() / 2.0 } else { 4.0 };
        let width = if actor.kind == Kind::State { 1.8 } else { 1.1 };
        let look =
            format!("fill=\"{}\" stroke=\"{colour}\" stroke-width=\"{width}\"", Colour::PAPER);
        push(out, &rect(*frame, round, &look));
        let lines = scene::name(actor);
        let step = NAME * 1.22;
        let top = frame.centre().y - step * (lines.len() as f64 - 1.0) / 2.0 + NAME * 0.36;
        for (i, line) in lines.iter().enumerate() {
            let y = top + step * i as f64;
            let weight = scene::weight(actor);
            push(out, &Text::centred(frame.centre().x, y, NAME, weight, line).element("name"));
        }
        push(out, "</g>");
    }
}

/// The ties in such an order that as few lines as may be are drawn over texts.
fn in_order(alliance: &Alliance<'_>, placed: &Placed) -> Vec<usize> {
    let points: Vec<Vec<Point>> = placed.lines.iter().map(Curve::points).collect();
    let over = |i: usize, j: usize| {
        placed.spots[i]
            .is_some_and(|spot| points[j].windows(2).any(|w| spot.rect.is_cut(w[0], w[1])))
    };
    let count = alliance.ties.len();
    // That takes time that grows with the square of the number of ties.
    if count > 400 {
        return (0..count).collect();
    }
    // First those whose text is crossed by none that is still to come.
    let mut waiting: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while !waiting.is_empty() {
        let free = waiting.iter().position(|j| !waiting.iter().any(|i| i != j && over(*j, *i)));
        // The text drawn last is on top, so it is the last place that a free one takes.
        order.push(waiting.remove(free.unwrap_or(0)));
    }
    order
}

/// So many lines must be thin to be told apart.
const MANY: usize = 260;

struct Look {
    colour: Colour,
    width: f64,
    ends: (End, End),
}

fn tie(out: &mut String, alliance: &Alliance<'_>, placed: &Placed, i: usize) {
    let (line, note) = (&alliance.ties[i], &alliance.notes[i]);
    let id = |place: usize| escaped(alliance.actors[place].actor.id.as_str());
    let claims: Vec<String> = line.claims.iter().map(|at| at.claim.id.to_string()).collect();
    push(
        out,
        &format!(
            "<g class=\"tie\" data-from=\"{}\" data-to=\"{}\" data-sign=\"{}\" data-family=\"{}\" \
         data-note=\"{}\" data-claims=\"{}\">",
            id(line.from),
            id(line.to),
            line.sign(),
            line.family.word(),
            note.number,
            claims.join(" "),
        ),
    );
    push(out, &format!("<title>{}</title>", escaped(&tooltip(note))));
    let look = Look {
        colour: paint::colour(line.family, line.stale),
        width: paint::width(line.origins) * if alliance.ties.len() > MANY { 0.6 } else { 1.0 },
        ends: paint::ends(line.family, line.symmetric),
    };
    out.push_str(&strokes(&placed.lines[i], &look, paint::dashes(line.family, line.footing)));
    if let Some(spot) = placed.spots[i] {
        let ground = ground(alliance, placed, spot.rect);
        label(out, line, note, spot, look.colour, ground);
    }
    push(out, "</g>");
}

/// The colour on which a text stands.
fn ground(alliance: &Alliance<'_>, placed: &Placed, rect: Rect) -> Colour {
    let c = rect.centre();
    let inside =
        |frame: &Rect| frame.x0 < c.x && c.x < frame.x1 && frame.y0 < c.y && c.y < frame.y1;
    let frame = placed.frames.iter().position(inside);
    frame.map_or(Colour::PAPER, |side| alliance.sides[side].colour.tint(9))
}

fn strokes(curve: &Curve, look: &Look, dashes: Option<&str>) -> String {
    let Look { colour, width, ends } = look;
    let dashes = dashes.map_or(String::new(), |d| format!(" stroke-dasharray=\"{d}\""));
    // Dots are dashes of no length with round ends.
    let cap = if dashes.contains("0.1") { " stroke-linecap=\"round\"" } else { "" };
    let thick = if dashes.contains("0.1") { width + 0.5 } else { *width };
    let path = paint::line_path(curve, *ends, *width);
    let mut out = format!(
        "<path class=\"line\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" \
         stroke-width=\"{}\"{dashes}{cap}/>\n",
        number(thick)
    );
    let back = |way: Point| at(-way.x, -way.y);
    for (end, tip, way) in
        [(ends.0, curve.start, back(curve.first_way())), (ends.1, curve.end(), curve.last_way())]
    {
        let Some(path) = paint::end_path(end, tip, way, *width) else { continue };
        let look = match end {
            End::Arrow => format!("fill=\"{colour}\""),
            End::Hollow => {
                format!("fill=\"{}\" stroke=\"{colour}\" stroke-width=\"1.1\"", Colour::PAPER)
            }
            _ => format!(
                "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\"",
                number(width + 0.5)
            ),
        };
        out.push_str(&format!("<path class=\"end\" d=\"{path}\" {look}/>\n"));
    }
    out
}

fn label(
    out: &mut String,
    line: &Line<'_>,
    note: &Note,
    spot: Spot,
    colour: Colour,
    ground: Colour,
) {
    let words: &[String] = line.labels.get(spot.which).map_or(&[], Vec::as_slice);
    let number = note.number.to_string();
    let digits = font::width(&number, NUMBER, Weight::Bold);
    let step = LABEL * 1.15;
    let (mut x, mut y) = (spot.rect.centre().x - digits / 2.0, spot.rect.y0 + LABEL * 0.93 + 0.5);
    // The line is broken where its words stand.
    push(out, &rect(spot.rect, 2.0, &format!("fill=\"{ground}\"")));
    // Beside pale lines, words must still be read.
    let ink = colour.shade(12);
    for (i, text) in words.iter().enumerate() {
        let wide = font::width(text, LABEL, Weight::Regular);
        let last = i + 1 == words.len();
        let all = if last { wide + NUMBER_GAP + digits } else { wide };
        let left = spot.rect.centre().x - all / 2.0;
        y = spot.rect.y0 + LABEL * 0.93 + 0.5 + step * i as f64;
        let text = Text::left(left, y, LABEL, Weight::Regular, text).coloured(ink);
        push(out, &text.element("label"));
        x = left + wide + NUMBER_GAP;
    }
    let text = Text::left(x, y, NUMBER, Weight::Bold, &number).coloured(ink);
    let class = if words.is_empty() { "label number" } else { "number" };
    push(out, &text.element(class));
}

fn tooltip(note: &Note) -> String {
    let mut text = format!("{}. {}", note.number, note.ends);
    for c in &note.citations {
        let remarks = c.remarks.join(", ");
        let remarks = if remarks.is_empty() { remarks } else { format!(" ({remarks})") };
        text += &format!(" — {}{remarks}: “{}” {}", c.relation, c.quote, c.place);
    }
    text
}

fn rect(rect: Rect, round: f64, look: &str) -> String {
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {look}/>",
        number(rect.x0),
        number(rect.y0),
        number(rect.width()),
        number(rect.height()),
        number(round)
    )
}

fn notes(out: &mut String, sheet: &Sheet) {
    let Some(y) = sheet.rule else { return };
    let (x0, x1, y) = (number(30.0), number(sheet.size.x - 30.0), number(y));
    let colour = Colour::FAINT.tint(40);
    push(out, &format!("<path d=\"M{x0} {y}H{x1}\" stroke=\"{colour}\" stroke-width=\"0.8\"/>"));
    for (i, note) in sheet.notes.iter().enumerate() {
        push(out, &format!("<g class=\"note\" data-number=\"{}\">", i + 1));
        for text in note {
            push(out, &text.element(""));
        }
        push(out, "</g>");
    }
    push(out, "<g class=\"sources\">");
    for text in &sheet.sources {
        push(out, &text.element(""));
    }
    push(out, "</g>");
}
