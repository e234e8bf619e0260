//! A date does not have a form that the tool reads.
//!
//! Dates are written in a part of EDTF (ISO 8601-2): `2017`, `2017-07`, `2017-07-10`; `2014/2016` is from one to
//! the other, `2022/..` from 2022 on; `2016-02~` is approximate, `2016-02?` uncertain.
//!
//! ```ron
//! (when: "July 2017", …)
//! ```
//!
//! Write `when: "2017-07"` instead.

use super::super::rule::{Context, Finding, Locus, Rule};
use std::borrow::Cow;

use crate::diagnostic::{Certainty, Code};
use crate::model::{DateError, Period};

pub(super) const RULE: Rule = Rule { code: Code::BadDate, page: include_str!("bad_date.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let bad = |(locus, text, error): (Locus, Cow<'_, str>, DateError)| {
        let finding = Finding::new(locus, error.to_string());
        match repair(&text) {
            Some(date) => finding
                .help(format!("did you mean \"{date}\"?"))
                .fix(format!("\"{date}\""), Certainty::Certain),
            None => finding
                .help("write 2017, 2017-07 or 2017-07-10; A/B from A to B; .. for an open end"),
        }
    };
    cx.dates.bad(&cx.entries).map(bad).collect()
}

/// The date that a common way of writing dates stands for, where there is only one.
fn repair(text: &str) -> Option<Period> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let month = |word: &str| {
        let number = || word.parse().ok().filter(|m| (1..=12).contains(m));
        MONTHS
            .iter()
            .position(|m| word.len() > 2 && word.starts_with(m))
            .map(|i| i + 1)
            .or_else(number)
    };
    let is_name = |word: &String| word.chars().all(char::is_alphabetic);
    let year = |word: &String| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let (y, m, d) = match &words[..] {
        [m, y] if is_name(m) && year(y) => (y, month(m)?, None),
        [y, m] if year(y) => (y, month(m)?, None),
        [m, d, y] if is_name(m) && year(y) => (y, month(m)?, Some(d)),
        [d, m, y] if is_name(m) && year(y) => (y, month(m)?, Some(d)),
        [y, m, d] if year(y) => (y, month(m)?, Some(d)),
        _ => return None,
    };
    let date = match d {
        None => format!("{y}-{m:02}"),
        Some(d) => format!("{y}-{m:02}-{:02}", d.parse::<u8>().ok()?),
    };
    date.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn common_ways_of_writing_a_date() {
        for (text, date) in [
            ("July 2017", Some("2017-07")),
            ("10 July 2017", Some("2017-07-10")),
            ("July 10, 2017", Some("2017-07-10")),
            ("2017-7-1", Some("2017-07-01")),
            ("2017/13/1", None),
            ("10/07/2017", None),
            ("last year", None),
            ("", None),
        ] {
            assert_eq!(repair(text).map(|p| p.to_string()).as_deref(), date, "{text}");
        }
    }
}
