//! `diff D1 D2`, `diff OLD.ron NEW.ron`

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use clap::Args;

use super::filters::{Filter, Filters, rolled, say_changed, sentence};
use super::find::print;
use super::project::{Project, leave};
use super::terminal::{Shape, Terminal};
use super::time::{date, span};
use super::{Ended, Globals};
use crate::analysis::answer::since;
use crate::analysis::revisions::revisions;
use crate::graph::time::{At, When};
use crate::model::Period;
use crate::query::Names;
use crate::report::claim::ClaimStyle;
use crate::report::revisions::{Revisions, json, rows, text};

/// Show what changed from one date to another, or from one file to another
///
/// Between dates: which ties began, ended, became attested or are no longer attested, which are put differently
/// (planned, then factual), and which events happened. Between files: which claims were added, removed,
/// or put differently.
///
/// Examples:
///   whobacks diff 2017 2025 --actor haftar
///   whobacks diff 2017 2025 --roll-up --family support,hostility
///   whobacks diff old.ron data/libya.ron
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Diff {
    /// A date, or an annotation file, or the folder of a project
    old: String,
    /// A later date, or another file or folder
    new: String,
    #[command(flatten)]
    filters: Filters,
}

impl Diff {
    /// Whether two files are compared, not two dates of one.
    pub(super) fn names_files(&self) -> bool {
        date(&self.old).is_err() || date(&self.new).is_err()
    }

    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let there = |text: &str| Path::new(text).exists();
        match (date(&self.old), date(&self.new)) {
            (Ok(first), Ok(second)) => self.dates(globals, terminal, first, second),
            _ if there(&self.old) && there(&self.new) => self.files(globals, terminal),
            _ => {
                for text in [&self.old, &self.new].into_iter().filter(|text| !there(text)) {
                    if let Err(why) = date(text) {
                        bail!("`{text}` is neither a file nor a date: {why}");
                    }
                }
                bail!("give two dates or two files")
            }
        }
    }

    fn dates(
        &self,
        globals: &Globals,
        terminal: &mut Terminal,
        first: Period,
        second: Period,
    ) -> anyhow::Result<Ended> {
        self.filters.refuse(&[Filter::Time], "the two dates say the time")?;
        span(first, second)?;
        let times = (At::from(first), At::from(second));
        let project = Project::find(globals)?;
        let Some((graph, texts)) = project.graph_and_texts(terminal)? else {
            return Ok(Ended::Badly);
        };
        leave(globals, Arc::clone(&graph));
        let names = Names::of(&graph);
        let scope = self.filters.scope(&names)?;
        let graph = match self.filters.rolls_up() {
            true => {
                &rolled(&graph, When::Ever, &scope, &scope.actor.into_iter().collect::<Vec<_>>())
            }
            false => &graph,
        };
        let selection = since(graph, times, &scope);
        // That nothing changed is an answer.
        print(terminal, &selection, None, self.filters.format, &texts).map(|_| Ended::Well)
    }

    fn files(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        use Filter::{Include, Limit, Reach, RollUp, Time};
        let useless = [Time, Reach, Include, RollUp, Limit];
        self.filters.refuse(&useless, "two files are compared claim by claim")?;
        let old = Project::of(globals, Path::new(&self.old))?.graph_and_texts(terminal)?;
        let new = Project::of(globals, Path::new(&self.new))?.graph_and_texts(terminal)?;
        let (Some((old, _)), Some((new, texts))) = (old, new) else { return Ok(Ended::Badly) };
        leave(globals, (Arc::clone(&old), Arc::clone(&new)));
        let old_scope = self.filters.scope(&Names::of(&old))?;
        let new_scope = self.filters.scope(&Names::of(&new))?;
        let found = revisions((&old, &old_scope), (&new, &new_scope));
        let all = Revisions { old: &old, new: &new, found: &found };
        let sentences = |at: &crate::graph::ClaimRef<'_>| sentence(&texts, at);
        let style = ClaimStyle {
            width: terminal.width(),
            colour: terminal.colour(),
            sentences: &sentences,
        };
        let text = match self.filters.format {
            Shape::Table => text(all, &style),
            Shape::Json => json(all, &sentences),
            Shape::Csv => terminal.csv(rows(all)),
        };
        terminal.answer(&text, self.filters.format)?;
        say_changed(&texts, terminal)?;
        Ok(Ended::Well)
    }
}
