//! `merge`

use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;

use super::completions::actors;
use super::terminal::Terminal;
use super::writing::Writing;
use super::{Ended, Globals};
use crate::edit;

/// Merge two actors that are one
#[derive(Debug, Subcommand)]
pub(super) enum Merge {
    Actor(Actor),
}

/// Merge two actors that are one: the first stays, the second becomes part of it
///
/// Names become aliases, aliases and notes are joined, and every mention of the second becomes a mention of the first.
/// Claims that would then be about one actor only, or would be repeated, are listed, and nothing is
/// written; with --drop they are removed.
///
/// Examples:
///   whobacks merge actor lna lna-ground-forces --dry-run
///   whobacks merge actor lna lna-ground-forces --drop
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Actor {
    /// The actor that stays: its id, or a name that only one has
    #[arg(add = ArgValueCandidates::new(actors))]
    kept: String,
    /// The actor that is merged into the first
    #[arg(add = ArgValueCandidates::new(actors))]
    gone: String,
    /// Remove claims that would be about one actor only, or would be repeated
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
