//! Ties as SVG: lines with their ends, and the words on them.
//!
//! Takes the ties of a picture and where they run; gives a group for each. Must not know what stands
//! around them.

use super::canvas::{Canvas, ground};
use super::paint::{self, End, LABEL, NUMBER, NUMBER_GAP, number};
use super::text::{Text, escaped};
use crate::layout::font::{Fonts, Weight};
use crate::layout::{Curve, Placed, Point, Spot, at};
use crate::view::Colour;
use crate::view::alliance::{Alliance, Line, Note};

/// Adds all ties.
pub(super) fn draw(out: &mut Canvas<'_>, alliance: &Alliance<'_>, placed: &Placed) {
    for i in in_order(alliance, placed) {
        tie(out, alliance, placed, i);
    }
}

/// The ties in such an order that as few lines as may be are drawn over texts.
fn in_order(alliance: &Alliance<'_>, placed: &Placed) -> Vec<usize> {
    let count = alliance.ties.len();
    // That takes time that grows with the square of the number of ties.
    if count > 400 {
        return (0..count).collect();
    }
    let points: Vec<Vec<Point>> = placed.lines.iter().map(Curve::points).collect();
    let over = |i: usize, j: usize| {
        placed.spots[i]
            .is_some_and(|spot| points[j].windows(2).any(|w| spot.rect.is_cut(w[0], w[1])))
    };
    // For each tie, those that have to wait for it: their texts are crossed by its line.
    let waiting_for: Vec<Vec<usize>> =
        (0..count).map(|j| (0..count).filter(|i| *i != j && over(*i, j)).collect()).collect();
    let mut blocked = vec![0usize; count];
    for i in waiting_for.iter().flatten() {
        blocked[*i] += 1;
    }
    // The text drawn last is on top. Where texts and lines go in a circle, the first of them begins.
    let mut waiting: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while !waiting.is_empty() {
        let free = waiting.iter().position(|i| blocked[*i] == 0).unwrap_or(0);
        let next = waiting.remove(free);
        for i in &waiting_for[next] {
            blocked[*i] -= 1;
        }
        order.push(next);
    }
    order
}

/// More lines than this must be thinner to be told apart.
const MANY: f64 = 260.0;

fn tie(out: &mut Canvas<'_>, alliance: &Alliance<'_>, placed: &Placed, i: usize) {
    let (line, note) = (&alliance.ties[i], &alliance.notes[i]);
    let id = |place: usize| escaped(alliance.actors[place].actor.id.as_str());
    let claims: Vec<String> = line.claims.iter().map(|at| at.claim.id.to_string()).collect();
    out.push(&format!(
        "<g class=\"tie\" data-from=\"{}\" data-to=\"{}\" data-sign=\"{}\" data-family=\"{}\" \
         data-relation=\"{}\" data-standing=\"{}\" data-modality=\"{}\" data-n=\"{}\" \
         data-claims=\"{}\">",
        id(line.from),
        id(line.to),
        line.sign(),
        line.family.word(),
        relations(line),
        line.standing.word(),
        line.claims.first().map_or("factual", |at| at.claim.modality.word()),
        note.number,
        claims.join(" "),
    ));
    out.push(&format!("<title>{}</title>", escaped(&tooltip(note))));
    let thin = (MANY / alliance.ties.len() as f64).cbrt().min(1.0);
    let stroke = Stroke {
        colour: paint::colour(line.family, line.stale),
        width: paint::width(line.origins) * thin,
        dashes: paint::dashes(line.family, line.footing),
        ends: paint::ends(line.family, line.symmetric),
    };
    stroke.draw(out, &placed.lines[i]);
    if let Some(spot) = placed.spots[i] {
        let texts = label(line, note, spot, out.fonts());
        // A number that leads to no note is of no use.
        let shown = texts.len() - usize::from(!paint::has_notes(alliance));
        for text in texts.iter().take(shown) {
            // The line is broken where its words stand.
            ground(out, alliance, placed, text.0.room(out.fonts()));
            out.text(&text.0, text.1);
        }
    }
    out.push("</g>");
}

/// The relations of a line by name, in the order of its claims, each once.
fn relations(line: &Line<'_>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for at in &line.claims {
        if !names.contains(&at.relation.id.as_str()) {
            names.push(&at.relation.id);
        }
    }
    names.join(" ")
}

/// How a line looks.
pub(super) struct Stroke {
    pub(super) colour: Colour,
    pub(super) width: f64,
    pub(super) dashes: Option<&'static str>,
    /// Where it begins, where it ends.
    pub(super) ends: (End, End),
}

impl Stroke {
    /// Adds the line and its ends.
    pub(super) fn draw(&self, out: &mut Canvas<'_>, curve: &Curve) {
        let Stroke { colour, width, ends, .. } = *self;
        let dashes =
            self.dashes.map_or(String::new(), |dashes| format!(" stroke-dasharray=\"{dashes}\""));
        // Dots are dashes of no length with round ends.
        let dotted = dashes.contains("0.1");
        let cap = if dotted { " stroke-linecap=\"round\"" } else { "" };
        let thick = if dotted { width + 0.5 } else { width };
        let path = paint::line_path(curve, ends, width);
        out.push(&format!(
            "<path class=\"line\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"{}\"{dashes}{cap}/>",
            number(thick)
        ));
        let back = |way: Point| at(-way.x, -way.y);
        for (end, tip, way) in [
            (ends.0, curve.start, back(curve.first_way())),
            (ends.1, curve.end(), curve.last_way()),
        ] {
            let Some(path) = paint::end_path(end, tip, way, width) else { continue };
            let look = match end {
                End::Arrow | End::Dot => format!("fill=\"{colour}\""),
                End::Hollow => {
                    format!("fill=\"{}\" stroke=\"{colour}\" stroke-width=\"1.1\"", Colour::PAPER)
                }
                End::Tee | End::Open | End::Plain => {
                    format!(
                        "fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\"",
                        number(width + 0.5)
                    )
                }
            };
            out.push(&format!("<path class=\"end\" d=\"{path}\" {look}/>"));
        }
    }
}

/// The words of a tie and its number, with their classes.
fn label(line: &Line<'_>, note: &Note, spot: Spot, fonts: &Fonts) -> Vec<(Text, &'static str)> {
    let words: &[String] = line.labels.get(spot.which).map_or(&[], Vec::as_slice);
    let count = note.number.to_string();
    let digits = fonts.width(&count, NUMBER, Weight::Bold);
    let ink = Colour::of_family(line.family).for_text();
    let (centre, first) = (spot.rect.centre().x, spot.rect.y0 + LABEL * 0.93 + 0.5);
    let (mut x, mut y) = (centre - digits / 2.0, first);
    let mut texts = Vec::new();
    for (i, text) in words.iter().enumerate() {
        let wide = fonts.width(text, LABEL, Weight::Regular);
        let last = i + 1 == words.len();
        let all = if last { wide + NUMBER_GAP + digits } else { wide };
        let left = centre - all / 2.0;
        y = first + LABEL * 1.15 * i as f64;
        texts.push((Text::left(left, y, LABEL, Weight::Regular, text).coloured(ink), "label"));
        x = left + wide + NUMBER_GAP;
    }
    let class = if words.is_empty() { "label number" } else { "number" };
    texts.push((Text::left(x, y, NUMBER, Weight::Bold, &count).coloured(ink), class));
    texts
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
