//! What can be written at the cursor: actors by any of their names, relations, bare words, fields,
//! sources, codes, and, in a quote, words of the source.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a list of words that lies in memory"
)]

use serde_json::{Value, json};

use super::answer::actor;
use super::cursor::Cursor;
use super::desk::Desk;
use crate::annotation::{RecordKind, field_names, quoted, references};
use crate::diagnostic::{Code, Severity};
use crate::evidence::{Mentions, Text, fold, words};
use crate::model::{Cut, Kind, Modality, Status, Vocabulary};

/// How many places of a quote's first words are shown.
const PLACES: usize = 20;
/// The most words that a quote is proposed with.
const LONGEST: usize = 15;

/// Everything that fits; the editor picks what is like the letters that are there.
pub(super) fn items(desk: &Desk<'_, '_>, byte: usize) -> Value {
    let Some(cursor) = Cursor::at(desk.text, byte) else { return Value::Null };
    let list = List { desk, cursor: &cursor };
    let path: Vec<&str> = cursor.path.iter().map(String::as_str).collect();
    let mut incomplete = false;
    let items = match (&path[..], cursor.is_key) {
        ([], true) => list.fields(RecordKind::File),
        (["claims"], true) | (["actors", _, "aliases_in"], true) => list.sources(),
        (["actors", _], true) => list.fields(RecordKind::Actor),
        (["relations", _], true) => list.fields(RecordKind::Relation),
        (["claims", ..], true) if cursor.in_record => list.fields(RecordKind::Item),
        (["sides", _], false) | (["actors", _, "within"], false) => list.actors(false),
        (["actors", _, "kind"], false) => list.bare(&Kind::ALL.map(Kind::word)),
        (["relations", _, "is_a"], false) => list.relations(),
        (["claims", .., field], false) if path.len() > 2 => match *field {
            "from" | "to" | "against" => list.actors(false),
            "said_by" | "cited_by" | "through" | "place" => list.actors(true),
            "relation" => list.relations(),
            "modality" => list.bare(&Modality::ALL.map(Modality::word)),
            "status" => list.bare(&Status::ALL.map(Status::word)),
            "accept" => list.codes(),
            "quote" => {
                incomplete = true;
                list.quotes(byte)
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    json!({"isIncomplete": incomplete, "items": items})
}

struct List<'l, 's, 'a> {
    desk: &'l Desk<'s, 'a>,
    cursor: &'l Cursor,
}

impl List<'_, '_, '_> {
    /// An item that replaces the word or the content of the string at the cursor.
    fn item(&self, label: &str, filter: &str, text: &str, kind: u8, detail: &str) -> Value {
        let range = self.desk.lines.range(self.desk.text, self.cursor.token.clone());
        json!({
            "label": label, "filterText": filter, "kind": kind, "detail": detail,
            "textEdit": {"range": range, "newText": text},
        })
    }

    /// A text as it is written here: with its quotation marks, unless they are there.
    fn written(&self, text: &str) -> String {
        let literal = quoted(text);
        match self.cursor.in_string {
            true => literal.cut(1..literal.len() - 1).to_owned(),
            false => literal,
        }
    }

    fn actors(&self, or_unnamed: bool) -> Vec<Value> {
        let source = self.cursor.source();
        let mut items = Vec::new();
        for file in &self.desk.dataset.files {
            for (id, entry) in file.content.actors.iter() {
                let name = entry.name.as_deref().unwrap_or_default();
                let written = self.written(id);
                items.push(self.item(id, id, &written, 6, name));
                let here = entry.aliases_in.iter().filter(|(own, _)| source == Some(own));
                let here = here.flat_map(|(_, names)| names);
                let others = entry.name.iter().chain(&entry.short).chain(&entry.aliases);
                let mut seen: Vec<&str> = vec![id];
                for other in others.chain(here) {
                    if !seen.contains(&&**other) {
                        seen.push(other);
                        items.push(self.item(other, other, &written, 6, id));
                    }
                }
            }
        }
        if or_unnamed {
            let written = self.written("unnamed");
            items.push(self.item(
                "unnamed",
                "unnamed",
                &written,
                14,
                "whom the text does not name",
            ));
        }
        items
    }

    fn relations(&self) -> Vec<Value> {
        let standard = Vocabulary::standard().iter();
        let standard = standard.map(|(_, r)| (r.id.clone(), r.family.word().to_owned()));
        let own = self.desk.dataset.files.iter().flat_map(|file| file.content.relations.iter());
        let own = own.map(|(name, spec)| (name.to_string(), spec.is_a.clone().unwrap_or_default()));
        standard
            .chain(own)
            .map(|(id, detail)| self.item(&id, &id, &self.written(&id), 7, &detail))
            .collect()
    }

    fn bare(&self, words: &[&str]) -> Vec<Value> {
        if self.cursor.in_string {
            return Vec::new();
        }
        words.iter().map(|word| self.item(word, word, word, 13, "")).collect()
    }

    fn codes(&self) -> Vec<Value> {
        let warnings = Code::ALL.iter().filter(|code| code.severity() == Severity::Warning);
        warnings.map(|c| self.item(c.word(), c.word(), &self.written(c.word()), 13, "")).collect()
    }

    /// The fields that are not there yet.
    fn fields(&self, record: RecordKind) -> Vec<Value> {
        if self.cursor.in_string {
            return Vec::new();
        }
        let there = &self.cursor.written;
        let names = field_names(record).iter().filter(|name| !there.iter().any(|f| f == *name));
        names.map(|name| self.item(name, name, &format!("{name}: "), 5, "")).collect()
    }

    fn sources(&self) -> Vec<Value> {
        let cards = self.desk.sources.cards();
        cards
            .map(|c| {
                self.item(c.id.as_str(), c.id.as_str(), &self.written(c.id.as_str()), 17, &c.title)
            })
            .collect()
    }

    /// Where the text of the source has the words that are there, on from them: to where a clause ends, and
    /// to where the sentence does. Where there are none yet, the sentences that name both ends.
    fn quotes(&self, byte: usize) -> Vec<Value> {
        let Some(text) = self.cursor.source().and_then(|id| self.desk.sources.text(id)) else {
            return Vec::new();
        };
        let start = self.cursor.token.start;
        let typed = self.desk.text.cut(start..byte.max(start)).replace("\\\"", "\"");
        let prefix: Vec<String> =
            words(&typed).map(|span| fold(typed.cut(span)).into_owned()).collect();
        let found = match prefix.is_empty() {
            true => self.naming_both(text, byte),
            false => begun(text, &prefix),
        };
        let item = |(i, (paragraph, quote)): (usize, (u32, String))| {
            let words: Vec<&str> = quote.split_whitespace().collect();
            let quote = words.join(" ");
            let filter = if typed.is_empty() { quote.as_str() } else { typed.as_str() };
            let mut item =
                self.item(&quote, filter, &self.written(&quote), 1, &format!("¶ {paragraph}"));
            if let Some(members) = item.as_object_mut() {
                members.insert("sortText".to_owned(), json!(format!("{i:04}")));
            }
            item
        };
        found.into_iter().enumerate().map(item).collect()
    }

    /// Sentences of the text, short enough for a quote, that name both ends of the claim as far as it is
    /// written before the cursor.
    fn naming_both(&self, text: &Text, byte: usize) -> Vec<(u32, String)> {
        let opened = self.cursor.opened.min(byte);
        let before = format!(
            "(claims: {{\"s\": [{})]}})",
            &self.desk.text.cut(opened..byte).trim_end_matches(|c| c != ',')
        );
        let named: Vec<String> = references(&before)
            .into_iter()
            .filter(|r| matches!(r.field.as_str(), "from" | "to"))
            .map(|r| r.id)
            .collect();
        let source = self.cursor.source();
        let names = |(end, id): (usize, &String)| -> Vec<(usize, String)> {
            let Some(entry) = actor(self.desk.dataset, id) else { return Vec::new() };
            let scoped = entry.aliases_in.iter().filter(|(own, _)| source == Some(own));
            let scoped = scoped.flat_map(|(_, names)| names);
            let all = entry.name.iter().chain(&entry.short).chain(&entry.aliases).chain(scoped);
            all.map(|name| (end, name.to_string())).collect()
        };
        let ends: Vec<(usize, String)> = named.iter().enumerate().flat_map(names).collect();
        if ends.is_empty() {
            return Vec::new();
        }
        let mentions = Mentions::new(ends.iter().map(|(end, name)| (*end, name.as_str())));
        let mut found = Vec::new();
        for (number, paragraph) in (1..).zip(text.paragraphs()) {
            let spans: Vec<_> = words(paragraph).collect();
            let mut at = 1;
            while at <= spans.len() && found.len() < PLACES {
                let sentence = text.sentence_around(number, (at as u32, at as u32));
                let count = words(sentence).count().max(1);
                let fits = (3..=LONGEST).contains(&count);
                let whose = if fits { mentions.find(sentence) } else { Vec::new() };
                let has = |end: usize| whose.iter().any(|(own, _)| *own == end);
                if fits && (0..named.len()).all(has) {
                    found.push((number, sentence.trim().to_owned()));
                }
                at += count;
            }
        }
        found
    }
}

/// The places of words in a text, the last of them perhaps not whole, each with what a quote can be there.
fn begun(text: &Text, prefix: &[String]) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    let Some((last, whole)) = prefix.split_last() else { return found };
    let mut places = 0;
    for (number, paragraph) in (1..).zip(text.paragraphs()) {
        let spans: Vec<_> = words(paragraph).collect();
        let folded: Vec<String> =
            spans.iter().map(|s| fold(paragraph.cut(s.clone())).into_owned()).collect();
        for (start, word) in spans.iter().enumerate() {
            let rest = folded.cut(start..);
            let fits = rest.starts_with(whole)
                && rest.get(whole.len()).is_some_and(|next| next.starts_with(last.as_str()));
            if !fits {
                continue;
            }
            places += 1;
            if places > PLACES {
                return found;
            }
            let first = start as u32 + 1;
            // A quote ends with its sentence, unless somebody writes on.
            let sentence = |word: u32| text.sentence_around(number, (word, word)).as_ptr();
            let own = sentence(first);
            let most = rest.len().min(LONGEST);
            let within = (1..most).take_while(|n| sentence(first + *n as u32) == own).count() + 1;
            let most = most.min(within.max(prefix.len()));
            for length in prefix.len().max(3)..=most {
                let end = spans.get(start + length - 1).map_or(paragraph.len(), |s| s.end);
                let next = spans.get(start + length).map_or(paragraph.len(), |s| s.start);
                let pause = paragraph.cut(end..next).chars().any(|c| !c.is_whitespace());
                if pause || length == most {
                    let quote = paragraph.cut(word.start..end).to_owned();
                    if !found.iter().any(|(_, other)| *other == quote) {
                        found.push((number, quote));
                    }
                }
            }
        }
    }
    found
}
