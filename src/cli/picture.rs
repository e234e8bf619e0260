//! What pictures are asked for with: which part of the graph, at which time.

use anyhow::anyhow;
use clap::Args;

use super::filters::rolled_up;
use super::time::Shown;
use crate::graph::Graph;
use crate::model::{ActorIx, Family, Modality};
use crate::query::Names;
use crate::view::alliance::{Choice, LIMIT};

/// The options of what is shown.
#[derive(Debug, Clone, Args)]
pub(super) struct Picture {
    #[command(flatten)]
    time: Shown,
    /// Only what is near this actor (may be given several times)
    #[arg(long, value_name = "ACTOR")]
    focus: Vec<String>,
    /// How many ties away from the focus is still near
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    depth: usize,
    /// Only ties of these families: support, hostility, structure, contact, presence
    #[arg(long, value_name = "FAMILY,…", value_delimiter = ',', value_parser = family)]
    family: Vec<Family>,
    /// Show these too: recommended, hypothetical, denied
    #[arg(long, value_name = "MODALITY,…", value_delimiter = ',', value_parser = modality)]
    include: Vec<Modality>,
    /// The most actors to show; those with the weightiest ties [0: all]
    #[arg(long, value_name = "N", default_value_t = LIMIT)]
    limit: usize,
    /// Leave people, offices and units apart from what they are part of
    #[arg(long)]
    no_roll_up: bool,
    /// The title [default: that of the annotation file]
    #[arg(long)]
    title: Option<String>,
}

fn family(word: &str) -> Result<Family, String> {
    let words = Family::ALL.map(Family::word).join(", ");
    Family::ALL.into_iter().find(|f| f.word() == word).ok_or(format!("it can be {words}"))
}

fn modality(word: &str) -> Result<Modality, String> {
    let words = Modality::ALL.map(Modality::word).join(", ");
    Modality::ALL.into_iter().find(|m| m.word() == word).ok_or(format!("it can be {words}"))
}

impl Picture {
    /// The graph to draw and what of it.
    ///
    /// # Errors
    /// When nobody is called as the focus is, or several are.
    pub(super) fn of(&self, graph: Graph) -> anyhow::Result<(Graph, Choice)> {
        let names = Names::of(&graph);
        let focus = (self.focus.iter())
            .map(|name| names.actor(name, &[]).map_err(|error| anyhow!("--focus: {error}")))
            .collect::<anyhow::Result<Vec<ActorIx>>>()?;
        let mut choice = Choice {
            title: self.title.clone(),
            at: self.time.at(),
            reach: self.time.reach(),
            families: self.family.clone(),
            focus,
            depth: self.depth,
            limit: if self.limit == 0 { usize::MAX } else { self.limit },
            ..Choice::default()
        };
        choice.include.extend(&self.include);
        let graph = if self.no_roll_up { graph } else { rolled_up(&graph, &choice) };
        Ok((graph, choice))
    }
}
