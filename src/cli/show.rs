//! `show ACTOR`

use std::sync::Arc;

use clap::Args;
use clap_complete::ArgValueCandidates;

use super::completions::actors;
use super::filters::{Filter, Filters, rolled, say_changed, sentence};
use super::project::{Project, leave};
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::analysis::dossier::dossier;
use crate::query::Names;
use crate::report::claim::ClaimStyle;
use crate::report::{claims, dossier as page};

/// Show all that is said about an actor: names, and ties by family, each with its quotes, over time
///
/// Claims of every modality are shown, each labelled with it, unless --include says which.
///
/// Examples:
///   whobacks show haftar
///   whobacks show "the Kremlin" --family support --at 2024
///   whobacks show us --roll-up
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Show {
    /// The actor: an id, a name or an alias
    #[arg(required = true, num_args = 1.., value_name = "ACTOR", add = ArgValueCandidates::new(actors))]
    whom: Vec<String>,
    #[command(flatten)]
    filters: Filters,
}

impl Show {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        self.filters.refuse(&[Filter::Limit], "all is shown that is said of an actor")?;
        let project = Project::find(globals)?;
        let Some((graph, texts)) = project.graph_and_texts(terminal)? else {
            return Ok(Ended::Badly);
        };
        leave(globals, Arc::clone(&graph));
        let names = Names::of(&graph);
        let scope = self.filters.scope(&names)?;
        let actor = names.actor(&self.whom.join(" "), &scope.sources)?;
        let graph = match self.filters.rolls_up() {
            true => &rolled(&graph, scope.when, &scope, &[actor]),
            false => &graph,
        };
        let found = dossier(graph, actor, &scope);
        let sentences = |at: &crate::graph::ClaimRef<'_>| sentence(&texts, at);
        let style = ClaimStyle {
            width: terminal.width(),
            colour: terminal.colour(),
            sentences: &sentences,
        };
        let text = match self.filters.format {
            Shape::Table => page::text(graph, actor, &found, &style),
            Shape::Json => page::json(graph, actor, &found, &sentences),
            Shape::Csv => terminal.csv(claims::rows(graph, &page::claims(&found))),
        };
        terminal.answer(&text, self.filters.format)?;
        say_changed(&texts, terminal)?;
        Ok(if found.is_empty() { Ended::Badly } else { Ended::Well })
    }
}
