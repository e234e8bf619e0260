//! `source add`

mod kept;
mod library;
mod name;

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::super::project::Project;
use super::super::terminal::Terminal;
use super::super::{Ended, Globals};
use super::filled::{accept, hint, is_firm, said};
use crate::annotation::Files as _;
use crate::evidence::{Card, CardProposal, Text, digest, propose};
use crate::intake::{CardField, Fact, FileKind, IntakeOptions, Reading, ReadingNote};
use crate::model::{Original, Period, SourceId};
use crate::project::take as take_file;
use crate::report;
use kept::keep_out_of_repository;
use name::cards;

/// Make a card for a text, a saved page, a PDF, a Word file or an e-book
///
/// The card holds what is certain: the text's SHA-256, its counts, its title if it has one. Whatever else you
/// know, give with the options or write into the card. What the text hints at and what the
/// file says about itself (a date, an author) is shown, and filled in only if you --accept it.
///
/// If the file is not a UTF-8 text, its text is extracted once and kept as ID.txt beside the file (or in
/// --texts DIR): quotes are proved in that text. It does not belong in the repository.
///
/// Examples:
///   whobacks source add articles/libya.txt --id atlantic-council-2017 --published 2017-07
///   whobacks source add saved/*.html report.pdf --accept
///   whobacks source add report.pdf --csl zotero.json
///   whobacks source add --csl zotero.json           fill empty fields of the cards that are there
///   whobacks source add page.html --id wire-2019 --force
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(in crate::cli) struct Add {
    /// The files: .txt or .md in any encoding, .html and .mhtml (saved pages), .pdf, .docx, .odt, .epub
    #[arg(required_unless_present_any = ["csl", "bibtex"])]
    files: Vec<PathBuf>,
    /// The source's id [default: made from publisher and year, else from the title]
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
    /// When it was published (EDTF: 2017, 2017-07, 2017-07-10, 2015-08/2016-10 for some day in between)
    #[arg(long, value_name = "DATE", value_parser = super::super::time::date)]
    published: Option<Period>,
    /// What the date was inferred from, if the text does not state it
    #[arg(long, value_name = "REASON", requires = "published")]
    inferred_from: Option<String>,
    /// A language tag such as en
    #[arg(long)]
    language: Option<String>,
    /// The address where it can be read
    #[arg(long)]
    url: Option<String>,
    /// The address of an archived copy, such as the Internet Archive's
    #[arg(long, value_name = "URL")]
    archived: Option<String>,
    /// When it was read there
    #[arg(long, value_name = "DATE", value_parser = super::super::time::date)]
    accessed: Option<Period>,
    /// The original of which it is a reprint: a source's id, or a name
    #[arg(long, value_name = "SOURCE")]
    copy_of: Option<String>,
    /// Whose reporting it repeats; may be given several times
    #[arg(long, value_name = "SOURCE")]
    relies_on: Vec<String>,
    /// A library in CSL-JSON (Zotero's export): fills in what it says about the document
    #[arg(long, value_name = "FILE", conflicts_with = "bibtex")]
    csl: Option<PathBuf>,
    /// A library in BibTeX (.bib), likewise
    #[arg(long, value_name = "FILE")]
    bibtex: Option<PathBuf>,
    /// Which item of the library it is [default: the one with its title or address]
    #[arg(long, value_name = "KEY")]
    item: Option<String>,
    /// Fill in what the file says about itself: author, publisher, date, address, language
    #[arg(long)]
    accept: bool,
    /// The lines of the plain text are wrapped: a paragraph ends only at a blank line
    #[arg(long)]
    wrapped: bool,
    /// Keep everything that a page shows, even menus
    #[arg(long)]
    whole_page: bool,
    /// Read what holds more than documents do: so many times the usual limits on size, elements, pages, memory and time
    #[arg(long, value_name = "TIMES", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    limits: u32,
    /// Read the file again: hash and counts are renewed, what was written by hand stays
    #[arg(long)]
    force: bool,
}

/// A file that was read, on its way to a card.
struct Incoming<'f> {
    path: &'f Path,
    name: String,
    sha256: String,
    kind: FileKind,
    reading: Reading,
    /// The file itself, where that is the text that quotes are proved in.
    own: Option<String>,
}

impl Incoming<'_> {
    /// The text that quotes are proved in.
    fn text(&self) -> &str {
        self.own.as_deref().unwrap_or(self.reading.text())
    }
}

impl Add {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::seeds_only(globals)?;
        if self.files.len() > 1
            && (self.id.is_some() || self.title.is_some() || self.item.is_some())
        {
            bail!("--id, --title and --item are of one document; add the files one by one");
        }
        if self.item.is_some() && self.csl.is_none() && self.bibtex.is_none() {
            bail!("--item names an item of a library: give that with --csl or --bibtex");
        }
        if self.files.is_empty() {
            return self.fill_cards(&project, terminal);
        }
        let mut ended = Ended::Well;
        for path in &self.files {
            match self.add(path, &project, globals, terminal) {
                Ok(()) => {}
                Err(error) if self.files.len() > 1 => {
                    terminal.error(&format!("{error:#}"));
                    ended = Ended::Badly;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(ended)
    }

    fn add(
        &self,
        path: &Path,
        project: &Project,
        globals: &Globals,
        terminal: &mut Terminal,
    ) -> anyhow::Result<()> {
        let incoming = self.read(path)?;
        let text = Text::new(incoming.text(), self.wrapped && incoming.kind == FileKind::Text);
        let mut proposal = propose(&incoming.name, &text);
        self.title(&mut proposal, &incoming);
        let (mut filled, left) = self.fill(&mut proposal.card, &incoming)?;
        let cards = cards(project)?;
        let id = self.name(&proposal, &incoming, &cards)?;
        let card_path = project.seeds.join(format!("{id}.ron"));
        let read = project.disk().read(&card_path);
        let read = read.and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other));
        let old = match read {
            Ok(_) if !self.force => bail!(
                "there is a card {} already; --force reads the file again and keeps what was written by hand, --id chooses another name",
                card_path.display()
            ),
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                return Err(error).context(format!("cannot read {}", card_path.display()));
            }
        };
        let kept = self.keep_text(&id, &incoming, globals)?;
        let card_text = proposal.card.text.as_mut().context("a text has a card of its text")?;
        if let Some(kept) = &kept {
            card_text.file = file_name(kept)?;
            card_text.pages.clone_from(&incoming.reading.pages);
            card_text.original = Some(Original {
                file: incoming.name.clone(),
                sha256: incoming.sha256.clone(),
                read_as: incoming.kind.word().to_owned(),
                reader: incoming.reading.reader.clone().unwrap_or_default(),
            });
        }
        proposal.hints.extend(left.iter().map(|fact| hint(fact)));
        let written = match &old {
            Some(old) => {
                let before = Card::parse(old)
                    .with_context(|| format!("cannot read {}", card_path.display()))?;
                let mut card = before.clone();
                filled = self.fill(&mut card, &incoming)?.0;
                card.text.clone_from(&proposal.card.text);
                say_what_moved(&before, &card, terminal);
                card.renew(old)?
            }
            None => proposal.write(),
        };
        Card::parse(&written).context("no card is written, for it could not be read again")?;
        project.write(&card_path, written.as_bytes())?;
        if let Some(kept) = &kept {
            keep_out_of_repository(kept, project, terminal)?;
        }
        self.report(&card_path, &text, &incoming, kept.as_deref(), terminal)?;
        if !filled.is_empty() {
            terminal.say(&format!("from the library: {}", filled.join(", ")));
        }
        if old.is_none() {
            for hint in &proposal.hints {
                terminal.say(&format!("hint: {hint}"));
            }
            if !self.accept && left.iter().any(|fact| is_firm(fact)) {
                terminal.say("--accept fills in what the file says about itself");
            }
        }
        Ok(())
    }

    fn read<'f>(&self, path: &'f Path) -> anyhow::Result<Incoming<'f>> {
        let name = file_name(path)?;
        let options = IntakeOptions { whole_page: self.whole_page, limits: self.limits };
        let (bytes, reading) = take_file(path, options)?;
        let kind = FileKind::of(&name, &bytes)?;
        if self.wrapped && kind != FileKind::Text {
            bail!("--wrapped is for plain text; lines of {kind} are joined anyway");
        }
        // A text that is UTF-8 is its own text.
        let sha256 = digest(&bytes);
        let own = match &reading.reader {
            Some(_) => None,
            None => Some(String::from_utf8(bytes)?),
        };
        Ok(Incoming { path, name, sha256, kind, reading, own })
    }

    /// A file may say its title where its text does not begin with one.
    fn title(&self, proposal: &mut CardProposal, incoming: &Incoming<'_>) {
        let says = |fact: &&Fact| fact.field == CardField::Title;
        let Some(said) = incoming.reading.facts.iter().find(says) else { return };
        let untitled = |hint: &String| hint.starts_with("the text starts with no title");
        let begins = incoming.reading.paragraphs.iter().take(3).any(|line| line == said.value);
        if begins || self.accept || proposal.hints.iter().any(untitled) {
            proposal.hints.retain(|hint| !untitled(hint));
            proposal.card.title.clone_from(&said.value);
            if let Some(id) = crate::evidence::slug::slug(&said.value) {
                proposal.id = id;
            }
        }
    }

    /// Fills the empty fields of a card, new or there already, from the library and, where that is accepted, from
    /// what the file says of itself; gives back what the library filled, and what the file says and the card
    /// does not.
    fn fill<'f>(
        &self,
        card: &mut Card,
        incoming: &'f Incoming<'_>,
    ) -> anyhow::Result<(Vec<&'static str>, Vec<&'f Fact>)> {
        let filled = self.fill_from_library(card, incoming)?;
        let facts = &incoming.reading.facts;
        let left = match self.accept {
            true => accept(card, facts),
            false => facts.iter().filter(|fact| !said(card, fact)).collect(),
        };
        self.say_what_was_said(card);
        Ok((filled, left))
    }

    /// What is given on the command line takes precedence over everything else.
    fn say_what_was_said(&self, card: &mut Card) {
        let set = |field: &mut Option<String>, said: &Option<String>| {
            if said.is_some() {
                field.clone_from(said);
            }
        };
        set(&mut card.publisher, &self.publisher);
        set(&mut card.inferred_from, &self.inferred_from);
        set(&mut card.language, &self.language);
        set(&mut card.url, &self.url);
        set(&mut card.archived, &self.archived);
        set(&mut card.copy_of, &self.copy_of);
        card.published = self.published.or(card.published);
        card.accessed = self.accessed.or(card.accessed);
        if let Some(title) = &self.title {
            card.title.clone_from(title);
        }
        if !self.authors.is_empty() {
            card.authors.clone_from(&self.authors);
        }
        if !self.relies_on.is_empty() {
            card.relies_on.clone_from(&self.relies_on);
        }
    }

    fn report(
        &self,
        card: &Path,
        text: &Text,
        incoming: &Incoming<'_>,
        kept: Option<&Path>,
        terminal: &mut Terminal,
    ) -> anyhow::Result<()> {
        let pages = match incoming.reading.pages.len() {
            0 => String::new(),
            n => format!(" on {}", report::count(n, "page")),
        };
        terminal.print(&format!(
            "{} written: {}, {}{pages}\n",
            card.display(),
            report::count(text.word_count() as usize, "word"),
            report::count(text.paragraph_count() as usize, "paragraph"),
        ))?;
        if let Some(kept) = kept {
            let kind = incoming.kind;
            terminal.print(&format!("{} written: the text, read as {kind}\n", kept.display()))?;
        }
        for note in &incoming.reading.notes {
            match note {
                ReadingNote::Read(_) => terminal.say(&format!("note: {}", note.line())),
                ReadingNote::LeftOut(_) | ReadingNote::Doubtful(_) => terminal.say(&note.line()),
            }
        }
        Ok(())
    }
}

/// When the text is not the one that the card described, its ledger and its paragraphs have to be looked at.
fn say_what_moved(before: &Card, after: &Card, terminal: &Terminal) {
    let hash = |card: &Card| card.text.as_ref().map(|text| text.sha256.clone());
    if hash(before) == hash(after) {
        return;
    }
    terminal.say("the text has changed: `whobacks prove` writes its ledger again");
    if !before.no_claims.is_empty() {
        terminal.say(
            "its paragraphs may have moved: look at `no_claims` (`whobacks coverage` shows what is open)",
        );
    }
}

fn file_name(path: &Path) -> anyhow::Result<String> {
    match path.file_name().and_then(|name| name.to_str()) {
        Some(name) => Ok(name.to_owned()),
        None => bail!("{} has no name that a card could hold", path.display()),
    }
}
