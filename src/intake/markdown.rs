//! Markdown -> its words.
//!
//! Takes bytes; gives paragraphs, headings, items and rows, without the marks that set them. Must not know
//! the web: links count as their words, pictures as nothing.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::decode::decode;
use super::reading::Paragraphs;
use super::tidy::{push_spaced, raised};
use super::{CardField, IntakeError, Reading, ReadingNote};
use crate::model::Cut;

const READER: &str = "whobacks-markdown 1";

pub(super) fn read(bytes: &[u8]) -> Result<Reading, IntakeError> {
    let decoded = decode(bytes, None)?;
    let mut reading =
        Reading { reader: Some(READER.to_owned()), notes: decoded.notes(), ..Reading::default() };
    let body = front_matter(&decoded.text, &mut reading);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let (mut text, mut hidden, mut pictures) = (String::new(), 0usize, 0usize);
    let mut notes = Paragraphs::default();
    let mut note = None;
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::Image { .. }) => {
                pictures = pictures.saturating_add(1);
                hidden = hidden.saturating_add(1);
            }
            Event::End(TagEnd::Image) => hidden = hidden.saturating_sub(1),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                flush(&mut text, &mut reading, &mut notes, note.is_some());
                note = Some(name);
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                flush(&mut text, &mut reading, &mut notes, note.is_some());
                note = None;
            }
            Event::Text(words) | Event::Code(words) if hidden == 0 => {
                // A block of code keeps its lines apart.
                for (n, line) in words.split('\n').enumerate() {
                    if n > 0 {
                        flush(&mut text, &mut reading, &mut notes, note.is_some());
                    }
                    push_spaced(&mut text, line);
                }
            }
            Event::FootnoteReference(name) => {
                text.extend(raised(&name, true));
            }
            Event::SoftBreak | Event::HardBreak => push_spaced(&mut text, " "),
            Event::End(TagEnd::TableCell) => text.push_str(" | "),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead,
            )
            | Event::Start(Tag::List(_) | Tag::CodeBlock(_))
            | Event::Rule => flush(&mut text, &mut reading, &mut notes, note.is_some()),
            _ => {}
        }
    }
    flush(&mut text, &mut reading, &mut notes, false);
    reading.paragraphs.append(&notes);
    if pictures > 0 {
        let pictures = super::reading::count(pictures, "picture");
        reading.notes.push(ReadingNote::LeftOut(pictures));
    }
    Ok(reading)
}

fn flush(text: &mut String, reading: &mut Reading, notes: &mut Paragraphs, in_note: bool) {
    let whole = std::mem::take(text);
    let whole = whole.trim().trim_end_matches('|').trim_end();
    if !whole.is_empty() {
        let list = if in_note { notes } else { &mut reading.paragraphs };
        list.push(whole);
    }
}

/// Takes `title: …` and the like off the top, where a block between lines of `---` has them.
fn front_matter<'t>(text: &'t str, reading: &mut Reading) -> &'t str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return text;
    };
    let Some(end) = rest.find("\n---") else { return text };
    for line in rest.cut(..end).lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let from = "front matter";
        match name.trim() {
            "title" => reading.fact(CardField::Title, value, from),
            "author" => reading.fact(CardField::Author, value, from),
            "publisher" => reading.fact(CardField::Publisher, value, from),
            "url" | "canonical" => reading.fact(CardField::Url, value, from),
            "lang" | "language" => reading.fact(CardField::Language, value, from),
            "date" => {
                if let Some(date) = super::references::date::iso(value) {
                    reading.fact(CardField::Published, &date, from);
                }
            }
            _ => {}
        }
    }
    rest.cut(end..).splitn(3, '\n').nth(2).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_are_no_words() {
        let text = "---\ntitle: On Sund\ndate: 2019-04-05\n---\n# On *Sund*\n\nNorthland **arms** the\n[Guard](g.html \"x\").[^1] ![map](m.png)\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: A note.\n";
        let reading = super::read(text.as_bytes()).unwrap();
        assert_eq!(
            reading.paragraphs.iter().collect::<Vec<_>>(),
            ["On Sund", "Northland arms the Guard.¹", "one", "two", "a | b", "c | d", "A note."]
        );
        assert_eq!(reading.facts.len(), 2);
        assert_eq!(reading.notes[0].line(), "left out: 1 picture");
    }
}
