//! Adds a claim to the block of its source, in the order of the text.
//!
//! The text or the ledger says where the quotes of the other claims stand; if neither does, the claim
//! goes to the end. Claims that are there already stay in their order, whether or not it is that of the text.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory, and columns in it"
)]

use super::change::{ChangeSet, Edits, Refusal};
use super::items::{Items, field};
use super::layout::{Element, put_in};
use super::named::{actors, bearers};
use super::splice::Splice;
use crate::annotation::{
    ActorEntry, Dataset, File, Item, RawField, Slice, actor_text, item_text, quoted,
};
use crate::diagnostic::Code;
use crate::evidence::{Quote, Sources};
use crate::model::{Cut, is_id};

/// A claim that is to be added.
#[derive(Debug, Clone)]
pub struct NewClaim<'a> {
    /// The source that makes it.
    pub source: &'a str,
    /// What is written; ids of actors, not their names.
    pub item: Item<'a>,
}

/// Where a quote stands: paragraph, first word.
type WordAt = (u32, u32);

/// Adds a claim to the first file that has claims of its source, or else to the dataset's own file.
///
/// # Errors
/// When a file cannot be read.
pub fn add_claim(
    dataset: &Dataset<'_>,
    sources: &Sources,
    new: &NewClaim<'_>,
) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    let has = |file: &&File<'_>| file.content.claims.iter().any(|(id, _)| **id == *new.source);
    let file = dataset.files.iter().find(has).or(dataset.files.first());
    let Some(file) = file else { return Err(Refusal::because("there is no annotation file")) };
    let items = Items::of(file);
    let text = file.text;
    let written = |column: usize| item_text(&new.item, column).trim_end_matches('\n').to_owned();
    let block = |column: usize| {
        let pad = " ".repeat(column);
        format!("{pad}{}: [\n{}\n{pad}],", quoted(new.source), written(column + 4))
    };
    let own = items.sources.iter().find(|(key, _)| key.string().as_deref() == Some(new.source));
    let splices = if let Some((slice, own)) = own.and_then(|(_, list)| items.lists.get(*list)) {
        let elements: Vec<Element> = own.iter().map(Element::of).collect();
        let behind = place(dataset, file, sources, &items, (own, new));
        put_in(text, slice, &elements, behind, written)
    } else if let Some(map) = items.claims {
        let entries = map.entries().unwrap_or_default();
        let elements: Vec<Element> = entries.iter().map(Element::of_entry).collect();
        put_in(text, &map, &elements, elements.len().checked_sub(1), block)
    } else {
        let fields = Slice::file(file.readable()).fields().unwrap_or_default();
        let claims = |column: usize| {
            let pad = " ".repeat(column);
            format!("{pad}claims: {{\n{}\n{pad}}},", block(column + 4))
        };
        in_file(file, &fields, fields.len().checked_sub(1), claims)?
    };
    let at = splices.iter().map(|s| s.span().start).max().unwrap_or(0);
    edits.splice(&file.path, text, splices);
    let mut change = edits.finish()?;
    // The new text starts where both texts part, and is as long as what there is more.
    if let Some(file) = change.files.first() {
        let more = file.new.len().saturating_sub(file.old.len());
        change.written = Some((0, at.min(file.new.len())..(at + more).min(file.new.len())));
    }
    Ok(change)
}

/// Adds an actor behind the others: to the first file that has actors, or else to the dataset's own file.
///
/// # Errors
/// When there is one of that id, it cannot be one, or a file cannot be read.
pub fn add_actor(
    dataset: &Dataset<'_>,
    id: &str,
    actor: &ActorEntry<'_>,
) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    if !is_id(id) || id == "unnamed" {
        return Err(Refusal::NoId(id.to_owned()));
    }
    if actors(dataset).any(|own| own == id) {
        let advice = "; `whobacks set` changes it".to_owned();
        return Err(Refusal::Taken { what: "an actor", id: id.to_owned(), advice });
    }
    let has = |file: &&File<'_>| !file.content.actors.is_empty();
    let Some(file) = dataset.files.iter().find(has).or(dataset.files.first()) else {
        return Err(Refusal::because("there is no annotation file"));
    };
    let entry = |column: usize| format!("{}{},", " ".repeat(column), actor_text(id, actor));
    let fields = Slice::file(file.readable()).fields().unwrap_or_default();
    let splices = match field(&fields, "actors") {
        Some(map) => {
            let entries = map.value.entries().unwrap_or_default();
            let elements: Vec<Element> = entries.iter().map(Element::of_entry).collect();
            put_in(file.text, &map.value, &elements, elements.len().checked_sub(1), entry)
        }
        None => {
            let actors = |column: usize| {
                let pad = " ".repeat(column);
                format!("{pad}actors: {{\n{}\n{pad}}},", entry(column + 4))
            };
            in_file(file, &fields, None, actors)?
        }
    };
    edits.splice(&file.path, file.text, splices);
    edits.said.extend(shared(dataset, id, actor));
    edits.finish().map(|change| ChangeSet { expected: vec![Code::UnusedActor], ..change })
}

/// Which names of a new actor others have already: it may be one of them, and a text that has such a name
/// means either.
fn shared(dataset: &Dataset<'_>, id: &str, actor: &ActorEntry<'_>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for name in actor.name.iter().chain(&actor.short).chain(&actor.aliases) {
        let others: Vec<String> =
            bearers(dataset, "", name).into_iter().map(|own| format!("`{own}`")).collect();
        let one = match &others[..] {
            [] => continue,
            [other] => format!(
                "; if both are one, `whobacks merge actor {} {id}`",
                other.trim_matches('`')
            ),
            _ => String::new(),
        };
        let are = if others.len() == 1 { "is" } else { "are" };
        said.push(format!("{} {are} called “{}” too{one}", others.join(" and "), &**name));
    }
    said.dedup();
    said
}

/// A field more in the file's own record, behind one of its fields.
fn in_file(
    file: &File<'_>,
    fields: &[RawField<'_>],
    behind: Option<usize>,
    render: impl FnOnce(usize) -> String,
) -> Result<Vec<Splice>, Refusal> {
    let elements: Vec<Element> = fields.iter().map(Element::of_field).collect();
    // The bracket with which the file opens, behind what is remarked above it.
    let open = fields.first().map_or(file.text.len(), |first| first.start);
    let Some(start) = file.text.cut(..open).rfind('(') else {
        return Err(Refusal::Unreadable(file.path.clone()));
    };
    let record = Slice { text: file.text.cut(start..), start, outer_end: file.text.len() };
    Ok(put_in(file.text, &record, &elements, behind, render))
}

/// Behind which of a source's claims and blocks the new one goes; `None` where before all.
fn place(
    dataset: &Dataset<'_>,
    file: &File<'_>,
    sources: &Sources,
    items: &Items<'_>,
    (list, new): (&[Slice<'_>], &NewClaim<'_>),
) -> Option<usize> {
    let end = list.len().checked_sub(1);
    let Some(shelved) = sources.shelf().find(new.source) else { return end };
    let at = |item: &Item<'_>| -> Option<WordAt> {
        let places = shelved.places(&Quote::parse(item.quote.as_deref()?));
        let wanted = item.paragraph;
        let place = places.iter().find(|p| wanted.is_none_or(|wanted| wanted == p.paragraph))?;
        Some((place.paragraph, place.words.0))
    };
    let Some(own) = at(&new.item) else { return end };
    // A block stands where its first claim does.
    let mut starts: Vec<Option<WordAt>> = vec![None; list.len()];
    let number = dataset.files.iter().position(|f| std::ptr::eq(f, file));
    for entry in dataset.entries().iter().filter(|entry| Some(entry.file) == number) {
        let Some(slice) = items.items.get(entry.item as usize).map(|item| item.slice) else {
            continue;
        };
        let holds = |outer: &Slice<'_>| {
            outer.span().start <= slice.start && slice.span().end <= outer.span().end
        };
        let start = list.iter().zip(&mut starts).find(|(outer, _)| holds(outer));
        if let Some((_, start)) = start
            && let Some(at) = at(&entry.claim)
        {
            *start = Some(start.map_or(at, |before| before.min(at)));
        }
    }
    match starts.iter().rposition(|start| start.is_some_and(|start| start <= own)) {
        Some(i) => Some(i),
        None if starts.iter().any(Option::is_some) => {
            // Before the first that stands behind it.
            starts.iter().position(Option::is_some).and_then(|i| i.checked_sub(1))
        }
        None => end,
    }
}
