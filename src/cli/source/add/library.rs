//! What a library of references says of a document, put into its card.

use anyhow::bail;

use super::super::super::Ended;
use super::super::super::project::Project;
use super::super::super::terminal::Terminal;
#[cfg(feature = "intake")]
use super::name::cards;
use super::{Add, Incoming};
use crate::evidence::Card;
#[cfg(feature = "intake")]
use crate::intake::CardField;
#[cfg(feature = "intake")]
use crate::report;

impl Add {
    #[cfg(feature = "intake")]
    pub(super) fn fill_from_library(
        &self,
        card: &mut Card,
        incoming: &Incoming<'_>,
    ) -> anyhow::Result<Vec<&'static str>> {
        use super::super::filled::{Library, take};
        let Some(path) = self.csl.as_ref().or(self.bibtex.as_ref()) else { return Ok(Vec::new()) };
        let library = Library::read(path)?;
        let facts = |field| {
            let facts = incoming.reading.facts.iter();
            facts.filter(move |fact| fact.field == field).map(|fact| fact.value.as_str())
        };
        let mut titles: Vec<&str> = facts(CardField::Title).collect();
        titles.push(&card.title);
        titles.extend(self.title.as_deref());
        let stem = incoming.name.rsplit_once('.').map_or(&*incoming.name, |(stem, _)| stem);
        titles.push(stem);
        let url = self.url.as_deref().or_else(|| facts(CardField::Url).next());
        let item = match &self.item {
            Some(key) => library.item(key)?,
            None => match library.of(&titles, url) {
                Some(item) => item,
                None => bail!(
                    "no item of {} has the title “{}” or the address of {}; name one with --item",
                    path.display(),
                    card.title,
                    incoming.name
                ),
            },
        };
        if let Some(title) = &item.title {
            card.title.clone_from(title);
        }
        Ok(take(card, item))
    }

    #[cfg(not(feature = "intake"))]
    pub(super) fn fill_from_library(
        &self,
        _: &mut Card,
        _: &Incoming<'_>,
    ) -> anyhow::Result<Vec<&'static str>> {
        match self.csl.is_some() || self.bibtex.is_some() {
            true => bail!("this whobacks was built without libraries (feature `intake`)"),
            false => Ok(Vec::new()),
        }
    }

    /// Fills the empty fields of the cards that are there from a library.
    #[cfg(feature = "intake")]
    pub(super) fn fill_cards(
        &self,
        project: &Project,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Ended> {
        use super::super::filled::{Library, take};
        let Some(path) = self.csl.as_ref().or(self.bibtex.as_ref()) else { return Ok(Ended::Well) };
        let library = Library::read(path)?;
        let mut unused: Vec<&str> = library.items().iter().map(|item| item.key.as_str()).collect();
        for (path, old, card) in cards(project)? {
            let is_of = |item: &&crate::intake::references::Reference| {
                item.is_of(Some(&card.title), card.url.as_deref())
                    || path.file_stem().is_some_and(|stem| stem.to_string_lossy() == item.key)
            };
            let Some(item) = library.items().iter().find(is_of) else { continue };
            unused.retain(|key| *key != item.key);
            let mut new = card.clone();
            let filled = take(&mut new, item);
            if filled.is_empty() {
                continue;
            }
            let written = new.renew(&old)?;
            project.write(&path, written.as_bytes())?;
            terminal.print(&format!("{}: {} filled in\n", path.display(), filled.join(", ")))?;
        }
        if !unused.is_empty() {
            terminal.say(&format!(
                "{} of the library without a card: {}",
                report::count(unused.len(), "item"),
                unused.join(", ")
            ));
        }
        Ok(Ended::Well)
    }

    #[cfg(not(feature = "intake"))]
    pub(super) fn fill_cards(&self, _: &Project, _: &mut Terminal) -> anyhow::Result<Ended> {
        bail!("this whobacks was built without libraries (feature `intake`)")
    }
}
