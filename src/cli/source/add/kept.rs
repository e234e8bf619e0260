//! The text that was read out of a file, kept beside it, and out of the repository.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::super::super::Globals;
use super::super::super::disk::write_whole;
use super::super::super::project::Project;
use super::super::super::terminal::Terminal;
use super::{Add, Incoming};
use crate::annotation::Files as _;
use crate::model::SourceId;
use crate::project::{AllowedFolders, Disk, IGNORED};

impl Add {
    /// Writes the text that was read out of a file; gives its path.
    pub(super) fn keep_text(
        &self,
        id: &SourceId,
        incoming: &Incoming<'_>,
        globals: &Globals,
    ) -> anyhow::Result<Option<PathBuf>> {
        if incoming.reading.reader.is_none() {
            return Ok(None);
        }
        let beside = incoming.path.parent().map(Path::to_owned).unwrap_or_default();
        let folder = globals.texts.clone().unwrap_or(beside);
        let mut path = folder.join(format!("{id}.txt"));
        if path
            .canonicalize()
            .ok()
            .is_some_and(|own| Some(own) == incoming.path.canonicalize().ok())
        {
            path = folder.join(format!("{id}.utf8.txt"));
        }
        // A link there may lead anywhere, and nobody has named it.
        let bounds = AllowedFolders::within([folder_of(&path)]);
        bounds.admit_output(&path)?;
        let there = Disk { bounds }.read(&path).ok();
        if there.as_deref() == Some(incoming.text().as_bytes()) {
            return Ok(Some(path));
        }
        if there.is_some() && !self.force {
            bail!(
                "{} exists already, with another text; --force overwrites it, --id chooses another name",
                path.display()
            );
        }
        write_whole(&path, |out| out.write_all(incoming.text().as_bytes()))?;
        Ok(Some(path))
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A text in the folder of cards is kept out of the repository; of one elsewhere it is said how to find it.
pub(super) fn keep_out_of_repository(
    kept: &Path,
    project: &Project,
    terminal: &mut Terminal,
) -> anyhow::Result<()> {
    let folder = folder_of(kept);
    let is_seeds = folder.canonicalize().ok() == project.seeds.canonicalize().ok();
    if !is_seeds {
        terminal
            .say(&format!("note: give --texts {} where quotes are to be proved", folder.display()));
        return Ok(());
    }
    let ignore = project.seeds.join(".gitignore");
    if !ignore.exists() {
        project.write(&ignore, IGNORED.as_bytes())?;
        terminal
            .print(&format!("{} written: texts stay out of the repository\n", ignore.display()))?;
    }
    Ok(())
}
