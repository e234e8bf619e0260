//! Proposals of another program: one JSON object on each line, as in `docs/proposals.schema.json`.
//!
//! Takes a line and the dataset; gives the claim in the annotation's types, with actors found by id or by a
//! name that only one has, or why it is not a claim. The check decides whether it is right.

use serde::Deserialize;

use crate::annotation::{Dataset, Item, OneOrMany, Rare, Str};
use crate::edit::actor_named;
use crate::model::{Modality, Status};

/// One text, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    from: Texts,
    relation: String,
    to: Texts,
    quote: String,
    paragraph: Option<u32>,
    when: Option<String>,
    dated: Option<String>,
    modality: Option<Modality>,
    status: Option<Status>,
    said_by: Option<Texts>,
    cited_by: Option<Texts>,
    against: Option<Texts>,
    through: Option<Texts>,
    what: Option<String>,
    amount: Option<String>,
    count: Option<String>,
    place: Option<String>,
    intended: Option<String>,
    translation: Option<String>,
    note: Option<String>,
}

/// The claim that a line proposes for a source.
///
/// # Errors
/// What is wrong with it, in a sentence: no JSON, a field missing or unknown, an actor that nobody is or that
/// several may be.
pub fn given(dataset: &Dataset<'_>, source: &str, line: &str) -> Result<Item<'static>, String> {
    let row: Row = serde_json::from_str(line).map_err(|error| plain(&error))?;
    let actor = |name: &String| {
        actor_named(dataset, source, name).map(Str::from).map_err(|error| error.to_string())
    };
    let actors = |texts: Texts| -> Result<OneOrMany<'static>, String> {
        Ok(match texts {
            Texts::One(name) => OneOrMany::One(actor(&name)?),
            Texts::Many(names) => {
                OneOrMany::Many(names.iter().map(actor).collect::<Result<_, _>>()?)
            }
        })
    };
    // A speaker may be somebody who is not an actor.
    let party = |name: String| actor(&name).unwrap_or_else(|_| name.into());
    let parties = |texts: Option<Texts>| {
        texts.map(|texts| match texts {
            Texts::One(name) => OneOrMany::One(party(name)),
            Texts::Many(names) => OneOrMany::Many(names.into_iter().map(party).collect()),
        })
    };
    let text = |text: Option<String>| text.map(Str::from);
    let rare = Rare {
        cited_by: parties(row.cited_by),
        against: row.against.map(actors).transpose()?,
        through: parties(row.through),
        what: text(row.what),
        intended: text(row.intended),
        place: row.place.map(party),
        count: text(row.count),
        amount: text(row.amount),
        dated: text(row.dated),
        translation: text(row.translation),
        note: text(row.note),
        accept: None,
        proposed: false,
        claims: None,
    };
    Ok(Item {
        from: Some(actors(row.from)?),
        relation: Some(row.relation.into()),
        to: Some(actors(row.to)?),
        quote: Some(row.quote.into()),
        record: None,
        when: text(row.when),
        modality: row.modality,
        status: row.status,
        said_by: parties(row.said_by),
        paragraph: row.paragraph,
        rare: (rare != Rare::default()).then(|| Box::new(rare)),
    })
}

/// What serde says, without the place: the line is known.
fn plain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    match error.classify() {
        serde_json::error::Category::Data => message[..end].to_owned(),
        _ => format!("no JSON object: {}", &message[..end]),
    }
}
