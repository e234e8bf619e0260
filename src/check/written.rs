//! Claims as they are written: the places of their fields, and the pairs for which lists stand.

use std::borrow::Cow;
use std::ops::Range;

use crate::annotation::{Entry, Item, OneOrMany, Part, Spot, Str};
use crate::evidence::{QuotePlace, QuoteVerdict, fold, words};

/// Where something stands, in the terms of the dataset; turned into bytes only for the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Locus {
    pub(super) file: usize,
    pub(super) at: Part,
}

/// The words of a text: where they stand, and folded.
pub(super) fn folded_words(text: &str) -> (Vec<Range<usize>>, Vec<Cow<'_, str>>) {
    // A quote has no more than some fifteen.
    let (mut spans, mut folded) = (Vec::with_capacity(16), Vec::with_capacity(16));
    for span in words(text) {
        folded.push(fold(&text[span.clone()]));
        spans.push(span);
    }
    (spans, folded)
}

/// Whether a claim is only proposed, and does not count.
pub(super) fn is_proposed(item: &Item<'_>) -> bool {
    item.rare.as_deref().is_some_and(|rare| rare.proposed)
}

/// The place of an entry's field.
pub(super) fn field(entry: &Entry<'_, '_>, name: &'static str) -> Locus {
    Locus { file: entry.file, at: Part::Item(entry.item, Spot::Field(name)) }
}

/// The place of an element of an entry's field.
pub(super) fn element(entry: &Entry<'_, '_>, name: &'static str, i: usize) -> Locus {
    Locus { file: entry.file, at: Part::Item(entry.item, Spot::Element(name, i)) }
}

/// The place of an entry as a whole.
pub(super) fn whole(entry: &Entry<'_, '_>) -> Locus {
    Locus { file: entry.file, at: Part::Item(entry.item, Spot::Key) }
}

/// Where an entry's quote stands: in the paragraph that it names, or otherwise at its first occurrence.
pub(super) fn place_of<'v>(
    entry: &Entry<'_, '_>,
    verdict: &'v QuoteVerdict,
) -> Option<&'v QuotePlace> {
    let wanted = entry.claim.paragraph;
    verdict.places().iter().find(|place| wanted.is_none_or(|wanted| wanted == place.paragraph))
}

/// The ends of a claim as written.
pub(super) fn ends<'i, 'a>(item: &'i Item<'a>) -> (&'i [Str<'a>], &'i [Str<'a>]) {
    (list(&item.from), list(&item.to))
}

/// A field that may be one string or a list, as a list.
pub(super) fn list<'i, 'a>(field: &'i Option<OneOrMany<'a>>) -> &'i [Str<'a>] {
    field.as_ref().map(OneOrMany::as_slice).unwrap_or_default()
}

/// The most names in a list of speakers, and of others who are not at an end of a claim.
pub(super) const MOST_NAMES: usize = 100;

/// A field that may be one string or a list, as a list; empty if it is too long.
pub(super) fn names<'i, 'a>(field: &'i Option<OneOrMany<'a>>) -> &'i [Str<'a>] {
    let list = list(field);
    if list.len() > MOST_NAMES { &[] } else { list }
}

/// The first list (other than `from` and `to`) that is too long, and the field's name.
pub(super) fn long_list<'i, 'a>(item: &'i Item<'a>) -> Option<(&'static str, &'i [Str<'a>])> {
    let rare = item.rare();
    let lists = [
        ("said_by", list(&item.said_by)),
        ("cited_by", list(&rare.cited_by)),
        ("against", list(&rare.against)),
        ("through", list(&rare.through)),
        ("accept", rare.accept.as_deref().unwrap_or_default()),
    ];
    lists.into_iter().find(|(_, list)| list.len() > MOST_NAMES)
}

/// The most claims that one entry may stand for; for more, several entries are needed.
pub(super) const MOST_PAIRS: usize = 1_000;

/// How many claims an entry stands for.
pub(super) fn pair_count(item: &Item<'_>) -> usize {
    let (from, to) = ends(item);
    from.len().saturating_mul(to.len())
}

/// The pairs for which an entry stands: each of `from` with each of `to`; none if they are too many.
pub(super) fn pairs<'i>(item: &'i Item<'_>) -> impl Iterator<Item = (&'i str, &'i str)> {
    let (from, to) = if pair_count(item) > MOST_PAIRS { (&[][..], &[][..]) } else { ends(item) };
    from.iter().flat_map(move |f| to.iter().map(move |t| (&**f, &**t)))
}
