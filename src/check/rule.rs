//! What a rule is, and what it can see.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::dates::Dates;
use super::names::{ActorTable, all_near};
use super::proof::{Pair, Proof, Shape};
use super::summary::SourceSummary;
use crate::annotation::{Dataset, Entry, Fault, FaultKind, Part, Places, Spot};
use crate::diagnostic::{Certainty, Code, Fix, Place};
use crate::evidence::{self, Language, Quote, QuoteVerdict, Sources};
use crate::model::{Few, Vocabulary, VocabularyError};

pub(super) use super::written::{Locus, element, ends, field, list, place_of, whole};

/// One thing that must hold of a dataset.
pub(super) struct Rule {
    /// What it reports.
    pub(super) code: Code,
    /// The text of the rule's own file: its `//!` comment is the page that `explain` shows.
    pub(super) page: &'static str,
    /// Finds every place where the rule is broken.
    pub(super) find: fn(&Context<'_, '_>) -> Vec<Finding>,
}

/// One breach of a rule.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) locus: Locus,
    pub(super) message: Box<str>,
    pub(super) label: Option<Box<str>>,
    pub(super) related: Option<Box<(Locus, String)>>,
    pub(super) help: Option<Box<str>>,
    pub(super) fixes: Vec<FixAt>,
}

/// A fix of the very place of a finding.
#[derive(Debug, Clone)]
pub(super) struct FixAt {
    text: Box<str>,
    certainty: Certainty,
}

impl FixAt {
    pub(super) fn placed(self, place: &Place) -> Fix {
        let FixAt { text, certainty } = self;
        Fix { place: place.clone(), text, certainty }
    }
}

impl Finding {
    pub(super) fn new(locus: Locus, message: impl Into<Box<str>>) -> Self {
        let message = message.into();
        Finding { locus, message, label: None, related: None, help: None, fixes: Vec::new() }
    }

    /// What is written there, replaced.
    pub(super) fn fix(mut self, text: impl Into<String>, certainty: Certainty) -> Self {
        // Most have one, which takes no room for more.
        self.fixes.reserve_exact(1);
        self.fixes.push(FixAt { text: text.into().into_boxed_str(), certainty });
        self
    }

    /// What is written there, replaced by one of these words.
    pub(super) fn fixes(self, texts: impl IntoIterator<Item = (String, Certainty)>) -> Self {
        texts.into_iter().fold(self, |own, (text, certainty)| own.fix(text, certainty))
    }

    /// One of these words in place of one that does not exist, as it is written.
    pub(super) fn near<'n>(
        self,
        wrong: &str,
        candidates: impl Iterator<Item = &'n str>,
        written: fn(&str) -> String,
    ) -> Self {
        self.guessed(wrong, &all_near(wrong, candidates), written)
    }

    /// One of the words that were looked up in place of one that does not exist.
    pub(super) fn guessed(self, wrong: &str, near: &[&str], written: fn(&str) -> String) -> Self {
        let certainty = match near {
            // A different year is not a misspelling.
            [one] if digits(one).eq(digits(wrong)) => Certainty::Certain,
            _ => Certainty::Maybe,
        };
        near.iter().take(NEAR).fold(self, |own, word| own.fix(written(word), certainty))
    }

    pub(super) fn help(self, help: impl Into<Box<str>>) -> Self {
        Finding { help: Some(help.into()), ..self }
    }

    pub(super) fn maybe_help(self, help: Option<String>) -> Self {
        Finding { help: help.map(Into::into), ..self }
    }

    pub(super) fn label(self, label: impl Into<Box<str>>) -> Self {
        Finding { label: Some(label.into()), ..self }
    }

    pub(super) fn related(self, locus: Locus, label: impl Into<String>) -> Self {
        Finding { related: Some(Box::new((locus, label.into()))), ..self }
    }
}

/// How many words are proposed as a replacement.
const NEAR: usize = 5;

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// The options of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckOptions {
    /// The most words that a quote may have; if `None`, the annotation says, or else it is
    /// [`MAX_QUOTE_WORDS`].
    pub max_quote_words: Option<usize>,
    /// When warnings are looked for: callers that only want the claims need none.
    pub warnings: Warnings,
    /// Whether the sound part is wanted if something is wrong.
    pub draft: bool,
    /// The most claims for which the checked dataset is wanted; 0 if only the report is.
    pub most_claims: usize,
}

/// When warnings are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warnings {
    /// Always.
    Always,
    /// If there are errors, so that everything to be corrected is seen at once.
    BesideErrors,
}

/// The most words that a quote may have by default.
pub const MAX_QUOTE_WORDS: usize = 15;

impl Default for CheckOptions {
    fn default() -> Self {
        CheckOptions {
            max_quote_words: None,
            warnings: Warnings::Always,
            draft: false,
            most_claims: usize::MAX,
        }
    }
}

/// The records with a field that could not be read, by the field's name.
pub(super) type Unread<'c> = BTreeMap<&'c str, HashSet<Part>>;

/// How many breaches of one rule come with full help; more are not shown.
const ADVISED: usize = 200;

/// What rules can see: the dataset, with the look-ups that several of them need.
pub(super) struct Context<'c, 'a> {
    pub(super) dataset: &'c Dataset<'a>,
    pub(super) sources: &'c Sources,
    pub(super) options: CheckOptions,
    /// Every claim as written, blocks resolved, lists not distributed.
    pub(super) entries: Vec<Entry<'c, 'a>>,
    /// The quote of each entry that has one, in the order of the entries.
    pub(super) proofs: Vec<Option<Proof>>,
    /// The claims of each entry, one for each pair of its ends; none if a required part is missing.
    pub(super) pairs: Vec<Few<Pair>>,
    /// The sources on the shelf, by file and index in its `claims`.
    pub(super) shelved: Vec<Vec<Option<&'c evidence::Shelved>>>,
    pub(super) actors: ActorTable<'c, 'a>,
    pub(super) dates: Dates,
    pub(super) vocabulary: Arc<Vocabulary>,
    /// Relations of the files' own that could not join the vocabulary: file, place, why.
    pub(super) vocabulary_errors: Vec<(usize, usize, VocabularyError)>,
    /// For files that have faults: the place of everything.
    pub(super) places: Vec<OnceLock<Places<'a>>>,
    /// For files that have faults: the fields that could not be read.
    pub(super) unread: Vec<OnceLock<Unread<'c>>>,
    /// Where each source is cited first: file, and place in its `claims`.
    pub(super) cited: FxHashMap<&'c str, (usize, usize)>,
    /// How much of each source is quoted; counted when first needed.
    pub(super) quoted: OnceLock<Vec<SourceSummary>>,
}

impl<'c, 'a> Context<'c, 'a> {
    /// The faults of form, with their files.
    pub(super) fn faults(&self) -> impl Iterator<Item = (usize, &'c Fault)> {
        let files = self.dataset.files.iter().enumerate();
        files.flat_map(|(file, read)| read.faults.iter().map(move |fault| (file, fault)))
    }

    /// Turns those faults into findings that a rule words.
    pub(super) fn worded(
        &self,
        word: impl Fn(usize, &'c FaultKind, Locus) -> Option<Finding>,
    ) -> Vec<Finding> {
        let locus = |file, span: &Range<usize>| Locus { file, at: Part::Span(span.clone()) };
        self.faults().filter_map(|(f, fault)| word(f, &fault.kind, locus(f, &fault.span))).collect()
    }

    /// The most words that a quote may have: as the options say, or the first file that says so.
    pub(super) fn longest_quote(&self) -> usize {
        let written = || self.dataset.files.iter().find_map(|file| file.content.max_quote_words);
        let said = self.options.max_quote_words.or_else(|| written().map(|n| n as usize));
        said.unwrap_or(MAX_QUOTE_WORDS)
    }

    /// The source of an entry, as written.
    pub(super) fn source(&self, entry: &Entry<'c, 'a>) -> &'c str {
        &self.dataset.files[entry.file].content.claims[entry.source].0
    }

    /// The source of an entry with its text or ledger, if it has a card.
    pub(super) fn on_shelf(&self, entry: &Entry<'c, 'a>) -> Option<&'c evidence::Shelved> {
        self.shelved[entry.file][entry.source]
    }

    /// The language of an entry's source, if its words are known.
    pub(super) fn language(&self, entry: &Entry<'c, 'a>) -> Option<&'static Language> {
        Language::of(self.on_shelf(entry).and_then(|at| at.source.language.as_deref()))
    }

    /// Whether the source of an entry is a data set, whose claims cite records.
    pub(super) fn is_data_set(&self, entry: &Entry<'c, 'a>) -> bool {
        self.on_shelf(entry).is_some_and(|shelved| shelved.source.text.is_none())
    }

    /// Every source that is cited, and where first: file, and place in its `claims`; sorted by id.
    pub(super) fn cited_sources(&self) -> Vec<(&'c str, usize, usize)> {
        let mut list: Vec<_> = self.cited.iter().map(|(id, (file, i))| (*id, *file, *i)).collect();
        list.sort_unstable();
        list
    }

    /// The entries that have a quote and a known source, with their proofs.
    pub(super) fn proved(
        &self,
    ) -> impl Iterator<Item = (&Entry<'c, 'a>, &Shape, &QuoteVerdict)> + use<'_, 'c, 'a> {
        self.entries.iter().zip(&self.proofs).filter_map(|(entry, proof)| {
            let proof = proof.as_ref()?;
            Some((entry, &proof.quote, proof.verdict.as_ref()?))
        })
    }

    /// A verdict with help for correcting it, for the first breaches of a rule: more are not shown,
    /// and searching every source for every quote takes time.
    pub(super) fn advised<'v>(
        &self,
        entry: &Entry<'c, 'a>,
        verdict: &'v QuoteVerdict,
        before: usize,
    ) -> Cow<'v, QuoteVerdict> {
        let is_breach =
            matches!(verdict, QuoteVerdict::NotFound { .. } | QuoteVerdict::NotProved { .. });
        let quote = entry.claim.quote.as_deref().filter(|_| is_breach && before < ADVISED);
        let found = quote.and_then(|q| self.sources.prove(self.source(entry), &Quote::parse(q)));
        found.map_or(Cow::Borrowed(verdict), Cow::Owned)
    }

    /// The place of everything in a file.
    pub(super) fn places(&self, file: usize) -> &Places<'a> {
        self.places[file].get_or_init(|| self.dataset.files[file].places())
    }

    /// Whether a field of an actor is written, but could not be read.
    pub(super) fn is_unread_actor(&self, file: usize, actor: usize, name: &str) -> bool {
        self.unread_in(file, &Part::Actor(actor, Spot::Key), name)
    }

    /// Whether a field of an entry is written, but could not be read: then it is not missing.
    pub(super) fn is_unread(&self, entry: &Entry<'_, '_>, name: &str) -> bool {
        self.unread_in(entry.file, &Part::Item(entry.item, Spot::Key), name)
    }

    fn unread_in(&self, file: usize, record: &Part, name: &str) -> bool {
        let Some(unread) = self.unread(file).get(name) else { return false };
        self.places(file).with_blocks(record).iter().any(|part| unread.contains(part))
    }

    /// The records of a file with fields that could not be read, by the field's name.
    fn unread(&self, file: usize) -> &Unread<'c> {
        self.unread[file].get_or_init(|| {
            let mut unread = Unread::new();
            for fault in &self.dataset.files[file].faults {
                let name = match &fault.kind {
                    FaultKind::WrongType { field: Some(field), .. }
                    | FaultKind::UnfitText { field: Some(field), .. } => field,
                    FaultKind::UnknownValue { field, .. } => field,
                    _ => continue,
                };
                let holder = self.places(file).holder(&fault.span);
                unread.entry(name).or_default().extend(holder);
            }
            unread
        })
    }
}
