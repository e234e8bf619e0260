//! Names and verbs in their places: `X backs Y`, `X is backed by Y`, `the enemies of X back Y`.
//!
//! Takes words and the order in which they must stand; gives triples as text, names as ids. Must not know
//! question words.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use std::cell::RefCell;

use super::AskError;
use super::kinds::{ActorClass, noun};
use super::roles::role;
use super::synonyms::CONTROL;
use super::verbs::{Found, Stand, Verbs};
use super::words::{Word, after, low, raw};
use crate::model::{Actor, ActorIx, Cut, Family, Kind, SourceIx};
use crate::query::inflect::Form;
use crate::query::names::{NameError, Names};
use crate::query::time::At;

/// One end of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// All of these.
    Actors(Vec<ActorIx>),
    /// The one asked for, as the name of a variable, and of which sort it must be.
    Asked(&'static str, Option<ActorClass>),
    /// Everybody with this role towards another: the path from it.
    Role(String, Box<End>),
}

/// One who acts, what it does, one acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) subject: End,
    /// What it does; several if verbs are joined by `and`.
    pub(super) paths: Vec<String>,
    pub(super) object: End,
    /// Whether the verb stands in the past tense.
    pub(super) past: bool,
}

/// A clause as a pattern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// The triples.
    pub(super) text: String,
    /// What variables must be.
    pub(super) sorts: Vec<(String, ActorClass)>,
}

/// What reading a clause needs to know.
pub(super) struct Reader<'n, 'g> {
    pub(super) names: &'n Names<'g>,
    pub(super) verbs: Verbs,
    pub(super) sources: Vec<SourceIx>,
    /// The days asked about, if any: if two actors have a name, the one that exists at that time is meant.
    pub(super) days: Option<At>,
    /// The most helpful failure: there was a verb, but no name beside it.
    pub(super) failure: RefCell<Option<(usize, AskError)>>,
    /// Words that were ignored, because they make no difference to any claim.
    pub(super) passed: RefCell<Vec<String>>,
}

/// Words for anybody.
const ANYBODY: &[&str] =
    &["anyone", "anybody", "someone", "somebody", "anything", "something", "everyone", "everybody"];

impl<'n, 'g> Reader<'n, 'g> {
    /// The same with other verbs.
    pub(super) fn with_verbs(&self, verbs: &Verbs) -> Reader<'n, 'g> {
        Reader {
            names: self.names,
            verbs: verbs.clone(),
            sources: self.sources.clone(),
            days: self.days,
            failure: RefCell::new(None),
            passed: RefCell::new(Vec::new()),
        }
    }

    /// Names, roles, or the one asked for.
    pub(super) fn end(
        &self,
        words: &[Word],
        fits: &dyn Fn(&Actor) -> bool,
    ) -> Result<End, AskError> {
        if let [one] = words
            && (one.is(&["who", "whom", "what"]) || one.is(ANYBODY))
        {
            return Ok(End::Asked("x", None));
        }
        if words.first().is_some_and(|word| word.is(&["any", "some", "which", "what"]))
            && let Some(found) =
                noun(words.cut(1..)).filter(|found| found.length + 1 == words.len())
        {
            self.passed.borrow_mut().extend(found.passed);
            return Ok(End::Asked("x", found.sort));
        }
        let named = self.actors_that(words, fits);
        let error = match named {
            Ok(actors) => return Ok(End::Actors(actors)),
            Err(error) => error,
        };
        match self.role(words) {
            Some(role) => role,
            None => Err(error),
        }
    }

    /// `Haftar's backers`, `the backers of Haftar`; `None` if the words are neither.
    pub(super) fn role(&self, words: &[Word]) -> Option<Result<End, AskError>> {
        let vocabulary = self.names.graph().vocabulary();
        let made = |path: String, passed: Vec<String>, base: &[Word]| {
            // Whoever is backed is not a place, and whoever has territory is none either.
            self.end(base, &|actor| actor.kind != Kind::Place).map(|base| {
                self.passed.borrow_mut().extend(passed);
                End::Role(path, Box::new(base))
            })
        };
        if let Some(found) = role(words, vocabulary)
            && let Some(base) = after(words.cut(found.length..), "of|to|for|against|behind")
            && !base.is_empty()
        {
            return Some(made(found.path, found.passed, base));
        }
        let owner = words.iter().rposition(Word::owns)?;
        let found = role(words.cut(owner + 1..), vocabulary)
            .filter(|found| owner + 1 + found.length == words.len())?;
        let mut base = words.cut(..=owner).to_vec();
        let last = base.last_mut()?;
        for text in [&mut last.raw, &mut last.low] {
            let plain = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
            let plain = plain.or_else(|| text.strip_suffix(['\'', '’']));
            *text = plain.unwrap_or(text).to_owned();
        }
        Some(made(found.path, found.passed, &base))
    }

    /// The actors that words name.
    pub(super) fn actors(&self, words: &[Word]) -> Result<Vec<ActorIx>, AskError> {
        self.actors_that(words, &|_| true)
    }

    fn name(&self, words: &[Word], fits: &dyn Fn(&Actor) -> bool) -> Result<ActorIx, NameError> {
        let lives = |actor: &Actor| {
            let there = self.days.zip(actor.when.map(At::from));
            there.is_none_or(|(asked, life)| asked.first <= life.last && life.first <= asked.last)
        };
        self.names.actor_that(&raw(words), &self.sources, |actor| fits(actor) && lives(actor))
    }

    /// The actors that words name; if several have the name, those that fit.
    pub(super) fn actors_that(
        &self,
        words: &[Word],
        fits: &dyn Fn(&Actor) -> bool,
    ) -> Result<Vec<ActorIx>, AskError> {
        let error = match self.name(words, fits) {
            Ok(one) => return Ok(vec![one]),
            Err(error) => error,
        };
        let words = match words.split_first() {
            Some((first, rest)) if first.low == "both" => rest,
            _ => words,
        };
        match self.parts(words, fits) {
            Some(parts) => Ok(parts),
            // The part that is not a name says more than the whole does.
            None => Err(self.wrong_part(words, fits).unwrap_or(error).into()),
        }
    }

    /// Names joined by `and` or commas; names may themselves hold an `and`.
    fn parts(&self, words: &[Word], fits: &dyn Fn(&Actor) -> bool) -> Option<Vec<ActorIx>> {
        if let Ok(one) = self.name(words, fits) {
            return Some(vec![one]);
        }
        (1..words.len()).find_map(|at| {
            let joint = low(words, at) == "and" || words.get(at - 1).is_some_and(|word| word.comma);
            let behind = if low(words, at) == "and" { at + 1 } else { at };
            let first = self.name(words.cut(..at), fits).ok().filter(|_| joint)?;
            let mut rest = self.parts(words.cut(behind..), fits)?;
            rest.insert(0, first);
            Some(rest)
        })
    }

    fn wrong_part(&self, words: &[Word], fits: &dyn Fn(&Actor) -> bool) -> Option<NameError> {
        let at = words.iter().position(|word| word.low == "and")?;
        let sides = [words.cut(..at), words.cut(at + 1..)];
        sides.into_iter().find_map(|side| self.name(side, fits).err())
    }

    /// `X VERB Y`, the verb in one of the forms given.
    pub(super) fn both_ends(&self, words: &[Word], stands: &[Stand]) -> Option<Clause> {
        self.try_each(words, stands, |found| {
            (found.start > 0 && found.end < words.len())
                .then(|| (words.cut(..found.start), words.cut(found.end..)))
        })
    }

    /// `VERB Y`: the one who acts is asked for.
    pub(super) fn object_only(&self, words: &[Word], stands: &[Stand]) -> Option<Clause> {
        self.try_each(words, stands, |found| {
            (found.start == 0 && found.end < words.len())
                .then(|| (words.cut(..0), words.cut(found.end..)))
        })
    }

    /// `X VERB`: the one acted on is asked for.
    pub(super) fn subject_only(&self, words: &[Word], stands: &[Stand]) -> Option<Clause> {
        self.try_each(words, stands, |found| {
            (found.start > 0 && found.end == words.len())
                .then(|| (words.cut(..found.start), words.cut(found.end..)))
        })
    }

    /// The longest verb that leaves names where names must stand; an end without words is asked for.
    fn try_each<'w>(
        &self,
        words: &'w [Word],
        stands: &[Stand],
        ends: impl Fn(&Found) -> Option<(&'w [Word], &'w [Word])>,
    ) -> Option<Clause> {
        for stand in stands {
            for found in self.verbs.find(words, *stand) {
                let Some((before, behind)) = ends(&found) else { continue };
                let passive = matches!(stand, Stand::Passive | Stand::Agentless);
                let end = |words: &[Word], acts: bool| match words {
                    [] => Ok(End::Asked("x", None)),
                    words => self.end(words, &self.takes(found.path(), acts)),
                };
                match (end(before, !passive), end(behind, passive)) {
                    (Ok(first), Ok(second)) => {
                        let past = *stand == Stand::Active(Form::Past);
                        let (subject, object) =
                            if passive { (second, first) } else { (first, second) };
                        return Some(Clause { subject, paths: found.paths, object, past });
                    }
                    (Err(error), _) | (_, Err(error)) => self.fail(found.end - found.start, error),
                }
            }
        }
        None
    }

    /// Which actors can stand at an end of a path: places do not act, and only presence and the like
    /// is done to them.
    pub(super) fn takes(&self, path: &str, acts: bool) -> impl Fn(&Actor) -> bool + use<'g> {
        let vocabulary = self.names.graph().vocabulary();
        // Of a town and a body called alike, the town is controlled.
        let path = if path == CONTROL { "controls" } else { path };
        let (mut place, mut other) = (path.contains('/'), path.contains('/'));
        let whole = path.starts_with("^(");
        for step in path.trim_start_matches("^(").trim_end_matches(')').split('|') {
            let back = whole || step.starts_with('^');
            let Some(ix) = vocabulary.get(step.trim_start_matches('^')) else {
                (place, other) = (true, true);
                continue;
            };
            let relation = &vocabulary[ix];
            let does = acts != back;
            let ground = relation.family == Family::Presence;
            let visited = ["visits", "besieges", "embargoes"].contains(&relation.id.as_str());
            place |= !does && (ground || visited);
            other |= does || !ground;
        }
        move |actor: &Actor| match actor.kind {
            Kind::Place => place,
            // A state is a country too.
            Kind::State => true,
            _ => other,
        }
    }

    /// Remembers why a reading failed, if it got further than those before.
    pub(super) fn fail(&self, nearness: usize, error: AskError) {
        let mut failure = self.failure.borrow_mut();
        if failure.as_ref().is_none_or(|(best, _)| nearness > *best) {
            *failure = Some((nearness, error));
        }
    }

    /// The clause as a pattern, one triple for each pair of its ends.
    pub(super) fn pattern(&self, clause: &Clause) -> Written {
        let mut writer = Writer { reader: self, written: Written::default(), used: Vec::new() };
        // Who is asked for is called x, whatever else stands for somebody.
        for end in [&clause.subject, &clause.object] {
            if let End::Asked(name, _) = end {
                writer.reserve(name);
            }
        }
        let mut asked = writer.used.clone().into_iter();
        let mut side = |writer: &mut Writer<'_, '_, 'g>, end: &End| match end {
            End::Asked(_, sort) => {
                let name = asked.next().unwrap_or_else(|| "x".to_owned());
                writer.written.sorts.extend(sort.clone().map(|sort| (name.clone(), sort)));
                (vec![format!("?{name}")], Vec::new())
            }
            other => writer.terms(other),
        };
        let (subjects, mut more) = side(&mut writer, &clause.subject);
        let (objects, rest) = side(&mut writer, &clause.object);
        more.extend(rest);
        let mut triples = Vec::new();
        for path in &clause.paths {
            let (path, turned) = match plain_inverse(path) {
                Some(path) => (path, true),
                None => (path.as_str(), false),
            };
            let object = if turned { &clause.subject } else { &clause.object };
            let path = if path == CONTROL && !self.is_body(object) { "controls" } else { path };
            let (from, to) = if turned { (&objects, &subjects) } else { (&subjects, &objects) };
            for subject in from {
                triples.extend(to.iter().map(|object| format!("{subject} {path} {object}")));
            }
        }
        triples.extend(more);
        Written { text: triples.join(" . "), ..writer.written }
    }

    /// Whether an end is named and has no territory: a parliament, a party, a firm.
    fn is_body(&self, end: &End) -> bool {
        let land =
            |ix: &ActorIx| matches!(self.names.actor_at(*ix).kind, Kind::Place | Kind::State);
        matches!(end, End::Actors(ends) if !ends.iter().any(land))
    }
}

/// What is inside `^a` or `^(a|b)`; such a triple is written the other way round.
fn plain_inverse(path: &str) -> Option<&str> {
    let inside = path.strip_prefix('^')?;
    match inside.strip_prefix('(') {
        Some(inside) => inside.strip_suffix(')').filter(|path| !path.contains(['(', ')', '^'])),
        None => (!inside.contains(['|', '/', '^', '('])).then_some(inside),
    }
}

/// A pattern being written.
struct Writer<'r, 'n, 'g> {
    reader: &'r Reader<'n, 'g>,
    written: Written,
    used: Vec<String>,
}

impl Writer<'_, '_, '_> {
    /// A variable with this name, or with the next free one.
    fn reserve(&mut self, name: &str) -> String {
        let names = [name, "x", "y", "z", "w", "v", "u"];
        let free = names.iter().find(|name| !self.used.iter().any(|used| used == **name));
        let name = (*free.unwrap_or(&"t")).to_owned();
        self.used.push(name.clone());
        name
    }

    /// The terms of an end, and the triples that say what it is.
    fn terms(&mut self, end: &End) -> (Vec<String>, Vec<String>) {
        match end {
            End::Asked(name, sort) => {
                let name = self.reserve(name);
                self.written.sorts.extend(sort.clone().map(|sort| (name.clone(), sort)));
                (vec![format!("?{name}")], Vec::new())
            }
            End::Actors(actors) => {
                let id = |ix: &ActorIx| self.reader.names.actor_at(*ix).id.to_string();
                (actors.iter().map(id).collect(), Vec::new())
            }
            End::Role(path, base) => {
                let name = format!("?{}", self.reserve("x"));
                let (bases, rest) = self.terms(base);
                let triple = |base: &String| match plain_inverse(path) {
                    Some(path) => format!("{base} {path} {name}"),
                    None => format!("{name} {path} {base}"),
                };
                let mut triples: Vec<String> = bases.iter().map(triple).collect();
                triples.extend(rest);
                (vec![name], triples)
            }
        }
    }
}
