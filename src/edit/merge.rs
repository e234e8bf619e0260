//! Two actors that are one become one: names, aliases and notes joined, every place that names the other
//! naming the one that stays.
//!
//! Claims that were about both become claims about one actor only, and claims that differed in nothing else
//! become equal. Both are errors, and a claim is nothing to be thrown away in passing: they are refused,
//! listed one by one, unless somebody says that they are to be dropped.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::change::{Change, Doubtful, Edits, Refusal};
use super::items::{Items, field};
use super::layout::{Element, append, put_fields, take_out};
use super::rename::{actors, places, unknown};
use super::splice::Splice;
use crate::annotation::{
    ActorEntry, Dataset, File, RawField, Referent, Role, Slice, quoted, references,
};
use crate::check::{WrittenClaim, written_claims};

const SELF: &str = "would be about one actor only";
const EQUAL: &str = "would be said twice";

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
) -> Result<Change, Refusal> {
    let mut edits = Edits::of(dataset)?;
    for id in [kept, gone] {
        if !actors(dataset).any(|own| own == id) {
            return Err(unknown("no actor", id, actors(dataset)));
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
    edits.finish()
}

struct Both<'d, 'a> {
    dataset: &'d Dataset<'a>,
    kept: &'d str,
    gone: &'d str,
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
        let joined = self.joined(kept, gone, &mut edits.said)?;
        for file in &self.dataset.files {
            let fields = Slice::file(file.readable()).fields().unwrap_or_default();
            let Some(map) = field(&fields, "actors") else { continue };
            let entries = map.value.entries().unwrap_or_default();
            let place =
                |id: &str| entries.iter().position(|(key, _)| key.string().as_deref() == Some(id));
            if let Some(at) = place(self.kept) {
                edits.splice(&file.path, file.text, joined.splices(file.text, &entries[at].1));
            }
            if let Some(at) = place(self.gone) {
                let elements: Vec<Element> = entries.iter().map(Element::of_entry).collect();
                edits.splice(&file.path, file.text, take_out(file.text, &elements, &[at]));
            }
        }
        Ok(())
    }

    /// What the one entry is to say beside what it says, and what is not taken over.
    fn joined(
        &self,
        kept: &ActorEntry<'_>,
        gone: &ActorEntry<'_>,
        said: &mut Vec<String>,
    ) -> Result<Joined, Refusal> {
        let mut joined = Joined::default();
        let names = |actor: &ActorEntry<'_>| -> Vec<String> {
            let all = actor.name.iter().chain(&actor.short).chain(&actor.aliases);
            all.map(|name| name.to_string()).collect()
        };
        let own = names(kept);
        for name in names(gone) {
            if !own.contains(&name) && !joined.aliases.contains(&name) {
                joined.aliases.push(name);
            }
        }
        for (source, aliases) in gone.aliases_in.iter() {
            let there = kept.aliases_in.iter().find(|(s, _)| **s == **source);
            let there: Vec<&str> =
                there.into_iter().flat_map(|(_, a)| a.iter().map(|a| &**a)).collect();
            let new =
                aliases.iter().map(|a| a.to_string()).filter(|a| !there.contains(&a.as_str()));
            joined.aliases_in.push((source.to_string(), new.collect()));
        }
        joined.aliases_in.retain(|(_, names)| !names.is_empty());
        if let (Some(one), Some(other)) = (kept.same_as.as_deref(), gone.same_as.as_deref())
            && one != other
        {
            return Err(Refusal::because(format!(
                "`{}` is {one} in Wikidata, `{}` is {other}: they are two, or one of the ids is wrong",
                self.kept, self.gone
            )));
        }
        let mut dropped = |name: &str, one: &str, other: &str| {
            let (kept, gone) = (self.kept, self.gone);
            said.push(format!(
                "`{kept}` keeps its {name} {one}; that of `{gone}`, {other}, is dropped"
            ));
        };
        if let (Some(one), Some(other)) = (kept.kind, gone.kind)
            && one != other
        {
            dropped("kind", one.word(), other.word());
        }
        for (name, one, other) in [
            ("when", &kept.when, &gone.when),
            ("within", &kept.within, &gone.within),
            ("same_as", &kept.same_as, &gone.same_as),
        ] {
            match (one.as_deref(), other.as_deref()) {
                // It cannot lie within itself.
                (_, Some(other)) if name == "within" && other == self.kept => {}
                (Some(one), _) if name == "within" && one == self.gone => {
                    joined.without_within = true;
                }
                (Some(one), Some(other)) if one != other => dropped(name, one, other),
                (None, Some(other)) => joined.fields.push((name.to_owned(), quoted(other))),
                _ => {}
            }
        }
        if gone.keep && !kept.keep {
            joined.fields.push(("keep".to_owned(), "true".to_owned()));
        }
        match (kept.note.as_deref(), gone.note.as_deref()) {
            (Some(one), Some(other)) if !one.contains(other) => {
                joined.fields.push(("note".to_owned(), quoted(&format!("{one} {other}"))));
            }
            (None, Some(other)) => joined.fields.push(("note".to_owned(), quoted(other))),
            _ => {}
        }
        Ok(joined)
    }

    /// Names the one wherever the other is named; a list that has both keeps one. Says at how many places.
    fn name(&self, edits: &mut Edits) -> usize {
        let mut count = 0;
        for file in &self.dataset.files {
            let named = references(file.text).into_iter().filter(|r| {
                r.referent == Referent::Actor && r.role == Role::Use && r.id == self.gone
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

    fn called(&self, id: &str) -> String {
        (if id == self.gone { self.kept } else { id }).to_owned()
    }

    /// Refuses claims that become equal or are about one actor only, or takes them out.
    fn claims(&self, edits: &mut Edits, drop: bool) -> Result<(), Refusal> {
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
                let entry = &entries[*number];
                let (item, file) = (&*entry.claim, &self.dataset.files[entry.file]);
                let told = |(claim, why): &(WrittenClaim, &'static str)| Doubtful {
                    claim: format!(
                        "{} {} {}",
                        claim.from,
                        item.relation.as_deref().unwrap_or_default(),
                        claim.to
                    ),
                    rests_on: (item.quote.as_deref().or(item.rare().record.as_deref()))
                        .unwrap_or_default()
                        .to_owned(),
                    source: file.content.claims[entry.source].0.to_string(),
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
            for (at, claims) in doubtful.iter().filter(|(at, _)| entries[**at].file == number) {
                let Some(item) = items.items.get(entries[*at].item as usize) else { continue };
                if claims.len() == count[at] {
                    gone.entry(item.list).or_default().push(item.index);
                    continue;
                }
                let splices = self.without(file, &item.fields, claims, count[at]).ok_or_else(|| {
                    let (claim, _) = &claims[0];
                    Refusal::because(format!(
                        "the claim of `{}` and `{}` stands in a list with others and cannot be taken out by itself: \
                         write it as a claim of its own first",
                        claim.from, claim.to
                    ))
                })?;
                edits.splice(&file.path, file.text, splices);
            }
            for (list, gone) in gone {
                let elements: Vec<Element> = items.lists[list].1.iter().map(Element::of).collect();
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
            let gone: Vec<usize> =
                (0..called.len()).filter(|i| ends.contains(&called[*i])).collect();
            let elements: Vec<Element> = elements.iter().map(Element::of).collect();
            // The names in it are cut with it, so nothing of it is renamed.
            return Some(take_out(file.text, &elements, &gone));
        }
        None
    }
}

/// What is added to an entry.
#[derive(Debug, Default)]
struct Joined {
    aliases: Vec<String>,
    aliases_in: Vec<(String, Vec<String>)>,
    fields: Vec<(String, String)>,
    without_within: bool,
}

impl Joined {
    fn splices(&self, text: &str, record: &Slice<'_>) -> Vec<Splice> {
        let fields = record.fields().unwrap_or_default();
        let mut values = self.fields.clone();
        let mut splices = Vec::new();
        let texts = |names: &[String]| -> Vec<String> { names.iter().map(|n| quoted(n)).collect() };
        match field(&fields, "aliases") {
            Some(list) => splices.extend(append(&list.value, &texts(&self.aliases))),
            None if self.aliases.is_empty() => {}
            None => {
                values
                    .push(("aliases".to_owned(), format!("[{}]", texts(&self.aliases).join(", "))));
            }
        }
        let written = |(source, names): &(String, Vec<String>)| {
            format!("{}: [{}]", quoted(source), texts(names).join(", "))
        };
        match field(&fields, "aliases_in") {
            Some(map) => {
                let entries = map.value.entries().unwrap_or_default();
                let mut more = Vec::new();
                for scoped in &self.aliases_in {
                    let own = |(key, _): &&(Slice<'_>, Slice<'_>)| {
                        key.string().as_ref() == Some(&scoped.0)
                    };
                    match entries.iter().find(own) {
                        Some((_, list)) => splices.extend(append(list, &texts(&scoped.1))),
                        None => more.push(written(scoped)),
                    }
                }
                if !more.is_empty() {
                    let more = more.join(", ");
                    splices.push(match entries.last() {
                        // In a list that is added to as well, the end of the list is not that of the map.
                        Some((_, list)) => Splice::insert(list.span().end, format!(", {more}")),
                        None => Splice::insert(map.value.start + 1, more),
                    });
                }
            }
            None if self.aliases_in.is_empty() => {}
            None => {
                let all: Vec<String> = self.aliases_in.iter().map(written).collect();
                values.push(("aliases_in".to_owned(), format!("{{{}}}", all.join(", "))));
            }
        }
        if self.without_within
            && let Some(at) = fields.iter().position(|f| f.name == "within")
        {
            let elements: Vec<Element> = fields.iter().map(Element::of_field).collect();
            splices.extend(take_out(text, &elements, &[at]));
        }
        splices.extend(put_fields(text, record, &values));
        splices
    }
}
