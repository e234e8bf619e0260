//! Bytes -> text, in any encoding, and what to report about how the encoding was found.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::ImportError;
use crate::intake::encoding::{How, declared_in_page, encoding_of, lost, say_lost};

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
    let (encoding, how) = match told {
        Some(encoding) => (encoding, How::Declared),
        None => {
            let says = bytes.starts_with(b"<?xml").then(|| declared_in_page(bytes)).flatten();
            encoding_of(bytes, says.as_deref())
        }
    };
    let (text, encoding, _) = encoding.decode(bytes);
    // A text has a zero now and then; what has many is none.
    if text.matches('\0').count() > text.len() / 10 {
        return Err(ImportError::NotText);
    }
    let name = encoding.name();
    let remark = match how {
        How::Utf8 | How::Mark => None,
        How::Declared => told.is_none().then(|| format!("read as {name}")),
        How::Guessed => {
            Some(format!("no UTF-8: read as {name}, which is a guess; --encoding says another"))
        }
    };
    // A mark for lost characters may stand in the file itself.
    let is_sound = std::str::from_utf8(bytes).is_ok();
    let problem = lost(&text).filter(|_| !is_sound).map(|bad| say_lost(name, bad));
    Ok(Decoded { text, remark, problem })
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
