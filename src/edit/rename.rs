//! Gives an actor or a source another id, wherever the old one occurs.

#![expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]

use super::change::{ChangeSet, Edits, Refusal};
use super::named::{actors, nobody};
use super::seeds::Seeds;
use super::splice::Splice;
use crate::annotation::{
    Dataset, File, IdRole, IdUse, Referent, quoted, references, references_of_card,
};
use crate::check::nearest_word;
use crate::evidence::Ledger;
use crate::model::{SourceId, is_id};

/// Gives an actor another id, in every file of the dataset. What an interrupted run has begun is finished.
///
/// # Errors
/// When there is no such actor, the new id is no id or that of another, or a file cannot be read.
pub fn rename_actor(dataset: &Dataset<'_>, old: &str, new: &str) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    let ids = || actors(dataset);
    let has = |id: &str| ids().any(|own| own == id);
    // The file that lists the actor was written, but another that names it was not.
    let begun = !has(old) && has(new) && is_named(dataset, Referent::Actor, old);
    if !has(old) && !begun {
        return Err(nobody(dataset, old));
    }
    fitting(old, new)?;
    if new == "unnamed" {
        return Err(Refusal::because("`unnamed` stands for somebody whom a text does not name"));
    }
    if has(new) && !begun {
        let advice = format!("; if both are one, `whobacks merge actor {new} {old}`");
        return Err(Refusal::Taken { what: "an actor", id: new.to_owned(), advice });
    }
    let count = in_files(dataset, &mut edits, Referent::Actor, old, new);
    edits.said.push(format!("`{old}` is `{new}` in {}", places(count)));
    if claims_name(dataset, old) {
        edits.said.push(format!("the ids of the claims that name `{new}` change with it"));
    }
    edits.finish()
}

/// Gives a source another id: in every file of the dataset, in the names of its card and its ledger, and in
/// the cards of others that name it. The file with its text stays where it is. What an interrupted run has begun
/// is finished.
///
/// # Errors
/// When there is no such source, the new id is no id or that of another, or a file cannot be read.
pub fn rename_source(
    dataset: &Dataset<'_>,
    seeds: &Seeds,
    old: &str,
    new: &str,
) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    let sources = |file: &crate::annotation::File<'_>| -> Vec<String> {
        file.content.claims.iter().map(|(id, _)| id.to_string()).collect()
    };
    let cited: Vec<String> = dataset.files.iter().flat_map(sources).collect();
    let known = |id: &str| cited.iter().any(|own| own == id) || seeds.card(id).is_some();
    let begun = begun(dataset, seeds, old, new);
    if !known(old) && !begun {
        let ids = cited.iter().map(String::as_str).chain(seeds.ids());
        return Err(unknown("no source", old, ids));
    }
    fitting(old, new)?;
    if !begun && (known(new) || seeds.ledger(new).is_some()) {
        let advice = String::new();
        return Err(Refusal::Taken { what: "a source", id: new.to_owned(), advice });
    }
    let mut count = in_files(dataset, &mut edits, Referent::Source, old, new);
    for card in &seeds.cards {
        let own: Vec<IdUse> =
            references_of_card(&card.text).into_iter().filter(|r| r.id == old).collect();
        count += own.len();
        if !own.is_empty() {
            edits.splice(&card.path, &card.text, own.into_iter().map(|r| by(r, new)));
        }
    }
    edits.said.push(format!("`{old}` is `{new}` in {}", places(count)));
    if let Some(card) = seeds.card(old) {
        edits.move_to(&card.path, &card.text, card.path.with_file_name(format!("{new}.ron")));
    }
    if let Some(ledger) = seeds.ledger(old) {
        let path = ledger.path.with_file_name(format!("{new}.proofs"));
        edits.move_to(&ledger.path, &ledger.text, path);
        let id: SourceId = new.parse().map_err(|_| Refusal::NoId(new.to_owned()))?;
        // One that cannot be read is moved as it is: `check` says what is wrong with it.
        if let Ok(read) = Ledger::parse(&ledger.text) {
            let written = read.of_source(id).write();
            edits.splice(
                &ledger.path,
                &ledger.text,
                [Splice::replace(0..ledger.text.len(), written)],
            );
        }
    }
    if cited.iter().any(|own| own == old) {
        edits.said.push(format!("the ids of the claims of `{new}` change with it"));
    }
    edits.finish()
}

/// Whether somebody has begun to rename a source so, and was interrupted: something of it stands under both
/// ids, and all that does is under the new one what it would become; or claims name the new one, of which there
/// is nothing yet, and in no file both.
fn begun(dataset: &Dataset<'_>, seeds: &Seeds, old: &str, new: &str) -> bool {
    let is_there = |id: &str| seeds.card(id).is_some() || seeds.ledger(id).is_some();
    if is_there(old) && !is_there(new) {
        let cites =
            |file: &File<'_>, id: &str| file.content.claims.iter().any(|(own, _)| **own == *id);
        let both = dataset.files.iter().any(|file| cites(file, old) && cites(file, new));
        return !both && dataset.files.iter().any(|file| cites(file, new));
    }
    let cards = seeds.card(old).zip(seeds.card(new)).map(|(a, b)| a.text == b.text);
    let ledgers = seeds.ledger(old).zip(seeds.ledger(new)).map(|(a, b)| {
        let moved = Ledger::parse(&a.text).ok().zip(new.parse().ok());
        moved.map_or(a.text == b.text, |(read, id)| read.of_source(id).write() == b.text)
    });
    let both = [cards, ledgers];
    both.contains(&Some(true)) && !both.contains(&Some(false))
}

pub(super) fn unknown<'i>(
    what: &'static str,
    id: &str,
    ids: impl Iterator<Item = &'i str>,
) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), near: nearest_word(id, ids).map(str::to_owned) }
}

fn fitting(old: &str, new: &str) -> Result<(), Refusal> {
    if !is_id(new) {
        return Err(Refusal::NoId(new.to_owned()));
    }
    if old == new {
        return Err(Refusal::because(format!("`{old}` has that id already")));
    }
    Ok(())
}

/// Notes the new id wherever the old one stands, and says at how many places.
pub(super) fn in_files(
    dataset: &Dataset<'_>,
    edits: &mut Edits,
    referent: Referent,
    old: &str,
    new: &str,
) -> usize {
    let mut count = 0;
    for file in &dataset.files {
        let named: Vec<IdUse> = references(file.text)
            .into_iter()
            .filter(|r| r.referent == referent && r.id == old)
            .collect();
        count += named.len();
        if !named.is_empty() {
            edits.splice(&file.path, file.text, named.into_iter().map(|r| by(r, new)));
        }
    }
    count
}

fn by(reference: IdUse, new: &str) -> Splice {
    Splice::replace(reference.span, quoted(new))
}

/// Whether a file names somebody or something so.
fn is_named(dataset: &Dataset<'_>, referent: Referent, id: &str) -> bool {
    let named = |r: IdUse| r.referent == referent && r.id == id;
    dataset.files.iter().any(|file| references(file.text).into_iter().any(named))
}

fn claims_name(dataset: &Dataset<'_>, id: &str) -> bool {
    let ends = ["from", "to"];
    let named = |r: IdUse| {
        r.referent == Referent::Actor
            && r.role == IdRole::Use
            && r.id == id
            && ends.contains(&r.field.as_str())
    };
    dataset.files.iter().any(|file| references(file.text).into_iter().any(named))
}

pub(super) fn places(count: usize) -> String {
    match count {
        1 => "1 place".to_owned(),
        n => format!("{n} places"),
    }
}
