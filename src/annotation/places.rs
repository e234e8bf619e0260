//! Where everything stands in a file; made only when something is to be reported.

use std::ops::Range;

use super::raw::{RawField, Slice};

/// Something in an annotation file, by its place in the lists of [`super::FileEntry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// A place already known, in bytes.
    Span(Range<usize>),
    /// A field of the file as a whole, or the file's first character where it is not written.
    File(&'static str),
    /// An element of `include`.
    Include(usize),
    /// An element of `slices`.
    Slice(usize),
    /// A member of a side, by the places of both.
    Side(usize, usize),
    /// An actor, by its place in `actors`.
    Actor(usize, Spot),
    /// A relation of the dataset's own, by its place in `relations`.
    Relation(usize, Spot),
    /// The key of a source, by its place in `claims`.
    Source(usize),
    /// A claim or block, counted through the file from 0, blocks before their claims.
    Item(u32, Spot),
}

/// What of a record is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Its key, or its opening bracket where it has none.
    Key,
    /// The value of a field; for a claim also where a block around it writes it.
    Field(&'static str),
    /// One element of a field that may be a list, counted from 0.
    Element(&'static str, usize),
}

#[derive(Debug)]
struct RecordPlace<'a> {
    key: Range<usize>,
    span: Range<usize>,
    fields: Vec<RawField<'a>>,
    /// The block around an item.
    block: Option<usize>,
}

/// Where everything of one file stands.
#[derive(Debug)]
pub struct Places<'a> {
    file: Vec<RawField<'a>>,
    actors: Vec<RecordPlace<'a>>,
    relations: Vec<RecordPlace<'a>>,
    sources: Vec<Range<usize>>,
    items: Vec<RecordPlace<'a>>,
}

impl<'a> Places<'a> {
    /// Reads a file that is known to have the right form; what has not, has no place.
    pub fn of(text: &'a str) -> Self {
        let file = Slice::file(text).fields().unwrap_or_default();
        let map = |name: &str| {
            let field = file.iter().find(|f| f.name == name);
            field.and_then(|f| f.value.entries().ok()).unwrap_or_default()
        };
        let (actors, relations, claims) = (map("actors"), map("relations"), map("claims"));
        let record = |(key, value): (Slice<'a>, Slice<'a>)| RecordPlace {
            key: key.span(),
            span: key.start..value.span().end,
            fields: value.fields().unwrap_or_default(),
            block: None,
        };
        let mut places = Places {
            actors: actors.into_iter().map(record).collect(),
            relations: relations.into_iter().map(record).collect(),
            sources: Vec::new(),
            items: Vec::new(),
            file,
        };
        for (key, value) in claims {
            places.sources.push(key.span());
            places.collect(&value, None);
        }
        places
    }

    fn collect(&mut self, list: &Slice<'a>, block: Option<usize>) {
        for item in list.items().unwrap_or_default() {
            let fields = item.fields().unwrap_or_default();
            let inner = fields.iter().find(|f| f.name == "claims").map(|f| f.value);
            let start = item.start;
            self.items.push(RecordPlace {
                key: start..start + 1,
                span: item.span(),
                fields,
                block,
            });
            if let Some(list) = inner {
                self.collect(&list, Some(self.items.len() - 1));
            }
        }
    }

    /// Where something stands, in bytes.
    pub fn locate(&self, at: &At) -> Range<usize> {
        let found = match at {
            At::Span(span) => Some(span.clone()),
            At::File(name) => find(&self.file, name).map(|f| f.name_span()),
            At::Include(i) => find(&self.file, "include").map(|f| element(f, *i)),
            At::Slice(i) => find(&self.file, "slices").map(|f| element(f, *i)),
            At::Side(i, member) => find(&self.file, "sides").map(|f| side(f, *i, *member)),
            At::Actor(i, spot) => self.actors.get(*i).map(|r| locate(r, None, *spot)),
            At::Relation(i, spot) => self.relations.get(*i).map(|r| locate(r, None, *spot)),
            At::Source(i) => self.sources.get(*i).cloned(),
            At::Item(i, spot) => {
                self.items.get(*i as usize).map(|r| locate(r, Some(&self.items), *spot))
            }
        };
        found.unwrap_or(0..0)
    }

    /// Whether a place lies inside an actor, or inside a claim or a block around it; what lies in
    /// another claim of the block does not count.
    pub fn is_within(&self, at: &At, span: &Range<usize>) -> bool {
        let inside = |r: &RecordPlace<'_>| r.span.start <= span.start && span.end <= r.span.end;
        let mut next = match at {
            At::Actor(i, _) => return self.actors.get(*i).is_some_and(inside),
            At::Item(i, _) => Some(*i as usize),
            _ => return false,
        };
        while let Some(record) = next.and_then(|i| self.items.get(i)) {
            if inside(record) {
                return !self.items.iter().any(|child| child.block == next && inside(child));
            }
            next = record.block;
        }
        false
    }
}

fn find<'p, 'a>(fields: &'p [RawField<'a>], name: &str) -> Option<&'p RawField<'a>> {
    fields.iter().find(|f| f.name == name)
}

fn element(field: &RawField<'_>, i: usize) -> Range<usize> {
    let elements = field.value.items().unwrap_or_default();
    elements.get(i).map_or_else(|| field.value.span(), Slice::span)
}

fn side(field: &RawField<'_>, i: usize, member: usize) -> Range<usize> {
    let sides = field.value.entries().unwrap_or_default();
    let members = sides.get(i).and_then(|(_, list)| list.items().ok()).unwrap_or_default();
    members.get(member).map_or_else(|| field.value.span(), Slice::span)
}

fn locate(record: &RecordPlace<'_>, items: Option<&[RecordPlace<'_>]>, spot: Spot) -> Range<usize> {
    let name = match spot {
        Spot::Key => return record.key.clone(),
        Spot::Field(name) | Spot::Element(name, _) => name,
    };
    let mut holder = record;
    loop {
        if let Some(field) = find(&holder.fields, name) {
            return match spot {
                Spot::Element(_, i) => element(field, i),
                _ => field.value.span(),
            };
        }
        match (holder.block, items) {
            (Some(block), Some(items)) => holder = &items[block],
            _ => return record.key.clone(),
        }
    }
}
