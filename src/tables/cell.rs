//! The values of a column.

use std::borrow::Cow;
use std::io;

use super::moment::{FIRST, LAST};
use crate::model::Date;

/// The type of a column, of the few that every reader understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// UTF-8.
    Text,
    /// A whole number of 32 bits.
    Number,
    /// True or false.
    Flag,
    /// A day.
    Date,
    /// A list of texts.
    Texts,
    /// A list of days.
    Dates,
}

impl Type {
    /// What SQL calls it.
    pub fn word(self) -> &'static str {
        match self {
            Type::Text => "VARCHAR",
            Type::Number => "INTEGER",
            Type::Flag => "BOOLEAN",
            Type::Date => "DATE",
            Type::Texts => "VARCHAR[]",
            Type::Dates => "DATE[]",
        }
    }

    /// Whether it is a list.
    pub fn is_list(self) -> bool {
        matches!(self, Type::Texts | Type::Dates)
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// Whether nothing may stand in it; lists are empty instead.
    pub may_lack: bool,
    /// What it holds. Markdown.
    pub meaning: &'static str,
}

/// A value in its column.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Datum<'a> {
    /// Nothing.
    Lacking,
    /// Text.
    Text(Cow<'a, str>),
    /// A number.
    Number(i32),
    /// Yes or no.
    Flag(bool),
    /// A day, counted from the first of January 1970.
    Date(i32),
    /// Texts.
    Texts(Vec<Cow<'a, str>>),
    /// Days.
    Dates(Vec<i32>),
}

impl<'a> Datum<'a> {
    /// The value, or nothing.
    pub(super) fn maybe(value: Option<impl Into<Datum<'a>>>) -> Self {
        value.map_or(Datum::Lacking, Into::into)
    }

    pub(super) fn count(number: usize) -> Self {
        Datum::Number(i32::try_from(number).unwrap_or(i32::MAX))
    }

    pub(super) fn texts(texts: Vec<&'a str>) -> Self {
        Datum::Texts(texts.into_iter().map(Cow::Borrowed).collect())
    }
}

impl<'a> From<&'a str> for Datum<'a> {
    fn from(text: &'a str) -> Self {
        Datum::Text(text.into())
    }
}

impl From<String> for Datum<'_> {
    fn from(text: String) -> Self {
        Datum::Text(text.into())
    }
}

impl From<bool> for Datum<'_> {
    fn from(yes: bool) -> Self {
        Datum::Flag(yes)
    }
}

impl From<u32> for Datum<'_> {
    fn from(number: u32) -> Self {
        Datum::Number(i32::try_from(number).unwrap_or(i32::MAX))
    }
}

impl From<Date> for Datum<'_> {
    fn from(day: Date) -> Self {
        Datum::Date(number(day))
    }
}

/// Days since the first of January 1970, of the days that databases know.
pub(super) fn number(day: Date) -> i32 {
    let span = day.clamp(FIRST, LAST).since(Date::constant(1970, 1, 1));
    span.map_or(0, |span| span.get_days())
}

/// Who takes rows.
pub trait Sink {
    /// Takes a row: a cell for each column, in their order.
    ///
    /// # Errors
    /// When it cannot be kept.
    fn row(&mut self, cells: Vec<Datum<'_>>) -> io::Result<()>;
}
