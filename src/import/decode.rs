//! Bytes -> text, in whatever encoding, and what is to be said of how it was found.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ImportError;

/// A text, and what is to be said of its encoding.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) remark: Option<String>,
    pub(super) problem: Option<String>,
}

/// Reads text: in the encoding that is told, else that of its mark, else UTF-8, else what it says of itself
/// (XML), else the likeliest.
pub(super) fn decode<'b>(bytes: &'b [u8], told: Option<&str>) -> Result<Decoded<'b>, ImportError> {
    let told = told.map(|name| {
        Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| ImportError::Form(format!("there is no encoding `{name}`")))
    });
    let told = told.transpose()?;
    let (encoding, remark) = match (told, Encoding::for_bom(bytes)) {
        (Some(encoding), _) => (encoding, None),
        (None, Some((encoding, _))) => (encoding, None),
        (None, None) => {
            // A text has a zero now and then; one that has many is in another encoding, or none.
            let zeros = bytes.iter().filter(|b| **b == 0).count();
            if let Ok(text) = std::str::from_utf8(bytes)
                && zeros * 10 <= bytes.len()
            {
                return Ok(Decoded { text: Cow::Borrowed(text), remark: None, problem: None });
            }
            match wide(bytes).or_else(|| declared(bytes)) {
                Some(encoding) => (encoding, Some(format!("read as {}", encoding.name()))),
                None => {
                    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
                    detector.feed(bytes, true);
                    let encoding = detector.guess(None, Utf8Detection::Deny);
                    let remark = format!(
                        "no UTF-8: read as {}, which is a guess; --encoding says another",
                        encoding.name()
                    );
                    (encoding, Some(remark))
                }
            }
        }
    };
    let (text, _, _) = encoding.decode(bytes);
    if text.matches('\0').count() * 10 > text.len() {
        return Err(ImportError::NotText);
    }
    let problem = (!text.is_ascii() && text.contains('\u{fffd}') && std::str::from_utf8(bytes).is_err()).then(|| {
        let (line, count) = (text[..text.find('\u{fffd}').unwrap_or(0)].matches('\n').count() + 1, text.matches('\u{fffd}').count());
        let characters = if count == 1 { "character" } else { "characters" };
        format!("{count} {characters} that {} does not have, shown as \u{fffd}; the first in line {line}", encoding.name())
    });
    Ok(Decoded { text, remark, problem })
}

/// UTF-16 without a mark: in most scripts every second byte is the same few.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |parity: usize| {
        sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count() * 200
            / sample.len().max(1)
    };
    match (zeros(0), zeros(1)) {
        // Headings and signs are ASCII, whatever the names are.
        (even, odd) if odd >= 20 && even == 0 => Some(UTF_16LE),
        (even, odd) if even >= 20 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that an XML file says it is in.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let rest = head.strip_prefix("<?xml")?;
    let rest = &rest[..rest.find("?>")?];
    let label = rest[rest.find("encoding=")? + 9..].trim_start_matches(['"', '\'']);
    let label = label.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| *encoding != UTF_8)
        .map(Encoding::output_encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_in_the_encodings_that_people_have() {
        let table = "from,to,relation\nالجيش الوطني الليبي,مصر,backs\nالحكومة,تركيا,backs\n";
        let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(table);
        assert_eq!(decode(&bytes, Some("windows-1256")).unwrap().text, table);
        assert_eq!(decode(&bytes, None).unwrap().text, table);
        for big in [true, false] {
            let units = table.encode_utf16();
            let bytes: Vec<u8> = units
                .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect();
            assert_eq!(decode(&bytes, None).unwrap().text, table);
        }
        let xml = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>T\xfcrkiye</a>";
        assert!(decode(xml, None).unwrap().text.ends_with("Türkiye</a>"));
        assert!(decode(b"a\xff", None).is_ok());
        assert!(decode(&[0; 64], None).is_err());
        assert!(decode(b"a", Some("klingon")).is_err());
    }
}
