//! A query laid out for people to read: broken lines, and comments for its parts.
//!
//! Takes SQL with lines of any length; gives the same with breaks in place of spaces, but never within a text, a
//! name or a comment. Must not know what it says.

use super::Dialect;

/// Where a line is broken, if it can be.
const WIDTH: usize = 120;

/// The same with shorter lines.
pub(super) fn broken(sql: &str, dialect: Dialect) -> String {
    let mut text = String::with_capacity(sql.len() + sql.len() / 40);
    let (mut column, mut indent) = (0, 0);
    let mut within: Option<char> = None;
    let mut comment = false;
    let mut chars = sql.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let rest = &sql[at + char.len_utf8()..];
        match (within, char) {
            (_, '\n') => {
                text.push('\n');
                (column, indent) = (0, rest.len() - rest.trim_start_matches(' ').len());
                comment = false;
                continue;
            }
            (Some('\''), '\\') if dialect == Dialect::Spark => {
                text.push(char);
                text.extend(chars.next().map(|(_, next)| next));
                column += 2;
                continue;
            }
            (Some(quote), _) if char == quote => within = None,
            (None, '\'' | '"' | '`') if !comment => within = Some(char),
            (None, '-') if rest.starts_with('-') => comment = true,
            (None, ' ') if !comment && column > indent => {
                let word = rest.find([' ', '\n']).unwrap_or(rest.len());
                if column + 1 + rest[..word].chars().count() > WIDTH {
                    text.push('\n');
                    text.extend(std::iter::repeat_n(' ', indent + 4));
                    column = indent + 4;
                    continue;
                }
            }
            _ => {}
        }
        text.push(char);
        column += 1;
    }
    text
}

/// What a part is, where its name alone does not say.
pub(super) fn meaning(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("wide_").unwrap_or(name);
    let of_chain = name.strip_prefix("chain").and_then(|rest| rest.split_once('_'));
    Some(match of_chain.map_or(name, |(_, what)| what) {
        "seen" => "what the tables say of the time asked about",
        "told" => "the same with what is only said",
        "counted" => "the ties that count, as ranks of firmness, and when they can have held",
        "denial" => "who denies a tie denies its cases, and that of which it is a case",
        "spoke" => "ties as each sort of step takes them, from x to y",
        "linked" | "hop" => "all ties from x to y that a step takes, as one link",
        "edge" => "the links that the path can take in each of its states",
        "time" => "each time of a link by itself, on the days asked about or whenever it was",
        "walk" => "who is reached from whom, how firmly, when and over whom",
        "firmest" => "the links of those chains with their claims",
        "best" if of_chain.is_some() => "of all ways from one to another the firmest and shortest",
        "best" => "of each answer the firmest and shortest",
        "guard" => "whether the tables can answer this",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_only() {
        let words = "abc ".repeat(40);
        let long = format!(
            "  SELECT '{words}', \"{words}\", `{words}`, x FROM t -- {words}\n  WHERE x = 'it\\'s {words}'\n"
        );
        for dialect in Dialect::ALL {
            let short = broken(&long, dialect);
            assert_ne!(short, long);
            let one = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(one(&short), one(&long));
        }
        let short = broken(&long, Dialect::Spark);
        for kept in [
            format!("'{words}'"),
            format!("\"{words}\""),
            format!("-- {words}"),
            format!("'it\\'s {words}'"),
        ] {
            assert!(short.contains(&kept), "{short}");
        }
    }
}
