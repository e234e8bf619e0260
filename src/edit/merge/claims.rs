//! Claims that become meaningless, or equal to others, when two actors become one.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts of claims; as many of them are written out one by one"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::change::{Doubtful, Edits, Refusal};
use super::super::items::{Items, field};
use super::super::layout::{Element, take_out};
use super::super::splice::Splice;
use super::both::Both;
use crate::annotation::{File, RawField, Slice};
use crate::check::{WrittenClaim, written_claims};

const SELF: &str = "would be about one actor only";
const EQUAL: &str = "would be said twice";

impl Both<'_, '_> {
    /// Refuses claims that become equal or are about one actor only, or takes them out.
    pub(super) fn claims(&self, edits: &mut Edits, drop: bool) -> Result<(), Refusal> {
        let entries = self.dataset.entries();
        let mut seen: HashMap<_, usize> = HashMap::new();
        let mut doubtful: BTreeMap<usize, Vec<(WrittenClaim, &'static str)>> = BTreeMap::new();
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        // What was said twice before is not for us to judge.
        let before = written_claims(self.dataset, &str::to_owned);
        let mut known: HashMap<_, usize> = HashMap::new();
        let was_equal: BTreeSet<(usize, _)> = (before.iter())
            .filter(|claim| *known.entry(claim.id).or_insert(claim.entry) != claim.entry)
            .map(|claim| (claim.entry, claim.id))
            .collect();
        for claim in written_claims(self.dataset, &|id| self.called(id)) {
            *count.entry(claim.entry).or_default() += 1;
            let first = *seen.entry(claim.id).or_insert(claim.entry);
            let why = if claim.from == claim.to && claim.from == self.kept {
                SELF
            } else if first != claim.entry && !was_equal.contains(&(claim.entry, claim.id)) {
                EQUAL
            } else {
                continue;
            };
            doubtful.entry(claim.entry).or_default().push((claim, why));
        }
        let told =
            |(number, claims): (&usize, &Vec<(WrittenClaim, &'static str)>)| -> Vec<Doubtful> {
                let Some(entry) = entries.get(*number) else { return Vec::new() };
                let item = &*entry.claim;
                let source = self
                    .dataset
                    .files
                    .get(entry.file)
                    .and_then(|file| file.content.claims.get(entry.source));
                let source = source.map_or_else(String::new, |(id, _)| id.to_string());
                let told = |(claim, why): &(WrittenClaim, &'static str)| Doubtful {
                    claim: format!(
                        "{} {} {}",
                        claim.from,
                        item.relation.as_deref().unwrap_or_default(),
                        claim.to
                    ),
                    rests_on: (item.quote.as_deref().or(item.record.as_deref()))
                        .unwrap_or_default()
                        .to_owned(),
                    source: source.clone(),
                    why,
                };
                claims.iter().map(told).collect()
            };
        let all: Vec<Doubtful> = doubtful.iter().flat_map(told).collect();
        if all.is_empty() {
            return Ok(());
        }
        if !drop {
            return Err(Refusal::Doubtful(all));
        }
        self.drop(edits, &doubtful, &count)?;
        for Doubtful { claim, rests_on, source, why } in all {
            edits.said.push(format!("dropped: {claim} {why}: “{rests_on}” ({source})"));
        }
        Ok(())
    }

    /// Takes claims out: the whole entry, or one of the actors over which it distributes.
    fn drop(
        &self,
        edits: &mut Edits,
        doubtful: &BTreeMap<usize, Vec<(WrittenClaim, &'static str)>>,
        count: &BTreeMap<usize, usize>,
    ) -> Result<(), Refusal> {
        let entries = self.dataset.entries();
        for (number, file) in self.dataset.files.iter().enumerate() {
            let items = Items::of(file);
            // By list, so that the commas come right; an empty list of a block stays.
            let mut gone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (at, claims) in doubtful {
                let entry = entries.get(*at).filter(|entry| entry.file == number);
                let item = entry.and_then(|entry| items.items.get(entry.item as usize));
                let (Some(item), Some(count)) = (item, count.get(at)) else { continue };
                if claims.len() == *count {
                    gone.entry(item.list).or_default().push(item.index);
                    continue;
                }
                let splices = self.without(file, &item.fields, claims, *count).ok_or_else(|| {
                    let ends = claims.first().map(|(claim, _)| (&*claim.from, &*claim.to));
                    let (from, to) = ends.unwrap_or_default();
                    Refusal::because(format!(
                        "the claim of `{from}` and `{to}` stands in a list with others and cannot be taken out by itself: \
                         write it as a claim of its own first"
                    ))
                })?;
                edits.splice(&file.path, file.text, splices);
            }
            for (list, gone) in gone {
                let elements = items.elements(list);
                edits.splice(&file.path, file.text, take_out(file.text, &elements, &gone));
            }
        }
        Ok(())
    }

    /// An entry without the actors of these claims, where its other claims do not need them.
    fn without(
        &self,
        file: &File<'_>,
        fields: &[RawField<'_>],
        claims: &[(WrittenClaim, &'static str)],
        count: usize,
    ) -> Option<Vec<Splice>> {
        for (name, end, other) in [
            (
                "to",
                (|c| &c.to) as fn(&WrittenClaim) -> &String,
                (|c| &c.from) as fn(&WrittenClaim) -> &String,
            ),
            ("from", |c| &c.from, |c| &c.to),
        ] {
            let ends: BTreeSet<&String> = claims.iter().map(|(c, _)| end(c)).collect();
            let others: BTreeSet<&String> = claims.iter().map(|(c, _)| other(c)).collect();
            let Some(list) = field(fields, name).map(|f| f.value).filter(Slice::is_list) else {
                continue;
            };
            let elements = list.elements();
            let called: Vec<String> =
                elements.iter().map(|e| self.called(&e.string().unwrap_or_default())).collect();
            let distinct: BTreeSet<&String> = called.iter().collect();
            // All that these actors are claimed to do must go.
            let full =
                claims.len() == ends.len() * others.len() && count == distinct.len() * others.len();
            if !full {
                continue;
            }
            let gone = called.iter().enumerate().filter(|(_, called)| ends.contains(called));
            let gone: Vec<usize> = gone.map(|(i, _)| i).collect();
            let elements: Vec<Element> = elements.iter().map(Element::of).collect();
            // The names in it are cut with it, so nothing of it is renamed.
            return Some(take_out(file.text, &elements, &gone));
        }
        None
    }
}
