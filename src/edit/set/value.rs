//! Changes of one field: how a value is written, added to, or removed.

use super::super::change::Refusal;
use super::super::layout::{Element, append, take_out};
use super::super::splice::Splice;
use crate::annotation::{RawField, Slice, quoted};

/// What is done with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// It says this, or these, and nothing else.
    Set(Vec<String>),
    /// It says this, or these, too.
    Add(Vec<String>),
    /// It does not say this any more.
    Remove(String),
    /// It is not there any more.
    Clear,
}

/// How a field is written.
enum Form {
    /// `kind: state`, `paragraph: 3`
    Bare,
    /// Always a list.
    List,
    /// A text, or a list of them.
    OneOrMany,
    Text,
}

fn form(name: &str) -> Form {
    match name {
        "kind" | "modality" | "status" | "keep" | "proposed" | "paragraph" | "wrapped"
        | "words" | "paragraphs" | "text" => Form::Bare,
        "aliases" | "authors" | "relies_on" | "accept" => Form::List,
        "from" | "to" | "said_by" | "cited_by" | "against" | "through" => Form::OneOrMany,
        _ => Form::Text,
    }
}

pub(super) fn written(name: &str, values: &[String]) -> Result<String, Refusal> {
    let list = || {
        let texts: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        format!("[{}]", texts.join(", "))
    };
    match (form(name), values) {
        (Form::List, _) => Ok(list()),
        (Form::OneOrMany, [_, _, ..]) => Ok(list()),
        (Form::Bare, [one]) if is_bare(one) => Ok(one.clone()),
        (Form::Bare, [one]) => {
            Err(Refusal::because(format!("`{name}` takes a bare word or a number, not `{one}`")))
        }
        (Form::Text | Form::OneOrMany, [one]) => Ok(quoted(one)),
        _ => Err(Refusal::because(format!("`{name}` takes one value"))),
    }
}

fn is_bare(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// A field that says something more.
pub(super) fn added(
    name: &str,
    field: &RawField<'_>,
    more: &[String],
) -> Result<Vec<Splice>, Refusal> {
    let value = &field.value;
    let there: Vec<String> = value.elements().iter().filter_map(Slice::string).collect();
    match form(name) {
        Form::Bare => Err(Refusal::because(format!("`{name}` takes one value: set it with `=`"))),
        Form::List | Form::OneOrMany => {
            let new = new_texts(&there, more);
            if value.is_list() || new.is_empty() {
                return Ok(append(value, &new));
            }
            let all = format!("[{}, {}]", value.text, new.join(", "));
            Ok(vec![Splice::replace(value.span(), all)])
        }
        Form::Text => {
            let text = format!("{} {}", there.concat(), more.join(" "));
            Ok(vec![Splice::replace(value.span(), quoted(&text))])
        }
    }
}

/// The texts that are not there yet, as they are written.
fn new_texts(there: &[String], more: &[String]) -> Vec<String> {
    more.iter().filter(|text| !there.contains(text)).map(|text| quoted(text)).collect()
}

/// A list without one of its texts.
pub(super) fn without(
    text: &str,
    list: Option<Slice<'_>>,
    name: &str,
    one: &str,
) -> Result<Vec<Splice>, Refusal> {
    let elements = list.map(|list| list.elements()).unwrap_or_default();
    let at = elements.iter().position(|e| e.string().as_deref() == Some(one));
    let at = at.ok_or_else(|| {
        let near = elements.iter().filter_map(Slice::string).collect::<Vec<_>>();
        let shown =
            if near.is_empty() { String::new() } else { format!(": it has {}", near.join(", ")) };
        Refusal::because(format!("`{name}` has no `{one}` in its list{shown}"))
    })?;
    let elements: Vec<Element> = elements.iter().map(Element::of).collect();
    Ok(take_out(text, &elements, &[at]))
}

/// An entry of a field that is a map: names by source, reasons by paragraph.
pub(super) fn in_map(
    text: &str,
    present: Option<&RawField<'_>>,
    (name, key): (&str, &str),
    act: &Act,
    values: &mut Vec<(String, String)>,
) -> Result<Vec<Splice>, Refusal> {
    let (written_key, is_list) = match name {
        "aliases_in" => (quoted(key), true),
        "no_claims" if key.bytes().all(|b| b.is_ascii_digit()) && !key.is_empty() => {
            (key.to_owned(), false)
        }
        "no_claims" => (quoted(key), false),
        _ => return Err(Refusal::because(format!("`{name}` is no map: leave `.{key}` out"))),
    };
    let value = |all: &[String]| match (is_list, all) {
        (true, _) => written("aliases", all),
        (false, [one]) => Ok(quoted(one)),
        (false, _) => Err(Refusal::because(format!("`{name}.{key}` takes one value"))),
    };
    let entries = present.and_then(|f| f.value.entries().ok()).unwrap_or_default();
    let is_own = |(own, _): &(Slice<'_>, Slice<'_>)| {
        own.string().map_or(own.text == written_key, |own| own == key)
    };
    let own = entries.iter().position(is_own);
    let elements = || -> Vec<Element> { entries.iter().map(Element::of_entry).collect() };
    let there = own.and_then(|at| entries.get(at)).map(|(_, value)| value);
    let new = match (act, there) {
        (Act::Clear, _) => {
            return Ok(own.map_or(Vec::new(), |at| take_out(text, &elements(), &[at])));
        }
        (Act::Remove(one), _) => {
            let list = there.copied().filter(Slice::is_list);
            return without(text, list, &format!("{name}.{key}"), one);
        }
        (Act::Add(more), Some(list)) if is_list => {
            let there = list.elements().iter().filter_map(Slice::string).collect::<Vec<_>>();
            return Ok(append(list, &new_texts(&there, more)));
        }
        (Act::Set(all), Some(there)) => {
            return Ok(vec![Splice::replace(there.span(), value(all)?)]);
        }
        (Act::Add(all), _) | (Act::Set(all), None) => value(all)?,
    };
    let entry = format!("{written_key}: {new}");
    match (present, entries.last()) {
        (None, _) => values.push((name.to_owned(), format!("{{{entry}}}"))),
        (Some(field), None) => {
            return Ok(vec![Splice::insert(field.value.start.saturating_add(1), entry)]);
        }
        (Some(_), Some((_, last))) => {
            return Ok(vec![Splice::insert(last.span().end, format!(", {entry}"))]);
        }
    }
    Ok(Vec::new())
}
