//! `path A B`

use std::sync::Arc;

use clap::Args;
use clap_complete::ArgValueCandidates;

use super::completions::actors;
use super::filters::{Filters, rolled};
use super::find::print;
use super::project::{Project, leave};
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::analysis::answer::{FURTHEST, path};
use crate::query::{Names, Pointing, Scope, chains};

/// Show how two actors are connected: every shortest chain of ties, each link with its quotes
///
/// Links lead from the one who acts to the one acted on, unless --any-direction is given; a symmetric
/// tie leads both ways. With --at, every link holds at that date.
///
/// Examples:
///   whobacks path russia tbz
///   whobacks path "the Kremlin" gna --any-direction --max 3
///   whobacks path us isis --family hostility --at 2016
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Path {
    /// Where the chain starts
    #[arg(add = ArgValueCandidates::new(actors))]
    a: String,
    /// Where it ends
    #[arg(add = ArgValueCandidates::new(actors))]
    b: String,
    /// The most links of a chain
    #[arg(long, value_name = "N", default_value_t = FURTHEST)]
    max: usize,
    /// Follow ties backwards too
    #[arg(long)]
    any_direction: bool,
    #[command(flatten)]
    filters: Filters,
}

impl Path {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let Some((graph, texts)) = project.graph_and_texts(terminal)? else {
            return Ok(Ended::Badly);
        };
        let names = Names::of(&graph);
        let scope = self.filters.scope(&names)?;
        let a = names.actor(&self.a, &scope.sources)?;
        let b = names.actor(&self.b, &scope.sources)?;
        if a == b {
            anyhow::bail!("`{}` and `{}` are the same actor", self.a, self.b);
        }
        let seen = match self.filters.rolls_up() {
            true => Arc::new(rolled(&graph, scope.when, &scope, &[a, b])),
            false => Arc::clone(&graph),
        };
        let pointing = if self.any_direction { Pointing::Either } else { Pointing::Onward };
        let selection = path(&seen, (a, b), &scope, pointing, self.max);
        let ended = print(terminal, &selection, None, self.filters.format, &texts)?;
        if selection.is_empty() && pointing == Pointing::Onward {
            let few = Scope { limit: Some(1), ..scope };
            if !chains(&seen, (a, b), &few, Pointing::Either, self.max).found.is_empty() {
                terminal.finish()?;
                terminal
                    .say("hint: there is a chain whose links point either way: --any-direction");
            }
        }
        leave(globals, (names, selection));
        leave(globals, (seen, graph));
        Ok(ended)
    }
}
