//! Claims that are written as nearly all are, read without the ron crate, in a fifth of the time.
//!
//! Takes a place in front of a claim's bracket; gives what the crate would give, or nothing where anything is not as usual:
//! a list, an escape, a number, a name that no field has, one that stands twice. The crate then reads the claim, or says
//! what is wrong with it. Must not know files.

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};

use super::cursor::Cursor;
use super::entry::{Item, Rare};
use super::text::{OneOrMany, Str, unfit};
use crate::model::Cut;

/// Reads a claim, or a block of claims, and goes on behind it; if it gives nothing, it goes nowhere.
pub(super) fn claim<'a>(cursor: &mut Cursor<'a>) -> Option<Item<'a>> {
    let mut ahead = *cursor;
    let item = item(&mut ahead, true)?;
    *cursor = ahead;
    Some(item)
}

fn item<'a>(at: &mut Cursor<'a>, may_be_block: bool) -> Option<Item<'a>> {
    at.take(b'(')?;
    let mut item = Item::default();
    loop {
        at.skip()?;
        let name = at.name()?;
        at.skip()?;
        at.take(b':')?;
        at.skip()?;
        match name {
            "from" => once(&mut item.from, party(at)?)?,
            "relation" => once(&mut item.relation, text(at)?)?,
            "to" => once(&mut item.to, party(at)?)?,
            "quote" => once(&mut item.quote, text(at)?)?,
            "record" => once(&mut item.record, text(at)?)?,
            "when" => once(&mut item.when, text(at)?)?,
            "modality" => once(&mut item.modality, word(at)?)?,
            "status" => once(&mut item.status, word(at)?)?,
            "said_by" => once(&mut item.said_by, party(at)?)?,
            _ => rare(at, name, item.rare.get_or_insert_default(), may_be_block)?,
        }
        let comma = at.comma()?;
        at.skip()?;
        if at.take(b')').is_some() {
            return Some(item);
        }
        comma.then_some(())?;
    }
}

/// The fields that few claims have.
fn rare<'a>(
    at: &mut Cursor<'a>,
    name: &str,
    rare: &mut Rare<'a>,
    may_be_block: bool,
) -> Option<()> {
    match name {
        "cited_by" => once(&mut rare.cited_by, party(at)?),
        "against" => once(&mut rare.against, party(at)?),
        "through" => once(&mut rare.through, party(at)?),
        "what" => once(&mut rare.what, text(at)?),
        "intended" => once(&mut rare.intended, text(at)?),
        "place" => once(&mut rare.place, text(at)?),
        "count" => once(&mut rare.count, text(at)?),
        "amount" => once(&mut rare.amount, text(at)?),
        "dated" => once(&mut rare.dated, text(at)?),
        "translation" => once(&mut rare.translation, text(at)?),
        "note" => once(&mut rare.note, text(at)?),
        "claims" if may_be_block => once(&mut rare.claims, list(at)?),
        _ => None,
    }
}

/// Fills a field, unless it stands there twice.
fn once<T>(field: &mut Option<T>, value: T) -> Option<()> {
    field.replace(value).is_none().then_some(())
}

/// The claims of a block.
fn list<'a>(at: &mut Cursor<'a>) -> Option<Vec<Item<'a>>> {
    at.take(b'[')?;
    let (mut items, mut comma) = (Vec::new(), true);
    loop {
        at.skip()?;
        if at.take(b']').is_some() {
            items.shrink_to_fit();
            return Some(items);
        }
        comma.then_some(())?;
        items.push(item(at, false)?);
        comma = at.comma()?;
    }
}

fn party<'a>(at: &mut Cursor<'a>) -> Option<OneOrMany<'a>> {
    text(at).map(OneOrMany::One)
}

/// A string in quotes without an escape.
fn text<'a>(at: &mut Cursor<'a>) -> Option<Str<'a>> {
    at.take(b'"')?;
    let rest = at.text.cut(at.at..);
    let end = rest.bytes().position(|byte| byte == b'"' || byte == b'\\')?;
    let text = rest.cut(..end);
    at.at = at.at.saturating_add(end);
    at.take(b'"')?;
    unfit(text).is_none().then(|| text.into())
}

/// A word without quotes.
fn word<'a, T: Deserialize<'a>>(at: &mut Cursor<'a>) -> Option<T> {
    T::deserialize(BorrowedStrDeserializer::<Error>::new(at.name()?)).ok()
}
