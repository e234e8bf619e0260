//! Who wrote a text, as a line above it or its file says: without its date, and nobody where it names nobody.

use super::hints::dates_in;
use crate::evidence::card::quoted;
use crate::evidence::quote::collapse;
use crate::evidence::words;
use crate::model::Cut;

/// What stands where an author would, and names nobody.
const NOBODY: &[&str] = &[
    "anonymous",
    "anon",
    "admin",
    "administrator",
    "author",
    "editor",
    "guest",
    "n/a",
    "none",
    "null",
    "root",
    "staff",
    "staff writer",
    "undefined",
    "unknown",
    "user",
    "webmaster",
];

/// What stands before a date, or between a name and what follows it.
const BEHIND: &[&str] = &["on", "updated", "published", "posted", "last"];

/// The name in what a file or a line says of its author: `By Mira Dalen, 12 May 2024` is `Mira Dalen`. Nothing
/// where nobody is named.
///
/// ```
/// use whobacks::evidence::author_of;
///
/// assert_eq!(author_of("By Mira Dalen | May 12, 2024").as_deref(), Some("Mira Dalen"));
/// assert_eq!(author_of("anonymous"), None);
/// ```
pub fn author_of(said: &str) -> Option<String> {
    let said = collapse(said);
    let mut name = &*said;
    for lead in ["By ", "BY ", "by ", "By: ", "Written by "] {
        name = name.strip_prefix(lead).unwrap_or(name);
    }
    if let Some((date, _)) = dates_in(name).into_iter().next() {
        name = name.cut(..date.start);
    }
    name = [" | ", " • ", " · "]
        .iter()
        .filter_map(|sign| name.find(sign))
        .min()
        .map_or(name, |at| name.cut(..at));
    loop {
        let short = name.trim_end_matches([' ', ',', '|', '-', '–', '—', '•', '·', ':']);
        let last = short.rsplit(' ').next().unwrap_or_default();
        match short.strip_suffix(last) {
            Some(rest) if BEHIND.contains(&last.to_lowercase().as_str()) => name = rest,
            _ => {
                name = short;
                break;
            }
        }
    }
    let is_somebody =
        words(name).next().is_some() && !NOBODY.contains(&name.to_lowercase().as_str());
    is_somebody.then(|| name.to_owned())
}

/// The names of a line like `By A and B`, each in quotes.
pub(super) fn by_line(line: &str) -> Option<Vec<String>> {
    let names = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    if line.ends_with('.') {
        return None;
    }
    let names = author_of(names)?;
    if words(&names).nth(9).is_some() {
        return None;
    }
    let names = names.replace(" and ", ", ").replace(" & ", ", ");
    let names: Vec<&str> = names.split(", ").map(str::trim).collect();
    let is_name = |name: &&str| {
        name.starts_with(char::is_alphabetic) && !name.starts_with(char::is_lowercase)
    };
    names.iter().all(is_name).then(|| names.iter().map(|name| quoted(&collapse(name))).collect())
}

#[cfg(test)]
mod tests {
    use super::{author_of, by_line};

    #[test]
    fn a_date_is_no_part_of_a_name() {
        for (said, name) in [
            ("Mira Dalen", Some("Mira Dalen")),
            ("By Mira Dalen, 12 May 2024", Some("Mira Dalen")),
            ("by Mira Dalen - May 12, 2024", Some("Mira Dalen")),
            ("Mira Dalen | Harbour Post", Some("Mira Dalen")),
            ("Mira Dalen, updated on 12 May 2024", Some("Mira Dalen")),
            ("Reuters Staff", Some("Reuters Staff")),
            ("ميرا دالن", Some("ميرا دالن")),
            ("Anonymous", None),
            ("admin", None),
            ("12 May 2024", None),
            ("", None),
        ] {
            assert_eq!(author_of(said).as_deref(), name, "{said}");
        }
        let names = |line| by_line(line).unwrap_or_default().join(", ");
        assert_eq!(names("By Mira Dalen and Jo Ek, 12 May 2024"), "\"Mira Dalen\", \"Jo Ek\"");
        assert_eq!(names("By the sea"), "");
        assert_eq!(names("By Anonymous"), "");
    }
}
