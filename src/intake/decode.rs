//! Bytes -> characters, in whatever encoding.
//!
//! Takes bytes and what the file itself says of its encoding; gives the text, with the encoding and how it
//! was found. Must not know what the text is of. In order: a byte-order mark; UTF-8, where all of it is;
//! what the file says; UTF-16 by where its zeros stand; a guess, as browsers make it (chardetng).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{IntakeError, Note};

/// A text, and how it was had.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
    pub(super) how: How,
    /// The first character that the encoding has none for, by its line; and how many there are.
    pub(super) bad: Option<(usize, usize)>,
}

/// How an encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Utf8,
    Mark,
    Declared,
    Guessed,
}

impl Decoded {
    /// What is to be said of it; nothing of plain UTF-8.
    pub(super) fn notes(&self) -> Vec<Note> {
        let name = self.encoding.name();
        let mut notes = Vec::new();
        match self.how {
            How::Utf8 => {}
            How::Mark => {
                notes.push(Note::Read(format!("encoding: {name}, by its byte-order mark")))
            }
            How::Declared => notes.push(Note::Read(format!("encoding: {name}, as the file says"))),
            How::Guessed => notes.push(Note::Doubtful(format!(
                "the encoding is guessed: {name}; look at names with accents or other letters"
            ))),
        }
        if let Some((line, count)) = self.bad {
            notes.push(Note::Doubtful(format!(
                "{} that {name} does not have, shown as \u{fffd}; the first in line {line}",
                match count {
                    1 => "1 character".to_owned(),
                    n => format!("{n} characters"),
                }
            )));
        }
        notes
    }
}

/// Reads characters.
///
/// # Errors
/// When the bytes are no text in any encoding.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, IntakeError> {
    let (encoding, how) = find(bytes, declared);
    let (text, used, _) = encoding.decode(bytes);
    if let Some(at) = text.chars().position(is_binary) {
        return Err(IntakeError::NotText { at });
    }
    let lost = |(n, line): (usize, &str)| Some(n).filter(|_| line.contains('\u{fffd}'));
    let first = (1..).zip(text.lines()).find_map(lost);
    let count = text.matches('\u{fffd}').count();
    // A file that is mostly lost is none.
    if count > 8 && count > text.chars().count() / 4 {
        return Err(IntakeError::NotText { at: 0 });
    }
    let bad = first.map(|line| (line, count));
    Ok(Decoded { text: text.into_owned(), encoding: used, how, bad })
}

fn find(bytes: &[u8], declared: Option<&str>) -> (&'static Encoding, How) {
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
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 || sample.len() != bytes.len().min(4096) || !sample.contains(&0) {
        return None;
    }
    let share = |parity: usize| {
        let above = sample.iter().skip(parity).step_by(2).filter(|b| ABOVE.contains(b)).count();
        above * 2 * 100 / sample.len()
    };
    let (even, odd) = (share(0), share(1));
    let encoding = match () {
        () if odd >= 95 && even < 70 => UTF_16LE,
        () if even >= 95 && odd < 70 => UTF_16BE,
        () => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|_| encoding)
}

/// What no text has.
fn is_binary(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}')
}

/// The encoding that a page names in its head, where it does.
pub(super) fn declared_in_page(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len()).or_else(|| {
        let xml = head.find("<?xml")?;
        Some(xml + head[xml..].find("encoding=")? + "encoding=".len())
    })?;
    let label = head[at..].trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
    let label = &label[..end.unwrap_or(label.len())];
    (!label.is_empty()).then(|| label.to_owned())
}

/// Bytes of a field that says nothing of its encoding.
pub(super) fn decode_field(bytes: &[u8]) -> String {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode(bytes).0.into_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, None).map_err(|e| e.to_string()).unwrap();
        (decoded.text, decoded.encoding.name())
    }

    #[test]
    fn texts_are_read_in_the_encodings_that_people_have() {
        let arabic = "قال حفتر إن مصر والإمارات تدعمان الجيش الوطني الليبي في الشرق منذ سنوات";
        let russian = "Хафтар сказал, что Египет и ОАЭ поддерживают Ливийскую национальную армию";
        let chinese = "埃及和阿联酋支持哈夫塔尔领导的利比亚国民军，土耳其支持的黎波里政府。";
        let western = "L’Égypte soutient l’armée nationale libyenne, dit un général à Zürich.";
        for (text, label) in [
            (arabic, "windows-1256"),
            (russian, "KOI8-R"),
            (russian, "windows-1251"),
            (chinese, "gb18030"),
            (western, "windows-1252"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, ..) = encoding.encode(text);
            let (read, name) = guess(&bytes);
            assert_eq!(read, text, "{label}, guessed {name}");
            let said = decode(&bytes, Some(label)).map_err(|e| e.to_string()).unwrap();
            assert_eq!((said.text.as_str(), said.how), (text, How::Declared));
        }
        for text in [arabic, russian, western] {
            for marked in [true, false] {
                let units = text.encode_utf16();
                let mark = marked.then_some(0xfeff);
                let little: Vec<u8> =
                    mark.into_iter().chain(units.clone()).flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> =
                    mark.into_iter().chain(units).flat_map(u16::to_be_bytes).collect();
                assert_eq!(guess(&little), (text.to_owned(), "UTF-16LE"), "{marked}");
                assert_eq!(guess(&big), (text.to_owned(), "UTF-16BE"), "{marked}");
            }
            assert_eq!(guess(text.as_bytes()), (text.to_owned(), "UTF-8"));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_and_what_is_lost_is_counted() {
        assert!(decode(b"\x00\x01\x02\x03\x04\x05\x06\x07", None).is_err());
        assert!(decode(&[0; 100], None).is_err());
        let mut text = "Égypte, Türkiye, Zürich, ".repeat(20).into_bytes();
        text.extend(b"\n\xff end");
        let decoded = decode(&text, None).map_err(|e| e.to_string()).unwrap();
        assert_eq!((decoded.encoding, decoded.bad), (UTF_8, Some((2, 1))));
        assert_eq!(decoded.notes().len(), 2);
    }

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
