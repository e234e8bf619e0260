//! Graphs that others have coded -> an annotation, with the cards of its sources.
//!
//! Takes the bytes of a file; gives what an annotation file would hold. Each format has a reader, which gives
//! one and the same thing: rows of nodes and of edges, with where they stand (`raw`, `table`). What their
//! columns mean is worked out once (`roles`, `profile`, `plan`), then claims are made of them (`claims`). What
//! this tool has written itself is read back without loss. Any other graph or edge list is a data set: a source
//! without a text, whose claims cite records, and count as cited, never as proved. What cannot be understood is
//! never guessed: it is left out or kept as it was written, and reported with its place. Must not know where
//! files are.

use std::collections::BTreeMap;

use crate::annotation::{FileEntry, Item, Pairs, Str};
use crate::evidence::Card;
use crate::model::{Kind, Period, RelationSpec, SourceId};

mod actors;
mod claims;
mod dates;
mod decode;
mod flat;
mod formats;
mod gexf;
mod gml;
mod graphml;
mod json;
mod lines;
mod mend;
mod own;
mod pairs;
mod pajek;
mod plan;
mod problems;
mod profile;
mod raw;
mod roles;
mod separated;
#[cfg(feature = "sheets")]
mod sheet;
mod table;
mod words;
mod xml;

pub use dates::DateOrder;
pub use formats::InFormat;
pub use profile::{KNOWN, Profile};

use actors::Actors;
use claims::Claims;
use flat::Ours;
use formats::Opened;
use plan::Plan;
use problems::Problems;
use raw::{Nodes, Raw};
use roles::{Role, Roles};
use table::Table;

/// What can be said about a data set beforehand.
#[derive(Debug, Clone)]
pub struct Options {
    /// The id that the data set gets as a source.
    pub source: SourceId,
    /// Its title; what the file calls itself, or its name, where none is said.
    pub title: Option<String>,
    /// What it is called where neither anybody nor the file says.
    pub fallback_title: String,
    /// When it was published.
    pub published: Option<Period>,
    /// The kind of actors of which the file tells none.
    pub kind: Kind,
    /// The kinds of others.
    pub kinds: Kinds,
    /// Which column is which, where the headings do not tell.
    pub columns: Columns,
    /// Words of the file and the relations that they mean: `war` and `fights`; `none` for no relation.
    pub meanings: Vec<(String, String)>,
    /// How a file without headings is laid out, and in what encoding.
    pub layout: Layout,
    /// Of which format it is; told by what stands in it where nobody says.
    pub format: Option<InFormat>,
    /// The known set that it is.
    pub profile: Option<Profile>,
    /// In which order the numbers of a date stand.
    pub dates: DateOrder,
    /// What stands between several names in one cell.
    pub split: Option<String>,
    /// What stands for nobody, beside the usual words.
    pub missing: Vec<String>,
    /// Whether an edge without direction may be read from its first end to its second.
    pub directed: bool,
    /// Whether a table of ours is a data set all the same.
    pub as_data_set: bool,
}

impl Options {
    /// With nothing said but what every import needs.
    pub fn new(source: SourceId, fallback_title: String) -> Self {
        Options {
            source,
            title: None,
            fallback_title,
            published: None,
            kind: Kind::Organisation,
            kinds: Kinds::default(),
            columns: Columns::default(),
            meanings: Vec::new(),
            layout: Layout::default(),
            format: None,
            profile: None,
            dates: DateOrder::default(),
            split: None,
            missing: Vec::new(),
            directed: false,
            as_data_set: false,
        }
    }
}

/// How the rows of a file lie in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// What separates cells.
    pub separator: Option<char>,
    /// The columns of a file without headings.
    pub columns: Option<Vec<String>>,
    /// The encoding.
    pub encoding: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// Columns by what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Who acts.
    pub from: Option<String>,
    /// Who is acted on.
    pub to: Option<String>,
    /// The relation: a column, or a relation that every row has.
    pub relation: Option<String>,
    /// The date.
    pub when: Option<String>,
    /// The first day.
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
    /// Others, each with what it holds: `("Anmerkung", "note")`.
    pub read: Vec<(String, String)>,
}

/// Of which kind actors are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds {
    /// The column of the nodes' table that tells.
    pub column: Option<String>,
    /// What the words of the file mean.
    pub words: Vec<(String, Kind)>,
    /// Those at an end (`from`, `to`, or the heading of its column).
    pub ends: Vec<(String, KindBy)>,
}

/// What tells the kind of those at an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KindBy {
    /// All are of one.
    Is(Kind),
    /// A column of the same row.
    Column(String),
}

impl Kinds {
    /// Adds what an option says: `from=state`, `to=TYPE_COLUMN`, `militia=armed_group`, or the column of kinds.
    ///
    /// # Errors
    /// When a word is said to mean a kind that there is not.
    pub fn say(&mut self, text: &str) -> Result<(), ImportError> {
        let Some((what, by)) = text.rsplit_once('=') else {
            self.column = Some(text.to_owned());
            return Ok(());
        };
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == by);
        let is_end = ["from", "to"].contains(&what);
        match kind {
            Some(kind) if is_end => self.ends.push((what.to_owned(), KindBy::Is(kind))),
            Some(kind) => self.words.push((what.to_owned(), kind)),
            None if is_end => self.ends.push((what.to_owned(), KindBy::Column(by.to_owned()))),
            None => {
                let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
                return Err(ImportError::Form(format!(
                    "there is no kind `{by}`: {}",
                    kinds.join(", ")
                )));
            }
        }
        Ok(())
    }
}

/// An annotation in the making.
#[derive(Debug)]
pub struct Imported {
    /// What an annotation file would hold.
    pub file: FileEntry<'static>,
    /// The cards of its sources, by id.
    pub cards: Vec<(SourceId, Card)>,
    /// Sources that the file names and says no more of.
    pub uncarded: Vec<String>,
    /// As what each column was read.
    pub columns: Vec<ColumnRead>,
    /// Of which format the file is.
    pub format: &'static str,
    /// How many rows there are.
    pub rows: usize,
    /// How many of them say that there is nothing between two.
    pub silent: usize,
    /// What was left out, and why, in the order of the file.
    pub problems: Vec<String>,
    /// What was taken for granted.
    pub remarks: Vec<String>,
}

/// As what a column was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRead {
    /// Of what: `row`, `edge`, `node`.
    pub of: &'static str,
    /// Its heading.
    pub heading: String,
    /// In how many rows something stands in it.
    pub filled: usize,
    /// As what it was read; `None` where it is empty.
    pub read_as: Option<String>,
}

impl Imported {
    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.file.claims.iter().map(|(_, items)| items.len()).sum()
    }
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Bytes that are no text.
    #[error("the file is neither text nor a workbook")]
    NotText,
    /// Brackets or quotes that do not close, or a field of another type.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// It is no graph that is read here.
    #[error("{0}")]
    Form(String),
    /// No column for something that every claim needs.
    #[error(
        "no column tells {what}: the file has {}; name one with {option}, or all of them with --columns \
         from,to,… where it has no headings",
        columns.join(", ")
    )]
    NoColumn {
        /// `who acts`.
        what: &'static str,
        /// What the file has.
        columns: Vec<String>,
        /// `--from COLUMN`.
        option: &'static str,
    },
    /// No column for the relation.
    #[error(
        "no column tells the relation: the file has {}; name one with --relation COLUMN, or give all rows one \
         with --relation backs{hint}",
        columns.join(", ")
    )]
    NoRelation {
        /// What the file has.
        columns: Vec<String>,
        /// Which may be meant.
        hint: String,
    },
    /// A column was named that the file does not have.
    #[error("the file has no column `{name}`; it has {}", columns.join(", "))]
    UnknownColumn {
        /// As named.
        name: String,
        /// What the file has.
        columns: Vec<String>,
    },
    /// The file is not of the known set that it is said to be.
    #[error("this is not {title}, {about}: it has no column `{name}`")]
    NotOfProfile {
        /// The set.
        title: String,
        /// The column that it would have.
        name: String,
        /// What the set holds.
        about: String,
    },
    /// A word was given a meaning that is no relation.
    #[error("there is no relation `{0}`; `whobacks relations` lists them")]
    UnknownRelation(String),
}

/// Reads a graph. `nodes` are the tables of the actors, where an edge list has some.
///
/// # Errors
/// When nothing can be made of the file as a whole.
///
/// ```
/// use whobacks::import::{Options, read};
///
/// let options = Options {
///     meanings: vec![("-1".to_owned(), "fights".to_owned())],
///     ..Options::new("tribes".parse()?, "Tribes".to_owned())
/// };
/// let imported = read(b"from,to,sign\nGavev,Kotuni,-1\n", &[], &options)?;
/// assert_eq!((imported.claims(), imported.problems.len()), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(bytes: &[u8], nodes: &[&[u8]], options: &Options) -> Result<Imported, ImportError> {
    let (mut raw, format) = match formats::open(bytes, options.format, &options.layout)? {
        Opened::Sheet => (workbook(bytes, &options.layout)?, InFormat::Sheet),
        Opened::Text(decoded, format) => {
            let text = &*decoded.text;
            if format == InFormat::Json
                && let Some(version) = own::version(text)
            {
                return own::read(text, version, options);
            }
            let mut raw = read_text(text, format, options)?;
            raw.remarks.extend(decoded.remark);
            decoded.problem.into_iter().for_each(|problem| raw.problems.say(problem));
            (raw, format)
        }
    };
    for bytes in nodes {
        add_nodes(&mut raw, bytes, options)?;
    }
    imported(raw, format, options)
}

/// Whether the bytes are a workbook.
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
}

#[cfg(feature = "sheets")]
fn workbook(bytes: &[u8], layout: &Layout) -> Result<Raw, ImportError> {
    sheet::read(bytes, layout)
}

#[cfg(not(feature = "sheets"))]
fn workbook(_: &[u8], _: &Layout) -> Result<Raw, ImportError> {
    Err(ImportError::Form(
        "this build reads no workbooks (feature `sheets`): save the sheet as CSV".to_owned(),
    ))
}

/// Reads a text; of a known set whose files have no headings, by its columns.
fn read_text(text: &str, format: InFormat, options: &Options) -> Result<Raw, ImportError> {
    let raw = formats::read(text, format, &options.layout)?;
    let columns = options.profile.as_ref().and_then(|profile| {
        let columns = profile.columns()?;
        let lacks = |name: &String| raw.edges.find(name).is_none();
        (format == InFormat::Table && options.layout.columns.is_none() && columns.iter().any(lacks))
            .then_some(columns)
    });
    match columns {
        None => Ok(raw),
        Some(columns) => {
            let layout = Layout { columns: Some(columns.to_vec()), ..options.layout.clone() };
            formats::read(text, format, &layout)
        }
    }
}

/// Adds a table of actors to what the file has itself.
fn add_nodes(raw: &mut Raw, bytes: &[u8], options: &Options) -> Result<(), ImportError> {
    let layout = Layout { columns: None, sheet: None, separator: None, ..options.layout.clone() };
    let table = match formats::open(bytes, None, &layout)? {
        Opened::Sheet => workbook(bytes, &layout)?.edges,
        Opened::Text(decoded, InFormat::Table) => {
            let read = separated::read(&decoded.text, "actor", &layout)?;
            raw.remarks.extend(decoded.remark.into_iter().chain(read.remarks));
            raw.problems.append(read.problems);
            read.table
        }
        Opened::Text(decoded, format) => {
            let read = formats::read(&decoded.text, format, &layout)?;
            raw.problems.append(read.problems);
            read.nodes.map_or(read.edges, |nodes| nodes.table)
        }
    };
    let own = raw.nodes.take().map(|nodes| nodes.table);
    let table = match own {
        None => table,
        Some(first) => joined(first, &table),
    };
    raw.nodes = Some(Nodes { table, key: None, is_whole: true });
    Ok(())
}

/// Two tables of actors as one.
fn joined(mut first: Table, second: &Table) -> Table {
    let columns: Vec<usize> =
        second.headings().iter().map(|heading| first.column(heading)).collect();
    for row in second.rows() {
        first.row(row.place().line as usize);
        row.filled().for_each(|(at, text)| {
            first.put(columns[at], text);
        });
    }
    first.finish()
}

/// A data set made of a graph.
fn imported(raw: Raw, format: InFormat, options: &Options) -> Result<Imported, ImportError> {
    let Raw { edges, ends, edge_id, nodes, title, url, meanings, mut problems, mut remarks } = raw;
    let title = title.map(|title| title.replace(crate::model::steers, ""));
    match edges.steering + nodes.as_ref().map_or(0, |nodes| nodes.table.steering) {
        0 => {}
        n => problems.say(format!("{n} control characters in texts: left out")),
    }
    // The last row of a table has its cells in order, too.
    let edges = edges.finish();
    let nodes = nodes.map(|nodes| Nodes { table: nodes.table.finish(), ..nodes });
    let recognised = match &options.profile {
        Some(_) => None,
        None if options.format.is_some()
            || options.columns != Columns::default()
            || nodes.is_some() =>
        {
            None
        }
        None => Profile::recognised(&edges),
    };
    if let Some((name, profile)) = &recognised {
        remarks.push(format!(
            "the headings are those of the {}: read as --as {name} would (--as {} reads it as any table)",
            profile.title,
            format.name()
        ));
    }
    let profile = options.profile.as_ref().or(recognised.as_ref().map(|(_, profile)| profile));
    let ours = profile.is_none().then(|| flat::is_ours(&edges)).flatten();
    let ours = ours.filter(|_| !options.as_data_set);
    let own_relations =
        if ours == Some(Ours::Claims) { flat::relations(&edges) } else { BTreeMap::new() };
    let own = (ours == Some(Ours::Claims)).then(|| flat::own(&edges));
    if ours.is_some() {
        flat::pass_over(&edges);
    }
    let plan = match profile {
        Some(profile) => profile.plan(&edges, options)?,
        None => {
            let roles = match ours {
                None => Roles::of(&edges, ends, edge_id, &options.columns)?,
                Some(_) => Roles::of_ours(&edges, ends, edge_id, own.is_some()),
            };
            Plan::of_roles(&edges, roles, options)?
        }
    };
    if ours == Some(Ours::Ties) {
        remarks.push(
            "this tool has written the file with one edge per tie, each of several claims: read as a data set of \
             ties; `export … --claims` keeps every claim with its quote"
                .to_owned(),
        );
    }
    if let (Some(nodes), true) = (&nodes, own.is_some()) {
        flat::pass_over_nodes(&nodes.table);
    }
    let mut actors = Actors::new(options, &plan.missing);
    if let Some(nodes) = &nodes {
        actors.nodes(nodes, options)?;
    }
    let mut claims = Claims::new(actors, options, &plan.missing)?;
    claims.own = own;
    claims.usual(&meanings);
    claims.learn(own_relations.keys().cloned());
    claims.of(&edges, &plan);
    let url = url.or_else(|| {
        let column = plan.roles.as_ref().and_then(|roles| roles.get(Role::Url))?;
        claims::only_value(&edges, column).map(str::to_owned)
    });
    let Claims { actors, items, problems: of_claims, sources, silent, directed, .. } = claims;
    if directed > 0 {
        let are = if directed == 1 { "claim is" } else { "claims are" };
        remarks.push(format!("{directed} {are} made of edges without direction, from the first end to the second, as told"));
    }
    remarks.extend(actors.remarks());
    let sides = match (&nodes, own.is_some()) {
        (Some(nodes), true) => actors.sides(&nodes.table, nodes.key),
        _ => Vec::new(),
    };
    let (pairs, of_actors) = actors.into_pairs();
    problems.append(of_actors);
    problems.append(of_claims);
    let columns = columns(&edges, nodes.as_ref());
    let title = options.title.clone().or(profile.map(|profile| profile.title.clone())).or(title);
    let title = title.unwrap_or_else(|| options.fallback_title.clone());
    let (claims, cards, uncarded) = match own.is_some() {
        true => by_source(items, sources, &mut problems),
        false => {
            let source: Str<'static> = options.source.to_string().into();
            let card = Card {
                publisher: profile.and_then(|profile| profile.publisher.clone()),
                url: profile.and_then(|profile| profile.url.clone()).or(url),
                published: options.published,
                ..data_set(title.clone())
            };
            (vec![(source, items)], vec![(options.source.clone(), card)], Vec::new())
        }
    };
    let file = FileEntry {
        max_quote_words: None,
        title: Some(title.into()),
        include: Vec::new(),
        actors: Pairs(pairs),
        relations: Pairs(
            own_relations
                .into_iter()
                .map(|(name, spec): (String, RelationSpec)| (name.into(), spec))
                .collect(),
        ),
        sides: Pairs(sides),
        slices: Vec::new(),
        claims: Pairs(claims),
    };
    Ok(Imported {
        file,
        cards,
        uncarded,
        columns,
        format: format.name(),
        rows: edges.len(),
        silent,
        problems: problems.into_texts(),
        remarks,
    })
}

type BySource = Vec<(Str<'static>, Vec<Item<'static>>)>;

/// The claims under the sources that they cite. Those of records are data sets, whose cards are made; of a
/// text nothing is known but its id.
fn by_source(
    items: Vec<Item<'static>>,
    sources: Vec<Str<'static>>,
    problems: &mut Problems,
) -> (BySource, Vec<(SourceId, Card)>, Vec<String>) {
    let mut groups: BySource = Vec::new();
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for (item, source) in items.into_iter().zip(sources) {
        let at = *places.entry(source.to_string()).or_insert_with(|| {
            groups.push((source, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(item);
    }
    let (mut cards, mut uncarded) = (Vec::new(), Vec::new());
    groups.retain(|(source, items)| {
        let Ok(id) = source.parse::<SourceId>() else {
            problems.say(format!(
                "`{}` is no id of a source; its {} claims are left out",
                &**source,
                items.len()
            ));
            return false;
        };
        match items.iter().all(|item| item.quote.is_none()) {
            true => cards.push((id, data_set(source.to_string()))),
            false => uncarded.push(source.to_string()),
        }
        true
    });
    (groups, cards, uncarded)
}

/// The card of a source without a text.
fn data_set(title: String) -> Card {
    Card {
        title,
        authors: Vec::new(),
        publisher: None,
        published: None,
        inferred_from: None,
        language: None,
        url: None,
        archived: None,
        accessed: None,
        copy_of: None,
        relies_on: Vec::new(),
        text: None,
        no_claims: BTreeMap::default(),
    }
}

/// As what the columns of all tables were read.
fn columns(edges: &Table, nodes: Option<&Nodes>) -> Vec<ColumnRead> {
    let tables = [Some(edges), nodes.map(|nodes| &nodes.table)];
    let each = tables.into_iter().flatten().flat_map(|table| {
        table.told().into_iter().map(|(heading, read_as, filled)| ColumnRead {
            of: table.name,
            heading: heading.to_owned(),
            filled,
            read_as: read_as.filter(|_| filled > 0),
        })
    });
    each.collect()
}

#[cfg(test)]
mod tests;
