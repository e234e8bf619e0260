//! Dataset -> CheckedDataset: every rule, each with its code, in one table.
//!
//! Takes a dataset as written and the shelf of its sources; gives a report of everything that is
//! wrong, what was counted, and the checked dataset if nothing is wrong. Must not know how reports are
//! shown, nor anything about graphs.

mod claims;
mod count;
mod dataset;
mod dates;
mod draft;
mod kept;
mod names;
mod proof;
mod rule;
mod rules;
mod shelf;
mod stored;
mod summary;
mod written;

use std::collections::HashMap;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

pub use dataset::CheckedDataset;
pub use kept::KeptBytes;
pub use names::nearest as nearest_word;
pub use rule::{CheckOptions, MAX_QUOTE_WORDS, Warnings};
pub use shelf::KeptShelf;
pub use stored::{Claims, DataChanged};
pub use summary::{HeldAgainst, SourceSummary, Summary};

use crate::annotation::{Dataset, Part, Spot, Str};
use crate::diagnostic::{Code, Diagnostic, Place, Report, ReportFile, Severity};
use crate::evidence::Sources;
use crate::model::{ClaimId, Vocabulary};
use dates::Dates;
use names::ActorTable;
use rule::{Context, Finding, Locus};
use written::MOST_NAMES;

/// What checking gives.
#[derive(Debug)]
pub struct Outcome {
    /// Everything that is wrong, in file order.
    pub report: Report,
    /// What was looked at, so that a check that looked at nothing is noticed.
    pub summary: Summary,
    /// The dataset, if nothing worse than a warning was found and it has no more claims than wanted; if something is
    /// wrong and a draft was asked for, its sound part.
    pub checked: Option<CheckedDataset>,
}

/// Applies every rule to a dataset.
pub fn check(dataset: &Dataset<'_>, sources: &Sources, options: CheckOptions) -> Outcome {
    check_counted(dataset, sources, options, &AtomicUsize::new(0))
}

/// The same, for callers that show progress: counts the quotes that have been proved.
pub fn check_counted(
    dataset: &Dataset<'_>,
    sources: &Sources,
    options: CheckOptions,
    proved: &AtomicUsize,
) -> Outcome {
    let cx = context(dataset, sources, options, proved);
    let mut found = errors(&cx);
    let is_wrong = !found.is_empty() || !sources.broken().is_empty();
    let draft = if is_wrong && options.draft { draft::checked(&cx, &found) } else { None };
    // The table has the errors first.
    let warns = match options.warnings {
        Warnings::Always => true,
        Warnings::BesideErrors => is_wrong,
    };
    if warns {
        found.append(&mut hold(&cx, |severity| severity != Severity::Error));
    }
    // The ledgers are written after the errors are corrected, not before.
    if is_wrong {
        found.retain(|(code, _)| *code != Code::LedgerBehind);
    }
    let accepted = accepted(&cx);
    if !accepted.is_empty() {
        for (code, found) in &mut found {
            found.retain(|finding| !is_accepted(&accepted, *code, &finding.locus));
        }
    }
    let report = report(&cx, found);
    let is_wanted =
        || cx.pairs.iter().map(|pairs| pairs.len()).sum::<usize>() <= options.most_claims;
    let build = || match report.count(Severity::Error) {
        0 => is_wanted().then(|| claims::build(&cx)),
        _ => draft,
    };
    let (checked, summary) = rayon::join(build, || count::summarise(&cx, &report));
    // Freeing a million claims takes long, so both halves are freed at once.
    let Context { entries, proofs, pairs, .. } = cx;
    rayon::join(|| drop(entries), || drop((proofs, pairs)));
    Outcome { report, summary, checked }
}

/// What the rules found that found something, in the order of the table.
type Found = Vec<(Code, Vec<Finding>)>;

/// Every error of a context.
fn errors(cx: &Context<'_, '_>) -> Found {
    hold(cx, |severity| severity == Severity::Error)
}

/// Applies the rules of some severity to a context; the findings are in the order of the table, although rules run in
/// parallel.
fn hold(cx: &Context<'_, '_>, wanted: impl Fn(Severity) -> bool + Sync) -> Found {
    let rules = rules::ALL.par_iter().filter(|rule| wanted(rule.code.severity()));
    rules.map(|rule| (rule.code, (rule.find)(cx))).filter(|(_, found)| !found.is_empty()).collect()
}

/// Where claims of a checked dataset stand in its files, by their indices in its list of claims; `None`
/// for an index that the list does not have.
pub fn places_of_claims(dataset: &Dataset<'_>, claims: &[usize]) -> Vec<Option<Place>> {
    let mut ends = Vec::new();
    let mut end = 0;
    let entries = dataset.entries();
    for entry in &entries {
        if !written::is_proposed(&entry.claim) {
            end += written::pairs(&entry.claim).count();
        }
        ends.push(end);
    }
    let mut places = HashMap::new();
    let mut place = |claim: &usize| {
        let entry = entries.get(ends.partition_point(|end| end <= claim))?;
        let of_file =
            places.entry(entry.file).or_insert_with(|| dataset.files[entry.file].places());
        let relation = rule::field(entry, "relation");
        Some(Place::new(relation.file, of_file.locate(&relation.at)))
    };
    claims.iter().map(&mut place).collect()
}

/// A claim as it is written: one of `from` and one of `to` of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenClaim {
    /// The entry, as an index into [`Dataset::entries`].
    pub entry: usize,
    /// Who acts.
    pub from: String,
    /// Who is acted on.
    pub to: String,
    /// Its id.
    pub id: ClaimId,
}

/// Every claim of a dataset as it would be if actors had other ids; in the order of the file. An entry that lacks
/// a required part has no claims.
pub fn written_claims(dataset: &Dataset<'_>, called: &dyn Fn(&str) -> String) -> Vec<WrittenClaim> {
    let (vocabulary, _) = vocabulary(dataset);
    let mut claims = Vec::new();
    for (number, entry) in dataset.entries().iter().enumerate() {
        let source = &*dataset.files[entry.file].content.claims[entry.source].0;
        let mut of_entry = Vec::new();
        for (from, to) in written::pairs(&entry.claim) {
            let (from, to) = (called(from), called(to));
            let Some(id) = proof::id_of(&entry.claim, source, (&from, &to), &vocabulary) else {
                continue;
            };
            let claim = WrittenClaim { entry: number, from, to, id };
            if !of_entry.contains(&claim) {
                of_entry.push(claim);
            }
        }
        claims.append(&mut of_entry);
    }
    claims
}

/// The relations that a dataset can use: the built-in vocabulary, and its own.
pub fn vocabulary_of(dataset: &Dataset<'_>) -> Vocabulary {
    vocabulary(dataset).0
}

/// The files to which places of a dataset refer.
pub fn documents(dataset: &Dataset<'_>) -> Vec<ReportFile> {
    let document = |file: &crate::annotation::File<'_>| ReportFile {
        path: file.path.display().to_string().replace('\\', "/"),
        text: file.text.to_owned(),
    };
    dataset.files.iter().map(document).collect()
}

/// The page of a rule: what it is, why, a bad example, how to fix it. Markdown.
pub fn page(code: Code) -> String {
    let rule = rules::ALL.iter().find(|rule| rule.code == code).expect("every code has its rule");
    let lines = rule.page.lines().map_while(|line| line.strip_prefix("//!"));
    let text: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    format!("{}\n", text.join("\n"))
}

fn context<'c, 'a>(
    dataset: &'c Dataset<'a>,
    sources: &'c Sources,
    options: CheckOptions,
    proved: &AtomicUsize,
) -> Context<'c, 'a> {
    let (vocabulary, vocabulary_errors) = vocabulary(dataset);
    let entries = dataset.entries();
    let shelved = proof::shelved(dataset, sources);
    let actors = ActorTable::of(dataset, &entries);
    let words = (&vocabulary, &actors);
    let (proofs, pairs) = proof::prove(dataset, sources, words, &shelved, &entries, proved);
    let dates = Dates::of(dataset, &entries);
    let mut cited = FxHashMap::default();
    for (file, read) in dataset.files.iter().enumerate() {
        for (i, (source, _)) in read.content.claims.iter().enumerate() {
            cited.entry(&**source).or_insert((file, i));
        }
    }
    Context {
        dataset,
        sources,
        options,
        entries,
        proofs,
        pairs,
        shelved,
        actors,
        dates,
        vocabulary: Arc::new(vocabulary),
        vocabulary_errors,
        places: dataset.files.iter().map(|_| OnceLock::new()).collect(),
        unread: dataset.files.iter().map(|_| OnceLock::new()).collect(),
        quoted: OnceLock::new(),
        cited,
    }
}

/// The standard vocabulary with the files' own relations, and those that do not fit.
fn vocabulary(
    dataset: &Dataset<'_>,
) -> (Vocabulary, Vec<(usize, usize, crate::model::VocabularyError)>) {
    let mut vocabulary = Vocabulary::standard().clone();
    // There may be many, and they are large: room is kept for as many as there are.
    let own = dataset.files.iter().map(|read| read.content.relations.len()).sum();
    let (mut specs, mut places) = (Vec::with_capacity(own), Vec::with_capacity(own));
    let mut known: HashMap<&str, &Arc<crate::model::RelationSpec>> = HashMap::new();
    for (file, read) in dataset.files.iter().enumerate() {
        for (i, (name, spec)) in read.content.relations.iter().enumerate() {
            // As with actors, two files may define a relation if they say the same about it.
            if known.insert(name, spec) != Some(spec) {
                specs.push((name.to_string(), spec.clone()));
                places.push((file, i));
            }
        }
    }
    drop(known);
    let errors = vocabulary.extend(specs);
    let errors =
        places.into_iter().zip(errors).filter_map(|((f, i), e)| Some((f, i, *e?))).collect();
    (vocabulary, errors)
}

/// The warnings that claims accept, by file and item.
fn accepted<'x, 'a>(cx: &'x Context<'_, 'a>) -> HashMap<(usize, u32), &'x [Str<'a>]> {
    let accepting = cx.entries.iter().filter_map(|entry| {
        let codes = entry.claim.rare().accept.as_deref()?;
        // A list that is too long is reported, and not looked through for each claim.
        Some(((entry.file, entry.item), codes.get(..codes.len().min(MOST_NAMES))?))
    });
    accepting.collect()
}

fn is_accepted(accepted: &HashMap<(usize, u32), &[Str<'_>]>, code: Code, locus: &Locus) -> bool {
    let Part::Item(item, Spot::Key | Spot::Field(_) | Spot::Element(..)) = locus.at else {
        return false;
    };
    code.severity() == Severity::Warning
        && accepted
            .get(&(locus.file, item))
            .is_some_and(|codes| codes.iter().any(|own| **own == *code.word()))
}

/// Finds the places, and puts everything in the order of the files.
fn report(cx: &Context<'_, '_>, found: Found) -> Report {
    if found.iter().all(|(_, found)| found.is_empty()) && cx.sources.broken().is_empty() {
        return Report::default();
    }
    let mut files = documents(cx.dataset);
    let place = |locus: &Locus| Place::new(locus.file, cx.places(locus.file).locate(&locus.at));
    let placed = |code, finding: Finding| {
        let at = place(&finding.locus);
        Diagnostic {
            code,
            message: finding.message,
            label: finding.label,
            related: finding.related.map(|at| Box::new((place(&at.0), at.1))),
            help: finding.help,
            fixes: finding.fixes.into_iter().map(|fix| fix.placed(&at)).collect(),
            place: at,
        }
    };
    // The diagnostics of a rule take the memory of its findings, and the longest list takes in the others: there may
    // be as many as claims.
    let mut diagnostics = Vec::new();
    for (code, found) in found {
        let mut own: Vec<_> = found.into_iter().map(|finding| placed(code, finding)).collect();
        if own.len() > diagnostics.len() {
            std::mem::swap(&mut own, &mut diagnostics);
        }
        diagnostics.append(&mut own);
    }
    for card in cx.sources.broken() {
        let path = card.path.display().to_string().replace('\\', "/");
        let document = ReportFile { path, text: card.text.clone() };
        let at = document.byte(card.error.line, card.error.column);
        diagnostics.push(Diagnostic {
            code: Code::Syntax,
            place: Place::new(files.len(), at..at),
            message: "this card cannot be read".into(),
            label: Some(card.error.message.as_str().into()),
            related: None,
            help: Some("`whobacks source add` makes a card to compare with".into()),
            fixes: Box::default(),
        });
        files.push(document);
    }
    diagnostics.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
    Report { files, diagnostics, notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_rule_and_a_page() {
        let ruled: Vec<Code> = rules::ALL.iter().map(|rule| rule.code).collect();
        assert_eq!(ruled, Code::ALL);
        for code in Code::ALL {
            assert!(page(*code).lines().count() >= 3, "{code} has a page");
        }
    }
}
