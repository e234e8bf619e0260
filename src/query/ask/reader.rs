//! From a question to what is asked: first phrases that may stand anywhere are removed, then the forms are tried.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use std::cell::RefCell;

use super::clause::{Clause, End, Reader, Written};
use super::dates::{self, Phrase, Taken};
use super::except::excepted;
use super::forms;
use super::indirect::{Indirectness, indirectly, reaching};
use super::kinds::{ActorClass, noun};
use super::means::given;
use super::modal::{put, stopped};
use super::opening::{Opened, counted, opened, war};
use super::refusal::refusal;
use super::verbs::{Found, Stand, Verbs};
use super::words::{Word, after, low, position, raw, without, words};
use super::{AskError, Asked, Detail, Question};
use crate::model::{ActorIx, Cut, Kind, Modality, SourceIx};
use crate::query::inflect::Form;
use crate::query::names::{NameError, Names, Voice};
use crate::query::pattern::Pattern;
use crate::query::time::{At, When};

mod clauses;

/// The longest question that is read, in words.
const LONGEST: usize = 60;

pub(super) const ACTIVE: [Stand; 3] =
    [Stand::Active(Form::Third), Stand::Active(Form::Past), Stand::Active(Form::Base)];

/// Words after a form of `to be`.
const GOING_ON: [Stand; 3] = [Stand::Passive, Stand::Active(Form::Ing), Stand::WithoutBe];

/// Reads a question.
///
/// # Errors
/// If it has none of the forms, or names an actor or a date that does not exist.
pub fn read(question: &str, names: &Names<'_>, sources: &[SourceIx]) -> Result<Question, AskError> {
    let all = words(question);
    if all.is_empty() || all.len() > LONGEST {
        let why = if all.is_empty() { "there is no question" } else { "the question is too long" };
        return Err(AskError::Form {
            why: why.to_owned(),
            forms: forms::FORMS.iter().take(4).copied().collect(),
        });
    }
    // Time and whose word it is may stand anywhere.
    let Taken { words: core, phrase, mut notes } = dates::take(&all).map_err(AskError::Date)?;
    let (core, voice) = voiced(&core, names)?;
    let (core, except) = excepted(&core, names)?;
    if !except.is_empty() {
        let of = |ix: &ActorIx| names.actor_at(*ix).name.as_str();
        let left_out: Vec<&str> = except.iter().map(of).collect();
        notes.push(format!("without {}, as asked", left_out.join(" and ")));
    }
    let (core, phrase) = match phrase {
        Some(phrase) => (core, Some(phrase)),
        None => reign(core, names, &mut notes),
    };
    let scoped: Vec<SourceIx> =
        voice.iter().flat_map(|voice| &voice.sources).chain(sources).copied().collect();
    let reader = Reader {
        names,
        verbs: Verbs::of(names.graph().vocabulary()),
        sources: scoped,
        days: phrase.as_ref().and_then(|phrase| match phrase.when {
            When::During(at) => Some(at),
            When::Told | When::Ever => None,
        }),
        failure: RefCell::new(None),
        passed: RefCell::new(Vec::new()),
    };
    let mut form = FormReader { reader, phrase };
    match form.any(&core) {
        Some((fits, more)) => {
            let past = fits.past.then_some(When::Ever);
            notes.extend(more);
            Ok(Question {
                asked: fits.asked?,
                when: form.phrase.map(|phrase| phrase.when).or(past),
                sources: sources.to_vec(),
                voice: fits.voice.or(voice),
                sorts: fits.sorts,
                said: fits.said,
                place: fits.place,
                except,
                direct: fits.direct,
                over: fits.over,
                notes,
            })
        }
        None => Err(refusal(&form.reader, &core)),
    }
}

/// Removes `according to …`, wherever it stands.
fn voiced(words: &[Word], names: &Names<'_>) -> Result<(Vec<Word>, Option<Voice>), AskError> {
    let fronts =
        ["according to", "as reported by", "as claimed by", "in the words of", "as told by", "per"];
    let found = fronts.iter().find_map(|front| {
        let at = position(words, front)?;
        Some((at, at + front.split(' ').count()))
    });
    let Some((at, from)) = found.filter(|(_, from)| *from < words.len()) else {
        return Ok((words.to_vec(), None));
    };
    if low(words, from) == "whom" {
        return Ok((words.to_vec(), None));
    }
    let mut wrong: Option<NameError> = None;
    for to in (from + 1..=words.len().min(from + 9)).rev() {
        match names.voice(&raw(words.cut(from..to))) {
            Ok(voice) => return Ok((without(words, at, to), Some(voice))),
            Err(error) => {
                // Where a comma ends the name, that is the name; else the longest that means
                // several, and else all that follows.
                let ends = words.get(to - 1).is_some_and(|word| word.comma);
                let several = matches!(error, NameError::Ambiguous { .. });
                let unknown = matches!(wrong, None | Some(NameError::Unknown { .. }));
                if ends || wrong.is_none() || several && unknown && to > from + 1 {
                    wrong = Some(error);
                }
            }
        }
    }
    Err(wrong.map_or_else(|| AskError::Date("whose word?".to_owned()), AskError::from))
}

/// `under X`, `during X`, if the data say how long X existed.
fn reign(
    words: Vec<Word>,
    names: &Names<'_>,
    notes: &mut Vec<String>,
) -> (Vec<Word>, Option<Phrase>) {
    let Some(at) = words.iter().position(|word| word.is(&["under", "during"])) else {
        return (words, None);
    };
    for to in (at + 2..=words.len()).rev() {
        let Ok(ix) = names.actor(&raw(words.cut(at + 1..to)), &[]) else { continue };
        let actor = names.actor_at(ix);
        if let Some(period) = actor.when {
            notes.push(format!("`{}` is read as {period}", raw(words.cut(at..to))));
            let when = When::During(At::from(period));
            return (without(&words, at, to), Some(Phrase { when, ends: None }));
        }
    }
    (words, None)
}

/// What a form gives if it fits.
#[derive(Debug)]
pub(super) struct Fits {
    /// What is asked, or what is wrong in it.
    pub(super) asked: Result<Asked, AskError>,
    /// Whether it stands in the past tense.
    pub(super) past: bool,
    pub(super) sorts: Vec<(String, ActorClass)>,
    pub(super) said: Vec<Modality>,
    pub(super) voice: Option<Voice>,
    pub(super) place: Option<ActorIx>,
    pub(super) direct: bool,
    pub(super) over: bool,
}

impl Fits {
    pub(super) fn new(asked: Result<Asked, AskError>, past: bool) -> Self {
        Fits {
            asked,
            past,
            sorts: Vec::new(),
            said: Vec::new(),
            voice: None,
            place: None,
            direct: false,
            over: false,
        }
    }

    /// With the voice that it asks for.
    pub(super) fn voiced(self, voice: Voice) -> Self {
        Fits { voice: Some(voice), ..self }
    }

    /// With every modality.
    pub(super) fn wide(self) -> Self {
        Fits { said: Modality::ALL.to_vec(), ..self }
    }
}

/// A question being read.
pub(super) struct FormReader<'n, 'g> {
    pub(super) reader: Reader<'n, 'g>,
    pub(super) phrase: Option<Phrase>,
}

impl FormReader<'_, '_> {
    /// Reads a question as it stands; if that fails, without the phrases that may stand anywhere. Gives
    /// notes too.
    fn any(&mut self, core: &[Word]) -> Option<(Fits, Vec<String>)> {
        let mut wrong: Option<Fits> = None;
        let mut try_one = |this: &Self, words: &[Word]| -> Option<Fits> {
            this.reader.passed.borrow_mut().clear();
            match this.opened(words)? {
                fits if fits.asked.is_ok() => Some(fits),
                fits => {
                    wrong.get_or_insert(fits);
                    None
                }
            }
        };
        let mut found = try_one(self, core).map(|fits| (fits, Vec::new()));
        if found.is_none() {
            found = self.with_means(core, &mut try_one).map(|fits| (fits, Vec::new()));
        }
        if found.is_none()
            && let Some(put) = put(core)
        {
            let fits =
                try_one(self, &put.words).or_else(|| self.with_means(&put.words, &mut try_one));
            found = fits.map(|fits| (Fits { said: put.said, ..fits }, Vec::new()));
        }
        if found.is_none()
            && let Some(rest) = stopped(core)
        {
            // Since when, by what and through whom are asked of what holds.
            let plain = |fits: &Fits| matches!(fits.asked, Ok(Asked::Pattern(_)));
            let fits = try_one(self, &rest).filter(plain);
            let as_told = |fits| Fits { over: true, past: false, ..fits };
            found = fits.map(|fits| (as_told(fits), Vec::new()));
        }
        if found.is_none()
            && let Some((rest, tail)) = war(core)
        {
            let note = format!("`{tail}` is not told apart: claims say whom, not in which war");
            found = try_one(self, &rest).map(|fits| (fits, vec![note]));
        }
        if found.is_none()
            && let Some((rest, place)) = self.in_place(core)
        {
            // `who met in Rome`: somebody met somebody.
            let with_anybody = [&rest[..], &[Word::new("anybody")]].concat();
            let fits = try_one(self, &rest).or_else(|| try_one(self, &with_anybody));
            found = fits.map(|fits| (Fits { place: Some(place), ..fits }, Vec::new()));
        }
        let passed = std::mem::take(&mut *self.reader.passed.borrow_mut());
        match found {
            Some((fits, mut notes)) => {
                if !passed.is_empty() {
                    let passed = passed.join("`, `");
                    notes.push(format!("`{passed}` is passed over: no claim tells that"));
                }
                Some((fits, notes))
            }
            None => wrong.map(|fits| (fits, Vec::new())),
        }
    }

    /// Reads it without the words for what is given: `who gives X weapons`.
    fn with_means(
        &mut self,
        words: &[Word],
        try_one: &mut impl FnMut(&Self, &[Word]) -> Option<Fits>,
    ) -> Option<Fits> {
        let given = given(words)?;
        let vocabulary = self.reader.names.graph().vocabulary();
        let giving = Verbs::giving(given.path, vocabulary);
        let verbs = match given.with {
            true => Verbs::of(vocabulary).narrowed(given.path, vocabulary).and(giving),
            false => giving,
        };
        let own = std::mem::replace(&mut self.reader.verbs, verbs);
        let found = try_one(self, &given.words);
        self.reader.verbs = own;
        found
    }

    /// Removes `in PLACE` from the end.
    fn in_place(&self, words: &[Word]) -> Option<(Vec<Word>, ActorIx)> {
        let at =
            words.iter().rposition(|word| word.is(&["in", "at", "near"])).filter(|at| *at > 1)?;
        let here = |actor: &crate::model::Actor| matches!(actor.kind, Kind::Place | Kind::State);
        let place = self.reader.names.actor_that(&raw(words.cut(at + 1..)), &[], here).ok()?;
        here(self.reader.names.actor_at(place)).then(|| (words.cut(..at).to_vec(), place))
    }

    /// Reads a question after its opening.
    fn opened(&self, words: &[Word]) -> Option<Fits> {
        match opened(words) {
            Opened::Question(words) => self.whole(&words),
            Opened::Statement(words) => {
                let clause = self.statement(&words)?;
                let past = clause.past;
                Some(Fits { past, ..self.asked(&clause, Indirectness::Direct) })
            }
        }
    }

    /// Tries every form; `None` if none fits.
    fn whole(&self, words: &[Word]) -> Option<Fits> {
        let (words, indirect) = indirectly(words);
        let words = counted(&words).unwrap_or(words);
        if indirect != Indirectness::Direct {
            let fits = self.clause(&words, indirect).or_else(|| self.roles(&words, indirect));
            return fits.map(|fits| Fits { direct: indirect == Indirectness::Only, ..fits });
        }
        let forms = [
            Self::both_sides,
            Self::disagreement,
            Self::change,
            Self::links,
            Self::whose_side,
            Self::charges,
            Self::speakers,
            Self::word_of,
            Self::since,
            Self::relations,
            Self::intended,
            Self::through,
            Self::place,
            Self::each_other,
            Self::about,
        ];
        let mut wrong = None;
        for form in forms {
            match form(self, &words) {
                Some(fits) if fits.asked.is_ok() => return Some(fits),
                Some(fits) => drop(wrong.get_or_insert(fits)),
                None => {}
            }
        }
        let plain = self
            .clause(&words, Indirectness::Direct)
            .or_else(|| self.roles(&words, Indirectness::Direct));
        plain.or(wrong)
    }

    pub(super) fn parse(&self, pattern: &str) -> Result<Pattern, AskError> {
        Pattern::parse(pattern, self.reader.names, &[]).map_err(|error| AskError::Form {
            why: format!("it became the pattern `{pattern}`, but {error}"),
            forms: Vec::new(),
        })
    }

    /// A clause as a question for who does it, or whether it is so.
    pub(super) fn asked(&self, clause: &Clause, indirect: Indirectness) -> Fits {
        let paths = clause.paths.iter().map(|path| reaching(path, indirect)).collect();
        let Written { text, sorts } = self.reader.pattern(&Clause { paths, ..clause.clone() });
        Fits { sorts, ..Fits::new(self.parse(&text).map(Asked::Pattern), clause.past) }
    }

    /// A clause as a question for a detail of its ties.
    pub(super) fn details(&self, clause: &Clause, details: Vec<Detail>) -> Fits {
        let Written { text, sorts } = self.reader.pattern(clause);
        let asked = self.parse(&text).map(|pattern| Asked::Details(pattern, details));
        Fits { sorts, ..Fits::new(asked, clause.past) }
    }

    /// The clause in a question: who does it, to whom it is done, or whether it is so.
    fn clause(&self, words: &[Word], indirect: Indirectness) -> Option<Fits> {
        let (clause, sort) = self.sorted(words)?;
        let mut fits = self.asked(&clause, indirect);
        fits.sorts.extend(sort.map(|sort| ("x".to_owned(), sort)));
        Some(fits)
    }
}

pub(super) fn is_past(aux: &str) -> bool {
    ["did", "was", "were", "has", "have", "had"].contains(&aux)
}
