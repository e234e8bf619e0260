//! The spellings in which engines differ.

use std::str::FromStr;

use crate::model::Date;
use crate::tables::{FIRST, LAST};

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Dialect {
    /// DuckDB, from 1.4.
    DuckDb,
    /// Spark; tried with 4.3.
    Spark,
}

impl Dialect {
    /// Every engine.
    pub const ALL: [Dialect; 2] = [Dialect::DuckDb, Dialect::Spark];

    /// The word that asks for it.
    pub fn word(self) -> &'static str {
        match self {
            Dialect::DuckDb => "duckdb",
            Dialect::Spark => "spark",
        }
    }

    fn of<'t>(self, duckdb: &'t str, spark: &'t str) -> &'t str {
        match self {
            Dialect::DuckDb => duckdb,
            Dialect::Spark => spark,
        }
    }

    /// A name, whatever stands in it.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Dialect::DuckDb => format!("\"{}\"", name.replace('"', "\"\"")),
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A text, whatever stands in it.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Dialect::DuckDb => format!("'{}'", text.replace('\'', "''")),
            Dialect::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// Texts, one behind the other.
    pub(super) fn texts<'t>(self, texts: impl IntoIterator<Item = &'t str>) -> String {
        texts.into_iter().map(|text| self.text(text)).collect::<Vec<_>>().join(", ")
    }

    /// A day, as near as databases know it.
    pub(super) fn day(self, day: Date) -> String {
        format!("DATE '{}'", day.clamp(FIRST, LAST))
    }

    /// A list.
    pub(super) fn list(self, items: &str) -> String {
        self.of("[#]", "array(#)").replace('#', items)
    }

    /// No text at all, as a list.
    pub(super) fn no_texts(self) -> &'static str {
        self.of("CAST([] AS VARCHAR[])", "CAST(array() AS array<string>)")
    }

    /// A time from a day to a day.
    pub(super) fn window(self, first: &str, last: &str) -> String {
        let shape = self.of("{'f': #1, 'l': #2}", "named_struct('f', #1, 'l', #2)");
        shape.replace("#1", first).replace("#2", last)
    }

    /// All time.
    pub(super) fn always(self) -> String {
        self.list(&self.window(&self.day(FIRST), &self.day(LAST)))
    }

    /// A function of one item, for [`each`](Self::each) and [`only`](Self::only).
    fn function(self, item: &str, body: &str) -> String {
        let shape = self.of("lambda #1: #2", "#1 -> #2");
        shape.replace("#1", item).replace("#2", body)
    }

    /// What is made of each item of a list.
    pub(super) fn each(self, list: &str, item: &str, body: &str) -> String {
        let name = self.of("list_transform", "transform");
        format!("{name}({list}, {})", self.function(item, body))
    }

    /// The items of a list for which something is so.
    pub(super) fn only(self, list: &str, item: &str, body: &str) -> String {
        let name = self.of("list_filter", "filter");
        format!("{name}({list}, {})", self.function(item, body))
    }

    /// The times that two lists of first and last days make.
    pub(super) fn windows(self, firsts: &str, lasts: &str) -> String {
        let item = self.window("f", &format!("{lasts}[i]"));
        match self {
            Dialect::DuckDb => format!("list_transform({firsts}, lambda f, i: {item})"),
            Dialect::Spark => format!("transform({firsts}, (f, i) -> {item})"),
        }
    }

    /// The times that two lists of times share.
    pub(super) fn common(self, a: &str, b: &str) -> String {
        let shared = self.window("greatest(p.f, q.f)", "least(p.l, q.l)");
        let pairs = self.each(a, "p", &self.each(b, "q", &shared));
        self.only(&format!("flatten({pairs})"), "r", "r.f <= r.l")
    }

    /// Whether each of a list of times lies within one of another.
    pub(super) fn covers(self, wide: &str, narrow: &str) -> String {
        let around = self.only(wide, "p", "p.f <= q.f AND p.l >= q.l");
        let outside = self.only(narrow, "q", &format!("{} = 0", self.count(&around)));
        format!("{} = 0", self.count(&outside))
    }

    /// The join that leaves the rows that have no partner.
    pub(super) fn unless(self) -> &'static str {
        self.of("ANTI JOIN", "LEFT ANTI JOIN")
    }

    /// How many items a list has.
    pub(super) fn count(self, list: &str) -> String {
        self.of("len(#)", "size(#)").replace('#', list)
    }

    /// Two lists as one.
    pub(super) fn joined(self, a: &str, b: &str) -> String {
        format!("{}({a}, {b})", self.of("list_concat", "concat"))
    }

    /// Whether something is in a list.
    pub(super) fn contains(self, list: &str, item: &str) -> String {
        format!("{}({list}, {item})", self.of("list_contains", "array_contains"))
    }

    /// The values of a group as a list.
    pub(super) fn gathered(self, value: &str) -> String {
        format!("{}({value})", self.of("list", "collect_list"))
    }

    /// A list in order, each item once.
    pub(super) fn sorted(self, list: &str) -> String {
        let shape = self.of("list_sort(list_distinct(#))", "array_sort(array_distinct(#))");
        shape.replace('#', list)
    }

    /// An item for each of a list, as a table in a `FROM`.
    pub(super) fn unnested(self, list: &str, table: &str, column: &str) -> String {
        match self {
            Dialect::DuckDb => format!("CROSS JOIN UNNEST({list}) AS {table}({column})"),
            Dialect::Spark => format!("LATERAL VIEW explode({list}) {table} AS {column}"),
        }
    }

    /// The texts of a list, one behind the other.
    pub(super) fn shown(self, list: &str) -> String {
        format!("{}({list}, ' ')", self.of("array_to_string", "array_join"))
    }

    /// Whether something is so of any row.
    pub(super) fn any(self, what: &str) -> String {
        format!("bool_or({what})")
    }

    /// The end of the query, with a message.
    pub(super) fn error(self, message: &str) -> String {
        format!("{}({})", self.of("error", "raise_error"), self.text(message))
    }

    /// A table of the export.
    pub(super) fn table(self, folder: Option<&str>, name: &str) -> String {
        let Some(folder) = folder else { return name.to_owned() };
        let path = format!("{}/{name}.parquet", folder.trim_end_matches('/'));
        match self {
            Dialect::DuckDb => format!("read_parquet({})", self.text(&path)),
            Dialect::Spark => format!("parquet.{}", self.name(&path)),
        }
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Dialect::ALL.into_iter().find(|dialect| dialect.word() == word);
        found.ok_or_else(|| format!("`{word}` is none of the engines: duckdb, spark"))
    }
}
