//! The second, careful reading of a file that the first one refused: everything wrong with its form.
//!
//! The file is walked item by item and field by field, each tried alone. Faulty parts are noted and
//! blanked out with spaces, so that the rest can be read as if they had not been written, and keeps
//! its place.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; `/*` comes before the `*/` that closes it"
)]

use std::collections::HashMap;
use std::ops::Range;

use ron::error::{Error, Position, SpannedError};
use serde::Deserialize;

use super::entry::{ActorEntry, FileEntry, Item};
use super::fault::{Fault, FaultKind, FoundValue, RecordKind};
use super::raw::{RawField, Slice};
use super::ron_options;
use super::text::{refused_for, unfit};
use crate::model::{Cut, RelationSpec};

/// What the careful reading found.
pub(super) struct Examination {
    pub(super) faults: Vec<Fault>,
    /// The file without what is faulty; `None` where its brackets do not close.
    pub(super) repaired: Option<String>,
}

/// Reads a file item by item.
pub(super) fn examine(text: &str) -> Examination {
    let mut walk = Walk { faults: Vec::new(), blanks: Vec::new(), text };
    let file = Slice::file(text);
    let fields = match file.fields() {
        Ok(fields) => fields,
        Err(error) => {
            let fault = match file.well_formed() {
                Err(error) => syntax(text, &error),
                Ok(()) => Fault {
                    span: offset(text, error.span.start)..offset(text, error.span.end),
                    kind: FaultKind::WrongType {
                        record: RecordKind::File,
                        field: None,
                        found: FoundValue::in_text(text.trim_start()),
                    },
                },
            };
            return Examination { faults: vec![fault], repaired: None };
        }
    };
    walk.record(RecordKind::File, &fields);
    let mut bytes = text.as_bytes().to_vec();
    for range in walk.blanks {
        for byte in bytes.get_mut(range).into_iter().flatten() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    // Whole values are blanked out; should half a letter ever be left, nothing is repaired.
    let repaired = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
    let mut faults = walk.faults;
    // The careful reading should have found whatever the quick one stumbles over. Should it ever
    // miss something, that is reported where the quick one stopped, and nothing passes.
    if let Err(error) = ron_options().from_str::<FileEntry<'_>>(&repaired) {
        faults.push(syntax(&repaired, &error));
        return Examination { faults, repaired: None };
    }
    Examination { faults, repaired: Some(repaired) }
}

/// A fault where the parser stopped.
pub(super) fn syntax(text: &str, error: &SpannedError) -> Fault {
    let start = offset(text, error.span.start);
    let end = offset(text, error.span.end).max(start);
    Fault { span: start..end, kind: FaultKind::Syntax { message: wording(&error.code) } }
}

/// What a parser's error says, where its own words are for those who program with it.
pub(crate) fn wording(error: &Error) -> String {
    match error {
        Error::ExceededRecursionLimit => "brackets stand in each other too deep".to_owned(),
        other => other.to_string(),
    }
}

/// The byte at which a line and column, counted in characters from 1, stand.
fn offset(text: &str, position: Position) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    let line = text.cut(line_start..);
    let column = position.col.saturating_sub(1);
    line_start + line.char_indices().nth(column).map_or(line.len(), |(byte, _)| byte)
}

/// The names that a record's fields can have, as serde knows them.
pub fn field_names(record: RecordKind) -> &'static [&'static str] {
    match try_record(record, "(\u{5f}\u{5f}: 0)") {
        Err(SpannedError { code: Error::NoSuchStructField { expected, .. }, .. }) => expected,
        _ => &[],
    }
}

fn try_record(record: RecordKind, text: &str) -> Result<(), SpannedError> {
    fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<(), SpannedError> {
        ron_options().from_str::<T>(text).map(|_| ())
    }
    match record {
        RecordKind::File => read::<FileEntry<'_>>(text),
        RecordKind::Actor => read::<ActorEntry<'_>>(text),
        RecordKind::Relation => read::<RelationSpec>(text),
        RecordKind::Item => read::<Item<'_>>(text),
    }
}

/// The first place from `at` on where neither white space nor a comment stands.
fn past_blank(text: &str, at: usize) -> usize {
    let mut rest = text.cut(at..);
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.find('\n').map_or("", |end| comment.cut(end..));
        } else if rest.starts_with("/*") {
            rest = past_comment(rest);
        } else {
            return text.len() - rest.len();
        }
    }
}

/// What stands behind the comment with which a text begins; such comments nest.
fn past_comment(text: &str) -> &str {
    let mut depth = 0;
    for (at, pair) in text.as_bytes().windows(2).enumerate() {
        match pair {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return text.cut(at + 2..),
            b"*/" => depth -= 1,
            _ => {}
        }
    }
    ""
}

struct Walk<'a> {
    faults: Vec<Fault>,
    /// What is to be blanked out, in bytes.
    blanks: Vec<Range<usize>>,
    text: &'a str,
}

impl<'a> Walk<'a> {
    fn fault(&mut self, span: Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { span, kind });
    }

    /// Blanks out from `start` to the end of a value, with the comma behind it.
    fn blank(&mut self, start: usize, value: &Slice<'a>) {
        let end = past_blank(self.text, value.outer_end);
        let end = if self.text.cut(end..).starts_with(',') { end + 1 } else { value.outer_end };
        self.blanks.push(start..end);
    }

    fn record(&mut self, record: RecordKind, fields: &[RawField<'a>]) {
        let allowed = field_names(record);
        let mut seen: HashMap<&str, Range<usize>> = HashMap::new();
        for field in fields {
            let (name, span) = (field.name, field.name_span());
            if !allowed.contains(&name) {
                let name = name.to_owned();
                self.fault(span, FaultKind::UnknownField { record, name, allowed });
                self.blank(field.start, &field.value);
            } else if let Some(first) = seen.get(name) {
                let kind = FaultKind::DuplicateKey { name: name.to_owned(), first: first.clone() };
                self.fault(span, kind);
                self.blank(field.start, &field.value);
            } else {
                seen.insert(name, span);
                self.field(record, field);
            }
        }
    }

    fn field(&mut self, record: RecordKind, field: &RawField<'a>) {
        match (record, field.name) {
            (RecordKind::File, "actors") => self.map(record, field, Self::actor),
            (RecordKind::File, "relations") => self.map(record, field, Self::relation),
            (RecordKind::File, "claims") => self.map(record, field, Self::source),
            (RecordKind::Actor, "aliases_in") | (RecordKind::File, "sides") => {
                self.map(record, field, |_, _, _| ());
                self.plain(record, field);
            }
            (RecordKind::Item, "claims") => self.items(field.start, &field.value),
            _ => self.plain(record, field),
        }
    }

    /// A field that is tried whole.
    fn plain(&mut self, record: RecordKind, field: &RawField<'a>) {
        let attempt = |value: &str| try_record(record, &format!("({}: {value}\n)", field.name));
        let Err(error) = attempt(field.value.text) else { return };
        // In a list, each faulty element is a fault of its own.
        let elements =
            if field.value.text.starts_with('[') { field.value.items() } else { Ok(vec![]) };
        let faulty: Vec<(Slice<'a>, SpannedError)> = (elements.unwrap_or_default().into_iter())
            .filter_map(|e| attempt(&format!("[{}\n]", e.text)).err().map(|error| (e, error)))
            .collect();
        let faulty = if faulty.is_empty() { vec![(field.value, error)] } else { faulty };
        for (value, error) in faulty {
            if let Some(unfit) = refused_for(&error.code) {
                // A key of the map may have been found already.
                let within = |fault: &Fault| {
                    matches!(fault.kind, FaultKind::UnfitText { .. })
                        && value.span().contains(&fault.span.start)
                };
                if !self.faults.iter().rev().take_while(|f| f.span.start >= value.start).any(within)
                {
                    let field = Some(field.name.to_owned());
                    self.fault(value.span(), FaultKind::UnfitText { field, unfit });
                }
                continue;
            }
            let kind = match error.code {
                Error::NoSuchEnumVariant { expected, found, .. } => FaultKind::UnknownValue {
                    field: field.name.to_owned(),
                    found,
                    allowed: expected,
                },
                _ => FaultKind::WrongType {
                    record,
                    field: Some(field.name.to_owned()),
                    found: FoundValue::in_text(value.text),
                },
            };
            self.fault(value.span(), kind);
        }
        self.blank(field.start, &field.value);
    }

    fn wrong(&mut self, record: RecordKind, field: Option<&str>, value: &Slice<'a>) {
        let found = FoundValue::in_text(value.text);
        let field = field.map(str::to_owned);
        self.fault(value.span(), FaultKind::WrongType { record, field, found });
    }

    /// A field that is a map from ids or names to records.
    fn map(
        &mut self,
        record: RecordKind,
        field: &RawField<'a>,
        entry: fn(&mut Self, &Slice<'a>, &Slice<'a>),
    ) {
        let Ok(entries) = field.value.entries() else {
            self.wrong(record, Some(field.name), &field.value);
            return self.blank(field.start, &field.value);
        };
        let mut seen: HashMap<String, Range<usize>> = HashMap::new();
        for (key, value) in &entries {
            match ron_options().from_str::<String>(key.text) {
                Err(_) => {
                    self.wrong(record, Some(field.name), key);
                    self.blank(key.start, value);
                }
                Ok(name) => {
                    if let Some(unfit) = unfit(&name) {
                        let kind = FaultKind::UnfitText { field: None, unfit };
                        self.fault(key.span(), kind);
                        self.blank(key.start, value);
                    } else if let Some(first) = seen.get(&name) {
                        let first = first.clone();
                        self.fault(key.span(), FaultKind::DuplicateKey { name, first });
                        self.blank(key.start, value);
                    } else {
                        seen.insert(name, key.span());
                        entry(self, key, value);
                    }
                }
            }
        }
    }

    fn named_record(&mut self, record: RecordKind, key: &Slice<'a>, value: &Slice<'a>) {
        match value.fields() {
            Ok(fields) => self.record(record, &fields),
            Err(_) => {
                self.wrong(record, None, value);
                self.blank(key.start, value);
            }
        }
    }

    fn actor(&mut self, key: &Slice<'a>, value: &Slice<'a>) {
        self.named_record(RecordKind::Actor, key, value);
    }

    fn relation(&mut self, key: &Slice<'a>, value: &Slice<'a>) {
        self.named_record(RecordKind::Relation, key, value);
    }

    fn source(&mut self, key: &Slice<'a>, value: &Slice<'a>) {
        self.items(key.start, value);
    }

    /// A list of claims and blocks; `start` is where its key or field name stands.
    fn items(&mut self, start: usize, list: &Slice<'a>) {
        let Ok(items) = list.items() else {
            self.wrong(RecordKind::Item, Some("claims"), list);
            return self.blank(start, list);
        };
        for item in &items {
            match item.fields() {
                Ok(fields) => self.record(RecordKind::Item, &fields),
                Err(_) => {
                    self.wrong(RecordKind::Item, None, item);
                    self.blank(item.start, item);
                }
            }
        }
    }
}
