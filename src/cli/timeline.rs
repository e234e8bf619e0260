//! `timeline [A [B]]`

use std::sync::Arc;

use clap::Args;
use clap_complete::ArgValueCandidates;

use super::completions::actors;
use super::filters::{Filter, Filters, rolled, say_changed, sentence};
use super::project::{Project, leave};
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::analysis::timeline::timeline;
use crate::graph::time::Reach;
use crate::model::ActorIx;
use crate::query::Names;
use crate::report::claim::ClaimStyle;
use crate::report::claims;

/// List claims in the order of their dates: all of them, those of an actor, or those of two
///
/// A claim without a date stands at the date of its source. Claims of every modality are listed, each
/// labelled with it, unless --include says which.
///
/// Examples:
///   whobacks timeline haftar
///   whobacks timeline us haftar --between 2017 2025
///   whobacks timeline --family hostility --format csv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Timeline {
    /// Only claims with this actor at one end
    #[arg(add = ArgValueCandidates::new(actors))]
    a: Option<String>,
    /// And with this one at the other end
    #[arg(add = ArgValueCandidates::new(actors))]
    b: Option<String>,
    #[command(flatten)]
    filters: Filters,
}

impl Timeline {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let why = "a timeline goes by the dates of claims, not by how long what they say may go on";
        self.filters.refuse(&[Filter::Reach], why)?;
        let project = Project::find(globals)?;
        let Some((graph, texts)) = project.graph_and_texts(terminal)? else {
            return Ok(Ended::Badly);
        };
        leave(globals, Arc::clone(&graph));
        let names = Names::of(&graph);
        let mut scope = self.filters.scope(&names)?;
        // A timeline shows when claims speak of, not how long what they say may go on.
        scope.reach = Reach::NONE;
        let actors = [&self.a, &self.b].into_iter().flatten();
        let actors = actors.map(|name| names.actor(name, &scope.sources));
        let actors: Vec<ActorIx> = actors.collect::<Result<_, _>>()?;
        let graph = match self.filters.rolls_up() {
            true => &rolled(&graph, scope.when, &scope, &actors),
            false => &graph,
        };
        let mut found = timeline(graph, &actors, &scope);
        let all = found.len();
        found.truncate(scope.limit.unwrap_or(all));
        let sentences = |at: &crate::graph::ClaimRef<'_>| sentence(&texts, at);
        let style = ClaimStyle {
            width: terminal.width(),
            colour: terminal.colour(),
            sentences: &sentences,
        };
        let text = match self.filters.format {
            Shape::Table => claims::text(graph, &found, all, &style),
            Shape::Json => claims::json(graph, &found, &sentences),
            Shape::Csv => terminal.csv(claims::rows(graph, &found)),
        };
        terminal.answer(&text, self.filters.format)?;
        say_changed(&texts, terminal)?;
        Ok(if found.is_empty() { Ended::Badly } else { Ended::Well })
    }
}
