//! `sides`

use std::sync::Arc;

use clap::Args;

use super::project::Project;
use super::terminal::{Shape, Terminal};
use super::time::{Shown, when};
use super::{Ended, Globals};
use crate::analysis;
use crate::analysis::sides::WorkLimit;
use crate::graph::{Parents, roll_up};
use crate::report;

/// Find the camps: who stands with whom, and which ties cut across
///
/// No file declares them. They are the division into as many sides as it takes that leaves the
/// fewest ties at odds, support between sides or hostility within one (weak structural balance).
/// Two actors share a side only if they do in every best division; an enemy's enemy is not thereby
/// a friend. Counted are ties present at the date, of parts as of the wholes for which they act, and
/// who commands or leads whom; a group that structure alone holds is not a camp, and who only tells
/// stands on none.
///
/// Examples:
///   whobacks sides --at 2017
///   whobacks sides --at 2025 --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Sides {
    #[command(flatten)]
    time: Shown,
    /// Leave people, offices and units by themselves, apart from what they are part of
    #[arg(long)]
    no_roll_up: bool,
    /// The division into exactly two camps too: the classical index of balance
    #[arg(long)]
    two_camps: bool,
    /// How long to search at most, in seconds of a common machine; 0 is without end
    ///
    /// What is counted is work, no clock, so that the same file gives the same sides on every machine,
    /// however fast and busy it is.
    #[arg(long, value_name = "N", default_value_t = 10)]
    seconds: u32,
    /// How to print the sides
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl Sides {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        let reach = self.time.reach();
        let when = when(self.time.at());
        let graph = match self.no_roll_up {
            true => graph,
            false => Arc::new(roll_up(&graph, &Parents::of(&graph, when, reach, &[]))),
        };
        let effort = WorkLimit::seconds(self.seconds);
        let sides = analysis::sides::sides_within(&graph, when, reach, effort);
        let camps = self.two_camps.then(|| analysis::sides::two_camps(&graph, when, reach, effort));
        let text = match self.format {
            Shape::Table => report::sides::text(&graph, &sides, camps.as_ref(), self.time.at()),
            Shape::Json => report::sides::json(&graph, &sides, camps.as_ref()),
            Shape::Csv => terminal.csv(report::sides::rows(&graph, &sides)),
        };
        terminal.answer(&text, self.format)?;
        Ok(Ended::Well)
    }
}
