//! Merges two actors that are one: names, aliases and notes are joined, and every mention of the other
//! becomes a mention of the one that stays.
//!
//! Claims that were about both become claims about one actor only, and claims that differed in nothing else
//! become equal. Both are errors, and claims must not be thrown away unnoticed: so the merge is refused, with a list of
//! these claims, unless the user asks to drop them.

mod both;
mod claims;
mod join;

use std::path::Path;

use super::change::{ChangeSet, Edits, Refusal};
use super::items::{Items, field};
use super::layout::{Element, take_out};
use super::named::{actors, nobody};
use super::rename::places;
use super::splice::Splice;
use crate::annotation::{ActorEntry, Dataset, File, IdRole, Referent, Slice, quoted, references};
use both::Both;
use join::joined;

/// Makes two actors one: `gone` becomes `kept`.
///
/// # Errors
/// When one of them is not there; when they cannot be one (two Wikidata ids, two sides); when claims become
/// equal or are about one actor only, unless they are to be dropped and can be.
pub fn merge_actors(
    dataset: &Dataset<'_>,
    kept: &str,
    gone: &str,
    drop: bool,
) -> Result<ChangeSet, Refusal> {
    let mut edits = Edits::of(dataset)?;
    for id in [kept, gone] {
        if !actors(dataset).any(|own| own == id) {
            return Err(nobody(dataset, id));
        }
    }
    if kept == gone {
        return Err(Refusal::because(format!("`{kept}` is one actor already")));
    }
    let both = Both { dataset, kept, gone };
    both.one_side()?;
    both.join(&mut edits)?;
    let count = both.name(&mut edits);
    edits.said.push(format!("`{gone}` is `{kept}` now, in {}", places(count)));
    both.claims(&mut edits, drop)?;
    let mut change = edits.finish()?;
    // As long as both are there, the same command finishes what an interrupted run has begun.
    let lists_gone = |path: &Path| {
        let mut own = dataset.files.iter().filter(|file| file.path == path);
        own.any(|file| file.content.actors.iter().any(|(id, _)| **id == *gone))
    };
    change.files.sort_by_key(|file| lists_gone(&file.path));
    Ok(change)
}

impl Both<'_, '_> {
    /// No side may end up with a member of another.
    fn one_side(&self) -> Result<(), Refusal> {
        let side = |id: &str| {
            let mut sides = self.dataset.files.iter().flat_map(|file| file.content.sides.iter());
            sides.find(|(_, members)| members.iter().any(|m| **m == *id)).map(|(name, _)| &**name)
        };
        match (side(self.kept), side(self.gone)) {
            (Some(one), Some(other)) if one != other => Err(Refusal::because(format!(
                "`{}` is listed under “{one}”, `{}` under “{other}”: take one of them out of `sides` first",
                self.kept, self.gone
            ))),
            _ => Ok(()),
        }
    }

    fn entry(&self, id: &str) -> Option<&ActorEntry<'_>> {
        let mut all = self.dataset.files.iter().flat_map(|file| file.content.actors.iter());
        all.find(|(own, _)| **own == *id).map(|(_, entry)| entry)
    }

    /// Takes the entry of one out, and adds to that of the other what it says more.
    fn join(&self, edits: &mut Edits) -> Result<(), Refusal> {
        let (Some(kept), Some(gone)) = (self.entry(self.kept), self.entry(self.gone)) else {
            return Ok(());
        };
        let joined = joined((self.kept, kept), (self.gone, gone), &mut edits.said)?;
        for file in &self.dataset.files {
            let fields = Slice::file(file.readable()).fields().unwrap_or_default();
            let Some(map) = field(&fields, "actors") else { continue };
            let entries = map.value.entries().unwrap_or_default();
            let place =
                |id: &str| entries.iter().position(|(key, _)| key.string().as_deref() == Some(id));
            if let Some((_, entry)) = place(self.kept).and_then(|at| entries.get(at)) {
                edits.splice(&file.path, file.text, joined.splices(file.text, entry));
            }
            if let Some(at) = place(self.gone) {
                let elements: Vec<Element> = entries.iter().map(Element::of_entry).collect();
                edits.splice(&file.path, file.text, take_out(file.text, &elements, &[at]));
            }
        }
        Ok(())
    }

    /// Names the one wherever the other is named; a list that has both keeps one. Says at how many places.
    #[expect(clippy::arithmetic_side_effects, reason = "counts of what lies in memory")]
    fn name(&self, edits: &mut Edits) -> usize {
        let mut count = 0;
        for file in &self.dataset.files {
            let named = references(file.text).into_iter().filter(|r| {
                r.referent == Referent::Actor && r.role == IdRole::Use && r.id == self.gone
            });
            let named: Vec<_> = named.collect();
            count += named.len();
            let twice = self.lists_with_both(file);
            let once = named.into_iter().filter(|r| {
                !twice.iter().any(|(span, _)| span.start <= r.span.start && r.span.end <= span.end)
            });
            let splices = once.map(|r| Splice::replace(r.span, quoted(self.kept)));
            let cuts = twice.iter().flat_map(|(_, cuts)| cuts.iter().cloned());
            let splices: Vec<Splice> = splices.chain(cuts).collect();
            if !splices.is_empty() {
                edits.splice(&file.path, file.text, splices);
            }
        }
        count
    }

    /// The lists of a file that name both, each with what takes the second one out.
    fn lists_with_both(&self, file: &File<'_>) -> Vec<(std::ops::Range<usize>, Vec<Splice>)> {
        let mut lists: Vec<Slice<'_>> = Vec::new();
        let items = Items::of(file);
        let of_items = items.items.iter().flat_map(|item| &item.fields);
        let named = ["from", "to", "against", "through", "said_by", "cited_by"];
        lists.extend(of_items.filter(|f| named.contains(&f.name)).map(|f| f.value));
        let fields = Slice::file(file.readable()).fields().unwrap_or_default();
        let sides =
            field(&fields, "sides").and_then(|f| f.value.entries().ok()).unwrap_or_default();
        lists.extend(sides.into_iter().map(|(_, members)| members));
        let both = |list: Slice<'_>| {
            let elements = list.is_list().then(|| list.elements())?;
            let of = |id: &str| -> Vec<usize> {
                let is = |(_, e): &(usize, &Slice<'_>)| e.string().as_deref() == Some(id);
                elements.iter().enumerate().filter(is).map(|(i, _)| i).collect()
            };
            let (kept, gone) = (of(self.kept), of(self.gone));
            if kept.is_empty() || gone.is_empty() {
                return None;
            }
            let elements: Vec<Element> = elements.iter().map(Element::of).collect();
            Some((list.span(), take_out(file.text, &elements, &gone)))
        };
        lists.into_iter().filter_map(both).collect()
    }
}
