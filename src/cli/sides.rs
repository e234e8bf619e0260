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
/// No file declares them. They are found as the division, into any number of sides, that leaves the
/// fewest ties at odds with it: support between sides, or hostility within one (weak structural balance).
/// Two actors share a side only if they do so in every best division; the enemy of an enemy is not thereby
/// a friend. The ties that count are those present at the date (those of parts count for the wholes for which
/// they act), and who commands or leads whom. A group that only structure holds together is not a camp, and a
/// mere speaker is on no side.
///
/// Examples:
///   whobacks sides --at 2017
///   whobacks sides --at 2025 --format json
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Sides {
    #[command(flatten)]
    time: Shown,
    /// Treat people, offices and units by themselves, not as the whole to which they belong
    #[arg(long)]
    no_roll_up: bool,
    /// Also find the division into exactly two camps: the classical index of balance
    #[arg(long)]
    two_camps: bool,
    /// How long to search at most, in seconds of a common machine; 0 sets no limit
    ///
    /// With --two-camps, half of it is for each of the two divisions.
    ///
    /// It is work that is counted, not time by a clock, so that the same file gives the same sides on every machine,
    /// however fast or busy it is.
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
        let effort = if self.two_camps { effort.halved() } else { effort };
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
