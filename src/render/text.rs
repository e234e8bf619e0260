//! Texts in SVG: escaped, and as wide as they were measured.

use crate::layout::Rect;
use crate::layout::font::{self, Font, Fonts, Weight};
use crate::look::Colour;

/// A text in a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lettering {
    /// Where it begins, or its middle if it is centred.
    pub(super) x: f64,
    /// Its base line.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: Colour,
    pub(super) centred: bool,
    pub(super) text: String,
}

impl Lettering {
    pub(super) fn left(x: f64, y: f64, size: f64, weight: Weight, text: &str) -> Self {
        Lettering { x, y, size, weight, colour: Colour::INK, centred: false, text: text.to_owned() }
    }

    pub(super) fn centred(x: f64, y: f64, size: f64, weight: Weight, text: &str) -> Self {
        Lettering { centred: true, ..Lettering::left(x, y, size, weight, text) }
    }

    pub(super) fn coloured(self, colour: Colour) -> Self {
        Lettering { colour, ..self }
    }

    pub(super) fn width(&self, fonts: &Fonts) -> f64 {
        fonts.width(&self.text, self.size, self.weight)
    }

    /// The room that it takes, with a little air; for one that is not centred.
    pub(super) fn room(&self, fonts: &Fonts) -> Rect {
        let (x0, x1) = (self.x - 1.5, self.x + self.width(fonts) + 1.5);
        Rect { x0, y0: self.y - self.size * 0.86, x1, y1: self.y + self.size * 0.28 }
    }

    /// As an element. `textLength` keeps it as wide as it was measured, whatever font a viewer has.
    pub(super) fn element(&self, class: &str, fonts: &Fonts) -> String {
        let anchor = if self.centred { " text-anchor=\"middle\"" } else { "" };
        let bold = if self.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" };
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let (x, y, size) = (number(self.x), number(self.y), number(self.size));
        let fill = match self.colour {
            Colour::INK => String::new(),
            colour => format!(" fill=\"{colour}\""),
        };
        // A single letter cannot be stretched, and some viewers divide by the gaps between letters.
        // Where other fonts come in, each piece would be stretched to the length of all; and letters
        // that join would come apart.
        let text = balanced(&self.text);
        let pieces = fonts.pieces(&text, self.weight);
        let whole = pieces.iter().all(|(font, _)| matches!(font, Font::BuiltIn(_)));
        let whole = whole && !font::joins(&self.text);
        let length = match self.text.chars().count() {
            0 | 1 => String::new(),
            _ if !whole => String::new(),
            _ => format!(" textLength=\"{}\"", number(self.width(fonts))),
        };
        format!(
            "<text{class} x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold}{fill}{anchor}{length}>{}</text>",
            pieces.into_iter().map(piece).collect::<String>()
        )
    }
}

/// A piece of a text; what the document's own font has not is set in another of its fonts.
fn piece((font, text): (Font, &str)) -> String {
    match font {
        Font::BuiltIn(_) => escaped(text),
        Font::Other(_) => {
            format!("<tspan font-family=\"{}\">{}</tspan>", font.family(), escaped(text))
        }
    }
}

/// A line of a text, with every isolate closed that begins in it, and every one opened that ends in it:
/// a line is a paragraph of its own to whoever orders its letters. What is opened is opened from left
/// to right, as the page is: words of Arabic alone stand in it as they should.
fn balanced(line: &str) -> String {
    let (mut open, mut lacking) = (0usize, 0usize);
    for letter in line.chars() {
        match letter {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => lacking += 1,
            '\u{2069}' => open -= 1,
            _ => {}
        }
    }
    format!("{}{line}{}", "\u{2066}".repeat(lacking), "\u{2069}".repeat(open))
}

/// Text for SVG, in elements and in attributes; characters that XML cannot have are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// A number with at most one decimal: rounding hides what differs between machines.
pub(super) fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (0, part) if part < 0 => format!("-0.{}", -part),
        (whole, part) => format!("{whole}.{}", part.abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::balanced;

    #[test]
    fn a_line_opens_and_closes_its_own_isolates() {
        assert_eq!(balanced("Aland → \u{2068}القوات"), "Aland → \u{2068}القوات\u{2069}");
        assert_eq!(balanced("المسلحة\u{2069} arms"), "\u{2066}المسلحة\u{2069} arms");
        for whole in ["Aland → Borovia", "\u{2068}القوات\u{2069} → \u{2068}النواب\u{2069}"]
        {
            assert_eq!(balanced(whole), whole);
        }
    }
}
