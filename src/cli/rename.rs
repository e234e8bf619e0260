//! `rename`

use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;

use super::completions::actors;
use super::terminal::Terminal;
use super::writing::Writing;
use super::{Ended, Globals};
use crate::edit;

/// Give an actor or a source another id wherever the old one occurs
#[derive(Debug, Subcommand)]
pub(super) enum Rename {
    Actor(Actor),
    Source(super::source::Rename),
}

/// Give an actor another id: in claims, sides, places, and where it is defined
///
/// Included files are changed too. Comments and layout stay as they are.
///
/// Examples:
///   whobacks rename actor hor house-of-representatives --dry-run
///   whobacks rename actor hor house-of-representatives
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Actor {
    /// The id, or a name that only one actor has
    #[arg(add = ArgValueCandidates::new(actors))]
    old: String,
    /// The new id
    new: String,
    #[command(flatten)]
    writing: Writing,
}

impl Rename {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        match self {
            Rename::Actor(Actor { old, new, writing }) => {
                writing.change(globals, terminal, |_, dataset, _| {
                    let named = edit::actor_named(dataset, "", old);
                    match named {
                        Ok(id) if id != *new => Ok(edit::rename_actor(dataset, &id, new)?),
                        // Who has been renamed in one file only is found under neither.
                        named => match (edit::rename_actor(dataset, old, new), named) {
                            (Ok(change), _) => Ok(change),
                            (Err(_), Err(error)) => Err(error.into()),
                            (Err(error), Ok(_)) => Err(error.into()),
                        },
                    }
                })
            }
            Rename::Source(command) => command.run(globals, terminal),
        }
    }
}
