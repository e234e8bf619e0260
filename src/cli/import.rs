//! `import FILE`

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::disk::write_whole;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::evidence::slug::slug;
use crate::import::{self, Columns, Imported, Options};
use crate::model::{Kind, Period, SourceId, Vocabulary};
use crate::{annotation, check, report};

/// Make an annotation file of a graph that was coded elsewhere
///
/// Reads node-link JSON (what `export json` has written is read back without loss), the JSON of
/// Cytoscape.js and graphology, CSV edge lists, and the layout of UCDP's External Support Dataset. A
/// data set becomes a source without a text: its claims cite records, and count as cited, not as proved.
/// With -o, the cards of its sources are written too. Exit code 1: something was left out; it is listed.
///
/// Examples:
///   whobacks import libya.json -o data/libya.ron
///   whobacks import ucdp-esd.csv --published 2022 -o data/support.ron
///   whobacks import edges.csv --nodes nodes.csv --means "assists=backs" -o data/net.ron
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Import {
    /// The graph, or its edges
    file: PathBuf,
    /// The actors of an edge list: a CSV with an id or a name, and what else is known
    #[arg(long, value_name = "FILE")]
    nodes: Option<PathBuf>,
    /// The id of the data set as a source [default: made from the file's name]
    #[arg(long, value_name = "ID")]
    source: Option<SourceId>,
    /// The title of the data set [default: the file's name]
    #[arg(long)]
    title: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE", value_parser = super::time::date)]
    published: Option<Period>,
    /// The kind of actors of which the file tells none
    #[arg(long, value_parser = super::actors::kind, default_value = "organisation")]
    kind: Kind,
    /// The column of those who act
    #[arg(long, value_name = "COLUMN")]
    from: Option<String>,
    /// The column of those acted on
    #[arg(long, value_name = "COLUMN")]
    to: Option<String>,
    /// The column of the relation, or a relation that every row has
    #[arg(long, value_name = "COLUMN or RELATION")]
    relation: Option<String>,
    /// The column of the date
    #[arg(long, value_name = "COLUMN")]
    when: Option<String>,
    /// What a word of the file means, such as "assists=backs"; may be given several times
    #[arg(long, value_name = "WORD=RELATION", value_parser = meaning)]
    means: Vec<(String, String)>,
    /// Where to write; the old file stays whole until the new one is
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn meaning(text: &str) -> Result<(String, String), String> {
    let Some((word, relation)) = text.rsplit_once('=') else {
        return Err("write WORD=RELATION".to_owned());
    };
    let vocabulary = Vocabulary::standard();
    if vocabulary.get(relation).is_some() {
        return Ok((word.to_owned(), relation.to_owned()));
    }
    let names = vocabulary.iter().map(|(_, known)| known.id.as_str());
    Err(match check::nearest_word(relation, names) {
        Some(near) => format!("there is no relation `{relation}`; did you mean `{near}`?"),
        None => format!("there is no relation `{relation}`; `whobacks relations` lists them"),
    })
}

impl Import {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let shown = self.file.display();
        let bytes = fs::read(&self.file).with_context(|| format!("cannot read {shown}"))?;
        let nodes = match &self.nodes {
            None => None,
            Some(path) => {
                Some(fs::read(path).with_context(|| format!("cannot read {}", path.display()))?)
            }
        };
        let imported = import::read(&bytes, nodes.as_deref(), &self.options()?)
            .with_context(|| format!("cannot import {shown}"))?;
        let text = annotation::write(&imported.file);
        match &self.output {
            None => terminal.print(&text)?,
            Some(path) => {
                write_whole(path, |out| out.write_all(text.as_bytes()))?;
                let actors = report::count(imported.file.actors.len(), "actor");
                let claims = report::count(imported.claims(), "claim");
                terminal.print(&format!("{} written: {actors}, {claims}\n", path.display()))?;
                // Where `--data` will look for them.
                let beside = path.parent().and_then(Path::parent).unwrap_or(Path::new(""));
                let seeds = globals.seeds.clone().unwrap_or_else(|| beside.join("seeds"));
                write_cards(&imported, &seeds, terminal)?;
            }
        }
        for remark in &imported.remarks {
            terminal.say(remark);
        }
        for problem in &imported.problems {
            terminal.error(&format!("{shown}: {problem}"));
        }
        Ok(if imported.problems.is_empty() { Ended::Well } else { Ended::Badly })
    }

    fn options(&self) -> anyhow::Result<Options> {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let source = match (&self.source, slug(&stem)) {
            (Some(id), _) => id.clone(),
            (None, Some(id)) => id,
            (None, None) => bail!("no id can be made of the file's name: give one with --source"),
        };
        Ok(Options {
            source,
            title: self.title.clone().unwrap_or(stem),
            published: self.published,
            kind: self.kind,
            columns: Columns {
                from: self.from.clone(),
                to: self.to.clone(),
                relation: self.relation.clone(),
                when: self.when.clone(),
            },
            meanings: self.means.clone(),
        })
    }
}

/// Cards that are not there yet: what somebody has written into one is not lost.
fn write_cards(imported: &Imported, seeds: &Path, terminal: &mut Terminal) -> anyhow::Result<()> {
    for (id, card) in &imported.cards {
        let path = seeds.join(format!("{id}.ron"));
        let state = if path.exists() {
            "is there already, and stays as it is"
        } else {
            write_whole(&path, |out| out.write_all(card.write().as_bytes()))?;
            "written"
        };
        terminal.print(&format!("{} {state}\n", path.display()))?;
    }
    Ok(())
}
