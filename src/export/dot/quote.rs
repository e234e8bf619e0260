//! Text as DOT can hold it. No other code for DOT may put quotes or tags around a text.

use crate::export::xml::allowed;

/// The text in quotes, to be read as it is: as an id, a label or a tooltip.
///
/// Labels and tooltips are read three times: by the lexer, which knows `\"` only; as an escape
/// string, where `\\` is a backslash, `\n` a new line and `\N` the node's name; and for entities
/// such as `&amp;`. Controls that XML forbids are dropped, since a drawing may become SVG, and so
/// are tabs, which no renderer sets as any other space.
pub(super) fn quoted(text: &str) -> String {
    let text = allowed(text);
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = &*text;
    let is_special = |byte| matches!(byte, b'"' | b'\\' | b'&' | b'\r' | b'\n' | b'\t');
    while let Some(at) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at(at);
        let (special, behind) = special.split_at(1);
        out.push_str(plain);
        out.push_str(match special {
            "\"" => "\\\"",
            "\\" => "\\\\",
            "&" => "&amp;",
            "\r" if behind.starts_with('\n') => "",
            "\t" => " ",
            _ => "\\n",
        });
        rest = behind;
    }
    out.push_str(rest);
    out.push('"');
    out
}

/// The text as content of a label in Graphviz' subset of HTML; a space where there is none, because a tag
/// with nothing in it is a syntax error there.
pub(super) fn html(text: &str) -> String {
    let text = allowed(text);
    if text.is_empty() {
        return " ".to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a quoted string as Graphviz does: lexer, escape string, entities. `None` when the
    /// string ends early, late or not at all.
    fn read(quoted: &str) -> Option<String> {
        let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
        let mut lexed = String::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            match (c, chars.as_str().chars().next()) {
                ('"' | '\n', _) => return None,
                ('\\', None) => return None,
                ('\\', Some('"')) => lexed.push(chars.next()?),
                ('\\', Some('\\')) => {
                    chars.next();
                    lexed.push_str("\\\\");
                }
                _ => lexed.push(c),
            }
        }
        let mut text = String::new();
        let mut chars = lexed.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next()? {
                    'n' => text.push('\n'),
                    '\\' => text.push('\\'),
                    _ => return None,
                },
                '&' => {
                    let rest = chars.as_str().strip_prefix("amp;")?;
                    text.push('&');
                    chars = rest.chars();
                }
                c => text.push(c),
            }
        }
        Some(text)
    }

    fn meant(text: &str) -> String {
        allowed(text).replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ")
    }

    #[test]
    fn what_has_a_meaning_loses_it() {
        assert_eq!(quoted(r#"say "hi"\N"#), r#""say \"hi\"\\N""#);
        assert_eq!(quoted("a\r\nb\rc\td\0"), r#""a\nb\nc d""#);
        assert_eq!(quoted("R&D &lt;"), r#""R&amp;D &amp;lt;""#);
        assert_eq!(quoted(r"ends in \"), r#""ends in \\""#);
        assert_eq!((html(""), html("\x1b")), (" ".to_owned(), " ".to_owned()));
        assert_eq!(html("<b>\"R&D\"\n\x1b"), "&lt;b&gt;&quot;R&amp;D&quot; ");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            prop_assert_eq!(read(&quoted(&text)), Some(meant(&text)));
        }

        #[test]
        fn so_does_text_made_of_traps(text in r#"[\\"&;nNlGamp<>\n\r\t\x00 é😀\u{202e}]*"#) {
            prop_assert_eq!(read(&quoted(&text)), Some(meant(&text)));
        }
    }
}
