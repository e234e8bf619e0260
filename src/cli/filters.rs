//! The filters that reading commands share, and what they do to a graph.

use anyhow::bail;
use clap::Args;

use super::terminal::Shape;
use crate::evidence::{Place, Sources};
use crate::graph::time::{At, Reach, When};
use crate::graph::{ClaimRef, Graph, Parents, roll_up};
use crate::model::{ActorIx, Family, Modality, Period};
use crate::query::expr::Expr;
use crate::query::{Names, RelationSet, Scope};

/// What to look at, and how to print it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct Filters {
    /// As it was on this date (2017, 2017-07, 2017-07-10, 2016/2017), or `ever` for at any time
    #[arg(long, value_name = "DATE", conflicts_with = "between", value_parser = when)]
    at: Option<When>,
    /// At some time between two dates
    #[arg(long, num_args = 2, value_names = ["DATE", "DATE"])]
    between: Option<Vec<Period>>,
    /// Also what is not asserted: planned, considered, alleged, recommended, hypothetical, denied, or
    /// all
    #[arg(long, value_name = "MODALITY,…", value_delimiter = ',', value_parser = modality)]
    include: Vec<Include>,
    /// Only claims of these relations and their cases
    #[arg(long, value_name = "RELATION,…", value_delimiter = ',')]
    relation: Vec<String>,
    /// Only claims of these families: support, hostility, structure, contact, presence
    #[arg(long, value_name = "FAMILY,…", value_delimiter = ',', value_parser = family)]
    family: Vec<Family>,
    /// Only claims of this source; may be given several times
    #[arg(long, value_name = "SOURCE")]
    source: Vec<String>,
    /// Only answers in which this actor stands
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Let parts act for the whole: an officer for his army, an embassy for its state
    #[arg(long)]
    roll_up: bool,
    /// No more answers than this
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How many years a tie is taken to go on beyond the last that is known of it
    #[arg(long, value_name = "YEARS", default_value_t = Reach::default().0)]
    reach: u16,
    /// How to print the answers
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Shape,
}

#[derive(Debug, Clone)]
enum Include {
    One(Modality),
    All,
}

fn modality(word: &str) -> Result<Include, String> {
    if word == "all" {
        return Ok(Include::All);
    }
    let found = Modality::ALL.into_iter().find(|modality| modality.word() == word);
    let words = Modality::ALL.map(Modality::word).join(", ");
    found.map(Include::One).ok_or(format!("it can be {words}, or all"))
}

fn family(word: &str) -> Result<Family, String> {
    let words = Family::ALL.map(Family::word).join(", ");
    Family::ALL.into_iter().find(|family| family.word() == word).ok_or(format!("it can be {words}"))
}

fn when(word: &str) -> Result<When, String> {
    if word == "ever" {
        return Ok(When::Ever);
    }
    let period: Period = word.parse().map_err(|error| format!("{error}"))?;
    if period.is_inverted() {
        return Err("the period ends before it starts".to_owned());
    }
    Ok(When::During(At::from(period)))
}

impl Filters {
    /// The time that the filters name.
    pub(super) fn when(&self) -> anyhow::Result<Option<When>> {
        let Some(dates) = &self.between else { return Ok(self.at) };
        let at = At { first: At::from(dates[0]).first, last: At::from(dates[1]).last };
        if at.first > at.last {
            bail!("--between: {} is later than {}", dates[0], dates[1]);
        }
        Ok(Some(When::During(at)))
    }

    /// Whether parts are to act for the whole.
    pub(super) fn rolls_up(&self) -> bool {
        self.roll_up
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
            reach: Reach(self.reach),
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
        let of_family = |ix| self.family.contains(&vocabulary[ix].family);
        let mut set = RelationSet::of(vocabulary, of_family);
        for name in &self.relation {
            set.add(&Expr::parse(name, vocabulary)?.relations(vocabulary));
        }
        Ok(Some(set))
    }
}

/// The graph in which parts act for the whole; those named are kept as they are.
pub(super) fn rolled(graph: &Graph, when: When, scope: &Scope, keep: &[ActorIx]) -> Graph {
    roll_up(graph, &Parents::of(graph, when, scope.reach, keep))
}

/// The sentence around a claim's quote, where the text is at hand.
pub(super) fn sentence(sources: &Sources, at: &ClaimRef<'_>) -> Option<String> {
    let text = sources.text(at.source.id.as_str())?;
    let quoted = at.claim.citation.quoted()?;
    let place = Place { paragraph: quoted.paragraph, words: quoted.words, class: quoted.class };
    let sentence = text.sentence_around(&place);
    (!sentence.is_empty()).then(|| sentence.to_owned())
}
