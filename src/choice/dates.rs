//! Dates as people say them.

use crate::model::Period;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date or a period: `2025`, `July 2017`, `10 July 2017`, `2014 to 2016`.
pub(super) fn spoken(text: &str) -> String {
    let known = text.split_once('/');
    match known {
        Some((a, ".." | "")) => format!("since {}", one(a, false)),
        Some((".." | "", b)) => format!("until {}", one(b, false)),
        Some((a, b)) => format!("{} to {}", one(a, false), one(b, false)),
        None => one(text, false),
    }
}

/// The same with months of three letters, for labels.
pub(super) fn short(text: &str) -> String {
    match text.split_once('/') {
        Some((a, ".." | "")) => one(a, true),
        Some((".." | "", b)) => one(b, true),
        Some((a, b)) => format!("{}–{}", one(a, true), one(b, true)),
        None => one(text, true),
    }
}

/// When a claim says that it held, for a note: `since Mar 1956`, `until 1961`, `c. Feb 2016`, `perhaps 2016`. An end of something that
/// happened is a day by which it had.
pub(super) fn told(text: &str, event: bool) -> String {
    let one = |date: &str| {
        let about = match date.chars().last() {
            Some('~') => "c. ",
            Some('?' | '%') => "perhaps ",
            _ => "",
        };
        format!("{about}{}", one(date, true))
    };
    match text.split_once('/') {
        Some((a, ".." | "")) => format!("since {}", one(a)),
        Some((".." | "", b)) => format!("{} {}", if event { "by" } else { "until" }, one(b)),
        Some((a, b)) => format!("{}–{}", one(a), one(b)),
        None => one(text),
    }
}

fn one(text: &str, short: bool) -> String {
    let plain = text.trim_end_matches(['~', '?', '%']);
    let mut parts = plain.split('-');
    let (Some(year), month, day) = (parts.next(), parts.next(), parts.next()) else {
        return plain.to_owned();
    };
    let name =
        month.and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    let Some(name) = name else { return plain.to_owned() };
    let name = if short { &name[..3] } else { name };
    match day.and_then(|d| d.parse::<u8>().ok()) {
        Some(day) => format!("{day} {name} {year}"),
        None => format!("{name} {year}"),
    }
}

/// The year of a date as it is written.
pub(super) fn year(text: &str) -> String {
    text.split(['/', '-', '~', '?', '%']).find(|part| part.len() == 4).unwrap_or(text).to_owned()
}

/// Several dates in one phrase: `Aug and Sep 2024, Feb 2025`.
pub(super) fn list(dates: &[String]) -> String {
    let mut sorted: Vec<&String> = dates.iter().collect();
    sorted.sort();
    sorted.dedup();
    let spoken: Vec<String> = sorted.iter().map(|date| short(&months(date))).collect();
    let mut years: Vec<(String, Vec<String>)> = Vec::new();
    for date in spoken {
        let (month, year) = match date.rsplit_once(' ') {
            Some((month, year)) => (month.to_owned(), year.to_owned()),
            None => (String::new(), date),
        };
        match years.last_mut() {
            Some((last, months)) if *last == year => {
                if !month.is_empty() && !months.contains(&month) {
                    months.push(month);
                }
            }
            _ => years.push((year, if month.is_empty() { Vec::new() } else { vec![month] })),
        }
    }
    let phrase = |(year, months): &(String, Vec<String>)| match &months[..] {
        [] => year.clone(),
        [one] => format!("{one} {year}"),
        [most @ .., last] => format!("{} and {last} {year}", most.join(", ")),
    };
    years.iter().map(phrase).collect::<Vec<_>>().join(", ")
}

/// A date without its day: a label has no room for it.
fn months(date: &str) -> String {
    let plain = date.trim_end_matches(['~', '?', '%']);
    let mut parts = plain.splitn(3, '-');
    match (parts.next(), parts.next()) {
        (Some(year), Some(month)) if !date.contains('/') => format!("{year}-{month}"),
        _ => plain.to_owned(),
    }
}

/// The title of a picture: the dataset's, its span of years replaced by the date.
pub(super) fn title(wished: Option<&str>, dataset: &str, at: Option<Period>) -> String {
    if let Some(title) = wished {
        return title.to_owned();
    }
    let Some(at) = at else { return dataset.to_owned() };
    let at = at.to_string();
    let preposition = if at.matches('-').count() == 2 && !at.contains('/') { "on" } else { "in" };
    format!("{} {preposition} {}", super::script::isolated(base(dataset)), spoken(&at))
}

/// The title of a dataset without its span of years.
pub(super) fn base(dataset: &str) -> &str {
    match dataset.rsplit_once(", ") {
        Some((base, years)) if years.chars().all(|c| c.is_ascii_digit() || "–-/ ".contains(c)) => {
            base
        }
        _ => dataset,
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_note_says_when_as_the_claim_does() {
        for (when, event, expected) in [
            ("1956-03/..", false, "since Mar 1956"),
            ("../1961", false, "until 1961"),
            ("../1961", true, "by 1961"),
            ("2014/2016-05", false, "2014–May 2016"),
            ("2016-02~", true, "c. Feb 2016"),
            ("2016?", false, "perhaps 2016"),
            ("2016-02-03", true, "3 Feb 2016"),
        ] {
            assert_eq!(told(when, event), expected, "{when}");
        }
    }
}
