//! `agree A B`

use std::path::PathBuf;

use clap::Args;

use super::project::Project;
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::analysis::agreement;
use crate::report::agreement::{Coding, json, rows, text};

/// Say how far two codings of the same sources agree, and where they differ
///
/// Actors are matched by id, name and alias. Precision and recall count what a source says about a pair
/// of actors within a family, with the first file as the standard; Krippendorff's alpha says how far
/// the coders chose the same relation, modality, status and date for the claims that both have. Every
/// difference is listed with its quotes. Both files must pass `check`.
///
/// Examples:
///   whobacks agree anna.ron ben.ron --texts ~/articles
///   whobacks agree anna.ron ben.ron --format csv > to-settle.csv
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Agree {
    /// The first coding; the standard for precision and recall
    a: PathBuf,
    /// The second coding
    b: PathBuf,
    /// How to print the result; csv has the differences only
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl Agree {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        // Both are checked before either is refused, so that one run shows everything wrong.
        let a = Project::of(globals, &self.a)?.graph(terminal)?;
        let b = Project::of(globals, &self.b)?.graph(terminal)?;
        let (Some(a), Some(b)) = (a, b) else { return Ok(Ended::Badly) };
        let agreement = agreement::compare(&a, &b);
        let [file_a, file_b] = [&self.a, &self.b].map(|path| path.display().to_string());
        let codings = [Coding { file: &file_a, graph: &a }, Coding { file: &file_b, graph: &b }];
        let shown = match self.format {
            Shape::Table => text(&agreement, codings, terminal.width()),
            Shape::Json => json(&agreement, codings),
            Shape::Csv => terminal.csv(rows(&agreement)),
        };
        terminal.answer(&shown, self.format)?;
        Ok(Ended::Well)
    }
}
