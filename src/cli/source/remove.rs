//! `source remove`

use std::fs;

use anyhow::{Context as _, bail};
use clap::Args;

use super::super::disk::Disk;
use super::super::project::Project;
use super::super::terminal::Terminal;
use super::super::{Ended, Globals};
use super::refuse_unknown;
use crate::annotation::Arena;
use crate::model::SourceId;
use crate::report;

/// Remove a source: its card, its ledger, and the text that was extracted from its file
///
/// The file itself stays. A source that claims cite is not removed.
///
/// Example: whobacks source remove antiwar-2017
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Remove {
    /// The source's id
    id: SourceId,
    /// Remove it even if claims cite it
    #[arg(long)]
    force: bool,
}

impl Remove {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::seeds_only(globals)?;
        let sources = project.sources()?;
        refuse_unknown(&sources, self.id.as_str())?;
        let cited = self.cited(&project)?;
        if cited > 0 && !self.force {
            bail!(
                "{} cited to `{}` in {}; remove them first, or use --force",
                match cited {
                    1 => "1 claim is".to_owned(),
                    n => format!("{n} claims are"),
                },
                self.id,
                project.data.display()
            );
        }
        let text = sources.source(self.id.as_str()).and_then(|source| source.text.as_ref());
        let kept = text.filter(|text| text.original.is_some()).map(|text| text.file.clone());
        let kept = project.texts.as_ref().zip(kept).map(|(folder, file)| folder.path.join(file));
        let own = ["ron", "proofs", "proofs.sig"]
            .map(|end| project.seeds.join(format!("{}.{end}", self.id)));
        for path in own.into_iter().chain(kept).filter(|path| path.exists()) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            terminal.print(&format!("{} removed\n", path.display()))?;
        }
        if cited > 0 {
            terminal.say(&format!("{} without a source now", report::count(cited, "claim")));
        }
        Ok(Ended::Well)
    }

    /// How many entries of the annotation are cited to it.
    fn cited(&self, project: &Project) -> anyhow::Result<usize> {
        if !project.data.exists() {
            return Ok(0);
        }
        let arena = Arena::new();
        let dataset = crate::annotation::load(&project.data, &Disk::everywhere(), &arena)?;
        let own = dataset.entries().into_iter().filter(|entry| {
            *dataset.files[entry.file].content.claims[entry.source].0 == *self.id.as_str()
        });
        Ok(own.count())
    }
}
