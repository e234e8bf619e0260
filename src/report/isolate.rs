//! Names, titles and quotes kept apart from what stands around them, in whatever direction they are written.
//!
//! Takes text; encloses it in U+2068 and U+2069 if it has letters that are written from right to left, or
//! marks that would change the direction of what follows. An arrow or a number beside an Arabic name would otherwise be
//! shown on its other side. Must not know where it is shown.

use std::borrow::Cow;

/// The text, isolated where it needs to be.
///
/// Of what sets directions by itself nothing is left open: a mark without its end is closed.
pub fn isolated(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(turns) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 6);
    out.push('\u{2068}');
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
            // An end without its beginning would end ours.
            '\u{2069}' | '\u{202c}' => match open.last() {
                Some(end) if *end == c => drop(open.pop()),
                _ => continue,
            },
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    out.push('\u{2069}');
    Cow::Owned(out)
}

/// Whether a character is written from the right, or sets a direction.
fn turns(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::isolated;

    #[test]
    fn what_is_written_from_the_right_is_isolated() {
        for (text, shown) in [
            ("Egypt", "Egypt"),
            ("Türkiye 埃及", "Türkiye 埃及"),
            ("مصر", "\u{2068}مصر\u{2069}"),
            ("the LNA (الجيش)", "\u{2068}the LNA (الجيش)\u{2069}"),
            ("a\u{202e}b", "\u{2068}a\u{202e}b\u{202c}\u{2069}"),
            ("a\u{2069}b", "\u{2068}ab\u{2069}"),
            ("\u{2068}مصر\u{2069}", "\u{2068}\u{2068}مصر\u{2069}\u{2069}"),
        ] {
            assert_eq!(isolated(text), shown);
        }
    }
}
