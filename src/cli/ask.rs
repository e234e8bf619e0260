//! `ask QUESTION`

use std::borrow::Cow;
use std::collections::BTreeSet;

use anyhow::bail;
use clap::Args;

use super::filters::{Filters, rolled};
use super::find::{ended, named, print};
use super::project::{Project, leave};
use super::sql::{Sql, kept};
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::analysis::answer::answer;
use crate::analysis::beside::looks_further;
use crate::analysis::timeline::timeline;
use crate::graph::time::When;
use crate::graph::{ClaimRef, Graph, only, widen};
use crate::model::{ActorIx, Family, Modality, Party};
use crate::query::ask::{Asked, Question, read};
use crate::query::{Asserted, Force, Names, Pattern, Scope, Selection};
use crate::report::answers;
use crate::sql;

/// Ask a question in plain words
///
/// The question uses the vocabulary's verbs (`whobacks relations`), in any tense, active or
/// passive; it needs no quotation marks. The pattern into which it is translated is printed first, and can be
/// given to `whobacks find`. A question that cannot be read is refused, and the forms that can are listed.
///
/// `--sql` is for questions that ask who or whether. Its query gives direct answers only, as if the question said
/// `directly`; one that says `directly or indirectly` gets both.
///
/// Examples:
///   whobacks ask who backs Haftar in 2017
///   whobacks ask whom does Russia back directly or indirectly
///   whobacks ask does NATO back Haftar
///   whobacks ask what links Haftar and the Kremlin
///   whobacks ask how did the US and Haftar change from 2017 to 2025
///   whobacks ask where do the sources disagree on Haftar
///   whobacks ask who backs Haftar in 2017 --sql spark
///
/// Exit codes: 0 answered, 1 no claim says so, 2 not understood.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Ask {
    /// The question
    #[arg(required = true, num_args = 1.., value_name = "QUESTION")]
    question: Vec<String>,
    /// Print a table to paste: who, how, how certain it is, the latest source
    #[arg(long)]
    short: bool,
    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    sql: Sql,
}

impl Ask {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let Some((graph, texts)) = project.graph_and_texts(terminal)? else {
            return Ok(Ended::Badly);
        };
        let names = Names::of(&graph);
        let mut scope = self.filters.scope(&names)?;
        let words = self.question.join(" ");
        let question = read(&words, &names, &scope.sources)?;
        scope.when = match (self.filters.when()?, question.when) {
            (Some(_), Some(When::During(_))) => {
                bail!("the question names a time, and so does --at or --between: say it once")
            }
            (Some(when), _) | (None, Some(when)) => when,
            (None, None) => When::default(),
        };
        scope.sources.clone_from(&question.sources);
        // A charge against another is also something that the speaker says.
        let speaks = question.voice.as_ref().is_some_and(|voice| !voice.parties.is_empty());
        scope.include.extend(speaks.then_some(Modality::Alleged));
        if let Some(dialect) = self.sql.dialect() {
            let question = self.as_sql(&graph, question, scope)?;
            return self.sql.print(question, dialect, &self.filters, terminal);
        }
        let seen = self.seen(&graph, &question, &scope);
        let selection = answer(&seen, &question, &scope)?;
        let ended = match (self.short, self.filters.format) {
            (true, Shape::Table) => {
                terminal.answer(&answers::short(&selection), Shape::Table)?;
                if let Some(cut) = answers::cut(&selection) {
                    terminal.explain(&format!("note: there are {cut}"));
                }
                ended(&selection)
            }
            (_, format) => print(terminal, &selection, Some(&words), format, &texts)?,
        };
        // What is said beside the answers comes behind them.
        terminal.finish()?;
        for note in &question.notes {
            terminal.say(&format!("note: {note}"));
        }
        for hint in hints(&seen, &question, &scope, &selection) {
            terminal.say(&hint);
        }
        leave(globals, (names, selection));
        leave(globals, seen);
        leave(globals, graph);
        Ok(ended)
    }
}

impl Ask {
    /// The question for SQL, if the tables hold all that it asks about.
    fn as_sql<'g>(
        &self,
        graph: &'g Graph,
        question: Question,
        mut scope: Scope,
    ) -> anyhow::Result<sql::SqlQuestion<'g>> {
        let Asked::Pattern(pattern) = question.asked else {
            bail!(
                "only a question that becomes a pattern alone has SQL; this one asks for more than who or whether"
            );
        };
        if self.short {
            bail!(
                "--short is a table of answers, and --sql prints the query: leave one of them out"
            );
        }
        if question.over {
            bail!(
                "what is over is no answer of the tables alone, whose ends are told of each relation by itself: leave \
                 `stopped` out, and read the standing of the answers"
            );
        }
        if question.voice.is_some() || question.place.is_some() {
            bail!(
                "how ties stand by one voice, or at one place, is in no table: leave it out of the question, or \
                 `export parquet --source` makes tables of some sources"
            );
        }
        let mut named = named(&pattern);
        named.extend(&question.except);
        let own_ends = is_structure(graph, &pattern);
        let wide = named.iter().find(|ix| !graph.places_within(**ix).is_empty() && !own_ends);
        if let Some(place) = wide {
            bail!(
                "`{}` has places within it, and what goes on there is taken in by questions and not by the tables: \
                 `whobacks find '{}' --sql` is about it alone",
                graph.actors()[place.index()].id,
                pattern.shown(graph)
            );
        }
        let rolled = !self.filters.keeps_parts() && !own_ends;
        let (when, acting) = match (rolled, scope.when) {
            (false, when) => (when, sql::Acting::Parts),
            (true, When::Told) => (When::Ever, sql::Acting::WholesEver),
            (true, when) => (when, sql::Acting::Wholes),
        };
        let kept = if rolled { kept(graph, when, scope.reach, &named) } else { Vec::new() };
        if !question.said.is_empty() {
            scope.include = question.said.iter().copied().filter(|m| !m.is_asserted()).collect();
            if !question.said.iter().any(|m| m.is_asserted()) {
                scope.asserted = Asserted::LeftOut;
            }
        }
        let (sorts, except, said) = (question.sorts, question.except, question.said);
        let direct_only =
            !question.direct && said.is_empty() && looks_further(graph, &pattern, &scope);
        let plain = sql::SqlQuestion::of(graph, pattern, scope);
        Ok(sql::SqlQuestion { acting, kept, sorts, except, said, direct_only, ..plain })
    }

    /// The graph as a question sees it: parts act for the wholes, what goes on in a town goes on in its
    /// country; then only what the question's voice says, and what happened where it asks.
    fn seen<'g>(&self, graph: &'g Graph, question: &Question, scope: &Scope) -> Cow<'g, Graph> {
        let mut named = actors(&question.asked);
        named.extend(&question.except);
        // How two are connected, who one is, who belongs to whom and where sources differ is told by
        // claims' own ends.
        let own_ends = match &question.asked {
            Asked::Links(..) | Asked::About(_) | Asked::Disagreement(_) => true,
            Asked::Pattern(pattern) | Asked::Details(pattern, _) => is_structure(graph, pattern),
            _ => false,
        };
        let mut seen = Cow::Borrowed(graph);
        if !self.filters.keeps_parts() && !own_ends {
            // Without a date, what was done in office was the whole's doing when it was done.
            let change = matches!(question.asked, Asked::Change { .. } | Asked::Changes { .. });
            let when = match scope.when {
                When::During(at) if !change => When::During(at),
                _ => When::Ever,
            };
            seen = Cow::Owned(rolled(graph, when, scope, &named));
        }
        let wide = |ix: &&ActorIx| !graph.places_within(**ix).is_empty();
        let places: Vec<ActorIx> = named.iter().filter(wide).copied().collect();
        if !places.is_empty() && !own_ends {
            let vocabulary = graph.vocabulary();
            let reaching = ["operates_in", "visits", "opens_mission_in", "seeks_base_in"];
            let reaching: Vec<_> = reaching.iter().filter_map(|id| vocabulary.get(id)).collect();
            // A plan for a town is one for its country, whatever is planned.
            let planned = question.said.contains(&Modality::Planned);
            let reaches = |ix| planned || reaching.iter().any(|wider| vocabulary.is_a(ix, *wider));
            seen = Cow::Owned(widen(&seen, &places, reaches));
        }
        if question.voice.is_none() && question.place.is_none() {
            return seen;
        }
        let within = question.place.map(|place| (place, graph.places_within(place)));
        let there = |at: &ClaimRef<'_>| {
            let Some((place, within)) = &within else { return true };
            match at.claim.details().place {
                Some(Party::Actor(ix)) => ix == *place || within.contains(&ix),
                _ => false,
            }
        };
        let said = |at: &ClaimRef<'_>| question.voice.as_ref().is_none_or(|v| v.speaks(at));
        Cow::Owned(only(&seen, |at| said(at) && there(at)))
    }
}

/// Whether a pattern asks for structure and nothing else.
fn is_structure(graph: &Graph, pattern: &Pattern) -> bool {
    let vocabulary = graph.vocabulary();
    pattern.triples.iter().all(|triple| {
        let relations = triple.path.relations(vocabulary);
        let mut asked = vocabulary.iter().filter(|(ix, _)| relations.contains(*ix));
        asked.all(|(_, relation)| relation.family == Family::Structure)
    })
}

/// The actors that a question names.
fn actors(asked: &Asked) -> Vec<ActorIx> {
    match asked {
        Asked::Pattern(pattern) | Asked::Details(pattern, _) | Asked::Speakers(pattern, _) => {
            named(pattern)
        }
        Asked::Charges(actor) | Asked::About(actor) => vec![*actor],
        Asked::Changes { actor, .. } => actor.iter().copied().collect(),
        Asked::Links(a, b) | Asked::Change { a, b, .. } => vec![*a, *b],
        Asked::BothSides(actor) => actor.iter().copied().collect(),
        Asked::Disagreement(actors) => actors.clone(),
    }
}

/// What else could be asked: for what is not asserted, and for chains.
fn hints(
    graph: &Graph,
    question: &Question,
    scope: &Scope,
    selection: &Selection<'_>,
) -> Vec<String> {
    let Asked::Pattern(pattern) = &question.asked else { return Vec::new() };
    if !question.said.is_empty() || question.over {
        return Vec::new();
    }
    let mut hints = Vec::new();
    let wider = Scope { include: Modality::ALL.to_vec(), limit: None, ..scope.clone() };
    // A chain by way of others holds, so it is nothing that no claim asserts, and need not be looked for.
    let question = &Question { direct: true, ..question.clone() };
    if selection.verdict.is_none()
        && let Ok(wide) = answer(graph, question, &wider)
    {
        let said: Vec<Modality> = (wide.answers.iter())
            .filter_map(|answer| match answer.force {
                Force::Said(Modality::Denied) => None,
                Force::Said(modality) if !scope.include.contains(&modality) => Some(modality),
                _ => None,
            })
            .collect();
        if !said.is_empty() {
            let kinds: BTreeSet<Modality> = said.iter().copied().collect();
            let kinds: Vec<&str> = kinds.into_iter().map(Modality::word).collect();
            hints.push(format!(
                "hint: {} that no claim asserts: --include {}",
                crate::report::count(said.len(), "more answer"),
                kinds.join(",")
            ));
        }
    }
    if selection.is_empty()
        && let [a, b] = named(pattern)[..]
    {
        let other = timeline(graph, &[a, b], &Scope { when: scope.when, ..Scope::default() }).len();
        if other > 0 {
            let id = |ix: ActorIx| &graph.actors()[ix.index()].id;
            hints.push(format!(
                "hint: {} something else of the two: whobacks timeline {} {}",
                if other == 1 { "1 claim says".to_owned() } else { format!("{other} claims say") },
                id(a),
                id(b)
            ));
        }
    }
    hints
}
