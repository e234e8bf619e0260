//! `import FILE`

mod told;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::disk::{admit_named, read_file_or_pipe, read_text, write_whole};
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::evidence::slug::slug;
use crate::import::{
    self, Columns, DateOrder, ImportOptions, Imported, InFormat, KNOWN, Kinds, Layout, Profile,
};
use crate::model::{Kind, Period, SourceId, Vocabulary};
use crate::project::AllowedFolders;
use crate::report::table::Rows;
use crate::{annotation, check};
use told::{counts, say_beside};

/// Make an annotation file of a graph that was coded elsewhere
///
/// Reads CSV and TSV in any encoding, with or without headings, XLSX and ODS, Parquet, GEXF, GraphML, node-link JSON,
/// Cytoscape, graphology, FollowTheMoney, Pajek, UCINET's DL, GML, LGL, Neo4j's tables, and what `export` has written. Known data
/// sets are read by name: --as list shows them, --as FILE.ron takes a profile of your own. A data set becomes a
/// source without a text: its claims cite records, and count as cited, not as proved. With -o, the cards of its
/// sources are written too. The report shows how each column was read, and every row and
/// cell that was not taken, with its place. Exit code 1: something was left out.
///
/// Examples:
///   whobacks import libya.json -o data/libya.ron
///   whobacks import ucdp-esd.csv --as ucdp-esd --published 2022 -o data/support.ron
///   whobacks import edges.csv --nodes nodes.csv --means "assists=backs" -o data/net.ron
///   whobacks import tribes.txt --columns from,to,sign --means 1=allied_with --means=-1=fights
///   whobacks import libya-tables -o data/libya.ron
///   whobacks import ties.xlsx --from Geber --to Nehmer --relation backs --dates dmy --split ", "
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Import {
    /// The graph, its edges, or a folder with nodes.csv and edges.csv, or of tables (claims.parquet)
    #[arg(required_unless_present = "profile")]
    file: Option<PathBuf>,
    /// What the file is: a known data set, a profile of your own (FILE.ron), or a format; `list` shows all
    /// [default: recognised by its contents]
    #[arg(long = "as", value_name = "SET or FORMAT", id = "profile")]
    read_as: Option<String>,
    /// A table of the actors of an edge list, with an id or a name and whatever else is known; may be given
    /// several times
    #[arg(long, value_name = "FILE")]
    nodes: Vec<PathBuf>,
    /// The id of the data set as a source [default: made from the file's name]
    #[arg(long, value_name = "ID")]
    source: Option<SourceId>,
    /// The title of the data set [default: what the file calls itself, or its name]
    #[arg(long)]
    title: Option<String>,
    /// When it was published
    #[arg(long, value_name = "DATE", value_parser = super::time::date)]
    published: Option<Period>,
    /// The kind of actors whose kind the file does not give
    #[arg(long, value_parser = super::words::kind, default_value = "organisation")]
    kind: Kind,
    /// The kind of the actors at one end ("from=state"), the column that gives it ("to=type_b"), what a word of
    /// the file means ("militia=armed_group"), or the column of the nodes' kinds; may be given several times
    #[arg(long, value_name = "WHAT=KIND")]
    kinds: Vec<String>,
    /// The column of the actors who act
    #[arg(long, value_name = "COLUMN")]
    from: Option<String>,
    /// The column of the actors acted on
    #[arg(long, value_name = "COLUMN")]
    to: Option<String>,
    /// The column of the relation, or a relation that every row has
    #[arg(long, value_name = "COLUMN or RELATION")]
    relation: Option<String>,
    /// The column of the date
    #[arg(long, value_name = "COLUMN")]
    when: Option<String>,
    /// The column of the first day
    #[arg(long, value_name = "COLUMN")]
    start: Option<String>,
    /// The column of the last day
    #[arg(long, value_name = "COLUMN")]
    end: Option<String>,
    /// What another column holds, such as "Anmerkung=note", "Betrag=amount", "id2=ignore"; may be given several
    /// times
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    read: Vec<(String, String)>,
    /// What a word of the file means, such as "assists=backs", "-1=fights" or "neutral=none"; may be given
    /// several times
    #[arg(long, value_name = "WORD=RELATION", value_parser = meaning, allow_hyphen_values = true)]
    means: Vec<(String, String)>,
    /// The columns of a file without headings, such as from,to,sign
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// What separates cells, such as ";" or "tab" [default: what gives all rows the same width]
    #[arg(long, value_name = "SIGN", value_parser = separator, allow_hyphen_values = true)]
    separator: Option<char>,
    /// The encoding, such as windows-1251 [default: by its byte-order mark, UTF-8, or the likeliest, which is reported]
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The sheet of a workbook [default: one called edges, or the first with rows]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// How to read dates that can be read in two ways: dmy, mdy, excel (days of a spreadsheet) or unix
    /// (seconds)
    #[arg(long, value_name = "ORDER")]
    dates: Option<DateOrder>,
    /// What stands between several names in one cell, such as ", "
    #[arg(long, value_name = "SIGN", allow_hyphen_values = true)]
    split: Option<String>,
    /// What else stands for nobody, in addition to NA, NULL, -9 and the like; may be given several times
    #[arg(long, value_name = "WORD", allow_hyphen_values = true)]
    missing: Vec<String>,
    /// Take edges without direction as if they went from the first end to the second
    #[arg(long)]
    directed: bool,
    /// Read a file that this tool has exported as a data set, not as claims of the sources that it names
    #[arg(long)]
    data_set: bool,
    /// The file to write; the old one stays in place until the new one is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write every row and cell that was not taken to a file, a line each; what is printed is cut where it is long
    #[arg(long, value_name = "FILE")]
    left_out: Option<PathBuf>,
}

fn meaning(text: &str) -> Result<(String, String), String> {
    let Some((word, relation)) = text.rsplit_once('=').filter(|(word, _)| !word.is_empty()) else {
        return Err("write WORD=RELATION".to_owned());
    };
    let vocabulary = Vocabulary::standard();
    let is_known = vocabulary.get(relation).is_some() || vocabulary.get_inverse(relation).is_some();
    if is_known || relation == "none" {
        return Ok((word.to_owned(), relation.to_owned()));
    }
    let names = vocabulary.iter().map(|(_, known)| known.id.as_str());
    Err(match check::nearest_word(relation, names) {
        Some(near) => format!("there is no relation `{relation}`; did you mean `{near}`?"),
        None => format!("there is no relation `{relation}`; `whobacks relations` lists them"),
    })
}

fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.rsplit_once('=').ok_or("write COLUMN=FIELD")?;
    Ok((pair.0.to_owned(), pair.1.to_owned()))
}

fn separator(text: &str) -> Result<char, String> {
    let mut chars = text.chars();
    match (text, chars.next(), chars.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        ("blank" | "space", ..) => Ok(' '),
        (_, Some(sign), None) => Ok(sign),
        _ => Err("write one sign, `tab` or `blank`".to_owned()),
    }
}

impl Import {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        if self.read_as.as_deref() == Some("list") {
            return list(terminal);
        }
        let Some(given) = &self.file else { bail!("name the file to import") };
        let (file, mut nodes) = files(given)?;
        nodes.extend(self.nodes.iter().cloned());
        let shown = file.display();
        let bytes = read_file_or_pipe(&file)?;
        let tables: Vec<Vec<u8>> =
            nodes.iter().map(|path| read_file_or_pipe(path)).collect::<anyhow::Result<_>>()?;
        let tables: Vec<&[u8]> = tables.iter().map(Vec::as_slice).collect();
        let options = self.options(given)?;
        let imported = import::read(&bytes, &tables, &options)
            .with_context(|| format!("cannot import {shown}"))?;
        drop(bytes);
        let text = annotation::write(&imported.file);
        match &self.output {
            None => terminal.print(&text)?,
            Some(path) => {
                admit_named(path, globals)?;
                write_whole(path, |out| out.write_all(text.as_bytes()))?;
                terminal.print(&format!("{} written: {}\n", path.display(), counts(&imported)))?;
                // Where `--data` will look for them.
                let beside = path.parent().and_then(Path::parent).unwrap_or(Path::new(""));
                let seeds = globals.seeds.clone().unwrap_or_else(|| beside.join("seeds"));
                write_cards(&imported, &seeds, terminal)?;
                say_beside(path, terminal);
            }
        }
        self.report(&imported, &file, terminal);
        if let Some(path) = &self.left_out {
            let lines: String = imported.problems.iter().map(|line| format!("{line}\n")).collect();
            admit_named(path, globals)?;
            write_whole(path, |out| out.write_all(lines.as_bytes()))?;
        }
        Ok(if imported.problems.is_empty() { Ended::Well } else { Ended::Badly })
    }

    fn options(&self, given: &Path) -> anyhow::Result<ImportOptions> {
        let stem = given.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let source = match (&self.source, slug(&stem)) {
            (Some(id), _) => id.clone(),
            (None, Some(id)) => id,
            (None, None) => bail!("no id can be made of the file's name: give one with --source"),
        };
        let mut kinds = Kinds::default();
        for said in &self.kinds {
            kinds.say(said)?;
        }
        let (format, profile) = match self.read_as.as_deref() {
            None => (None, None),
            Some(name) => named(name)?,
        };
        Ok(ImportOptions {
            title: self.title.clone(),
            published: self.published,
            kind: self.kind,
            kinds,
            columns: Columns {
                from: self.from.clone(),
                to: self.to.clone(),
                relation: self.relation.clone(),
                when: self.when.clone(),
                start: self.start.clone(),
                end: self.end.clone(),
                read: self.read.clone(),
            },
            meanings: self.means.clone(),
            layout: Layout {
                separator: self.separator,
                columns: (!self.columns.is_empty()).then(|| self.columns.clone()),
                encoding: self.encoding.clone(),
                sheet: self.sheet.clone(),
            },
            format,
            profile,
            dates: self.dates.unwrap_or_default(),
            split: self.split.clone(),
            missing: self.missing.clone(),
            directed: self.directed,
            as_data_set: self.data_set,
            ..ImportOptions::new(source, stem)
        })
    }
}

/// The format or the known set of that name, or the profile in that file.
fn named(name: &str) -> anyhow::Result<(Option<InFormat>, Option<Profile>)> {
    if let Some(profile) = Profile::known(name) {
        return Ok((None, Some(profile)));
    }
    if let Ok(format) = name.parse::<InFormat>() {
        return Ok((Some(format), None));
    }
    let path = Path::new(name);
    if path.extension().is_some_and(|extension| extension == "ron") {
        let text = read_text(path)?;
        let profile = Profile::parse(&text).with_context(|| format!("cannot use {name}"))?;
        return Ok((None, Some(profile)));
    }
    let names =
        KNOWN.iter().map(|(name, _)| *name).chain(InFormat::ALL.iter().map(|format| format.name()));
    match check::nearest_word(name, names) {
        Some(near) => bail!("there is no set or format `{name}`; did you mean `{near}`?"),
        None => bail!(
            "there is no set or format `{name}`; --as list shows them, and FILE.ron is a profile of your own"
        ),
    }
}

fn list(terminal: &mut Terminal) -> anyhow::Result<Ended> {
    let mut rows = Rows::new(&["name", "what it is"]);
    for (name, _) in KNOWN {
        if let Some(profile) = Profile::known(name) {
            rows.rows
                .push(vec![(*name).into(), format!("{}: {}", profile.title, profile.about).into()]);
        }
    }
    for format in InFormat::ALL {
        rows.rows.push(vec![format.name().into(), format.description().into()]);
    }
    terminal.print(&rows.table(terminal.width()))?;
    Ok(Ended::Well)
}

/// The file of edges, and that of nodes where a folder is given.
fn files(given: &Path) -> anyhow::Result<(PathBuf, Vec<PathBuf>)> {
    if !given.is_dir() {
        return Ok((given.to_owned(), Vec::new()));
    }
    let (claims, actors) = (given.join("claims.parquet"), given.join("actors.parquet"));
    if claims.is_file() && actors.is_file() {
        return Ok((claims, vec![actors]));
    }
    let edges = given.join("edges.csv");
    if !edges.is_file() {
        bail!(
            "{} is a folder without edges.csv, and without claims.parquet and actors.parquet: name the file to \
             import",
            given.display()
        );
    }
    let nodes = given.join("nodes.csv");
    Ok((edges, if nodes.is_file() { vec![nodes] } else { Vec::new() }))
}

/// Cards that are not there yet: what somebody has written into one is not lost.
fn write_cards(imported: &Imported, seeds: &Path, terminal: &mut Terminal) -> anyhow::Result<()> {
    for (id, card) in &imported.cards {
        let path = seeds.join(format!("{id}.ron"));
        let state = if path.exists() {
            "exists already, and stays as it is"
        } else {
            AllowedFolders::within([seeds]).admit_output(&path)?;
            write_whole(&path, |out| out.write_all(card.write().as_bytes()))?;
            "written"
        };
        terminal.print(&format!("{} {state}\n", path.display()))?;
    }
    let lacks = |id: &&String| !seeds.join(format!("{id}.ron")).exists();
    let missing: Vec<&str> = imported.uncarded.iter().filter(lacks).map(String::as_str).collect();
    if !missing.is_empty() {
        terminal.say(&format!(
            "the file quotes sources of which it has no cards: put those of {} into {}, or import what `export json` \
             has written, which has them; --data-set takes the file for a source of its own",
            missing.join(", "),
            seeds.display()
        ));
    }
    Ok(())
}
