//! Bytes -> characters, in any encoding.
//!
//! Takes bytes and what the file itself says about its encoding; gives the text, with the encoding and how it
//! was found. Must not know what kind of text it is.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::encoding::{How, encoding_of, lost, say_lost};
use super::{IntakeError, ReadingNote};

/// A text, and how it was had.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: &'static Encoding,
    pub(super) how: How,
    /// The first character that the encoding has none for, by its line; and how many there are.
    pub(super) bad: Option<(usize, usize)>,
}

impl Decoded<'_> {
    /// What is to be said of it; nothing of plain UTF-8.
    pub(super) fn notes(&self) -> Vec<ReadingNote> {
        let name = self.encoding.name();
        let mut notes = Vec::new();
        match self.how {
            How::Utf8 => {}
            How::Mark => {
                notes.push(ReadingNote::Read(format!("encoding: {name}, by its byte-order mark")))
            }
            How::Declared => {
                notes.push(ReadingNote::Read(format!("encoding: {name}, as the file says")))
            }
            How::Guessed => notes.push(ReadingNote::Doubtful(format!(
                "the encoding is guessed: {name}; look at names with accents or other letters"
            ))),
        }
        notes.extend(self.bad.map(|bad| ReadingNote::Doubtful(say_lost(name, bad))));
        notes
    }
}

/// Reads characters.
///
/// # Errors
/// When the bytes are not text in any encoding.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<&str>,
) -> Result<Decoded<'b>, IntakeError> {
    let (encoding, how) = encoding_of(bytes, declared);
    let (text, used, _) = encoding.decode(bytes);
    if let Some(at) = text.chars().position(is_binary) {
        return Err(IntakeError::NotText { at });
    }
    let bad = lost(&text);
    let count = bad.map_or(0, |(_, count)| count);
    // A file that is mostly lost is none.
    if count > 8 && count > text.chars().count() / 4 {
        return Err(IntakeError::NotText { at: 0 });
    }
    Ok(Decoded { text, encoding: used, how, bad })
}

/// What no text has.
fn is_binary(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}')
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
    use encoding_rs::UTF_8;

    use super::*;

    fn guess(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, None).map_err(|e| e.to_string()).unwrap();
        (decoded.text.into_owned(), decoded.encoding.name())
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
            assert_eq!((&*said.text, said.how), (text, How::Declared));
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
}
