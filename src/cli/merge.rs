//! `merge`

use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;

use super::completions::actors;
use super::terminal::Terminal;
use super::writing::Writing;
use super::{Ended, Globals};
use crate::edit;

/// Make one of two actors that are one
#[derive(Debug, Subcommand)]
pub(super) enum Merge {
    Actor(Actor),
}

/// Make one of two actors that are one: the first stays, the second becomes it
///
/// Names become aliases, aliases and notes are joined, and whatever names the second names the first from
/// then on. Claims that would be about one actor only, or would be said twice, are listed, and nothing is
/// written; with --drop they are taken out.
///
/// Examples:
///   whobacks merge actor lna haftar-forces --dry-run
///   whobacks merge actor lna haftar-forces --drop
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Actor {
    /// The actor that stays: its id, or a name that only one has
    #[arg(add = ArgValueCandidates::new(actors))]
    kept: String,
    /// The actor that becomes the other
    #[arg(add = ArgValueCandidates::new(actors))]
    gone: String,
    /// Take out claims that would be about one actor only, or would be said twice
    #[arg(long)]
    drop: bool,
    #[command(flatten)]
    writing: Writing,
}

impl Merge {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Merge::Actor(Actor { kept, gone, drop, writing }) = self;
        writing.change(globals, terminal, |_, dataset, _| {
            let kept = edit::actor_named(dataset, "", kept)?;
            let gone = edit::actor_named(dataset, "", gone)?;
            Ok(edit::merge_actors(dataset, &kept, &gone, *drop)?)
        })
    }
}
