//! `add`

use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;

use super::completions::{actors, relations, sources};
use super::terminal::Terminal;
use super::words::{kind, modality, status};
use super::writing::Writing;
use super::{Ended, Globals};
use crate::annotation::{ActorEntry, Dataset, Item, OneOrMany, Rare, Str};
use crate::check::written_claims;
use crate::edit::{self, NewClaim, actor_named};
use crate::model::{Kind, Modality, Status};

/// Add a claim to the block of its source, in the order of the text; or add an actor
///
/// The claim is checked first: if it is wrong, or its quote does not stand in the text, it is not
/// written. FROM and TO are ids, or names that only one actor has; several are separated by commas.
///
/// Examples:
///   whobacks add antiwar-2017 egypt backs haftar 'Egypt has long backed Haftar'
///   whobacks add antiwar-2017 us,uae arms lna 'arms for the LNA' --modality reported --said-by CNN
///   whobacks add actor turkey Türkiye state --alias Turkey --alias Ankara
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true)]
#[command(subcommand_negates_reqs = true, disable_help_subcommand = true)]
pub(super) struct Add {
    #[command(subcommand)]
    other: Option<Other>,
    #[command(flatten)]
    claim: Claim,
}

#[derive(Debug, Subcommand)]
enum Other {
    Actor(Actor),
}

#[derive(Debug, Args)]
struct Claim {
    /// The source's id
    #[arg(required = true, add = ArgValueCandidates::new(sources))]
    source: Option<String>,
    /// Who acts; `?` if the text names nobody
    #[arg(required = true, add = ArgValueCandidates::new(actors))]
    from: Option<String>,
    /// The relation; `whobacks relations` lists them
    #[arg(required = true, add = ArgValueCandidates::new(relations))]
    relation: Option<String>,
    /// Who is acted on
    #[arg(required = true, add = ArgValueCandidates::new(actors))]
    to: Option<String>,
    /// The 3 to 15 words that show it, exactly as they stand in the text
    #[arg(required_unless_present = "record")]
    quote: Option<String>,
    /// The row or number that shows it, if the source is a data set
    #[arg(long, conflicts_with = "quote")]
    record: Option<String>,
    /// The number of the paragraph, if the quote stands in several
    #[arg(long, value_name = "N")]
    paragraph: Option<u32>,
    /// When it held or happened: 2017-07, 2014/2016, 2022/.., 2016-02~
    #[arg(long, value_name = "DATE")]
    when: Option<String>,
    /// How the source puts it: factual, reported, assessed, alleged, planned, considered, recommended,
    /// hypothetical, denied
    #[arg(long, value_parser = modality)]
    modality: Option<Modality>,
    /// Whether the tie goes on, according to the source: ongoing, begun, ended
    #[arg(long, value_parser = status)]
    status: Option<Status>,
    /// Who says so; may be given several times
    #[arg(long, value_name = "WHO")]
    said_by: Vec<String>,
    /// Who passed it on to the source; several times for a chain, the one nearest to the speaker first
    #[arg(long, value_name = "WHO")]
    cited_by: Vec<String>,
    /// At whom the support is aimed
    #[arg(long, value_name = "ACTOR", add = ArgValueCandidates::new(actors))]
    against: Vec<String>,
    /// The actor or place by way of which it happens
    #[arg(long, value_name = "WHO")]
    through: Vec<String>,
    /// What is given or done
    #[arg(long)]
    what: Option<String>,
    /// How much, as the text has it
    #[arg(long)]
    amount: Option<String>,
    /// How many
    #[arg(long)]
    count: Option<String>,
    /// The date for which it is planned
    #[arg(long, value_name = "DATE")]
    intended: Option<String>,
    /// Where it happened
    #[arg(long)]
    place: Option<String>,
    /// How the date was worked out
    #[arg(long)]
    dated: Option<String>,
    /// The quote in your language
    #[arg(long)]
    translation: Option<String>,
    /// A remark
    #[arg(long)]
    note: Option<String>,
    /// The code of a warning that you have looked at and accept
    #[arg(long, value_name = "CODE")]
    accept: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

/// Add an actor after the others
///
/// Example: whobacks add actor turkey Türkiye state --alias Turkey --alias Ankara
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
struct Actor {
    /// Its id
    id: String,
    /// Its full name
    name: String,
    /// What sort of thing it is: person, state, government, military, armed_group, …
    #[arg(value_parser = kind)]
    kind: Kind,
    /// A short name for labels
    #[arg(long)]
    short: Option<String>,
    /// Another name; may be given several times
    #[arg(long = "alias", value_name = "NAME")]
    aliases: Vec<String>,
    /// Its lifetime
    #[arg(long, value_name = "DATE")]
    when: Option<String>,
    /// The place or state in which this place lies
    #[arg(long, value_name = "ACTOR", add = ArgValueCandidates::new(actors))]
    within: Option<String>,
    /// Its Wikidata id
    #[arg(long, value_name = "ID")]
    same_as: Option<String>,
    /// A remark
    #[arg(long)]
    note: Option<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Add {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        match &self.other {
            Some(Other::Actor(actor)) => actor.run(globals, terminal),
            None => self.claim.run(globals, terminal),
        }
    }
}

impl Claim {
    fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        self.writing.change(globals, terminal, |_, dataset, sources| {
            let source = self.source.as_deref().unwrap_or_default();
            if !sources.knows(source) {
                let ids = sources.cards().map(|card| card.id.as_str());
                let near = crate::check::nearest_word(source, ids).map(str::to_owned);
                let (what, id) = ("no source", source.to_owned());
                return Err(edit::Refusal::Unknown { what, id, near }.into());
            }
            let new = NewClaim { source, item: self.item(dataset, source)? };
            let mut change = edit::add_claim(dataset, sources, &new)?;
            change.said.extend(said(dataset, &change));
            Ok(change)
        })
    }

    fn item(&self, dataset: &Dataset<'_>, source: &str) -> anyhow::Result<Item<'static>> {
        let actor = |name: &str| actor_named(dataset, source, name);
        // Names have commas, too, now and then.
        let actors = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            match actor(text) {
                Ok(id) => Ok(vec![id]),
                Err(error) if !text.contains(',') => Err(error),
                Err(_) => text.split(',').map(|part| actor(part.trim())).collect(),
            }
        };
        let speakers = |names: &[String]| -> Vec<String> {
            names.iter().map(|name| actor(name).unwrap_or_else(|_| name.clone())).collect()
        };
        let text = |text: &Option<String>| text.clone().map(Str::from);
        let aims: Result<Vec<String>, _> = self.against.iter().map(|name| actor(name)).collect();
        let rare = Rare {
            cited_by: one_or_many(speakers(&self.cited_by)),
            against: one_or_many(aims?),
            through: one_or_many(speakers(&self.through)),
            what: text(&self.what),
            intended: text(&self.intended),
            place: self
                .place
                .as_ref()
                .and_then(|p| speakers(std::slice::from_ref(p)).pop())
                .map(Str::from),
            count: text(&self.count),
            amount: text(&self.amount),
            dated: text(&self.dated),
            translation: text(&self.translation),
            note: text(&self.note),
            accept: (!self.accept.is_empty())
                .then(|| self.accept.iter().cloned().map(Str::from).collect()),
            proposed: false,
            claims: None,
        };
        Ok(Item {
            from: one_or_many(actors(&self.from)?),
            relation: text(&self.relation),
            to: one_or_many(actors(&self.to)?),
            quote: text(&self.quote),
            record: text(&self.record),
            when: text(&self.when),
            modality: self.modality,
            status: self.status,
            said_by: one_or_many(speakers(&self.said_by)),
            paragraph: self.paragraph,
            rare: (rare != Rare::default()).then(|| Box::new(rare)),
        })
    }
}

fn one_or_many(mut texts: Vec<String>) -> Option<OneOrMany<'static>> {
    match texts.len() {
        0 => None,
        1 => texts.pop().map(|text| OneOrMany::One(text.into())),
        _ => Some(OneOrMany::Many(texts.into_iter().map(Str::from).collect())),
    }
}

/// The ids of the claims that are new, and where they stand.
fn said(dataset: &Dataset<'_>, change: &edit::ChangeSet) -> Vec<String> {
    let Some(file) = change.files.first() else { return Vec::new() };
    let arena = crate::annotation::Arena::new();
    let new = crate::annotation::parse(&file.path, &file.new, &arena);
    let ids = |dataset: &Dataset<'_>| -> Vec<crate::model::ClaimId> {
        written_claims(dataset, &str::to_owned).into_iter().map(|claim| claim.id).collect()
    };
    let old = ids(dataset);
    let mut new: Vec<_> = ids(&new).into_iter().filter(|id| !old.contains(id)).collect();
    new.dedup();
    let line = change.written.as_ref().map_or(0, |(_, span)| {
        let blank = file.new[span.start..].len() - file.new[span.start..].trim_start().len();
        file.new[..span.start + blank].matches('\n').count() + 1
    });
    new.iter().map(|id| format!("{id} stands in line {line}")).collect()
}

impl Actor {
    fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        self.writing.change(globals, terminal, |_, dataset, _| {
            let text = |text: &Option<String>| text.clone().map(Str::from);
            let within = self.within.as_deref().map(|name| actor_named(dataset, "", name));
            let actor = ActorEntry {
                name: Some(self.name.clone().into()),
                short: text(&self.short),
                kind: Some(self.kind),
                aliases: self.aliases.iter().cloned().map(Str::from).collect(),
                when: text(&self.when),
                within: within.transpose()?.map(Str::from),
                same_as: text(&self.same_as),
                note: text(&self.note),
                ..ActorEntry::default()
            };
            Ok(edit::add_actor(dataset, &self.id, &actor)?)
        })
    }
}
