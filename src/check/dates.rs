//! Every date of a dataset, read once for all rules and for the claims that are built.
//!
//! Takes the dataset as written; gives periods, and the texts that are not dates, with the reason. Must not
//! know what can be wrong with a date that can be read.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::written::{Locus, field};
use crate::annotation::{Dataset, Entry, Part, Spot};
use crate::model::{DateError, Period};

/// The dates of a dataset.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// By file and place in its `actors`.
    actors: FxHashMap<(usize, usize), Period>,
    /// Dates of which pictures are built, by file and place in its `slices`.
    slices: Vec<(usize, usize, Period)>,
    /// By entry.
    when: Vec<Option<Period>>,
    /// By entry; few have one.
    intended: FxHashMap<usize, Period>,
    /// What is not a date, outside of entries.
    bad: Vec<(Locus, String, DateError)>,
}

impl Dates {
    pub(super) fn of(dataset: &Dataset<'_>, entries: &[Entry<'_, '_>]) -> Self {
        let mut dates = Dates::default();
        for (file, read) in dataset.files.iter().enumerate() {
            for (i, (_, actor)) in read.content.actors.iter().enumerate() {
                let locus = || of_actor(file, i);
                let when = actor.when.as_deref().and_then(|text| dates.keep(text, locus));
                dates.actors.extend(when.map(|when| ((file, i), when)));
            }
        }
        for (file, read) in dataset.files.iter().enumerate() {
            for (i, text) in read.content.slices.iter().enumerate() {
                let slice = dates.keep(text, || of_slice(file, i));
                dates.slices.extend(slice.map(|slice| (file, i, slice)));
            }
        }
        let when = |entry: &Entry<'_, '_>| entry.claim.when.as_deref()?.parse().ok();
        let intended = |entry: &Entry<'_, '_>| intended(entry)?.parse().ok();
        dates.when = entries.par_iter().map(when).collect();
        let few = entries.par_iter().enumerate();
        let few = few.filter_map(|(i, entry)| Some((i, intended(entry)?)));
        dates.intended = few.collect::<Vec<(usize, Period)>>().into_iter().collect();
        dates
    }

    fn keep(&mut self, text: &str, locus: impl Fn() -> Locus) -> Option<Period> {
        let read = text.parse();
        read.map_err(|error| self.bad.push((locus(), text.to_owned(), error))).ok()
    }

    /// An actor's lifetime.
    pub(super) fn of_actor(&self, file: usize, i: usize) -> Option<Period> {
        self.actors.get(&(file, i)).copied()
    }

    /// The dates of which pictures are built, in the order of the files.
    pub(super) fn slices(&self) -> impl Iterator<Item = Period> {
        self.slices.iter().map(|(_, _, slice)| *slice)
    }

    /// When the claims of an entry hold.
    pub(super) fn when(&self, entry: usize) -> Option<Period> {
        self.when[entry]
    }

    /// The date for which something is planned.
    pub(super) fn intended(&self, entry: usize) -> Option<Period> {
        self.intended.get(&entry).copied()
    }

    /// What is written in place of a date and is not one. In entries it is read again for the reason, so that no
    /// million reasons need a place.
    pub(super) fn bad<'d>(
        &'d self,
        entries: &'d [Entry<'_, '_>],
    ) -> impl Iterator<Item = (Locus, Cow<'d, str>, DateError)> {
        let of_entry = move |(i, entry): (usize, &'d Entry<'_, '_>)| {
            let when = entry.claim.when.as_deref().filter(|_| self.when[i].is_none());
            let intended = intended(entry).filter(|_| !self.intended.contains_key(&i));
            let wrong = |name: &'static str, text: Option<&'d str>| {
                let text = text?;
                let error = text.parse::<Period>().err()?;
                Some((field(entry, name), Cow::Borrowed(text), error))
            };
            [wrong("when", when), wrong("intended", intended)].into_iter().flatten()
        };
        let own = self.bad.iter().map(|(locus, text, error)| {
            (locus.clone(), Cow::Borrowed(text.as_str()), error.clone())
        });
        own.chain(entries.iter().enumerate().flat_map(of_entry))
    }

    /// Every date that can be read, and where it stands.
    pub(super) fn all<'d>(
        &'d self,
        entries: &'d [Entry<'_, '_>],
    ) -> impl Iterator<Item = (Locus, Period)> {
        let actors = self.actors.iter().map(|((file, i), when)| (of_actor(*file, *i), *when));
        let slices = self.slices.iter().map(|(file, i, slice)| (of_slice(*file, *i), *slice));
        let when = self.when.iter().zip(entries);
        let when = when.filter_map(|(when, entry)| Some((field(entry, "when"), (*when)?)));
        let intended = self.intended.iter();
        let intended = intended.map(|(i, date)| (field(&entries[*i], "intended"), *date));
        actors.chain(slices).chain(when).chain(intended)
    }
}

fn intended<'e>(entry: &'e Entry<'_, '_>) -> Option<&'e str> {
    entry.claim.rare.as_deref()?.intended.as_deref()
}

fn of_actor(file: usize, i: usize) -> Locus {
    Locus { file, at: Part::Actor(i, Spot::Field("when")) }
}

fn of_slice(file: usize, i: usize) -> Locus {
    Locus { file, at: Part::Slice(i) }
}
