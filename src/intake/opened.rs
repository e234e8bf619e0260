//! The elements of an XML part, one by one, each with the text behind its tag.
//!
//! Takes XML; gives elements. Must not know what they mean.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// Tells of each element by its local name.
pub(super) fn starts(
    xml: &str,
    mut take: impl FnMut(&str, &BytesStart<'_>, &str),
) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut open: Option<(BytesStart<'_>, String)> = None;
    loop {
        let event = reader.read_event();
        match (&event, &mut open) {
            (Ok(Event::Text(text)), Some((_, own))) => {
                own.push_str(text);
                continue;
            }
            (Ok(Event::GeneralRef(name)), Some((_, own))) => {
                own.push_str(resolve_predefined_entity(name).unwrap_or_default());
                continue;
            }
            _ => {}
        }
        if let Some((element, text)) = open.take() {
            take(element.local_name().as_ref(), &element, text.trim());
        }
        match event {
            Ok(Event::Start(start) | Event::Empty(start)) => open = Some((start, String::new())),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(format!("it breaks off: {error}")),
        }
    }
}

/// An attribute by its name without a prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|own| own.key.local_name().as_ref() == name)?;
    Some(unescape(&found.value).ok()?.into_owned())
}
