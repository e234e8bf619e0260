//! The text of a box: a name, broken and shrunk as far as necessary, and a line beneath it.

use crate::choice::Figure;
use crate::layout::font::{Fonts, Weight};

/// The size of the words beside lines.
pub const LABEL: f64 = 11.5;
/// The size of the numbers that lead to notes.
pub const NUMBER: f64 = 9.0;

/// The sizes in which names are tried, the largest first; none under 11 can be read in print.
const NAMES: [f64; 4] = [14.0, 13.0, 12.0, 11.0];
const SUBTITLE: f64 = 11.0;
/// Left and right of the text.
const ASIDE: f64 = 7.0;
/// Above and below it.
const ABOVE: f64 = 9.0;
/// From line to line.
const LEADING: f64 = 1.2;
/// Lines of a name, and of what stands beneath it.
const MOST: usize = 3;

/// The text of a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The name in lines.
    pub name: Vec<String>,
    /// Its size.
    pub size: f64,
    /// What stands beneath it.
    pub subtitle: Vec<String>,
    /// The size of that.
    pub small: f64,
    /// Whether a word of the name is torn.
    pub torn: bool,
    /// The room that the box needs.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Block {
    /// The text of a box that may be `limit` wide.
    pub fn of(figure: &Figure, limit: f64, fonts: &Fonts) -> Block {
        let inner = (limit - 2.0 * ASIDE).max(24.0);
        let set = |name: &str, most: usize| {
            let whole = |size: f64| {
                // A line can end behind a hyphen.
                let mut words = name.split_whitespace().flat_map(|word| word.split_inclusive('-'));
                words.all(|word| fonts.width(word, size, Weight::Bold) <= inner)
            };
            NAMES.into_iter().filter(|size| whole(*size)).find_map(|size| {
                let lines = broken(name, inner, size, Weight::Bold, fonts);
                (lines.len() <= most).then_some((lines, size))
            })
        };
        let short = figure.short.as_deref().unwrap_or(&figure.name);
        // A name in two lines, else the short one, else in three; only then are words broken.
        let whole = set(&figure.name, 2).or_else(|| set(short, 2)).or_else(|| set(&figure.name, 3));
        let torn = whole.is_none();
        let (name, size) = whole.unwrap_or_else(|| {
            let size = NAMES[NAMES.len() - 1];
            (cut(broken(short, inner, size, Weight::Bold, fonts), inner, size, fonts), size)
        });
        let subtitle = figure.subtitle.as_deref().unwrap_or_default();
        let subtitle = broken(subtitle, inner, SUBTITLE, Weight::Regular, fonts);
        let subtitle = if subtitle.len() > 2 { Vec::new() } else { subtitle };
        let wide = widest(&name, size, Weight::Bold, fonts).max(widest(
            &subtitle,
            SUBTITLE,
            Weight::Regular,
            fonts,
        ));
        let height = size * LEADING * name.len() as f64
            + SUBTITLE * LEADING * subtitle.len() as f64
            + 2.0 * ABOVE;
        Block { name, size, subtitle, small: SUBTITLE, torn, width: wide + 2.0 * ASIDE, height }
    }

    /// The base lines of its texts, from the top of the text, with what each says.
    pub fn lines(&self) -> Vec<(f64, f64, Weight, &str)> {
        let mut y = 0.0;
        let mut lines = Vec::new();
        for text in &self.name {
            lines.push((y + self.size * 0.95, self.size, Weight::Bold, text.as_str()));
            y += self.size * LEADING;
        }
        for text in &self.subtitle {
            lines.push((y + self.small * 0.95, self.small, Weight::Regular, text.as_str()));
            y += self.small * LEADING;
        }
        lines
    }

    /// How high the text is.
    pub fn text_height(&self) -> f64 {
        self.height - 2.0 * ABOVE
    }
}

/// A text in lines no wider than the limit; a word that is wider is broken anywhere.
pub(super) fn broken(
    text: &str,
    limit: f64,
    size: f64,
    weight: Weight,
    fonts: &Fonts,
) -> Vec<String> {
    let mut lines = Vec::new();
    for line in fonts.lines(text, limit, size, weight) {
        if fonts.width(&line, size, weight) <= limit {
            lines.push(line);
            continue;
        }
        let mut part = String::new();
        for letter in line.chars() {
            part.push(letter);
            if fonts.width(&part, size, weight) > limit && part.chars().count() > 1 {
                part.pop();
                // A word that is made of several ends its line behind a hyphen.
                let hyphen = part.rfind('-').map_or(part.len(), |at| at + 1);
                let rest = part.split_off(hyphen) + &letter.to_string();
                lines.push(std::mem::replace(&mut part, rest));
            }
        }
        lines.push(part);
    }
    lines
}

/// At most three lines, the last of them with dots where more would follow.
fn cut(mut lines: Vec<String>, limit: f64, size: f64, fonts: &Fonts) -> Vec<String> {
    if lines.len() > MOST {
        lines.truncate(MOST);
        if let Some(last) = lines.last_mut() {
            let kept = fonts.fitting(last, "…", limit, size, Weight::Bold).len();
            last.truncate(kept);
            last.push('…');
        }
    }
    lines
}

fn widest(lines: &[String], size: f64, weight: Weight, fonts: &Fonts) -> f64 {
    lines.iter().map(|line| fonts.width(line, size, weight)).fold(0.0, f64::max)
}
