//! The place of everything in a file; made only when something is to be reported.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory, and numbers of claims, of which as many as a `u32` counts do not fit into it"
)]

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::entry::{FileEntry, Item};
use super::raw::{RawField, Slice};

/// A part of an annotation file, by its index in the lists of [`super::FileEntry`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// A place already known, in bytes.
    Span(Range<usize>),
    /// A field of the file as a whole, or the file's first character if it is not written.
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

/// Which part of a record is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// Its key, or its opening bracket if it has none.
    Key,
    /// The value of a field; for a claim also if it stands in a block around it.
    Field(&'static str),
    /// One element of a field that may be a list, counted from 0.
    Element(&'static str, usize),
}

/// Where a claim or a block stands; as many are held as the file has, so that little is held of each.
#[derive(Debug)]
struct ItemPlace<'a> {
    whole: Slice<'a>,
    /// Its fields, if it is a block or long; those of others are read each time.
    fields: Option<Box<[RawField<'a>]>>,
    /// The block around it.
    block: Option<usize>,
}

/// What is shorter, in bytes, is read again for each fault in it: that takes less than its parts do in memory.
const SHORT: usize = 1_000;

/// The entries of a map: keys and values.
type Entries<'a> = Vec<(Slice<'a>, Slice<'a>)>;

/// The place of everything in one file. Only what is asked for is read, because a file may have a
/// million claims and one fault.
#[derive(Debug)]
pub struct Places<'a> {
    file: Vec<RawField<'a>>,
    actors: OnceLock<Entries<'a>>,
    relations: OnceLock<Entries<'a>>,
    sides: OnceLock<Entries<'a>>,
    claims: OnceLock<Entries<'a>>,
    /// For each source, the number of its first item; one more at the end.
    starts: Vec<u32>,
    /// The items of each source.
    items: Vec<OnceLock<Vec<ItemPlace<'a>>>>,
    /// The elements of the lists that have been asked for, by where the list starts.
    elements: Mutex<HashMap<usize, Elements>>,
}

/// Where the elements of a list stand.
type Elements = Arc<[Range<usize>]>;

impl<'a> Places<'a> {
    /// Reads a file that is known to have the right form; what has not, has no place. The content
    /// is what was read from the text.
    pub(super) fn of(text: &'a str, content: &FileEntry<'_>) -> Self {
        let (mut starts, mut next) = (vec![0], 0);
        for (_, items) in content.claims.iter() {
            next += count(items);
            starts.push(next);
        }
        Places {
            file: Slice::file(text).fields().unwrap_or_default(),
            actors: OnceLock::new(),
            relations: OnceLock::new(),
            sides: OnceLock::new(),
            claims: OnceLock::new(),
            items: content.claims.iter().map(|_| OnceLock::new()).collect(),
            starts,
            elements: Mutex::default(),
        }
    }

    fn entries<'p>(&'p self, cell: &'p OnceLock<Entries<'a>>, name: &str) -> &'p Entries<'a> {
        cell.get_or_init(|| {
            let field = find(&self.file, name);
            field.and_then(|f| f.value.entries().ok()).unwrap_or_default()
        })
    }

    /// The items of the source that has an item, and which of them it is.
    fn items(&self, item: u32) -> Option<(&[ItemPlace<'a>], usize)> {
        let source = self.starts.partition_point(|start| *start <= item).checked_sub(1)?;
        let first = *self.starts.get(source)?;
        let items = self.items.get(source)?.get_or_init(|| {
            let mut items = Vec::new();
            if let Some((_, list)) = self.entries(&self.claims, "claims").get(source) {
                collect(list, None, &mut items);
            }
            items
        });
        Some((items, (item - first) as usize))
    }

    /// Where something stands, in bytes.
    pub fn locate(&self, at: &Part) -> Range<usize> {
        let found = match at {
            Part::Span(span) => Some(span.clone()),
            Part::File(name) => find(&self.file, name).map(|f| f.name_span()),
            Part::Include(i) => find(&self.file, "include").map(|f| self.element(&f.value, *i)),
            Part::Slice(i) => find(&self.file, "slices").map(|f| self.element(&f.value, *i)),
            Part::Side(i, member) => self.side(*i, *member),
            Part::Actor(i, spot) => {
                let actor = self.entries(&self.actors, "actors").get(*i);
                actor.map(|entry| self.spot_of_entry(entry, *spot))
            }
            Part::Relation(i, spot) => {
                let relation = self.entries(&self.relations, "relations").get(*i);
                relation.map(|entry| self.spot_of_entry(entry, *spot))
            }
            Part::Source(i) => {
                self.entries(&self.claims, "claims").get(*i).map(|(key, _)| key.span())
            }
            Part::Item(i, spot) => (self.items(*i))
                .and_then(|(items, i)| items.get(i).map(|r| self.spot(r, items, *spot))),
        };
        found.unwrap_or(0..0)
    }

    fn element(&self, list: &Slice<'a>, i: usize) -> Range<usize> {
        if list.text.len() < SHORT {
            let elements = list.items().unwrap_or_default();
            return elements.get(i).unwrap_or(list).span();
        }
        // A list may have as many faults as it has elements.
        let mut known = self.elements.lock().unwrap_or_else(PoisonError::into_inner);
        let elements = known
            .entry(list.start)
            .or_insert_with(|| list.items().unwrap_or_default().iter().map(Slice::span).collect());
        elements.get(i).cloned().unwrap_or_else(|| list.span())
    }

    fn side(&self, i: usize, member: usize) -> Option<Range<usize>> {
        let (_, members) = self.entries(&self.sides, "sides").get(i)?;
        Some(self.element(members, member))
    }

    fn spot(&self, item: &ItemPlace<'a>, items: &[ItemPlace<'a>], spot: Spot) -> Range<usize> {
        let around = |item: &&ItemPlace<'a>| items.get(item.block?);
        let mut holders = std::iter::successors(Some(item), around);
        let value = spot.field().and_then(|name| holders.find_map(|holder| holder.field(name)));
        value.map_or_else(|| item.key(), |value| self.part(&value, spot))
    }

    /// The same of an actor or a relation, which have a key and stand in no block.
    fn spot_of_entry(&self, (key, value): &(Slice<'a>, Slice<'a>), spot: Spot) -> Range<usize> {
        let value = spot.field().and_then(|name| field(value, name));
        value.map_or_else(|| key.span(), |value| self.part(&value, spot))
    }

    /// The value of a field, or the element of it that is meant.
    fn part(&self, value: &Slice<'a>, spot: Spot) -> Range<usize> {
        match spot {
            Spot::Element(_, i) => self.element(value, i),
            Spot::Key | Spot::Field(_) => value.span(),
        }
    }

    /// Where a claim or block stands as a whole, by its number; in bytes.
    pub fn item(&self, item: u32) -> Option<Range<usize>> {
        let (items, i) = self.items(item)?;
        items.get(i).map(|item| item.whole.span())
    }

    /// The innermost record that a place lies in: an actor, a relation, a claim or a block.
    pub fn holder(&self, span: &Range<usize>) -> Option<Part> {
        let holds = |record: &Range<usize>| record.start <= span.start && span.end <= record.end;
        // The last record that begins before it, of those that stand side by side.
        let among = |entries: &Entries<'a>| {
            let i = entries.partition_point(|(key, _)| key.start <= span.start).checked_sub(1)?;
            let (key, value) = entries.get(i)?;
            holds(&(key.start..value.span().end)).then_some(i)
        };
        if let Some(i) = among(self.entries(&self.actors, "actors")) {
            return Some(Part::Actor(i, Spot::Key));
        }
        if let Some(i) = among(self.entries(&self.relations, "relations")) {
            return Some(Part::Relation(i, Spot::Key));
        }
        let first = *self.starts.get(among(self.entries(&self.claims, "claims"))?)?;
        let (items, _) = self.items(first)?;
        let last = items.partition_point(|item| item.whole.start <= span.start).checked_sub(1);
        let mut next = last;
        while let Some(i) = next {
            let record = items.get(i)?;
            if holds(&record.whole.span()) {
                return Some(Part::Item(first + i as u32, Spot::Key));
            }
            next = record.block;
        }
        None
    }

    /// A record, and the blocks around it from the inside out.
    pub fn with_blocks(&self, record: &Part) -> Vec<Part> {
        let mut all = vec![record.clone()];
        if let Part::Item(item, _) = record
            && let Some((items, i)) = self.items(*item)
        {
            let first = item - i as u32;
            let mut next = items.get(i).and_then(|record| record.block);
            while let Some(block) = next {
                all.push(Part::Item(first + block as u32, Spot::Key));
                next = items.get(block).and_then(|record| record.block);
            }
        }
        all
    }
}

/// How many items there are, blocks and what is in them included.
fn count(items: &[Item<'_>]) -> u32 {
    let inner = |item: &Item<'_>| item.rare().claims.as_deref().map_or(0, count);
    items.iter().map(|item| 1 + inner(item)).sum()
}

fn collect<'a>(list: &Slice<'a>, block: Option<usize>, items: &mut Vec<ItemPlace<'a>>) {
    for item in list.items().unwrap_or_default() {
        let fields = item.fields().unwrap_or_default();
        let inner = find(&fields, "claims").map(|f| f.value);
        let is_kept = inner.is_some() || item.text.len() >= SHORT;
        let fields = is_kept.then(|| fields.into_boxed_slice());
        items.push(ItemPlace { whole: item, fields, block });
        if let Some(list) = inner {
            let block = items.len() - 1;
            collect(&list, Some(block), items);
        }
    }
}

impl<'a> ItemPlace<'a> {
    /// Its opening bracket.
    fn key(&self) -> Range<usize> {
        self.whole.start..self.whole.start + 1
    }

    fn field(&self, name: &str) -> Option<Slice<'a>> {
        match &self.fields {
            Some(fields) => find(fields, name).map(|field| field.value),
            None => field(&self.whole, name),
        }
    }
}

impl Spot {
    fn field(self) -> Option<&'static str> {
        match self {
            Spot::Key => None,
            Spot::Field(name) | Spot::Element(name, _) => Some(name),
        }
    }
}

/// The value of a field of a record, which is read for it.
fn field<'a>(record: &Slice<'a>, name: &str) -> Option<Slice<'a>> {
    find(&record.fields().ok()?, name).map(|field| field.value)
}

fn find<'p, 'a>(fields: &'p [RawField<'a>], name: &str) -> Option<&'p RawField<'a>> {
    fields.iter().find(|f| f.name == name)
}
