//! Where the claims and blocks of a file stand, counted as [`Entry::item`](crate::annotation::Entry) counts.

use super::layout::Element;
use crate::annotation::{File, RawField, Slice};

/// A claim or a block.
#[derive(Debug)]
pub(super) struct ItemPlace<'a> {
    pub(super) slice: Slice<'a>,
    pub(super) fields: Vec<RawField<'a>>,
    /// The list in which it stands, as a place in [`Items::lists`], and which of its items it is.
    pub(super) list: usize,
    pub(super) index: usize,
}

/// Everything under `claims` of a file.
#[derive(Debug)]
pub(super) struct Items<'a> {
    /// The map of sources, if it is written.
    pub(super) claims: Option<Slice<'a>>,
    /// Its keys, each with the list of its claims, as a place in `lists`.
    pub(super) sources: Vec<(Slice<'a>, usize)>,
    /// Every list, those of blocks too, with its items.
    pub(super) lists: Vec<(Slice<'a>, Vec<Slice<'a>>)>,
    /// Blocks before their claims.
    pub(super) items: Vec<ItemPlace<'a>>,
}

impl<'a> Items<'a> {
    /// The claims and blocks that can be read.
    pub(super) fn of(file: &File<'a>) -> Self {
        let mut items =
            Items { claims: None, sources: Vec::new(), lists: Vec::new(), items: Vec::new() };
        let fields = Slice::file(file.readable()).fields().unwrap_or_default();
        items.claims = field(&fields, "claims").map(|f| f.value);
        let entries = items.claims.and_then(|map| map.entries().ok()).unwrap_or_default();
        for (key, list) in entries {
            items.sources.push((key, items.lists.len()));
            items.collect(list);
        }
        items
    }

    /// The items of one of the lists.
    pub(super) fn elements(&self, list: usize) -> Vec<Element> {
        self.lists.get(list).map_or(&[][..], |(_, own)| own).iter().map(Element::of).collect()
    }

    fn collect(&mut self, list: Slice<'a>) {
        let number = self.lists.len();
        let own = list.items().unwrap_or_default();
        self.lists.push((list, own.clone()));
        for (index, slice) in own.into_iter().enumerate() {
            let fields = slice.fields().unwrap_or_default();
            let inner = field(&fields, "claims").map(|f| f.value);
            self.items.push(ItemPlace { slice, fields, list: number, index });
            if let Some(inner) = inner {
                self.collect(inner);
            }
        }
    }
}

/// A field by its name.
pub(super) fn field<'f, 'a>(fields: &'f [RawField<'a>], name: &str) -> Option<&'f RawField<'a>> {
    fields.iter().find(|f| f.name == name)
}
