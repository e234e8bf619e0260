//! `accept`

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::project::Project;
use super::terminal::Terminal;
use super::writing::Writing;
use super::{Ended, Globals};
use crate::annotation::{Arena, Dataset, Item, Overlay};
use crate::check::written_claims;
use crate::edit::{self, ChangeSet, FileChange, NewClaim};

/// Move accepted proposals into the annotation, in the order of the text
///
/// A proposal is accepted if it no longer says `proposed: true`, or if its id is given. The whole annotation is
/// checked first; either all accepted proposals are written, or none.
///
/// Examples:
///   whobacks accept proposals/antiwar-2017.ron --dry-run
///   whobacks accept proposals/antiwar-2017.ron
///   whobacks accept proposals/antiwar-2017.ron c-0123456789abcdef
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Accept {
    /// The file of proposals that `suggest` wrote
    file: PathBuf,
    /// Ids of claims to accept, even if they say `proposed: true`
    claims: Vec<String>,
    #[command(flatten)]
    writing: Writing,
}

impl Accept {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let drafted = Project::of(globals, &self.file)?;
        let arena = Arena::new();
        let (proposals, _) = drafted.load(terminal, &arena)?;
        let Some(target) = proposals.files.get(1).map(|file| file.path.clone()) else {
            bail!("{} includes no annotation to move its claims into", self.file.display());
        };
        let chosen = self.chosen(&proposals)?;
        if chosen.is_empty() {
            terminal.say(
                "nothing is accepted: remove `proposed: true` from what you accept, or give its id",
            );
            return Ok(Ended::Well);
        }
        let project = Project::of(globals, &target)?;
        self.writing.change_of(&project, terminal, |project, _, _| {
            let disk = project.disk();
            let mut overlay = Overlay::new(&disk);
            let mut files: Vec<FileChange> = Vec::new();
            for (_, source, item) in &chosen {
                let arena = Arena::new();
                let (dataset, sources) = project.load_from(&overlay, &arena)?;
                let new = NewClaim { source, item: item.clone() };
                for file in edit::add_claim(&dataset, &sources, &new)?.files {
                    overlay.put(&file.path, file.new.clone().into_bytes());
                    match files.iter_mut().find(|own| own.path == file.path) {
                        Some(own) => own.new = file.new,
                        None => files.push(file),
                    }
                }
            }
            let places: Vec<usize> = chosen.iter().map(|(place, ..)| *place).collect();
            files.extend(edit::taken_from_draft(&proposals, &places)?.files);
            let said = match chosen.len() {
                1 => "one claim moved into the annotation".to_owned(),
                n => format!("{n} claims moved into the annotation"),
            };
            let said =
                vec![said, "`whobacks prove` writes their proofs into the ledger".to_owned()];
            Ok(ChangeSet { files, said, ..ChangeSet::default() })
        })
    }

    /// What is accepted: places in the list of entries, sources, and claims as they will be written.
    fn chosen<'a>(&self, dataset: &Dataset<'a>) -> anyhow::Result<Vec<(usize, String, Item<'a>)>> {
        let ids = written_claims(dataset, &str::to_owned);
        let own = |id: &&String| {
            ids.iter().any(|claim| {
                claim.id.to_string() == **id && dataset.entries()[claim.entry].file == 0
            })
        };
        if let Some(unknown) = self.claims.iter().find(|id| !own(id)) {
            bail!("{} has no claim `{unknown}`", self.file.display());
        }
        let entries = dataset.entries();
        let mut chosen = Vec::new();
        for (place, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.file == 0) {
            let named = || {
                let mut of_it = ids.iter().filter(|claim| claim.entry == place);
                of_it.any(|claim| self.claims.contains(&claim.id.to_string()))
            };
            let accepted = match self.claims.is_empty() {
                true => !entry.claim.rare().proposed,
                false => named(),
            };
            if accepted {
                let mut item: Item<'a> = (*entry.claim).clone();
                if let Some(rare) = &mut item.rare {
                    rare.proposed = false;
                }
                let source = dataset.files[0].content.claims[entry.source].0.to_string();
                chosen.push((place, source, item));
            }
        }
        Ok(chosen)
    }
}
