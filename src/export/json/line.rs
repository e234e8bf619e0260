//! A value on one line, with a space after each colon and comma: long lines wrap better in an
//! editor, and read better in a diff.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// An object whose fields stand in the order given; `serde_json`'s own map sorts them.
#[derive(Debug, Default)]
pub(in crate::export) struct Object(Vec<(&'static str, Value)>);

impl Object {
    pub(in crate::export) fn set(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.push((name, value.into()));
    }

    pub(in crate::export) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.set(name, value);
        self
    }
}

/// What a field can hold.
#[derive(Debug)]
pub(in crate::export) enum Value {
    Plain(serde_json::Value),
    Object(Object),
}

impl<T: Into<serde_json::Value>> From<T> for Value {
    fn from(value: T) -> Self {
        Value::Plain(value.into())
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Value::Object(object)
    }
}

impl Serialize for Object {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Plain(value) => value.serialize(serializer),
            Value::Object(object) => object.serialize(serializer),
        }
    }
}

struct Line;

impl Formatter for Line {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

pub(in crate::export) fn write<T: Serialize + ?Sized, W: Write + ?Sized>(
    value: &T,
    out: &mut W,
) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Line)).map_err(io::Error::from)
}
