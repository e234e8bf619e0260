//! `source add`, `source list`, `source show`

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use super::project::Project;
use super::terminal::{Shape, Terminal};
use super::{Ended, Globals};
use crate::evidence::{Proposal, Text, propose};
use crate::model::{Period, SourceId};
use crate::report;

/// Make, list and show the cards of sources
#[derive(Debug, Subcommand)]
pub(super) enum Source {
    Add(Box<Add>),
    List(List),
    Show(Show),
}

impl Source {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        match self {
            Source::Add(command) => command.run(globals, terminal),
            Source::List(command) => command.run(globals, terminal),
            Source::Show(command) => command.run(globals, terminal),
        }
    }
}

/// Make a card for a text
///
/// The card holds what is certain: the text's SHA-256, its counts, its title if it has one. What you
/// know beyond that, say with the options or write into the card. What the text hints at (a date, an
/// author) is shown, never filled in.
///
/// Example: whobacks source add articles/libya.txt --id atlantic-council-2017 --published 2017-07
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Add {
    /// The text, UTF-8
    file: PathBuf,
    /// The source's id [default: made from the title]
    #[arg(long)]
    id: Option<SourceId>,
    /// The title
    #[arg(long)]
    title: Option<String>,
    /// An author; may be given several times
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// Who published it
    #[arg(long)]
    publisher: Option<String>,
    /// When it was published (EDTF: 2017, 2017-07, 2017-07-10, 2015-08/2016-10 for some day between)
    #[arg(long, value_name = "DATE", value_parser = super::time::date)]
    published: Option<Period>,
    /// From what the date was worked out, where the text does not state it
    #[arg(long, value_name = "REASON", requires = "published")]
    inferred_from: Option<String>,
    /// A language tag such as en
    #[arg(long)]
    language: Option<String>,
    /// Where it can be read
    #[arg(long)]
    url: Option<String>,
    /// The original of which it is a reprint: a source's id, or a name
    #[arg(long, value_name = "SOURCE")]
    copy_of: Option<String>,
    /// Whose reporting it repeats; may be given several times
    #[arg(long, value_name = "SOURCE")]
    relies_on: Vec<String>,
    /// Lines are wrapped: a paragraph ends at a blank line only
    #[arg(long)]
    wrapped: bool,
    /// Replace a card that is there
    #[arg(long)]
    force: bool,
}

impl Add {
    fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::seeds_only(globals)?;
        let shown = self.file.display();
        let bytes = fs::read(&self.file).with_context(|| format!("cannot read {shown}"))?;
        let text = Text::from_bytes(&bytes, self.wrapped)
            .with_context(|| format!("cannot use {shown}"))?;
        let name = self.file.file_name().and_then(|name| name.to_str());
        let Some(name) = name else { bail!("{shown} has no name that a card could hold") };
        let proposal = self.fill(propose(name, &text));
        let path = project.seeds.join(format!("{}.ron", proposal.id));
        if path.exists() && !self.force {
            bail!(
                "there is a card {} already; --force replaces it, --id chooses another name",
                path.display()
            );
        }
        project.write(&path, proposal.write().as_bytes())?;
        terminal.print(&format!(
            "{} written: {}, {}\n",
            path.display(),
            report::count(text.word_count() as usize, "word"),
            report::count(text.paragraph_count() as usize, "paragraph"),
        ))?;
        for hint in &proposal.hints {
            terminal.say(&format!("hint: {hint}"));
        }
        Ok(Ended::Well)
    }

    /// What is said on the command line goes before what the text proposes.
    fn fill(&self, mut proposal: Proposal) -> Proposal {
        let card = &mut proposal.card;
        let set = |field: &mut Option<String>, said: &Option<String>| {
            if said.is_some() {
                field.clone_from(said);
            }
        };
        set(&mut card.publisher, &self.publisher);
        set(&mut card.inferred_from, &self.inferred_from);
        set(&mut card.language, &self.language);
        set(&mut card.url, &self.url);
        set(&mut card.copy_of, &self.copy_of);
        card.published = self.published.or(card.published);
        if let Some(title) = &self.title {
            card.title.clone_from(title);
        }
        card.authors.extend_from_slice(&self.authors);
        card.relies_on.extend_from_slice(&self.relies_on);
        if let Some(id) = &self.id {
            proposal.id = id.clone();
        }
        proposal
    }
}

/// List the cards
#[derive(Debug, Args)]
pub(super) struct List {
    /// How to print the list
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
}

impl List {
    fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let sources = Project::seeds_only(globals)?.sources()?;
        terminal.print_rows(&report::lists::sources(sources.cards()), self.format)?;
        for card in sources.broken() {
            terminal.error(&format!("{}: {}", card.path.display(), card.error));
        }
        Ok(if sources.broken().is_empty() { Ended::Well } else { Ended::Badly })
    }
}

/// Show a card, and whether its text and its ledger are at hand
///
/// Example: whobacks source show atlantic-council-2017
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Show {
    /// The source's id
    id: SourceId,
}

impl Show {
    fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::seeds_only(globals)?;
        let sources = project.sources()?;
        let Some(entry) = sources.shelf().get(&self.id) else {
            let ids = sources.cards().map(|card| card.id.as_str());
            match crate::check::nearest_word(self.id.as_str(), ids) {
                Some(near) => bail!("no source has the id `{}`; did you mean `{near}`?", self.id),
                None => {
                    bail!("no source has the id `{}`; `whobacks source list` lists them", self.id)
                }
            }
        };
        let proved = entry.ledger.as_ref().map(|ledger| report::count(ledger.len(), "quote"));
        let state = [
            (
                "text",
                entry.text.as_ref().map_or("not at hand".to_owned(), |_| "at hand".to_owned()),
            ),
            ("ledger", proved.map_or("none".to_owned(), |proved| format!("{proved} proved"))),
        ];
        terminal.print(&report::lists::card(&entry.source, &state))?;
        for fault in sources.faults(self.id.as_str()) {
            terminal.error(&fault.fault.to_string());
        }
        let faulty = sources.faults(self.id.as_str()).next().is_some();
        Ok(if faulty { Ended::Badly } else { Ended::Well })
    }
}
