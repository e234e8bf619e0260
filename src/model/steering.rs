//! Characters that do something to a terminal or a page instead of being shown.

use super::cut::Cut;

/// Whether a character steers: control characters (C0, DEL, C1) except line ends and tabs,
/// and the marks that change the order of everything that follows (U+202A to U+202E, Unicode Annex 9). Marks and isolates
/// that a name in a right-to-left script needs (U+200E, U+200F, U+2066 to U+2069) are harmless.
pub fn steers(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || ('\u{202a}'..='\u{202e}').contains(&c)
}

/// The first character of a text that steers; a carriage return before the end of a line is part of that end.
pub fn steering(text: &str) -> Option<char> {
    // Nearly every text has none of the bytes that such characters begin with.
    if !text.bytes().any(|b| b < b' ' || b == 0x7f || b == 0xc2 || b == 0xe2) {
        return None;
    }
    let mut rest = text;
    loop {
        let at = rest.find(steers)?;
        rest = rest.cut(at..);
        if !rest.starts_with("\r\n") {
            return rest.chars().next();
        }
        rest = rest.cut("\r\n".len()..);
    }
}

#[cfg(test)]
mod tests {
    use super::steering;

    #[test]
    fn what_steers_is_found_and_nothing_else() {
        for (text, found) in [
            ("Haftar", None),
            ("a\r\nb\tc\n", None),
            ("a\rb", Some('\r')),
            ("\u{1b}[1m", Some('\u{1b}')),
            ("x\u{9b}", Some('\u{9b}')),
            ("x\u{7f}", Some('\u{7f}')),
            ("\u{202e}", Some('\u{202e}')),
            ("“\u{2068}حفتر\u{2069}” \u{200f}£…", None),
        ] {
            assert_eq!(steering(text), found, "{text:?}");
        }
    }
}
