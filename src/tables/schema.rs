//! The tables and their columns.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::cell::{Column, Type};
use crate::graph::fields::{FIELDS, FieldShape};

/// The version of the tables: another one where a column is gone or means something else.
pub const VERSION: i32 = 1;

/// A table.
pub struct Table {
    /// Its name; the file is called so, too.
    pub name: &'static str,
    /// What one row is. Markdown.
    pub meaning: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
}

const fn column(name: &'static str, kind: Type, may_lack: bool, meaning: &'static str) -> Column {
    Column { name, kind, may_lack, meaning }
}

const fn text(name: &'static str, meaning: &'static str) -> Column {
    column(name, Type::Text, false, meaning)
}

const fn some(name: &'static str, meaning: &'static str) -> Column {
    column(name, Type::Text, true, meaning)
}

const fn flag(name: &'static str, meaning: &'static str) -> Column {
    column(name, Type::Flag, false, meaning)
}

const fn day(name: &'static str, meaning: &'static str) -> Column {
    column(name, Type::Date, true, meaning)
}

const fn texts(name: &'static str, meaning: &'static str) -> Column {
    column(name, Type::Texts, false, meaning)
}

const fn number(name: &'static str, may_lack: bool, meaning: &'static str) -> Column {
    column(name, Type::Number, may_lack, meaning)
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $text:literal $meaning:literal $columns:expr;)+) => {
        $($(#[$doc])* pub static $name: LazyLock<Table> = LazyLock::new(|| Table {
            name: $text, meaning: $meaning, columns: $columns,
        });)+

        /// Every table, in the order in which they are written.
        pub fn all() -> Vec<&'static Table> {
            vec![$(&$name),+]
        }
    };
}

tables! {
    /// What the tables are.
    ABOUT = "about" "the only row; it says what the tables are, and of which data" vec![
        number("contract", false, "the version of these tables"),
        text("title", "what the data set is called"),
        text("fingerprint", "SHA-256 of actors, sources, relations and claims"),
        text("reach", "how long a tie is taken to go on before and after a source attests it: `2y`"),
        texts("kept", "the parts that act for themselves, not for their wholes, in order"),
        texts("sources", "the only sources that decide how ties stand, in order; empty if all do"),
        texts("rolled", "the times for which `standing` has rows about wholes: `told`, `ever`, `day` …"),
        texts("spans", "times other than days, months and years: `2016-01-01/2017-12-31`"),
        number("draft", true, "how many claims were left out because something is wrong with them"),
        number("claims", false, "how many claims there are"),
    ];
    /// Actors.
    ACTORS = "actors" "an actor" vec![
        text("id", "its id; `?` is an actor that a text does not name"),
        text("name", "its name"),
        some("short", "a short name"),
        text("kind", "`person`, `state`, `armed_group` …"),
        texts("aliases", "other names"),
        some("when", "its lifetime, as written (EDTF)"),
        day("first", "the first day on which it can have existed"),
        day("last", "the last"),
        some("within", "the place in which it lies"),
        some("same_as", "its Wikidata item"),
        flag("keep", "whether it acts for itself where parts act for their wholes"),
        some("note", "a note"),
    ];
    /// Names.
    NAMES = "names" "a name of an actor" vec![
        text("actor", "whose name it is"),
        text("name", "the name"),
        text("what", "`name`, `short` or `alias`"),
        some("source", "the only source in which the name means it; empty if any"),
    ];
    /// Relations.
    RELATIONS = "relations" "a relation of the vocabulary" vec![
        text("id", "its name in claims and patterns"),
        text("label", "for people to read"),
        some("inverse", "its name read backwards"),
        text("family", "`support`, `hostility`, `structure`, `contact` or `presence`"),
        number("sign", false, "1, -1 or 0"),
        flag("symmetric", "whether it holds both ways"),
        flag("event", "whether it holds on its own date only"),
        flag("weak", "whether its sign is 0 although its family has one"),
        flag("rolls_up", "whether it makes the one who acts a part of the other"),
        flag("binds", "whether it counts like support when sides are found"),
        flag("opinion", "whether it is what somebody thinks, and so not an act of the whole"),
        flag("outlasts", "whether it goes on although the other no longer exists"),
        some("is_a", "the wider relation of which it is a case"),
        texts("ancestry", "itself and all wider relations, the narrowest first"),
        texts("verbs", "its verbs in questions"),
        texts("esd", "codes of the UCDP External Support Dataset"),
        texts("plover", "codes of PLOVER"),
        texts("begins", "the ties that it begins, if it is an event"),
        texts("ends", "the ties that it ends"),
    ];
    /// What names in patterns stand for.
    CLOSURE = "closure" "a relation for which a name in a pattern stands" vec![
        text("name", "a relation, the inverse of one, a family, or `any`"),
        text("relation", "itself, or a case of it"),
        flag("backward", "whether it is read backwards, from the one acted on"),
    ];
    /// Sources.
    SOURCES = "sources" "a source" vec![
        text("id", "its id"),
        text("title", "its title"),
        texts("authors", "who wrote it"),
        some("publisher", "who published it"),
        some("published", "when, as written (EDTF)"),
        day("published_first", "the first day on which that can have been"),
        day("published_last", "the last"),
        some("inferred_from", "what that date is inferred from"),
        some("language", "its language"),
        some("url", "the address where it can be read"),
        some("archived", "the address of an archived copy"),
        some("accessed", "when it was read there"),
        some("copy_of", "the original of a reprint"),
        texts("relies_on", "whose reporting it repeats"),
        some("file", "the file of its text; empty for a data set"),
        some("sha256", "SHA-256 of that text"),
        number("words", true, "how many words it has"),
        number("paragraphs", true, "how many paragraphs"),
    ];
    /// Claims.
    CLAIMS = "claims" "a claim, with all its fields" claims();
    /// Who is part of whom.
    PARTS = "parts" "a time during which an actor is part of another" vec![
        text("time", "the kind of time: `told`, `ever`, `day`, `month`, `year` or `span`"),
        day("first", "from this day on; empty for `told` and `ever`"),
        day("last", "until this day"),
        text("part", "who is part"),
        text("whole", "of whom"),
        text("root", "the outermost whole, for which it acts"),
    ];
    /// How ties stand.
    STANDING = "standing" "a time during which a tie (all claims of one relation between one pair) stands in one way"
        standing();
}

fn standing() -> Vec<Column> {
    vec![
        text(
            "time",
            "the kind of time: no date (`told`), `ever`, a `day`, a `month`, a `year`, or a `span`",
        ),
        day("first", "from the day, month or year that begins here; empty for `told` and `ever`"),
        day("last", "until the day, month or year that ends here"),
        flag("own", "whether it is so when parts act for themselves"),
        flag("rolled", "whether it is so when parts act for the wholes of that time"),
        flag(
            "rolled_ever",
            "`told` only: whether it is so when parts act for everything that they were ever part of",
        ),
        text("from", "who acts; in a symmetric tie, the one whose id comes first"),
        text("to", "who is acted on"),
        text("relation", "the exact relation"),
        some("claim", "the claim, if one end is not named: each such claim is a tie by itself"),
        text("family", "the relation's family"),
        number("sign", false, "its sign"),
        flag("symmetric", "whether it holds both ways"),
        flag("event", "whether it is an event"),
        text(
            "standing",
            "`definite`, `possible`, `undated`, `not_yet`, `stale`, `ended` or `said`",
        ),
        flag("present", "whether it is present at the time"),
        text(
            "manner",
            "the firmest modality of the claims that show that: `factual`, `reported`, `assessed` or, if no source asserts it, another",
        ),
        texts("claims", "the claims that show it, the firmest first; none if no source asserts it"),
        texts("also", "asserted claims near the time that do not show it"),
        texts("said", "claims near the time that assert nothing, the newest first"),
        texts("said_as", "how each of those puts it: `planned`, `alleged` …"),
        texts("denials", "claims near the time that deny it"),
        column(
            "windows_first",
            Type::Dates,
            false,
            "the first days of the times during which it can have held at all",
        ),
        column("windows_last", Type::Dates, false, "the last days of those times"),
        some("last_seen", "when it was last attested, as the source gives it (EDTF)"),
    ]
}

/// The columns of claims: what flat formats say of them, and their dates as days.
fn claims() -> Vec<Column> {
    let mut columns = vec![text("id", "its id"), text("cited_source", "the source that makes it")];
    columns.extend(FIELDS.iter().map(|field| {
        let (kind, may_lack) = match field.shape {
            FieldShape::Number => (Type::Number, true),
            FieldShape::Actors | FieldShape::Parties | FieldShape::Codes => (Type::Texts, false),
            FieldShape::Ends | FieldShape::Relation | FieldShape::Word => (Type::Text, false),
            FieldShape::Text | FieldShape::Quantity | FieldShape::Date | FieldShape::Party => {
                (Type::Text, true)
            }
        };
        column(field.name, kind, may_lack, field.meaning)
    }));
    columns.extend([
        text("family", "the relation's family"),
        number("sign", false, "its sign"),
        flag("symmetric", "whether it holds both ways"),
        flag("event", "whether it is an event"),
        flag("asserted", "whether its modality is factual, reported or assessed"),
        some("match", "how the quote was found in the text"),
        day("attested_first", "the first day on which it can attest the tie"),
        day("attested_last", "the last"),
        day("start_first", "the first day on which the tie can have begun, if the claim says so"),
        day("start_last", "the last"),
        day("end_first", "the first day on which the tie can have ended, if the claim says so"),
        day("end_last", "the last"),
        day("told_first", "the first day of its date, or of its source's date if it has none"),
        day("told_last", "the last"),
        number("position", false, "its place among all claims, from 0"),
    ]);
    columns
}

/// The page `docs/tables.md`.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for table in all() {
        let (name, meaning) = (table.name, table.meaning);
        let _ = write!(page, "\n### {name}\n\n`{name}.parquet`: a row is {meaning}.\n\n");
        page.push_str("| column | type | what it holds |\n|---|---|---|\n");
        for Column { name, kind, may_lack, meaning } in &table.columns {
            let lacks = if *may_lack { ", or null" } else { "" };
            let meaning = meaning.replace('|', "\\|");
            let _ = writeln!(page, "| `{name}` | `{}`{lacks} | {meaning} |", kind.word());
        }
    }
    page
}

const INTRODUCTION: &str = "\
# Tables

This page is made from the declarations of the tables in the code; a test keeps it fresh.

    whobacks export parquet -o libya-tables                 a folder of nine files, written all at once
    whobacks export parquet -o tables --reach 6m            with another reach
    whobacks export parquet -o tables --at 2016/2017        also with a time that is not a day, month or year
    whobacks export parquet -o tables --source antiwar-2017 how ties stand according to some sources alone
    whobacks export parquet -o tables --keep tbz            the TBZ acts for itself, not for its whole
    whobacks import libya-tables -o data/libya.ron          back again

DuckDB, Polars, pandas and Spark read Parquet; the tests read these tables with each of them. Words are stored as
dictionaries, days as dates, lists as lists. The metadata of each file has `whobacks.contract` (the version of the
tables), `whobacks.table`, `whobacks.title` and `whobacks.fingerprint`. The same data give the same bytes.

    SELECT s.from, s.to, s.relation, s.standing, s.claims
    FROM 'libya-tables/standing.parquet' AS s
    WHERE s.time = 'year' AND s.first <= DATE '2017-01-01' AND s.last >= DATE '2017-12-31' AND s.own
      AND s.family = 'support' AND s.present;

How a tie stands is worked out in the same way as for every answer, and written down for all times: according to the
latest sources (`told`), whether it ever held (`ever`), by day, by month and by year. A year is not the sum of its days:
what is attested in 2017 is certain in 2017, but only possible on each day of it. To ask about a time, choose `time`, and
let `first` and `last` enclose it: `time = 'month' AND first <= DATE '2017-07-01' AND last >= DATE '2017-07-31'`. A row
says in which case it is true: when parts act for themselves (`own`: what `find` says), for the wholes of that time
(`rolled`: `find --roll-up`, and `ask` with a date), or for everything that they were ever part of (`rolled_ever`: `ask`
without a date). Select one of these cases; otherwise a tie that is the same in two of them is counted twice. The table
`parts` says who is part of whom.

Days before the year 1 are written as 0001-01-01; an open beginning is 0001-01-01, an open end 9999-12-31. If very many
claims change very often who is part of whom, `rolled` is left out for days, months or years; the export and the table
`about` say so.

`import` reads a folder with `claims.parquet` and `actors.parquet`, or any Parquet file as a table. As with any flat
format, the cards of the sources must be there already.

## The tables
";
