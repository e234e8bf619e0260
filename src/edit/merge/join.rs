//! What is added to one actor's entry when another actor is merged into it.

use super::super::change::Refusal;
use super::super::items::field;
use super::super::layout::{Element, append, put_fields, take_out};
use super::super::splice::Splice;
use crate::annotation::{ActorEntry, Slice, quoted};
use crate::model::Kind;

/// What the one entry is to say beside what it says, and what is not taken over.
pub(super) fn joined(
    (kept_id, kept): (&str, &ActorEntry<'_>),
    (gone_id, gone): (&str, &ActorEntry<'_>),
    said: &mut Vec<String>,
) -> Result<Joined, Refusal> {
    let mut joined = Joined::default();
    let names = |actor: &ActorEntry<'_>| -> Vec<String> {
        let all = actor.name.iter().chain(&actor.short).chain(&actor.aliases);
        all.map(|name| name.to_string()).collect()
    };
    let own = names(kept);
    for name in names(gone) {
        if !own.contains(&name) && !joined.aliases.contains(&name) {
            joined.aliases.push(name);
        }
    }
    for (source, aliases) in gone.aliases_in.iter() {
        let there = kept.aliases_in.iter().find(|(s, _)| **s == **source);
        let there: Vec<&str> =
            there.into_iter().flat_map(|(_, a)| a.iter().map(|a| &**a)).collect();
        let new = aliases.iter().map(|a| a.to_string()).filter(|a| !there.contains(&a.as_str()));
        joined.aliases_in.push((source.to_string(), new.collect()));
    }
    joined.aliases_in.retain(|(_, names)| !names.is_empty());
    if let (Some(one), Some(other)) = (kept.same_as.as_deref(), gone.same_as.as_deref())
        && one != other
    {
        return Err(Refusal::because(format!(
            "`{}` is {one} in Wikidata, `{}` is {other}: they are two, or one of the ids is wrong",
            kept_id, gone_id
        )));
    }
    let dropped = |name: &str, one: &str, other: &str| {
        format!("`{kept_id}` keeps its {name} {one}; that of `{gone_id}`, {other}, is dropped")
    };
    if let (Some(one), Some(other)) = (kept.kind, gone.kind)
        && one != other
    {
        said.push(dropped("kind", one.word(), other.word()));
    }
    for (name, one, other) in [
        ("when", &kept.when, &gone.when),
        ("within", &kept.within, &gone.within),
        ("same_as", &kept.same_as, &gone.same_as),
    ] {
        match (one.as_deref(), other.as_deref()) {
            // It cannot lie within itself.
            (_, Some(other)) if name == "within" && other == kept_id => {}
            (Some(one), _) if name == "within" && one == gone_id => {
                joined.without_within = true;
            }
            // Only a place lies within another.
            (None, Some(other))
                if name == "within" && kept.kind.is_some_and(|kind| kind != Kind::Place) =>
            {
                said.push(format!(
                    "that `{gone_id}` lies within {other} is dropped: `{kept_id}` is no place"
                ));
            }
            (Some(one), Some(other)) if one != other => said.push(dropped(name, one, other)),
            (None, Some(other)) => joined.fields.push((name.to_owned(), quoted(other))),
            _ => {}
        }
    }
    if gone.keep && !kept.keep {
        joined.fields.push(("keep".to_owned(), "true".to_owned()));
    }
    match (kept.note.as_deref(), gone.note.as_deref()) {
        (Some(one), Some(other)) if !one.contains(other) => {
            joined.fields.push(("note".to_owned(), quoted(&format!("{one} {other}"))));
        }
        (None, Some(other)) => joined.fields.push(("note".to_owned(), quoted(other))),
        _ => {}
    }
    Ok(joined)
}

/// What is added to an entry.
#[derive(Debug, Default)]
pub(super) struct Joined {
    aliases: Vec<String>,
    aliases_in: Vec<(String, Vec<String>)>,
    fields: Vec<(String, String)>,
    without_within: bool,
}

impl Joined {
    pub(super) fn splices(&self, text: &str, record: &Slice<'_>) -> Vec<Splice> {
        let fields = record.fields().unwrap_or_default();
        let mut values = self.fields.clone();
        let mut splices = Vec::new();
        let texts = |names: &[String]| -> Vec<String> { names.iter().map(|n| quoted(n)).collect() };
        match field(&fields, "aliases") {
            Some(list) => splices.extend(append(&list.value, &texts(&self.aliases))),
            None if self.aliases.is_empty() => {}
            None => {
                values
                    .push(("aliases".to_owned(), format!("[{}]", texts(&self.aliases).join(", "))));
            }
        }
        let written = |(source, names): &(String, Vec<String>)| {
            format!("{}: [{}]", quoted(source), texts(names).join(", "))
        };
        match field(&fields, "aliases_in") {
            Some(map) => {
                let entries = map.value.entries().unwrap_or_default();
                let mut more = Vec::new();
                for scoped in &self.aliases_in {
                    let own = |(key, _): &&(Slice<'_>, Slice<'_>)| {
                        key.string().as_ref() == Some(&scoped.0)
                    };
                    match entries.iter().find(own) {
                        Some((_, list)) => splices.extend(append(list, &texts(&scoped.1))),
                        None => more.push(written(scoped)),
                    }
                }
                if !more.is_empty() {
                    let more = more.join(", ");
                    splices.push(match entries.last() {
                        // In a list that is added to as well, the end of the list is not that of the map.
                        Some((_, list)) => Splice::insert(list.span().end, format!(", {more}")),
                        None => Splice::insert(map.value.start.saturating_add(1), more),
                    });
                }
            }
            None if self.aliases_in.is_empty() => {}
            None => {
                let all: Vec<String> = self.aliases_in.iter().map(written).collect();
                values.push(("aliases_in".to_owned(), format!("{{{}}}", all.join(", "))));
            }
        }
        if self.without_within
            && let Some(at) = fields.iter().position(|f| f.name == "within")
        {
            let elements: Vec<Element> = fields.iter().map(Element::of_field).collect();
            splices.extend(take_out(text, &elements, &[at]));
        }
        splices.extend(put_fields(text, record, &values));
        splices
    }
}
