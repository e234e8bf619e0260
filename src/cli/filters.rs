//! The filters that reading commands share, and what they do to a graph.

use anyhow::bail;
use clap::Args;
use clap_complete::ArgValueCandidates;

use super::completions::{actors, relations, sources};
use super::terminal::{Shape, Terminal};
use super::time::Asked;
use super::words::{self, family};
use crate::graph::time::When;
use crate::graph::{ClaimRef, Graph, Parents, roll_up_to_ask};
use crate::model::{ActorIx, Family, Modality};
use crate::project::DiskTexts;
use crate::query::expr::Expr;
use crate::query::{Names, RelationSet, Scope};

/// What to look at, and how to print it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct Filters {
    #[command(flatten)]
    time: Asked,
    /// Also show what is not asserted: planned, considered, alleged, recommended, hypothetical, denied, or
    /// all of these
    #[arg(long, value_name = "MODALITY,…", value_delimiter = ',', value_parser = modality)]
    include: Vec<Include>,
    /// Only claims of these relations and their cases
    #[arg(long, value_name = "RELATION,…", value_delimiter = ',', add = ArgValueCandidates::new(relations))]
    relation: Vec<String>,
    /// Only claims of these families: support, hostility, structure, contact, presence
    #[arg(long, value_name = "FAMILY,…", value_delimiter = ',', value_parser = family)]
    family: Vec<Family>,
    /// Only claims of this source; may be given several times
    #[arg(long, value_name = "SOURCE", add = ArgValueCandidates::new(sources))]
    source: Vec<String>,
    /// Only answers that include this actor
    #[arg(long, value_name = "ACTOR", add = ArgValueCandidates::new(actors))]
    actor: Option<String>,
    /// Let parts act for the whole: an officer for the army, an embassy for its state
    #[arg(long)]
    roll_up: bool,
    /// Let parts act for themselves in questions, where they otherwise act for the whole
    #[arg(long, conflicts_with = "roll_up")]
    no_roll_up: bool,
    /// The most answers to show
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    limit: Option<usize>,
    /// How to print the answers
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Shape,
}

/// A filter that some command has no use for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Filter {
    Time,
    Reach,
    Include,
    RollUp,
    Limit,
}

impl Filter {
    fn word(self) -> &'static str {
        match self {
            Filter::Time => "--at or --between",
            Filter::Reach => "--reach",
            Filter::Include => "--include",
            Filter::RollUp => "--roll-up",
            Filter::Limit => "--limit",
        }
    }
}

#[derive(Debug, Clone)]
enum Include {
    One(Modality),
    All,
}

fn modality(word: &str) -> Result<Include, String> {
    match word {
        "all" => Ok(Include::All),
        _ => words::modality(word).map(Include::One).map_err(|why| format!("{why}, or all")),
    }
}

impl Filters {
    /// The time that the filters name.
    pub(super) fn when(&self) -> anyhow::Result<Option<When>> {
        self.time.when()
    }

    /// Says why a filter that was given has no use here, rather than passing it over.
    pub(super) fn refuse(&self, useless: &[Filter], why: &str) -> anyhow::Result<()> {
        let given = |filter: &&Filter| match filter {
            Filter::Time => self.time.is_given(),
            Filter::Reach => self.time.reach().is_some(),
            Filter::Include => !self.include.is_empty(),
            Filter::RollUp => self.roll_up,
            Filter::Limit => self.limit.is_some(),
        };
        match useless.iter().find(given) {
            Some(filter) => bail!("{} has no use here: {why}", filter.word()),
            None => Ok(()),
        }
    }

    /// Whether parts are to act for the whole where they do not unless told to.
    pub(super) fn rolls_up(&self) -> bool {
        self.roll_up
    }

    /// Whether parts are to act for the whole where they do unless told not to.
    pub(super) fn keeps_parts(&self) -> bool {
        self.no_roll_up
    }

    /// The scope that the filters describe.
    pub(super) fn scope(&self, names: &Names<'_>) -> anyhow::Result<Scope> {
        let mut include = Vec::new();
        for word in &self.include {
            match word {
                Include::One(modality) => include.push(*modality),
                Include::All => include.extend(Modality::ALL),
            }
        }
        let sources = self.source.iter().map(|name| names.source(name));
        let sources = sources.collect::<Result<Vec<_>, _>>()?;
        let actor = self.actor.as_deref().map(|name| names.actor(name, &sources)).transpose()?;
        Ok(Scope {
            when: self.when()?.unwrap_or_default(),
            reach: self.time.reach().unwrap_or_default(),
            include,
            relations: self.relations(names.graph())?,
            sources,
            actor,
            limit: self.limit,
            ..Scope::default()
        })
    }

    fn relations(&self, graph: &Graph) -> anyhow::Result<Option<RelationSet>> {
        if self.relation.is_empty() && self.family.is_empty() {
            return Ok(None);
        }
        let vocabulary = graph.vocabulary();
        let mut named = RelationSet::of(vocabulary, |_| self.relation.is_empty());
        for name in &self.relation {
            named.add(&Expr::parse(name, vocabulary)?.relations(vocabulary));
        }
        // Both must hold.
        let in_family = |ix| self.family.is_empty() || self.family.contains(&vocabulary[ix].family);
        let set = RelationSet::of(vocabulary, |ix| named.contains(ix) && in_family(ix));
        if !vocabulary.iter().any(|(ix, _)| set.contains(ix)) {
            let families: Vec<&str> = self.family.iter().map(|family| family.word()).collect();
            let (relations, families) = (self.relation.join(","), families.join(","));
            bail!(
                "--relation {relations} has nothing of --family {families}: leave one of them out"
            );
        }
        Ok(Some(set))
    }
}

/// The graph in which parts act for the whole; those named are kept as they are.
pub(super) fn rolled(graph: &Graph, when: When, scope: &Scope, keep: &[ActorIx]) -> Graph {
    roll_up_to_ask(graph, &Parents::of(graph, when, scope.reach, keep))
}

/// The sentence around a claim's quote, where the text is at hand.
pub(super) fn sentence(texts: &DiskTexts, at: &ClaimRef<'_>) -> Option<String> {
    let quoted = at.claim.citation.quoted()?;
    texts.around(at.source, quoted.paragraph, quoted.words)
}

/// Says whose sentences are missing from an answer because the texts are not those that the cards describe.
pub(super) fn say_changed(texts: &DiskTexts, terminal: &mut Terminal) -> anyhow::Result<()> {
    let changed = texts.changed();
    let Some(first) = changed.first() else { return Ok(()) };
    let whose = match changed.len() {
        1 => format!("the text of {first} is not the one that its card describes"),
        n => format!(
            "the texts of {n} sources, {first} among them, are not those that their cards describe"
        ),
    };
    // Behind the answer.
    terminal.finish()?;
    terminal.say(&format!(
        "note: {whose}, and no sentence is shown from there: `whobacks check` says more"
    ));
    Ok(())
}

/// A number of answers: with none of them an answer would say that there are none.
fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("an answer has at least one line; leave --limit out for all".to_owned()),
        Ok(limit) => Ok(limit),
        Err(_) => Err("a whole number, counted from 1".to_owned()),
    }
}
