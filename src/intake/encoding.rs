//! In which encoding bytes are written.
//!
//! Takes bytes and what the file itself says of its encoding; gives the encoding, and how it was found. Must not
//! know what the text is of. In order: a byte-order mark; UTF-16 by where its zeros stand; UTF-8, where all of it
//! is; what the file says; a guess, as browsers make it (chardetng).

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory, and shares of a sample that is not empty"
)]

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::model::Cut;

/// How an encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Utf8,
    Mark,
    Declared,
    Guessed,
}

/// The encoding of a text, with what the file itself says of it.
pub(crate) fn encoding_of(bytes: &[u8], declared: Option<&str>) -> (&'static Encoding, How) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, if encoding == UTF_8 { How::Utf8 } else { How::Mark });
    }
    if let Some(wide) = wide(bytes) {
        return (wide, How::Guessed);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, How::Utf8);
    }
    // What says that it is UTF-8 and is not, says nothing.
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return (encoding.output_encoding(), How::Declared);
    }
    // A text that is UTF-8 but for a few bytes was cut or mended by hand.
    let lossy = String::from_utf8_lossy(bytes);
    let (bad, good) = lossy.chars().filter(|c| !c.is_ascii()).fold((0, 0), |(bad, good), c| {
        if c == '\u{fffd}' { (bad + 1, good) } else { (bad, good + 1) }
    });
    if good > 20 * bad {
        return (UTF_8, How::Guessed);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Deny), How::Guessed)
}

/// UTF-16 without a mark: every second byte is one of the few that stand above the letters of a script.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Latin, Greek and Cyrillic, Hebrew and Arabic, Indic, punctuation.
    const ABOVE: [u8; 8] = [0x00, 0x03, 0x04, 0x05, 0x06, 0x09, 0x20, 0x21];
    let sample = bytes.cut(..bytes.len().min(4096) & !1);
    if sample.len() < 4 || sample.len() != bytes.len().min(4096) || !sample.contains(&0) {
        return None;
    }
    let share = |parity: usize| {
        let above = sample.iter().skip(parity).step_by(2).filter(|b| ABOVE.contains(b)).count();
        above * 2 * 100 / sample.len()
    };
    let (even, odd) = (share(0), share(1));
    let zeros = |parity: usize| {
        sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count() * 200 / sample.len()
    };
    let encoding = match (zeros(0), zeros(1)) {
        _ if odd >= 95 && even < 70 => UTF_16LE,
        _ if even >= 95 && odd < 70 => UTF_16BE,
        // In a table headings and signs are ASCII, whatever the names are.
        (0, 20..) => UTF_16LE,
        (20.., 0) => UTF_16BE,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|_| encoding)
}

/// The first line with a character that the encoding has not, and how many there are.
pub(crate) fn lost(text: &str) -> Option<(usize, usize)> {
    let first =
        (1..).zip(text.lines()).find_map(|(n, line)| line.contains('\u{fffd}').then_some(n));
    first.map(|line| (line, text.matches('\u{fffd}').count()))
}

/// What is said of them.
pub(crate) fn say_lost(name: &str, (line, count): (usize, usize)) -> String {
    let characters = if count == 1 { "character" } else { "characters" };
    format!(
        "{count} {characters} that {name} does not have, shown as \u{fffd}; the first in line {line}"
    )
}

/// The encoding that a page names in its head, where it does.
pub(crate) fn declared_in_page(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.cut(..bytes.len().min(4096))).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len()).or_else(|| {
        let xml = head.find("<?xml")?;
        Some(xml + head.cut(xml..).find("encoding=")? + "encoding=".len())
    })?;
    let label = head.cut(at..).trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    let label = label.cut(..end.unwrap_or(label.len()));
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_encoding() {
        for (head, label) in [
            ("<meta charset=windows-1256>", Some("windows-1256")),
            ("<META content='text/html; charset=KOI8-R'>", Some("koi8-r")),
            ("<?xml version='1.0' encoding=\"gb18030\"?>", Some("gb18030")),
            ("<p>none</p>", None),
        ] {
            assert_eq!(declared_in_page(head.as_bytes()).as_deref(), label);
        }
    }
}
