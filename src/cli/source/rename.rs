//! `source rename`

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use super::super::disk::{Disk, write_whole};
use super::super::project::Project;
use super::super::terminal::Terminal;
use super::super::{Ended, Globals};
use super::refuse_unknown;
use crate::annotation::{Arena, parse, quoted};
use crate::evidence::{Card, Ledger};
use crate::model::SourceId;

/// Give a source another id: its card, its ledger, its text, and wherever it is named
///
/// The annotation's `claims` and `aliases_in`, and `copy_of` and `relies_on` on other cards, follow.
///
/// Example: whobacks source rename us-looks-to-dramatically antiwar-2017
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Rename {
    /// The id that it has
    old: SourceId,
    /// The id that it is to have
    new: SourceId,
}

impl Rename {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::seeds_only(globals)?;
        let sources = project.sources()?;
        refuse_unknown(&sources, self.old.as_str())?;
        let path = |id: &SourceId, end: &str| project.seeds.join(format!("{id}.{end}"));
        let (card, new_card) = (path(&self.old, "ron"), path(&self.new, "ron"));
        if new_card.exists() {
            bail!("there is a card {} already", new_card.display());
        }
        // All that may fail comes first.
        let annotations = self.annotations(&project)?;
        let text = fs::read_to_string(&card).with_context(|| format!("cannot read {}", card.display()))?;
        let mut own = Card::parse(&text)?;
        let moved = self.move_text(&mut own, &project)?;
        let ledger = match fs::read_to_string(path(&self.old, "proofs")) {
            Ok(ledger) => Some(Ledger::parse(&ledger)?.renamed(self.new.clone()).write()),
            Err(_) => None,
        };
        let others = self.others(&project)?;
        let renewed = own.renew(&text)?;
        let mut writes: Vec<(PathBuf, String)> = vec![(new_card.clone(), renewed)];
        writes.extend(ledger.map(|ledger| (path(&self.new, "proofs"), ledger)));
        writes.extend(others);
        writes.extend(annotations);
        if let Some((from, to)) = &moved {
            fs::rename(from, to).with_context(|| format!("cannot move {}", from.display()))?;
            terminal.print(&format!("{} is {} now\n", from.display(), to.display()))?;
        }
        for (path, text) in &writes {
            write_whole(path, |out| out.write_all(text.as_bytes()))?;
            terminal.print(&format!("{} written\n", path.display()))?;
        }
        for end in ["ron", "proofs"] {
            let gone = path(&self.old, end);
            if gone.exists() {
                fs::remove_file(&gone).with_context(|| format!("cannot remove {}", gone.display()))?;
                terminal.print(&format!("{} removed\n", gone.display()))?;
            }
        }
        terminal.say("ids of its claims are others now: they are made of the source's id too");
        Ok(Ended::Well)
    }

    /// A text that has the name of its source follows it.
    fn move_text(&self, card: &mut Card, project: &Project) -> anyhow::Result<Option<(PathBuf, PathBuf)>> {
        let Some(text) = &mut card.text else { return Ok(None) };
        let Some(end) = text.file.strip_prefix(self.old.as_str()).filter(|end| end.starts_with('.')) else {
            return Ok(None);
        };
        let new = format!("{}{end}", self.new);
        let Some(folder) = &project.texts else {
            // Nobody knows where it is: the card keeps its name.
            return Ok(None);
        };
        let (from, to) = (folder.path.join(&text.file), folder.path.join(&new));
        if !from.exists() || text.original.is_none() {
            return Ok(None);
        }
        if to.exists() {
            bail!("there is a file {} already", to.display());
        }
        text.file = new;
        Ok(Some((from, to)))
    }

    /// Other cards that name the source.
    fn others(&self, project: &Project) -> anyhow::Result<Vec<(PathBuf, String)>> {
        use crate::annotation::Files as _;
        let mut changed = Vec::new();
        for path in Disk.list(&project.seeds)? {
            let is_own = path.file_stem().is_some_and(|stem| stem == self.old.as_str());
            if is_own || path.extension().is_none_or(|end| end != "ron") {
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let Ok(mut card) = Card::parse(&text) else { continue };
            let named = card.copy_of.iter_mut().chain(&mut card.relies_on);
            let mut hits = 0;
            for name in named.filter(|name| **name == self.old.as_str()) {
                *name = self.new.to_string();
                hits += 1;
            }
            if hits > 0 {
                changed.push((path, card.renew(&text)?));
            }
        }
        Ok(changed)
    }

    /// The annotation's files with the new id, each parsed again.
    fn annotations(&self, project: &Project) -> anyhow::Result<Vec<(PathBuf, String)>> {
        if !project.data.exists() {
            return Ok(Vec::new());
        }
        let arena = Arena::new();
        let dataset = crate::annotation::load(&project.data, &Disk, &arena)?;
        let (old, new) = (quoted(self.old.as_str()), quoted(self.new.as_str()));
        let mut changed = Vec::new();
        for file in &dataset.files {
            let path = file.path.clone();
            let text = fs::read_to_string(&path)?;
            let renamed = renamed_keys(&text, &old, &new);
            if renamed == text {
                continue;
            }
            let again = parse(&path, &renamed, &arena);
            let content = &again.files[0].content;
            let same_actors = content.actors.iter().map(|(id, _)| id).eq(file.content.actors.iter().map(|(id, _)| id));
            let as_before = again.files[0].faults.len() == file.faults.len()
                && content.claims.len() == file.content.claims.len()
                && content.claims.iter().all(|(id, _)| **id != *self.old.as_str())
                && same_actors;
            if !as_before {
                bail!("`{}` cannot be told from other names in {}: write the new id there by hand, then rename", self.old, path.display());
            }
            changed.push((path, renamed));
        }
        Ok(changed)
    }
}

/// A text with every key of a map renamed.
fn renamed_keys(text: &str, old: &str, new: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(old) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        let behind = &behind[old.len()..];
        let is_key = behind.trim_start().starts_with(':') && !before.ends_with('\\');
        out.push_str(if is_key { new } else { old });
        rest = behind;
    }
    out.push_str(rest);
    out
}
