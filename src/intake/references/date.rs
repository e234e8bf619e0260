//! Dates as other programs write them, in the form that cards have.
//!
//! Takes text; gives a date as EDTF, or none. Must not guess: what may be a day or a month is neither.

use jiff::Timestamp;

use crate::model::{Cut, MONTHS, PartialDate, Period};

/// `2019-04-05T10:00:00+02:00`, `2019/04/05`, `20190405`, `5 April 2019`, `April 5, 2019`, `D:20190405…`:
/// as `2019-04-05`. A day is the one that the text says, in whatever zone.
pub(in super::super) fn iso(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("D:");
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let found = match digits.len() {
        4 if text.len() == 4 => digits,
        // Seconds or milliseconds since 1970.
        10 | 13 if text.len() == digits.len() => {
            let seconds: i64 = digits.cut(..10).parse().ok()?;
            let stamp = Timestamp::from_second(seconds).ok()?.to_string();
            stamp.get(..10)?.to_owned()
        }
        6.. => {
            let month = digits.get(4..6)?;
            match digits.get(6..8) {
                Some(day) => format!("{}-{month}-{day}", digits.cut(..4)),
                None => format!("{}-{month}", digits.cut(..4)),
            }
        }
        4 => {
            let rest = text.cut(4..).strip_prefix(['-', '/', '.'])?;
            let mut parts = rest.splitn(2, ['-', '/', '.']);
            let month = number(parts.next()?)?;
            match parts.next().and_then(number) {
                Some(day) => format!("{digits}-{month:02}-{day:02}"),
                None => format!("{digits}-{month:02}"),
            }
        }
        _ => return in_words(text),
    };
    let date: PartialDate = found.parse().ok()?;
    Some(date.to_string())
}

/// The number that a text begins with.
fn number(text: &str) -> Option<u8> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.cut(..end).parse().ok()
}

/// `5 April 2019`, `April 5, 2019`, `Apr. 2019`, with a weekday in front or a time behind.
fn in_words(text: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let Some(found) = month_of(word) {
            month = month.or(Some(found));
        } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            year = year.or(Some(word));
        } else if let (Ok(found @ 1..=31), None, None) = (bare.parse::<u8>(), day, year) {
            day = Some(found);
        }
        if year.is_some() {
            break;
        }
    }
    let found = match (year?, month?, day) {
        (year, month, Some(day)) => format!("{year}-{month:02}-{day:02}"),
        (year, month, None) => format!("{year}-{month:02}"),
    };
    found.parse::<PartialDate>().ok().map(|date| date.to_string())
}

/// The number of an English month, by its first three letters or all of them.
pub(super) fn month_of(word: &str) -> Option<usize> {
    let word = word.to_ascii_lowercase();
    let fits = |name: &&str| {
        **name == word || name.cut(..3) == word || (word == "sept" && name.starts_with("sept"))
    };
    (1..).zip(&MONTHS).find(|(_, name)| fits(name)).map(|(number, _)| number)
}

/// A date or period of a card as year, month, day at its start; what is not known is left out.
pub(super) fn parts(period: Period) -> (Vec<i64>, String) {
    let text = period.to_string();
    let first = text.split('/').find(|part| *part != "..").unwrap_or_default();
    let parts = first.trim_end_matches(['~', '?', '%']).split('-');
    (parts.filter_map(|part| part.parse().ok()).collect(), text)
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_of_pages_are_read_and_none_is_guessed() {
        for (text, date) in [
            ("2019-04-05T10:00:00+02:00", Some("2019-04-05")),
            ("2019/4/5", Some("2019-04-05")),
            ("20190405", Some("2019-04-05")),
            ("D:20190405120000Z", Some("2019-04-05")),
            ("2019-04", Some("2019-04")),
            ("2019", Some("2019")),
            ("Fri, 5 April 2019 10:00 GMT", Some("2019-04-05")),
            ("April 5th, 2019", Some("2019-04-05")),
            ("Apr. 2019", Some("2019-04")),
            ("1554458400", Some("2019-04-05")),
            ("05/04/2019", None),
            ("2019-13-01", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(iso(text).as_deref(), date, "{text}");
        }
    }
}
