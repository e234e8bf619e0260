//! The sound part of a dataset in which something is wrong.
//!
//! Takes a context and the errors found in it; gives the dataset without everything that an error touches,
//! checked. Nothing is corrected or guessed: a claim with one faulty field is left out whole, and so is
//! everything that depends on what was left out. Must not know the wording of rules.

use std::collections::HashSet;
use std::sync::atomic::AtomicUsize;

use super::claims;
use super::dataset::CheckedDataset;
use super::rule::{Context, Finding};
use super::written::{is_proposed, long_list, pairs};
use super::{context, errors};
use crate::annotation::{Dataset, FaultKind, FileEntry, Item, Pairs, Part, RecordKind, Spot};
use crate::diagnostic::Code;

/// The most rounds in which dependents of what was left out are looked for; two are nearly always enough.
const ROUNDS: usize = 8;

/// The sound part, which says how many claims were left out; `None` if a file could not be read at
/// all, because then nobody knows how much is missing.
pub(super) fn checked(
    cx: &Context<'_, '_>,
    found: &[(Code, Vec<Finding>)],
) -> Option<CheckedDataset> {
    if cx.faults().any(|(_, fault)| matches!(fault.kind, FaultKind::Syntax { .. })) {
        return None;
    }
    let entries = cx.entries.iter().filter(|entry| !is_proposed(&entry.claim));
    let written: usize = entries.map(|entry| pairs(&entry.claim).count().max(1)).sum();
    let unread = cx.faults().filter(|(_, fault)| is_claim(&fault.kind)).count();
    let mut rest = without(cx, found);
    for _ in 0..ROUNDS {
        let cx = context(&rest, cx.sources, cx.options, &AtomicUsize::new(0));
        let found = errors(&cx);
        if found.is_empty() {
            let mut checked = claims::build(&cx);
            checked.draft = Some(written + unread - checked.claims.len());
            return Some(checked);
        }
        let next = without(&cx, &found);
        drop(cx);
        rest = next;
    }
    None
}

/// Whether something that cannot be read as a claim stands in place of one.
fn is_claim(kind: &FaultKind) -> bool {
    matches!(kind, FaultKind::WrongType { record: RecordKind::Item, field: None, .. })
}

/// What is left out of one file, by places in its lists.
#[derive(Default)]
struct Cut {
    items: HashSet<u32>,
    sources: HashSet<usize>,
    actors: HashSet<usize>,
    /// Names that collide, by actor and place; the actor itself is sound.
    aliases: HashSet<(usize, usize)>,
    relations: HashSet<usize>,
    slices: HashSet<usize>,
    members: HashSet<(usize, usize)>,
}

impl Cut {
    fn add(&mut self, at: &Part) {
        match *at {
            Part::Item(item, _) => drop(self.items.insert(item)),
            Part::Source(i) => drop(self.sources.insert(i)),
            Part::Actor(i, Spot::Element("aliases", alias)) => {
                self.aliases.insert((i, alias));
            }
            Part::Actor(i, _) => drop(self.actors.insert(i)),
            Part::Relation(i, _) => drop(self.relations.insert(i)),
            Part::Slice(i) => drop(self.slices.insert(i)),
            Part::Side(i, member) => drop(self.members.insert((i, member))),
            Part::Span(_) | Part::File(_) | Part::Include(_) => {}
        }
    }
}

/// The dataset without what errors touch.
fn without<'a>(cx: &Context<'_, 'a>, found: &[(Code, Vec<Finding>)]) -> Dataset<'a> {
    let mut cuts: Vec<Cut> = cx.dataset.files.iter().map(|_| Cut::default()).collect();
    for finding in found.iter().flat_map(|(_, found)| found) {
        cuts[finding.locus.file].add(&finding.locus.at);
    }
    for entry in &cx.entries {
        // A source whose card cannot be read proves nothing; a list that is too long is reported for one entry only.
        if cx.on_shelf(entry).is_none() || long_list(&entry.claim).is_some() {
            cuts[entry.file].items.insert(entry.item);
        }
    }
    for (file, cut) in cuts.iter_mut().enumerate() {
        add_unread(cx, file, cut);
    }
    let files = cx.dataset.files.iter().zip(&cuts);
    Dataset { files: files.map(|(file, cut)| file.with(cut.apply(&file.content))).collect() }
}

/// Adds the records with a field that could not be read: without it they would say something
/// that was not meant.
fn add_unread(cx: &Context<'_, '_>, file: usize, cut: &mut Cut) {
    let faults: Vec<_> = cx.faults().filter(|(of, _)| *of == file).map(|(_, f)| &f.span).collect();
    if faults.is_empty() {
        return;
    }
    let places = cx.places(file);
    let holders: HashSet<Part> = faults.iter().filter_map(|span| places.holder(span)).collect();
    let touched = |at: &Part| places.with_blocks(at).iter().any(|part| holders.contains(part));
    let content = &cx.dataset.files[file].content;
    let actors = (0..content.actors.len()).map(|i| Part::Actor(i, Spot::Key));
    let relations = (0..content.relations.len()).map(|i| Part::Relation(i, Spot::Key));
    let own = cx.entries.iter().filter(|entry| entry.file == file);
    let items = own.map(|entry| Part::Item(entry.item, Spot::Key));
    actors.chain(relations).chain(items).filter(touched).for_each(|at| cut.add(&at));
}

impl Cut {
    fn apply<'a>(&self, content: &FileEntry<'a>) -> FileEntry<'a> {
        let mut file = content.clone();
        let mut next = 0;
        for (i, (_, items)) in file.claims.0.iter_mut().enumerate() {
            self.thin(items, &mut next);
            if self.sources.contains(&i) {
                items.clear();
            }
        }
        file.claims.0.retain(|(_, items)| !items.is_empty());
        for (i, (_, actor)) in file.actors.0.iter_mut().enumerate() {
            keep(&mut actor.aliases, |alias| !self.aliases.contains(&(i, alias)));
        }
        for (i, (_, members)) in file.sides.0.iter_mut().enumerate() {
            keep(members, |member| !self.members.contains(&(i, member)));
        }
        let Pairs(actors) = &mut file.actors;
        keep(actors, |i| !self.actors.contains(&i));
        let Pairs(relations) = &mut file.relations;
        keep(relations, |i| !self.relations.contains(&i));
        keep(&mut file.slices, |i| !self.slices.contains(&i));
        file
    }

    /// Removes claims from a list, and blocks that have none left; items are counted as in [`Part`].
    fn thin(&self, items: &mut Vec<Item<'_>>, next: &mut u32) {
        items.retain_mut(|item| {
            let own = *next;
            *next += 1;
            match item.rare.as_mut().and_then(|rare| rare.claims.as_mut()) {
                Some(inner) => {
                    self.thin(inner, next);
                    !inner.is_empty()
                }
                None => !self.items.contains(&own),
            }
        });
    }
}

/// Keeps the elements whose indices are wanted.
fn keep<T>(list: &mut Vec<T>, wanted: impl Fn(usize) -> bool) {
    let mut places = 0..;
    list.retain(|_| places.next().is_some_and(&wanted));
}
