//! A plain text in any encoding.
//!
//! Takes bytes; gives the text as it stands. Must not know paragraphs: whether lines are wrapped, the card
//! says. A text that is UTF-8 is its own text, and nothing is kept beside it.

use super::decode::decode;
use super::encoding::How;
use super::{IntakeError, Reading, ReadingNote};

const READER: &str = "whobacks-text 1";

/// A page of plain text has lines of about so many characters.
const WRAPPED: std::ops::RangeInclusive<usize> = 55..=90;

pub(super) fn read(bytes: &[u8]) -> Result<Reading, IntakeError> {
    let decoded = decode(bytes, None)?;
    let mut reading =
        Reading::as_it_is(decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text));
    reading.notes = decoded.notes();
    if decoded.how != How::Utf8 {
        reading.reader = Some(READER.to_owned());
        // As they stand, blank lines too: the card may say that lines are wrapped.
        let lines = decoded.text.lines().map(str::trim_end);
        reading.paragraphs = lines.collect();
    }
    if looks_wrapped(&decoded.text) {
        let said = "the lines seem to be broken where a page ended; --wrapped joins those up to a blank line";
        reading.notes.push(ReadingNote::Doubtful(said.to_owned()));
    }
    Ok(reading)
}

/// Whether most lines are as long as a page is wide, and go on in small letters.
fn looks_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let goes_on = pairs.filter(|(line, next)| {
        WRAPPED.contains(&line.chars().count()) && next.starts_with(char::is_lowercase)
    });
    lines.len() > 8 && goes_on.count() > lines.len() / 3
}
