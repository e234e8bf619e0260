//! An annotation as text, for tools that make one for people to read and edit.
//!
//! Takes the types that reading gives; gives RON, each actor or claim on lines of its own, empty fields left
//! out. These types have no comments: this makes new files, it does not edit existing ones.

#![expect(clippy::arithmetic_side_effects, reason = "lengths of texts that lie in memory")]

use std::fmt::Write as _;

use super::entry::{ActorEntry, FileEntry, Item};
use super::text::{OneOrMany, Str};
use crate::model::RelationSpec;

/// How wide a line gets before a claim is broken into several.
const WIDTH: usize = 110;

/// The file as RON; read back, it is the same file.
pub fn write(file: &FileEntry<'_>) -> String {
    let mut out = "(\n".to_owned();
    // A String takes all that is written.
    if let Some(title) = &file.title {
        let _ = writeln!(out, "    title: {},", quoted(title));
    }
    if !file.include.is_empty() {
        let _ = writeln!(out, "    include: {},", list(&file.include));
    }
    section(&mut out, "relations", &file.relations, |spec| relation(spec));
    section(&mut out, "actors", &file.actors, actor);
    if !file.sides.is_empty() {
        out.push_str("    sides: {\n");
        for (name, actors) in file.sides.iter() {
            let _ = writeln!(out, "        {}: {},", quoted(name), list(actors));
        }
        out.push_str("    },\n");
    }
    if !file.slices.is_empty() {
        let _ = writeln!(out, "    slices: {},", list(&file.slices));
    }
    if let Some(words) = file.max_quote_words {
        let _ = writeln!(out, "    max_quote_words: {words},");
    }
    if !file.claims.is_empty() {
        out.push_str("    claims: {\n");
        for (source, items) in file.claims.iter() {
            let _ = writeln!(out, "        {}: [", quoted(source));
            for item in items {
                write_item(&mut out, item, 12);
            }
            out.push_str("        ],\n");
        }
        out.push_str("    },\n");
    }
    out.push_str(")\n");
    out
}

fn section<T>(
    out: &mut String,
    name: &str,
    entries: &[(Str<'_>, T)],
    fields: impl Fn(&T) -> Fields,
) {
    if entries.is_empty() {
        return;
    }
    let _ = writeln!(out, "    {name}: {{");
    for (key, entry) in entries {
        let _ = writeln!(out, "        {}: ({}),", quoted(key), fields(entry).0.join(", "));
    }
    out.push_str("    },\n");
}

/// Fields as they are written, one text each.
#[derive(Default)]
struct Fields(Vec<String>);

impl Fields {
    fn raw(mut self, name: &str, value: Option<impl AsRef<str>>) -> Self {
        self.0.extend(value.map(|value| format!("{name}: {}", value.as_ref())));
        self
    }

    fn text(self, name: &str, value: Option<&Str<'_>>) -> Self {
        self.raw(name, value.map(|text| quoted(text)))
    }

    fn list(self, name: &str, values: &[Str<'_>]) -> Self {
        self.raw(name, (!values.is_empty()).then(|| list(values)))
    }

    fn one_or_many(self, name: &str, value: Option<&OneOrMany<'_>>) -> Self {
        self.raw(
            name,
            value.map(|value| match value {
                OneOrMany::One(text) => quoted(text),
                OneOrMany::Many(texts) => list(texts),
            }),
        )
    }

    fn flag(self, name: &str, set: bool) -> Self {
        self.raw(name, set.then_some("true"))
    }
}

fn actor(actor: &ActorEntry<'_>) -> Fields {
    let scoped =
        actor.aliases_in.iter().map(|(s, names)| format!("{}: {}", quoted(s), list(names)));
    let scoped: Vec<String> = scoped.collect();
    Fields::default()
        .text("name", actor.name.as_ref())
        .text("short", actor.short.as_ref())
        .raw("kind", actor.kind.map(|kind| kind.word()))
        .list("aliases", &actor.aliases)
        .raw("aliases_in", (!scoped.is_empty()).then(|| format!("{{{}}}", scoped.join(", "))))
        .text("when", actor.when.as_ref())
        .text("within", actor.within.as_ref())
        .text("same_as", actor.same_as.as_ref())
        .flag("keep", actor.keep)
        .text("note", actor.note.as_ref())
}

fn relation(spec: &RelationSpec) -> Fields {
    let text = |field: &Option<String>| field.as_deref().map(quoted);
    let texts = |list: &[String]| {
        let texts: Vec<String> = list.iter().map(|text| quoted(text)).collect();
        (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
    };
    Fields::default()
        .raw("label", text(&spec.label))
        .raw("inverse", text(&spec.inverse))
        .raw("family", spec.family.map(|family| family.word()))
        .raw("is_a", text(&spec.is_a))
        .flag("symmetric", spec.symmetric)
        .flag("event", spec.event)
        .flag("weak", spec.weak)
        .flag("rolls_up", spec.rolls_up)
        .flag("binds", spec.binds)
        .flag("opinion", spec.opinion)
        .flag("outlasts", spec.outlasts)
        .raw("verbs", texts(&spec.verbs))
        .raw("esd", texts(&spec.esd))
        .raw("plover", texts(&spec.plover))
        .raw("begins", texts(&spec.begins))
        .raw("ends", texts(&spec.ends))
}

/// An actor as it stands in the map of actors, without a comma.
pub fn actor_text(id: &str, entry: &ActorEntry<'_>) -> String {
    format!("{}: ({})", quoted(id), actor(entry).0.join(", "))
}

/// A claim as it stands in a list whose items are so far in: with its comma and the end of its line.
pub fn item_text(item: &Item<'_>, indent: usize) -> String {
    let mut out = String::new();
    write_item(&mut out, item, indent);
    out
}

fn write_item(out: &mut String, item: &Item<'_>, indent: usize) {
    let rare = item.rare();
    let who = Fields::default()
        .flag("proposed", rare.proposed)
        .one_or_many("from", item.from.as_ref())
        .text("relation", item.relation.as_ref())
        .one_or_many("to", item.to.as_ref());
    let how = Fields::default()
        .text("when", item.when.as_ref())
        .raw("modality", item.modality.map(|modality| modality.word()))
        .raw("status", item.status.map(|status| status.word()))
        .one_or_many("said_by", item.said_by.as_ref())
        .one_or_many("cited_by", rare.cited_by.as_ref())
        .one_or_many("against", rare.against.as_ref())
        .one_or_many("through", rare.through.as_ref())
        .text("what", rare.what.as_ref())
        .text("intended", rare.intended.as_ref())
        .text("place", rare.place.as_ref())
        .text("count", rare.count.as_ref())
        .text("amount", rare.amount.as_ref())
        .text("dated", rare.dated.as_ref())
        .text("translation", rare.translation.as_ref())
        .text("note", rare.note.as_ref())
        .list("accept", rare.accept.as_deref().unwrap_or_default());
    let shows = Fields::default()
        .text("quote", item.quote.as_ref())
        .raw("paragraph", item.paragraph.map(|number| number.to_string()))
        .text("record", item.record.as_ref());
    let lines: Vec<String> = [who, how, shows]
        .iter()
        .filter(|fields| !fields.0.is_empty())
        .map(|fields| fields.0.join(", "))
        .collect();
    let pad = " ".repeat(indent);
    let length: usize = lines.iter().map(|line| line.chars().count() + 2).sum();
    let text = match indent + length {
        0..=WIDTH => lines.join(", "),
        _ => lines.join(&format!(",\n{pad} ")),
    };
    let Some(inner) = &rare.claims else {
        let _ = writeln!(out, "{pad}({text}),");
        return;
    };
    let _ = writeln!(out, "{pad}({text}{}claims: [", if text.is_empty() { "" } else { ", " });
    inner.iter().for_each(|item| write_item(out, item, indent + 4));
    let _ = writeln!(out, "{pad}]),");
}

fn list(texts: &[Str<'_>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A RON string: letters of every script as they are, whatever cannot be seen as an escape.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || is_unseen(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What has no width, or turns the direction of the text around it.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{ffff}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::ron_options;

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let text = r#"(
            title: "A \"title\" with \\ and \u{200f}",
            include: ["b.ron"],
            sides: {"The \"West\"": ["a"], "Rest": []},
            slices: ["2017", "2025-03"],
            relations: {"boycotts": (family: hostility, is_a: "opposes", inverse: "boycotted_by",
                verbs: ["boycott"], weak: true),
                "leaves": (label: "left", family: contact, event: true, esd: ["ext_o"],
                plover: ["REJECT"], begins: ["opposes"], ends: ["from member_of others"])},
            actors: {
                "a": (name: "A", kind: state, short: "a", aliases: ["x", "y"], when: "2011/..",
                      within: "b", aliases_in: {"s": ["the A"]}, same_as: "Q1", keep: true, note: "n"),
                "b": (name: "עברית", kind: armed_group),
            },
            claims: {
                "s": [
                    (proposed: true, from: ["a", "b"], relation: "backs", to: "b", quote: "one two three",
                     when: "2017", modality: reported, said_by: ["CNN", "a"], paragraph: 3),
                    (modality: planned, said_by: "unnamed", claims: [
                        (from: "a", relation: "arms", to: "b", quote: "four\nfive six", status: ended,
                         against: "a", intended: "2018", place: "P", count: 3_000, amount: "~4",
                         cited_by: ["b", "AP"], through: ["a", "Port"], what: "drones",
                         dated: "d", translation: "t", note: "n", accept: ["hedged-fact"]),
                    ]),
                    (claims: []),
                ],
                "data": [(from: "a", relation: "backs", to: "b", record: "row 1")],
                "none": [],
            },
        )"#;
        let file: FileEntry<'_> = ron_options().from_str(text).unwrap();
        let written = write(&file);
        assert_eq!(ron_options().from_str::<FileEntry<'_>>(&written).unwrap(), file, "{written}");
        assert!(written.contains("\\u{200f}") && written.contains("עברית"));
        assert!(written.contains("count: \"3_000\"") && written.contains("amount: \"~4\""));
        assert_eq!(write(&FileEntry::default()), "(\n)\n");
    }
}
