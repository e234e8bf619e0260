//! BibTeX and BibLaTeX.
//!
//! Takes and gives entries. Must not know cards' files.

use std::fmt::Write as _;

use biblatex::{Bibliography, ChunksExt as _, Entry};

use super::date::{iso, month_of, parts};
use super::{Reference, ReferenceError, note};
use crate::model::{Period, Source};

/// How deep braces may stand within each other; the library that reads them calls itself for each.
const DEEPEST: usize = 64;
/// How many abbreviations there may be, each of which may name the one before.
const ABBREVIATIONS: usize = 2_000;

/// Why a library cannot be read without end of stack or time.
fn unfit(text: &str) -> Option<String> {
    let (mut depth, mut escaped) = (0_usize, false);
    for c in text.chars() {
        match c {
            _ if escaped => {}
            '{' => depth = depth.saturating_add(1),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if depth > DEEPEST {
            return Some(format!("braces stand within each other more than {DEEPEST} deep"));
        }
    }
    let commands = text.split('@').filter_map(|entry| entry.get(..6));
    let count = commands.filter(|word| word.eq_ignore_ascii_case("string")).count();
    (count > ABBREVIATIONS).then(|| format!("it has more than {ABBREVIATIONS} abbreviations"))
}

/// Reads a library.
///
/// # Errors
/// When an entry of it cannot be read; which one, and where.
pub fn read(text: &str) -> Result<Vec<Reference>, ReferenceError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(why) = unfit(text) {
        return Err(ReferenceError(why));
    }
    let library = Bibliography::parse(text).map_err(|error| {
        let before = text.get(..error.span.start).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        ReferenceError(format!("line {line}: {}", error.kind))
    })?;
    Ok(library.iter().map(reference).collect())
}

fn reference(entry: &Entry) -> Reference {
    let text = |name: &str| {
        let text = super::super::tidy::spaced(&entry.get(name)?.format_verbatim());
        (!text.is_empty()).then_some(text)
    };
    let first = |names: &[&str]| names.iter().find_map(|name| text(name));
    let names = |people: Vec<biblatex::Person>| -> Vec<String> {
        let whole = |person: biblatex::Person| {
            let parts = [person.given_name, person.prefix, person.name, person.suffix];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(" ")
        };
        people.into_iter().map(whole).filter(|name| !name.is_empty() && name != "others").collect()
    };
    let authors = names(entry.author().unwrap_or_default());
    let date = |name: &str| {
        let text = text(name)?;
        text.parse::<Period>().ok().map(|_| text.clone()).or_else(|| iso(&text))
    };
    let by_parts = || {
        let year = text("year")?;
        let month = text("month").and_then(|m| m.parse().ok().or_else(|| month_of(&m)));
        let day = text("day").and_then(|day| day.parse::<u8>().ok());
        let whole = match (month, day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        };
        whole.parse::<Period>().ok().map(|_| whole)
    };
    Reference {
        key: entry.key.clone(),
        title: text("title"),
        authors,
        publisher: first(&[
            "journaltitle",
            "journal",
            "publisher",
            "institution",
            "organization",
            "school",
            "howpublished",
        ])
        .filter(|name| !name.starts_with("http")),
        published: date("date").or_else(by_parts),
        language: first(&["langid", "language"]),
        url: text("url").or_else(|| text("doi").map(|doi| format!("https://doi.org/{doi}"))),
        accessed: date("urldate"),
        archived: text("archiveurl"),
    }
}

/// Writes a library, an entry a source.
pub fn write<'s>(sources: impl Iterator<Item = &'s Source>) -> String {
    let mut out = String::new();
    for source in sources {
        if !out.is_empty() {
            out.push('\n');
        }
        let kind = if source.url.is_some() { "online" } else { "misc" };
        // A String takes all that is written.
        let _ = writeln!(out, "@{kind}{{{},", source.id);
        // Braces around all of it keep the capitals.
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = writeln!(out, "  {name} = {{{value}}},");
            }
        };
        let plain = |text: &Option<String>| text.as_deref().map(escaped);
        field("title", Some(format!("{{{}}}", escaped(&source.title))));
        // What has several words and is not a person's name stands in braces, as in CSL.
        let authors: Vec<String> = source.authors.iter().map(|name| author(name)).collect();
        field("author", (!authors.is_empty()).then(|| authors.join(" and ")));
        field("organization", plain(&source.publisher).filter(|_| source.url.is_some()));
        field("publisher", plain(&source.publisher));
        field("date", source.published.map(|period| period.to_string()));
        let year = source.published.map(|period| parts(period).0);
        field("year", year.and_then(|parts| parts.first().map(i64::to_string)));
        field("langid", plain(&source.language));
        field("url", source.url.clone());
        field("urldate", source.accessed.map(|period| period.to_string()));
        field("archiveurl", source.archived.clone());
        field("note", note(source).map(|note| escaped(&note.replace('\n', ". "))));
        out.push_str("}\n");
    }
    out
}

/// A name as BibTeX takes it apart: the last word is the family's.
fn author(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((given, family)) if !name.contains(',') && !name.contains(" and ") => {
            format!("{}, {}", escaped(family), escaped(given))
        }
        _ => format!("{{{}}}", escaped(name)),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_read() {
        let text = "@article{wit2019, title = {On {Sund}}, author = {de Wit, Anna and Ola Berg}, \
            journal = \"The Wire\", year = 2019, month = apr, url = {https://w.example}}\n\
            @online{x, title={T}, date={2016-02~/2017}, urldate={2020-01-02}}";
        let found = read(text).unwrap();
        assert_eq!(
            (found[0].key.as_str(), found[0].title.as_deref()),
            ("wit2019", Some("On Sund"))
        );
        assert_eq!(found[0].authors, ["Anna de Wit", "Ola Berg"]);
        assert_eq!(found[0].publisher.as_deref(), Some("The Wire"));
        assert_eq!(found[0].published.as_deref(), Some("2019-04"));
        assert_eq!(found[1].published.as_deref(), Some("2016-02~/2017"));
        assert_eq!(found[1].accessed.as_deref(), Some("2020-01-02"));
        assert!(read("@article{a, title = {").is_err());
    }

    #[test]
    fn what_has_no_end_is_refused_before_it_is_read() {
        let deep = 100_000;
        let nested =
            format!("@article{{a, title = {{{}x{}}}}}", "\\emph{".repeat(deep), "}".repeat(deep));
        assert_eq!(
            read(&nested).unwrap_err().0,
            "braces stand within each other more than 64 deep"
        );
        let chain = |count: usize| {
            let next = |i| format!("@string{{a{} = a{i} # \"y\"}}\n", i + 1);
            let all: String = (0..count).map(next).collect();
            format!("@string{{a0 = \"x\"}}\n{all}@article{{a, title = a{count}}}\n")
        };
        assert!(read(&chain(1_999)).is_ok());
        assert_eq!(read(&chain(50_000)).unwrap_err().0, "it has more than 2000 abbreviations");
    }
}
