//! `source`: its commands, one file each

mod add;
mod export;
mod filled;
mod list;
mod remove;
mod rename;
mod text;

use anyhow::bail;
use clap::Subcommand;

pub(super) use rename::Rename;

use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::evidence::Sources;

/// Make, list, show, read and export the cards of sources
#[derive(Debug, Subcommand)]
pub(super) enum Source {
    Add(Box<add::Add>),
    List(list::List),
    Show(list::Show),
    Text(text::Text),
    Rename(rename::Rename),
    Remove(remove::Remove),
    Export(export::Export),
}

impl Source {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        match self {
            Source::Add(command) => command.run(globals, terminal),
            Source::List(command) => command.run(globals, terminal),
            Source::Show(command) => command.run(globals, terminal),
            Source::Text(command) => command.run(globals, terminal),
            Source::Rename(command) => command.run(globals, terminal),
            Source::Remove(command) => command.run(globals, terminal),
            Source::Export(command) => command.run(globals, terminal),
        }
    }
}

/// Refuses an id that no card has, with the nearest that one has.
fn refuse_unknown(sources: &Sources, id: &str) -> anyhow::Result<()> {
    if sources.source(id).is_some() {
        return Ok(());
    }
    match crate::check::nearest_word(id, sources.cards().map(|card| card.id.as_str())) {
        Some(near) => bail!("no source has the id `{id}`; did you mean `{near}`?"),
        None => bail!("no source has the id `{id}`; `whobacks source list` lists them"),
    }
}
