//! Pattern and scope -> SQL over the tables of `tables`, for engines that hold more than one machine can.
//!
//! Takes a pattern that was read, its scope, and for whom parts act; gives one query with the answers
//! of `query::select`: the same bindings, the same standing, and for answers by one link the same claims. How a tie
//! stands is looked up, never worked out: the tables say it for every day, month and year. If they cannot answer
//! (another reach, other sources, actors kept apart), the query notices before it answers, and ends with an error
//! that names the export that can. Must not know who asks, nor run anything.

use std::fmt;

use crate::graph::Graph;
use crate::graph::time::When;
use crate::model::{ActorIx, Modality};
use crate::query::ask::ActorSort;
use crate::query::pattern::Term;
use crate::query::{Pattern, Scope};
use crate::tables::Moment;

mod answers;
mod dialect;
mod guard;
mod joins;
mod lines;
mod machine;
mod paths;
mod reach;
mod ties;
mod words;

pub use dialect::Dialect;

use answers::Answers;
use words::Query;

/// For whom parts act.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Acting {
    /// For themselves.
    #[default]
    Parts,
    /// For the wholes of the time asked about.
    Wholes,
    /// Asked without a date: for all that they ever were part of.
    WholesEver,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct SqlQuestion<'g> {
    /// Whose actors and relations the pattern names.
    pub graph: &'g Graph,
    /// The pattern.
    pub pattern: Pattern,
    /// What it looks at.
    pub scope: Scope,
    /// For whom parts act.
    pub acting: Acting,
    /// Whom the tables must keep apart where parts act for wholes.
    pub kept: Vec<ActorIx>,
    /// What variables must be.
    pub sorts: Vec<(String, ActorSort)>,
    /// Who is no answer.
    pub except: Vec<ActorIx>,
    /// Only what is put so; empty where that is not asked.
    pub said: Vec<Modality>,
    /// Where the tables are; where nothing is said, they are tables or views of their names.
    pub tables: Option<String>,
    /// Whether `ask` would answer by way of others, too, which SQL does not.
    pub direct_only: bool,
}

/// Why there is no such query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoSql(pub(crate) String);

/// The query, in the words of an engine.
///
/// # Errors
/// When SQL could only say something else.
pub fn compile(question: &SqlQuestion<'_>, dialect: Dialect) -> Result<String, NoSql> {
    refuse(question)?;
    let mut query = Query::new(question, dialect);
    let body = Answers::of(question, &mut query)?;
    Ok(query.finish(&guard::head(question, dialect, query.is_script()), &body))
}

fn refuse(question: &SqlQuestion<'_>) -> Result<(), NoSql> {
    let variables = question.pattern.variables();
    for (i, name) in variables.iter().enumerate() {
        if answers::COLUMNS.iter().any(|column| column.eq_ignore_ascii_case(name)) {
            return Err(NoSql(format!(
                "?{name} is called like a column of the answer ({}): name the variable otherwise",
                answers::COLUMNS.join(", ")
            )));
        }
        if variables[..i].iter().any(|other| other.eq_ignore_ascii_case(name)) {
            return Err(NoSql(format!(
                "?{name} stands in the pattern in small letters and in capitals, which SQL cannot tell apart"
            )));
        }
    }
    let chains = question.pattern.triples.iter().any(|t| !machine::Moves::of(&t.path).is_link());
    if chains && question.scope.actor.is_some() {
        return Err(NoSql(
            "--actor looks at who stands in the chain that is shown, and of equally good chains SQL may take \
             another: name the actor in the pattern"
                .to_owned(),
        ));
    }
    if chains && !question.said.is_empty() && variables.is_empty() {
        return Err(NoSql(
            "whether something is said of a chain depends on which chain is shown, and of equally good ones SQL \
             may take another: ask of its links one by one"
                .to_owned(),
        ));
    }
    Ok(())
}

impl<'g> SqlQuestion<'g> {
    /// A pattern, with nothing else said.
    pub fn of(graph: &'g Graph, pattern: Pattern, scope: Scope) -> Self {
        SqlQuestion {
            graph,
            pattern,
            scope,
            acting: Acting::Parts,
            kept: Vec::new(),
            sorts: Vec::new(),
            except: Vec::new(),
            said: Vec::new(),
            tables: None,
            direct_only: false,
        }
    }

    /// As what its time stands in the tables.
    fn moment(&self) -> Moment {
        Moment::of(self.scope.when)
    }

    /// First and last day asked about; nothing where there is no date.
    fn days(&self) -> Option<(crate::model::Date, crate::model::Date)> {
        match self.scope.when {
            When::During(at) => Some((at.first, at.last)),
            When::Told | When::Ever => None,
        }
    }

    /// Whom the pattern names.
    fn named(&self) -> impl Iterator<Item = ActorIx> + '_ {
        let triples = self.pattern.triples.iter();
        triples.flat_map(|triple| [&triple.subject, &triple.object]).filter_map(|term| match term {
            Term::Actor(ix) => Some(*ix),
            Term::Variable(_) => None,
        })
    }

    fn id(&self, actor: ActorIx) -> &str {
        self.graph.actors()[actor.index()].id.as_str()
    }
}

impl fmt::Display for Acting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Acting::Parts => "own",
            Acting::Wholes => "rolled",
            Acting::WholesEver => "rolled_ever",
        })
    }
}

#[cfg(test)]
mod tests;
