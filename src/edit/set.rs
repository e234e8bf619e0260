//! Sets, adds to or removes fields of an actor, a claim or a source's card.

mod value;

use super::change::{ChangeSet, Edits, Refusal};
use super::items::{Items, field};
use super::layout::{Element, append, put_fields, take_out};
use super::named::nobody;
use super::rename::unknown;
use super::seeds::Seeds;
use super::splice::Splice;
use crate::annotation::{Arena, Dataset, RawField, RecordKind, Slice, field_names, parse, quoted};
use crate::check::{nearest_word, written_claims};
use crate::evidence::Card;
use crate::model::ClaimId;
pub use value::Act;
use value::{added, in_map, without, written};

/// Of what fields are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An actor, by its id.
    Actor(String),
    /// A claim.
    Claim(ClaimId),
    /// The card of a source, by its id.
    Source(String),
}

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The field: `note`, or with a key where it is a map: `aliases_in.antiwar-2017`.
    pub field: String,
    /// What is done with it.
    pub act: Act,
}

/// Sets fields; what else is written stays.
///
/// # Errors
/// When there is no such actor, claim or card, no such field, or a value that cannot stand there.
pub fn set(
    dataset: &Dataset<'_>,
    seeds: &Seeds,
    target: &Target,
    assignments: &[Assignment],
) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    match target {
        Target::Actor(id) => {
            let mut found = false;
            for file in &dataset.files {
                let fields = Slice::file(file.readable()).fields().unwrap_or_default();
                let Some(map) = field(&fields, "actors") else { continue };
                for (key, record) in map.value.entries().unwrap_or_default() {
                    if key.string().as_deref() == Some(id) {
                        found = true;
                        let record = Named { record, kind: Some(RecordKind::Actor) };
                        edits.splice(&file.path, file.text, record.set(file.text, assignments)?);
                    }
                }
            }
            if !found {
                return Err(nobody(dataset, id));
            }
        }
        Target::Claim(id) => {
            of_claim(dataset, &mut edits, *id, assignments)?;
            let mut change = edits.finish()?;
            change.said.extend(called_anew(dataset, *id, &change));
            return Ok(change);
        }
        Target::Source(id) => {
            let card = seeds.card(id).ok_or_else(|| unknown("no source", id, seeds.ids()))?;
            let record = Named { record: Slice::file(&card.text), kind: None };
            edits.splice(&card.path, &card.text, record.set(&card.text, assignments)?);
            let change = edits.finish()?;
            // A card that was in order stays so.
            if let Some(file) = change.files.first()
                && Card::parse(&file.old).is_ok()
                && let Err(error) = Card::parse(&file.new)
            {
                return Err(Refusal::because(format!(
                    "this cannot stand in a card: {}",
                    error.message
                )));
            }
            return Ok(change);
        }
    }
    edits.finish()
}

/// The claim or block that stands at a byte of a file's text.
fn item_at(text: &str, at: usize) -> Option<Slice<'_>> {
    fn around<'a>(list: &Slice<'a>, at: usize) -> Option<Slice<'a>> {
        let items = list.items().unwrap_or_default();
        let item = items.into_iter().find(|i| i.span().contains(&at))?;
        let fields = item.fields().unwrap_or_default();
        let inner = field(&fields, "claims").and_then(|f| around(&f.value, at));
        Some(inner.unwrap_or(item))
    }
    let fields = Slice::file(text).fields().unwrap_or_default();
    let entries = field(&fields, "claims").and_then(|f| f.value.entries().ok())?;
    entries.iter().find_map(|(_, list)| around(list, at))
}

/// The warning accepted in the claim that stands at a byte of a file's text; nothing where none does.
pub fn accept_warning(text: &str, at: usize, code: &str) -> Vec<Splice> {
    let Some(item) = item_at(text, at) else { return Vec::new() };
    match field(&item.fields().unwrap_or_default(), "accept") {
        Some(list) => append(&list.value, &[quoted(code)]),
        None => {
            let value = format!("[{}]", quoted(code));
            put_fields(text, &item, &[("accept".to_owned(), value)])
        }
    }
}

/// The proposal accepted that stands at a byte of a file's text, so that it counts; nothing where none does.
pub fn accept_proposal(text: &str, at: usize) -> Vec<Splice> {
    let fields = item_at(text, at).and_then(|item| item.fields().ok()).unwrap_or_default();
    let proposed = |f: &RawField<'_>| f.name == "proposed" && f.value.text.trim() == "true";
    let Some(place) = fields.iter().position(proposed) else { return Vec::new() };
    let elements: Vec<Element> = fields.iter().map(Element::of_field).collect();
    take_out(text, &elements, &[place])
}

fn of_claim(
    dataset: &Dataset<'_>,
    edits: &mut Edits,
    id: ClaimId,
    assignments: &[Assignment],
) -> Result<(), Refusal> {
    let claims = written_claims(dataset, &str::to_owned);
    let own: Vec<usize> = claims.iter().filter(|c| c.id == id).map(|c| c.entry).collect();
    let [number] = own[..] else {
        if own.is_empty() {
            let id = id.to_string();
            let near = nearest_word(
                &id,
                claims
                    .iter()
                    .map(|c| c.id.to_string())
                    .collect::<Vec<_>>()
                    .iter()
                    .map(String::as_str),
            )
            .map(str::to_owned);
            return Err(Refusal::Unknown { what: "no claim", id, near });
        }
        return Err(Refusal::because(format!("{id} stands twice: take one of them out first")));
    };
    let entries = dataset.entries();
    let found = entries.get(number).and_then(|own| Some((own, dataset.files.get(own.file)?)));
    let Some((entry, file)) = found else { return Err(Refusal::because("there is no such claim")) };
    let items = Items::of(file);
    let Some(item) = items.items.get(entry.item as usize) else {
        return Err(Refusal::Unreadable(file.path.clone()));
    };
    let with = claims.iter().filter(|c| c.entry == number && c.id != id).count();
    if with > 0 {
        let claims = if with == 1 {
            "a claim that is".to_owned()
        } else {
            format!("{with} claims that are")
        };
        edits.said.push(format!("{claims} written with it, as lists distribute, is changed too"));
    }
    let record = Named { record: item.slice, kind: Some(RecordKind::Item) };
    edits.splice(&file.path, file.text, record.set(file.text, assignments)?);
    Ok(())
}

/// The ids that the changed file has and the old one has not, where the claim that was set has another now: it is made of
/// what the claim says.
fn called_anew(dataset: &Dataset<'_>, id: ClaimId, change: &ChangeSet) -> Option<String> {
    let [file] = &change.files[..] else { return None };
    let arena = Arena::new();
    let new = parse(&file.path, &file.new, &arena);
    let ids = |dataset: &Dataset<'_>| -> Vec<ClaimId> {
        written_claims(dataset, &str::to_owned).into_iter().map(|claim| claim.id).collect()
    };
    let (old, new) = (ids(dataset), ids(&new));
    if new.contains(&id) {
        return None;
    }
    let others: Vec<String> =
        new.iter().filter(|id| !old.contains(id)).map(|id| id.to_string()).collect();
    (!others.is_empty())
        .then(|| format!("its id is {} now: an id is made of what a claim says", others.join(", ")))
}

/// A record, and what sort of one; a card where it is none of an annotation file.
struct Named<'a> {
    record: Slice<'a>,
    kind: Option<RecordKind>,
}

impl Named<'_> {
    fn set(&self, text: &str, assignments: &[Assignment]) -> Result<Vec<Splice>, Refusal> {
        let fields = self.record.fields().unwrap_or_default();
        let (mut splices, mut values, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for Assignment { field: name, act } in assignments {
            let (name, key) = match name.split_once('.') {
                Some((name, key)) => (name, Some(key)),
                None => (name.as_str(), None),
            };
            self.known(name)?;
            let present = field(&fields, name);
            if let Some(key) = key {
                splices.extend(in_map(text, present, (name, key), act, &mut values)?);
                continue;
            }
            if matches!(name, "aliases_in" | "no_claims" | "claims") && !matches!(act, Act::Clear) {
                return Err(Refusal::because(match name {
                    "aliases_in" => "say in which source: `aliases_in.SOURCE+=NAME`",
                    "no_claims" => "say which paragraph: `no_claims.7=why it makes none`",
                    _ => "a block's claims are no field that can be set: `whobacks add` adds one",
                }));
            }
            match (act, present) {
                (Act::Clear, None) => {}
                (Act::Clear, Some(_)) => {
                    gone.extend(fields.iter().position(|f| f.name == name));
                }
                (Act::Set(all), _) => values.push((name.to_owned(), written(name, all)?)),
                (Act::Add(more), None) => {
                    values.push((name.to_owned(), written(name, more)?));
                }
                (Act::Add(more), Some(field)) => {
                    splices.extend(added(name, field, more)?);
                }
                (Act::Remove(one), _) => {
                    let list = present.map(|f| f.value).filter(Slice::is_list);
                    splices.extend(without(text, list, name, one)?);
                }
            }
        }
        let elements: Vec<Element> = fields.iter().map(Element::of_field).collect();
        if !gone.is_empty() {
            splices.extend(take_out(text, &elements, &gone));
        }
        // Behind a field that goes nothing can be put.
        if !gone.is_empty() && values.iter().any(|(name, _)| field(&fields, name).is_none()) {
            return Err(Refusal::because("take a field out first, and add the other one then"));
        }
        splices.extend(put_fields(text, &self.record, &values));
        Ok(splices)
    }

    fn known(&self, name: &str) -> Result<(), Refusal> {
        let (owner, names) = match self.kind {
            Some(RecordKind::Actor) => ("an actor", field_names(RecordKind::Actor).to_vec()),
            Some(kind) => ("a claim", field_names(kind).to_vec()),
            None => ("a card", Card::field_names()),
        };
        if names.contains(&name) {
            return Ok(());
        }
        Err(Refusal::because(match nearest_word(name, names.iter().copied()) {
            Some(near) => format!("{owner} has no field `{name}`; did you mean `{near}`?"),
            None => format!("{owner} has no field `{name}`; its fields are {}", names.join(", ")),
        }))
    }
}
