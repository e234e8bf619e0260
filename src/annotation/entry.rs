//! The types of an annotation file, as serde reads them: nothing is resolved, nothing is judged.

use std::sync::Arc;

use serde::Deserialize;

use super::text::{OneOrMany, Pairs, Str, as_written};
use crate::model::{Kind, Modality, RelationSpec, Status};

/// A whole annotation file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub struct FileEntry<'a> {
    /// What the dataset is about.
    pub title: Option<Str<'a>>,
    /// Other annotation files, relative to this one.
    pub include: Vec<Str<'a>>,
    /// Actors by id.
    pub actors: Pairs<'a, ActorEntry<'a>>,
    /// Relations that the dataset defines, by name.
    pub relations: Pairs<'a, Arc<RelationSpec>>,
    /// Names for sides, with actors: a name goes to the side in which most of them are found.
    pub sides: Pairs<'a, Vec<Str<'a>>>,
    /// The dates for which pictures are built.
    pub slices: Vec<Str<'a>>,
    /// The most words that a quote may have.
    pub max_quote_words: Option<u32>,
    /// Claims by the source that makes them.
    pub claims: Pairs<'a, Vec<Item<'a>>>,
}

/// An actor as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub struct ActorEntry<'a> {
    /// The full name.
    pub name: Option<Str<'a>>,
    /// A short name for labels.
    pub short: Option<Str<'a>>,
    /// What sort of thing it is.
    pub kind: Option<Kind>,
    /// Other names.
    pub aliases: Vec<Str<'a>>,
    /// Other names, by the source in which they mean this actor.
    pub aliases_in: Pairs<'a, Vec<Str<'a>>>,
    /// Its lifetime.
    pub when: Option<Str<'a>>,
    /// The place or state in which a place lies.
    pub within: Option<Str<'a>>,
    /// A Wikidata id.
    pub same_as: Option<Str<'a>>,
    /// Whether roll-up stops here.
    pub keep: bool,
    /// A remark of the coder.
    pub note: Option<Str<'a>>,
}

/// A claim, or a block of claims that share fields, as written.
///
/// Fields that few claims have are in [`Rare`], so that a million claims stay small.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "ItemSpec<'a>", bound(deserialize = "'de: 'a"))]
pub struct Item<'a> {
    /// Who acts.
    pub from: Option<OneOrMany<'a>>,
    /// The relation's name.
    pub relation: Option<Str<'a>>,
    /// Who is acted on.
    pub to: Option<OneOrMany<'a>>,
    /// The words that show it.
    pub quote: Option<Str<'a>>,
    /// The record that shows it, if the source is a data set: then every claim has one.
    pub record: Option<Str<'a>>,
    /// When it held or happened.
    pub when: Option<Str<'a>>,
    /// How the source puts it.
    pub modality: Option<Modality>,
    /// Whether the tie goes on, according to the source.
    pub status: Option<Status>,
    /// Who says so; each of them does.
    pub said_by: Option<OneOrMany<'a>>,
    /// The number of the paragraph, if the quote stands in several.
    pub paragraph: Option<u32>,
    /// The other fields.
    pub rare: Option<Box<Rare<'a>>>,
}

/// Fields that few claims have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rare<'a> {
    /// Who passed it on to the source, the one nearest to the speaker first.
    pub cited_by: Option<OneOrMany<'a>>,
    /// At whom the support is aimed.
    pub against: Option<OneOrMany<'a>>,
    /// The actors or places by way of which it happens.
    pub through: Option<OneOrMany<'a>>,
    /// What is given or done.
    pub what: Option<Str<'a>>,
    /// The date for which it is planned.
    pub intended: Option<Str<'a>>,
    /// Where it happened.
    pub place: Option<Str<'a>>,
    /// How many: text, or a number as written.
    pub count: Option<Str<'a>>,
    /// How much: text, or a number as written.
    pub amount: Option<Str<'a>>,
    /// How the date was worked out.
    pub dated: Option<Str<'a>>,
    /// The quote in the reader's language.
    pub translation: Option<Str<'a>>,
    /// A remark of the coder.
    pub note: Option<Str<'a>>,
    /// Codes of warnings that the coder has looked at and accepts.
    pub accept: Option<Arc<[Str<'a>]>>,
    /// Whether it is only proposed: checked like a claim, but not counted.
    pub proposed: bool,
    /// The claims of a block.
    pub claims: Option<Vec<Item<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
struct ItemSpec<'a> {
    from: Option<OneOrMany<'a>>,
    relation: Option<Str<'a>>,
    to: Option<OneOrMany<'a>>,
    quote: Option<Str<'a>>,
    when: Option<Str<'a>>,
    modality: Option<Modality>,
    status: Option<Status>,
    record: Option<Str<'a>>,
    said_by: Option<OneOrMany<'a>>,
    cited_by: Option<OneOrMany<'a>>,
    against: Option<OneOrMany<'a>>,
    through: Option<OneOrMany<'a>>,
    what: Option<Str<'a>>,
    intended: Option<Str<'a>>,
    place: Option<Str<'a>>,
    #[serde(deserialize_with = "as_written")]
    count: Option<Str<'a>>,
    #[serde(deserialize_with = "as_written")]
    amount: Option<Str<'a>>,
    paragraph: Option<u32>,
    dated: Option<Str<'a>>,
    translation: Option<Str<'a>>,
    note: Option<Str<'a>>,
    accept: Option<Arc<[Str<'a>]>>,
    proposed: bool,
    claims: Option<Vec<Item<'a>>>,
}

/// A list without the room that was kept for more, of which there may be as much as is in use.
fn snug<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

impl<'a> From<ItemSpec<'a>> for Item<'a> {
    fn from(spec: ItemSpec<'a>) -> Self {
        let rare = Rare {
            cited_by: spec.cited_by,
            against: spec.against,
            through: spec.through,
            what: spec.what,
            intended: spec.intended,
            place: spec.place,
            count: spec.count,
            amount: spec.amount,
            dated: spec.dated,
            translation: spec.translation,
            note: spec.note,
            accept: spec.accept,
            proposed: spec.proposed,
            claims: spec.claims.map(snug),
        };
        Item {
            from: spec.from,
            relation: spec.relation,
            to: spec.to,
            quote: spec.quote,
            record: spec.record,
            when: spec.when,
            modality: spec.modality,
            status: spec.status,
            said_by: spec.said_by,
            paragraph: spec.paragraph,
            rare: (rare != Rare::default()).then(|| Box::new(rare)),
        }
    }
}

impl<'a> Item<'a> {
    /// The fields that few claims have; empty if this one has none of them.
    pub fn rare(&self) -> &Rare<'a> {
        const NONE: &Rare<'static> = &Rare {
            cited_by: None,
            against: None,
            through: None,
            what: None,
            intended: None,
            place: None,
            count: None,
            amount: None,
            dated: None,
            translation: None,
            note: None,
            accept: None,
            proposed: false,
            claims: None,
        };
        self.rare.as_deref().unwrap_or(NONE)
    }

    /// Fills empty fields from the block around it, except that block's claims; fields that are written here take
    /// precedence.
    pub(super) fn inherit(&mut self, block: &Item<'a>) {
        fn fill<T: Clone>(own: &mut Option<T>, from: &Option<T>) {
            if own.is_none() {
                own.clone_from(from);
            }
        }
        // Field by field, so that a new one is not forgotten.
        let Item {
            from,
            relation,
            to,
            quote,
            record,
            when,
            modality,
            status,
            said_by,
            paragraph,
            rare,
        } = block;
        fill(&mut self.from, from);
        fill(&mut self.relation, relation);
        fill(&mut self.to, to);
        // A claim rests on words or on a record: what it has itself keeps the other out.
        if self.record.is_none() {
            fill(&mut self.quote, quote);
        }
        if self.quote.is_none() {
            fill(&mut self.record, record);
        }
        fill(&mut self.when, when);
        fill(&mut self.modality, modality);
        fill(&mut self.status, status);
        fill(&mut self.said_by, said_by);
        fill(&mut self.paragraph, paragraph);
        let Some(shared) = rare else { return };
        let own = self.rare.get_or_insert_default();
        let Rare {
            cited_by,
            against,
            through,
            what,
            intended,
            place,
            count,
            amount,
            dated,
            translation,
            note,
            accept,
            proposed,
            claims: _,
        } = &**shared;
        fill(&mut own.cited_by, cited_by);
        fill(&mut own.against, against);
        fill(&mut own.through, through);
        fill(&mut own.what, what);
        fill(&mut own.intended, intended);
        fill(&mut own.place, place);
        fill(&mut own.count, count);
        fill(&mut own.amount, amount);
        fill(&mut own.dated, dated);
        fill(&mut own.translation, translation);
        fill(&mut own.note, note);
        fill(&mut own.accept, accept);
        own.proposed |= proposed;
        if **own == Rare::default() {
            self.rare = None;
        }
    }
}
